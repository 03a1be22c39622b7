// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <sys/stat.h>

#include "server/DataDirectory.h"

using namespace banter;
using namespace banter::server;

class tst_DataDirectory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isForItsOwnerOnly();
    void isTakenOnce();
    void saysWhatIsWrong();
};

void tst_DataDirectory::isForItsOwnerOnly() {
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("deep/data")).toStdString();
    const auto taken = DataDirectory::take(path);
    QVERIFY(taken.ok());
    struct stat info {};
    QCOMPARE(::stat(path.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777u, 0700u);
}

void tst_DataDirectory::isTakenOnce() {
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    {
        const auto first = DataDirectory::take(path);
        QVERIFY(first.ok());
        const auto second = DataDirectory::take(path);
        QVERIFY(!second.ok());
        QVERIFY(second.error().detail.find("another banterd") != std::string::npos);
    }
    QVERIFY(DataDirectory::take(path).ok());
}

void tst_DataDirectory::saysWhatIsWrong() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    QFile made(file);
    QVERIFY(made.open(QFile::WriteOnly));
    const auto taken = DataDirectory::take(file.toStdString() + "/data");
    QVERIFY(!taken.ok());
    QVERIFY(taken.error().detail.find(file.toStdString()) != std::string::npos);
}

QTEST_GUILESS_MAIN(tst_DataDirectory)
#include "tst_DataDirectory.moc"
