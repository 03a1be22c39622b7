// SPDX-License-Identifier: Apache-2.0
#include <QNetworkReply>
#include <QProcess>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

#include "app/platform/NetworkGuard.h"
#include "app/platform/SingleInstance.h"

using namespace banter::client;

class tst_Platform : public QObject {
    Q_OBJECT

    QTemporaryDir m_runtime;

private Q_SLOTS:
    void initTestCase() {
        QFile::setPermissions(m_runtime.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("XDG_RUNTIME_DIR", m_runtime.path().toLocal8Bit());
    }

    void aSecondStartRaisesTheFirst() {
        const QTemporaryDir data;
        SingleInstance first(data.path());
        QVERIFY(first.start() == SingleInstance::Start::First);
        QSignalSpy raised(&first, &SingleInstance::raiseRequested);
        // As another process would: the first one answers from its loop meanwhile.
        auto second = SingleInstance::Start::Stuck;
        const std::unique_ptr<QThread> other(QThread::create([&] {
            SingleInstance instance(data.path());
            second = instance.start();
        }));
        other->start();
        QTRY_VERIFY(other->isFinished());
        QVERIFY(second == SingleInstance::Start::Second);
        QCOMPARE(raised.size(), 1);
    }

    void profilesStandSideBySide() {
        const QTemporaryDir data, other;
        SingleInstance first(data.path()), second(other.path());
        QVERIFY(first.start() == SingleInstance::Start::First);
        QVERIFY(second.start() == SingleInstance::Start::First);
    }

    void whoDoesNotAnswerIsNotWaitedForForEver() {
        const QTemporaryDir data;
        SingleInstance first(data.path());
        QVERIFY(first.start() == SingleInstance::Start::First);
        SingleInstance second(data.path()); // in this thread: the first one can't answer
        QVERIFY(second.start() == SingleInstance::Start::Stuck);
    }

    void theNextOneStartsAfterTheFirstHasGone() {
        const QTemporaryDir data;
        {
            SingleInstance first(data.path());
            QVERIFY(first.start() == SingleInstance::Start::First);
        }
        SingleInstance second(data.path());
        QVERIFY(second.start() == SingleInstance::Start::First);
    }

    void nothingButResourcesIsAllowed() {
        QVERIFY(NetworkGuard::isAllowed(QUrl(QStringLiteral("qrc:/qt/qml/x.qml"))));
        QVERIFY(NetworkGuard::isAllowed(QUrl(QStringLiteral("image://avatar/x"))));
        for (const char *bad : {"http://127.0.0.1/", "https://a.example", "file:///etc/passwd",
                                "data:image/png;base64,x", "ftp://a.example", "HTTP://a.example"})
            QVERIFY2(!NetworkGuard::isAllowed(QUrl(QString::fromUtf8(bad))), bad);
    }

    void theEngineAsksNobody() {
        QTcpServer canary;
        QVERIFY(canary.listen(QHostAddress::LocalHost));
        QSignalSpy hits(&canary, &QTcpServer::newConnection);
        const QUrl url(QStringLiteral("http://127.0.0.1:%1/x.png").arg(canary.serverPort()));
        int told = 0;
        NetworkGuard guard([&] { ++told; });
        QQmlEngine engine;
        engine.addUrlInterceptor(&guard);
        engine.setNetworkAccessManagerFactory(&guard);

        const std::unique_ptr<QNetworkReply> reply(engine.networkAccessManager()->get(QNetworkRequest(url)));
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->error() != QNetworkReply::NoError);
        QCOMPARE(guard.refused(), 1);
        QCOMPARE(engine.interceptUrl(url, QQmlAbstractUrlInterceptor::UrlString), QUrl(QStringLiteral("qrc:/refused")));
        QCOMPARE(engine.interceptUrl(QUrl(QStringLiteral("file:///etc/passwd")), QQmlAbstractUrlInterceptor::UrlString),
                 QUrl(QStringLiteral("qrc:/refused")));
        QCOMPARE(guard.refused(), 3);
        QCOMPARE(told, 3);
        QCOMPARE(hits.size(), 0);
    }
};

QTEST_MAIN(tst_Platform)
#include "tst_Platform.moc"
