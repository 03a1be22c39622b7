// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "app/headless/HeadlessOptions.h"

using namespace banter;
using namespace banter::client;

class tst_CommandLine : public QObject {
    Q_OBJECT

    static Result<Invocation> parse(const QStringList &arguments) {
        return parseCommandLine(QStringList{QStringLiteral("banter")} + arguments);
    }

private Q_SLOTS:
    void aWindowUnlessHeadless() {
        const auto window =
            parse({QStringLiteral("--server"), QStringLiteral("wss://a.example:7000"), QStringLiteral("--data"),
                   QStringLiteral("/data"), QStringLiteral("--trust-first-use")});
        QVERIFY(window.ok());
        QVERIFY(window->kind == Invocation::Kind::Window);
        const SessionOptions &session = window->headless.session;
        QCOMPARE(session.link.addresses, QList<QUrl>{QUrl(QStringLiteral("wss://a.example:7000"))});
        QVERIFY(session.link.trustOnFirstUse);
        QCOMPARE(session.dataDirectory, QStringLiteral("/data"));
        QVERIFY(!session.deviceName.isEmpty());
        QVERIFY(!session.deviceName.contains(QStringLiteral("headless")));
        const auto headless = parse({QStringLiteral("--headless"), QStringLiteral("--json")});
        QVERIFY(headless.ok());
        QVERIFY(headless->kind == Invocation::Kind::Headless);
        QVERIFY(headless->headless.json);
        QVERIFY(headless->headless.session.deviceName.contains(QStringLiteral("headless")));
    }

    void profilesHaveFoldersOfTheirOwn() {
        const auto mira = parse(
            {QStringLiteral("--data"), QStringLiteral("/data"), QStringLiteral("--profile"), QStringLiteral("mira")});
        QVERIFY(mira.ok());
        QCOMPARE(mira->profile, QStringLiteral("mira"));
        QCOMPARE(mira->headless.session.dataDirectory, QStringLiteral("/data/profiles/mira"));
        QVERIFY(!parse({QStringLiteral("--profile"), QStringLiteral("../mira")}).ok());
    }

    void whatIsWrongIsSaid_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("scheme") << QStringList{QStringLiteral("--server"), QStringLiteral("http://a.example")};
        QTest::newRow("fingerprint") << QStringList{QStringLiteral("--fingerprint"), QStringLiteral("zz")};
        QTest::newRow("unknown") << QStringList{QStringLiteral("--nonsense")};
        QTest::newRow("argument") << QStringList{QStringLiteral("file.txt")};
        QTest::newRow("headless only") << QStringList{QStringLiteral("--json")};
    }
    void whatIsWrongIsSaid() {
        QFETCH(QStringList, arguments);
        const auto parsed = parse(arguments);
        QVERIFY(!parsed.ok());
        QVERIFY(!parsed.error().detail.empty());
    }
};

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_CommandLine.moc"
