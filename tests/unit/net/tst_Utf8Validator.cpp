// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "server/net/Utf8Validator.h"

using namespace banter::server;

namespace {

std::string encode(char32_t c) {
    std::string out;
    const auto put = [&out](unsigned value) { out.push_back(static_cast<char>(value)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | (c >> 6));
        put(0x80 | (c & 63));
    } else if (c < 0x10000) {
        put(0xe0 | (c >> 12));
        put(0x80 | ((c >> 6) & 63));
        put(0x80 | (c & 63));
    } else {
        put(0xf0 | (c >> 18));
        put(0x80 | ((c >> 12) & 63));
        put(0x80 | ((c >> 6) & 63));
        put(0x80 | (c & 63));
    }
    return out;
}

} // namespace

class TestUtf8Validator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryCodePoint();
    void knowsWhatIsInvalid_data();
    void knowsWhatIsInvalid();
    void doesNotCareHowItIsSplit();
    void failsAsSoonAsItIsInvalid();
};

void TestUtf8Validator::knowsEveryCodePoint() {
    for (char32_t c = 0; c < 0x140000; ++c) {
        const bool valid = c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);
        if (Utf8Validator::isValid(encode(c)) != valid)
            QFAIL(qPrintable(QString::number(c, 16)));
    }
}

void TestUtf8Validator::knowsWhatIsInvalid_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("continuation alone") << QByteArray("\x80");
    QTest::newRow("over-long slash") << QByteArray("\xc0\xaf");
    QTest::newRow("over-long slash of three") << QByteArray("\xe0\x80\xaf");
    QTest::newRow("over-long slash of four") << QByteArray("\xf0\x80\x80\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("beyond the last") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80");
    QTest::newRow("ff") << QByteArray("\xff");
    QTest::newRow("cut") << QByteArray("abcdefgh\xe2\x82");
    QTest::newRow("cut by ascii") << QByteArray("\xe2\x82"
                                                "abcdefghijk");
    QTest::newRow("far into ascii") << QByteArray("0123456789abcdef0123456789abcdef\x80");
}

void TestUtf8Validator::knowsWhatIsInvalid() {
    QFETCH(QByteArray, text);
    QVERIFY(!Utf8Validator::isValid(text.toStdString()));
}

void TestUtf8Validator::doesNotCareHowItIsSplit() {
    const std::string text =
        "plain ascii, then \xc3\xa9, \xe2\x82\xac, \xf0\x9f\x98\x80 and ascii again, quite some of it";
    for (std::size_t split = 0; split <= text.size(); ++split) {
        Utf8Validator validator;
        QVERIFY(validator.feed(std::string_view(text).substr(0, split)));
        QVERIFY(validator.feed(std::string_view(text).substr(split)));
        QVERIFY(validator.isComplete());
    }
}

void TestUtf8Validator::failsAsSoonAsItIsInvalid() {
    Utf8Validator validator;
    QVERIFY(validator.feed("\xf4"));
    QVERIFY(!validator.isComplete());
    QVERIFY(!validator.feed("\x90"));
    QVERIFY(!validator.feed("\x80"));
}

QTEST_GUILESS_MAIN(TestUtf8Validator)
#include "tst_Utf8Validator.moc"
