// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "shared/core/Base64Url.h"
#include "shared/core/Random.h"

using namespace banter;

class TestBase64Url final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        // RFC 4648 section 10, without padding.
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("f") << QByteArray("f") << QByteArray("Zg");
        QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8");
        QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
        QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg");
        QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE");
        QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
        // Section 5: '-' and '_' instead of '+' and '/'.
        QTest::newRow("url alphabet") << QByteArray("\xfb\xff\xbf", 3) << QByteArray("-_-_");
        QTest::newRow("zero bytes") << QByteArray("\0\0\0", 3) << QByteArray("AAAA");
    }
    void knownAnswers() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        QCOMPARE(toBase64Url(bytes.toStdString()), text.toStdString());
        QCOMPARE(fromBase64Url(text.toStdString()).value(), bytes.toStdString());
    }

    void everyByteStringComesBack() {
        for (std::size_t length = 0; length <= 70; ++length) {
            for (int round = 0; round < 20; ++round) {
                const std::string bytes = randomBytes(length);
                const std::string text = toBase64Url(bytes);
                QCOMPARE(text.size(), (length * 4 + 2) / 3);
                QVERIFY(fromBase64Url(text) == bytes);
            }
        }
    }

    /// Of all texts of two or three characters exactly one stands for each byte string.
    void everyByteStringHasOneText() {
        const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int accepted = 0;
        for (const char first : alphabet) {
            for (const char second : alphabet) {
                const std::string text{first, second};
                if (const auto bytes = fromBase64Url(text)) {
                    QCOMPARE(toBase64Url(*bytes), text);
                    ++accepted;
                }
            }
        }
        QCOMPARE(accepted, 256);
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("padding") << QByteArray("Zg==");
        QTest::newRow("one character") << QByteArray("Z");
        QTest::newRow("five characters") << QByteArray("Zm9vY");
        QTest::newRow("plus") << QByteArray("+_-_");
        QTest::newRow("slash") << QByteArray("/_-_");
        QTest::newRow("space") << QByteArray("Zm9 ");
        QTest::newRow("line end") << QByteArray("Zm9\n");
        QTest::newRow("zero") << QByteArray("Zm9\0", 4);
        QTest::newRow("beyond ASCII") << QByteArray("Zm\xc3\xa9");
        QTest::newRow("bits left over, one byte") << QByteArray("Zh");
        QTest::newRow("bits left over, two bytes") << QByteArray("Zm9");
    }
    void refuses() {
        QFETCH(QByteArray, text);
        QVERIFY(!fromBase64Url(text.toStdString()).has_value());
    }
};

QTEST_APPLESS_MAIN(TestBase64Url)
#include "tst_Base64Url.moc"
