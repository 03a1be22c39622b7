// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "server/ops/Tokens.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::server;

class TestTokens final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTokenReadsBack() {
        const auto user = makeId<UserId>();
        const DeviceToken made = DeviceToken::make(user);
        const std::string text = made.toText();
        QCOMPARE(text.size(), DeviceToken::kTextLength);
        QVERIFY(text.starts_with("bdt_" + user.toText() + "."));
        const auto read = DeviceToken::parse(text);
        QVERIFY(read.has_value());
        QVERIFY(read->user == user);
        QCOMPARE(read->secret, made.secret);
        QCOMPARE(read->secretHash(), made.secretHash());
    }

    void secretsAreNotRepeated() {
        const auto user = makeId<UserId>();
        QVERIFY(DeviceToken::make(user).secret != DeviceToken::make(user).secret);
    }

    void theHashIsSha256OfTheSecret() {
        // FIPS 180-4's SHA-256 of 32 zero bytes, from coreutils' sha256sum.
        const DeviceToken token{makeId<UserId>(), std::string(32, '\0')};
        QCOMPARE(QByteArray::fromStdString(token.secretHash()).toHex(),
                 QByteArray("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925"));
    }

    void aCodeReadsBack() {
        const InviteCode made = InviteCode::make();
        QCOMPARE(made.text.size(), std::size_t(32)); // 192 random bits
        QCOMPARE(InviteCode::parse(made.text)->hash(), made.hash());
        QVERIFY(InviteCode::make().text != made.text);
        QCOMPARE(made.hash().size(), std::size_t(32));
        QVERIFY(made.hash().find(made.text) == std::string::npos);
        for (const std::string &text : {std::string(), made.text + "A", made.text.substr(1), made.text.substr(1) + "=",
                                        made.text.substr(1) + " ", std::string(32, '\0')})
            QVERIFY(!InviteCode::parse(text).has_value());
    }

    void whatIsNoTokenIsRefused_data() {
        QTest::addColumn<QByteArray>("text");
        const std::string good = DeviceToken{makeId<UserId>(), std::string(32, 'x')}.toText();
        auto with = [&](std::size_t at, char c) {
            std::string text = good;
            text[at] = c;
            return QByteArray::fromStdString(text);
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("prefix") << with(0, 'x');
        QTest::newRow("dot") << with(26, '_');
        QTest::newRow("foreign letter") << with(30, '+');
        QTest::newRow("trailing bits") << with(good.size() - 1, 'B');
        QTest::newRow("short") << QByteArray::fromStdString(good.substr(0, good.size() - 1));
        QTest::newRow("long") << QByteArray::fromStdString(good + "A");
        QTest::newRow("null user") << QByteArray::fromStdString("bdt_" + UserId().toText() + good.substr(26));
    }
    void whatIsNoTokenIsRefused() {
        QFETCH(QByteArray, text);
        QVERIFY(!DeviceToken::parse(text.toStdString()));
    }
};

QTEST_APPLESS_MAIN(TestTokens)
#include "tst_Tokens.moc"
