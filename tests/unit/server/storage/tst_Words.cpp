// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "server/storage/common/Words.h"

using namespace banter::server;

using Words = std::vector<std::string>;

/// How text is cut for search.
class TestWords final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cuts_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("each once, sorted") << "b a b"
                                           << "a|b";
        QTest::newRow("case") << "Straße ÄÖ"
                              << "ao|straße";
        QTest::newRow("accents") << QString::fromUtf8("Café naïve Żółw") << QString::fromUtf8("cafe|naive|zołw");
        QTest::newRow("signs separate") << "one,two_three/four"
                                        << "four|one|three|two";
        QTest::newRow("digits") << "at 10:30, 2nd"
                                << "10|2nd|30|at";
        QTest::newRow("the same letter, wide") << QString::fromUtf8("ＡＢＣ") << "abc";
        QTest::newRow("Arabic") << QString::fromUtf8("السَّلام") << QString::fromUtf8("السلام");
        QTest::newRow("emoji are no words") << QString::fromUtf8("👍 ok") << "ok";
        QTest::newRow("nothing") << " \t!?"
                                 << "";
        QTest::newRow("a long one is cut") << QString(40, QLatin1Char('x')) << QString(32, QLatin1Char('x'));
    }
    void cuts() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QStringList got;
        for (const std::string &word : wordsOf(text.toStdString()))
            got << QString::fromStdString(word);
        QCOMPARE(got.join(QLatin1Char('|')), words);
    }

    void isBounded() {
        std::string text;
        for (int i = 0; i < 2000; ++i)
            text += std::to_string(i) + ' ';
        QCOMPARE(wordsOf(text).size(), kMaxWordsOfMessage);
    }

    void theLastWordMayBeABeginning() {
        const WantedWords open = wantedWords("Summer hou");
        QCOMPARE(open.whole, Words{"summer"});
        QCOMPARE(open.beginning, std::string("hou"));
        const WantedWords closed = wantedWords("Summer hou ");
        QCOMPARE(closed.whole, (Words{"hou", "summer"}));
        QVERIFY(closed.beginning.empty());
        QVERIFY(wantedWords("!?").isEmpty());
    }

    void comparesAllOfThem() {
        const Words words = wordsOf("The summer house is free");
        QVERIFY(hasAll(words, wantedWords("free summer")));
        QVERIFY(hasAll(words, wantedWords("house fr")));
        QVERIFY(!hasAll(words, wantedWords("hou free")));
        QVERIFY(!hasAll(words, wantedWords("house winter")));
    }
};

QTEST_APPLESS_MAIN(TestWords)
#include "tst_Words.moc"
