// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "shared/protocol/Emoji.h"

using namespace banter;

class TestEmoji final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesOne_data() {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"👍", "👍🏽", "❤️", "❤", "☀️", "©️", "🇩🇪", "1️⃣", "#⃣", "👨‍👩‍👧‍👦",
              "🏳️‍🌈", "👩🏽‍🚀", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
              "🧑🏻‍❤️‍💋‍🧑🏿", "🫠", "\U0001faff"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void takesOne() {
        QFETCH(QString, text);
        QVERIFY(isEmoji(text.toStdString()));
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a letter") << QByteArray("a");
        QTest::newRow("a digit") << QByteArray("1");
        QTest::newRow("two") << QByteArray("👍👍");
        QTest::newRow("with text") << QByteArray("👍 yes");
        QTest::newRow("half a flag") << QByteArray("🇩");
        QTest::newRow("three halves") << QByteArray("🇩🇪🇩");
        QTest::newRow("joins nothing") << QByteArray("👨‍");
        QTest::newRow("begins with a joiner") << QByteArray("‍👨");
        QTest::newRow("a hint alone") << QByteArray("\xef\xb8\x8f");
        QTest::newRow("tags without an end") << QByteArray("🏴\xf3\xa0\x81\xa7");
        QTest::newRow("a mark on it") << QByteArray("👍\xcc\x88");
        QTest::newRow("a direction") << QByteArray("\xe2\x80\xae👍");
        QTest::newRow("not UTF-8") << QByteArray("\xf0\x9f\x91");
        QTest::newRow("markup") << QByteArray("<b>");
        QTest::newRow("Arabic") << QString::fromUtf8("ش").toUtf8();
        QByteArray family;
        for (int i = 0; i < 12; ++i)
            family += i == 0 ? QByteArray("👨") : QByteArray("‍👨");
        QTest::newRow("an endless family") << family;
    }
    void refuses() {
        QFETCH(QByteArray, text);
        QVERIFY(!isEmoji(text.toStdString()));
    }

    void knowsSpellings() {
        QVERIFY(isSameEmoji("❤", "❤️"));
        QVERIFY(isSameEmoji("👍", "👍"));
        QVERIFY(!isSameEmoji("👍", "👍🏽"));
        QVERIFY(!isSameEmoji("", "👍"));
    }
};

QTEST_APPLESS_MAIN(TestEmoji)
#include "tst_Emoji.moc"
