// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"
#include "app/text/Linkifier.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::client;

namespace {

const QLocale kEnglish(QLocale::English, QLocale::UnitedKingdom);

QDateTime moment(int day, int hour, int month = 11, int year = 2026) {
    return QDateTime(QDate(year, month, day), QTime(hour, 42));
}

} // namespace

class tst_ViewText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyErrorSaysWhatToDo() {
        for (int code = 0; code <= static_cast<int>(ErrorCode::Configuration); ++code) {
            const QString text = ErrorText::of(static_cast<ErrorCode>(code));
            QVERIFY(text.endsWith(QLatin1Char('.')));
            QVERIFY(!text.contains(QLatin1Char('!')));
            QVERIFY(ErrorText::ofMessage(static_cast<ErrorCode>(code)).startsWith(QStringLiteral("Not sent. ")));
        }
        QVERIFY(ErrorText::ofStore({ErrorCode::StoreFailed, "database or disk is full"}, {})
                    .contains(QStringLiteral("disk is full")));
        QVERIFY(
            ErrorText::ofStore({ErrorCode::StoreUnavailable, "locked"}, {}).contains(QStringLiteral("open already")));
        QVERIFY(ErrorText::ofStore({ErrorCode::StoreFailed, "?"}, QStringLiteral("/home/x"))
                    .contains(QStringLiteral("/home/x")));
        QVERIFY(!ErrorText::ofStore({ErrorCode::StoreFailed, "secret detail"}, {}).contains(QStringLiteral("secret")));
    }

    void listTimes_data() {
        QTest::addColumn<QDateTime>("when");
        QTest::addColumn<QString>("text");
        QTest::newRow("today") << moment(24, 10) << "10:42";
        QTest::newRow("a clock ahead") << moment(25, 1) << "01:42";
        QTest::newRow("yesterday") << moment(23, 23) << "Yesterday";
        QTest::newRow("this week") << moment(20, 10) << "Fri";
        QTest::newRow("earlier") << moment(17, 10) << "17 Nov";
        QTest::newRow("another year") << moment(31, 10, 12, 2025) << "31 Dec 2025";
    }
    void listTimes() {
        QFETCH(QDateTime, when);
        QTEST(Formatting::listTime(when, moment(24, 12), kEnglish), "text");
    }

    void days() {
        const QDate today(2026, 11, 24);
        QCOMPARE(Formatting::day(today, today, kEnglish), QStringLiteral("Today"));
        QCOMPARE(Formatting::day(today.addDays(-1), today, kEnglish), QStringLiteral("Yesterday"));
        QCOMPARE(Formatting::day(today.addDays(-4), today, kEnglish), QStringLiteral("Friday"));
        QCOMPARE(Formatting::day(today.addDays(-7), today, kEnglish), QStringLiteral("17 November"));
        QCOMPARE(Formatting::day(QDate(2024, 2, 29), today, kEnglish), QStringLiteral("29 February 2024"));
    }

    void initials_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("initials");
        QTest::newRow("two words") << QStringLiteral("Mira Sol") << QStringLiteral("MS");
        QTest::newRow("three") << QStringLiteral("ana maria lópez") << QStringLiteral("AL");
        QTest::newRow("one") << QStringLiteral("émile") << QStringLiteral("É");
        QTest::newRow("emoji") << QString::fromUtf8("👩‍🚀 Space") << QString::fromUtf8("👩‍🚀S");
        QTest::newRow("arabic") << QString::fromUtf8("ليلى حسن") << QString::fromUtf8("لح");
        QTest::newRow("nothing") << QStringLiteral(" \u200b ") << QString();
    }
    void initials() {
        QFETCH(QString, name);
        QTEST(Formatting::initials(name), "initials");
    }

    void huesAreTheSameEverywhere() {
        const std::string id(16, '\x01');
        QCOMPARE(Formatting::hue(id), Formatting::hue(std::string(16, '\x01')));
        std::array<int, 8> seen{};
        for (int i = 0; i < 800; ++i)
            ++seen[static_cast<std::size_t>(Formatting::hue(makeId<UserId>().view()))];
        for (const int count : seen)
            QVERIFY(count > 20);
    }

    void emojiOnly_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("is");
        QTest::newRow("one") << QString::fromUtf8("😀") << true;
        QTest::newRow("three") << QString::fromUtf8("😀 🎉❤️") << true;
        QTest::newRow("four") << QString::fromUtf8("😀😀😀😀") << false;
        QTest::newRow("family") << QString::fromUtf8("👨‍👩‍👧‍👦") << true;
        QTest::newRow("flag") << QString::fromUtf8("🇩🇪") << true;
        QTest::newRow("key cap") << QString::fromUtf8("1️⃣") << true;
        QTest::newRow("digit") << QStringLiteral("1") << false;
        QTest::newRow("arrow") << QString::fromUtf8("→") << false;
        QTest::newRow("word") << QString::fromUtf8("ok 👍") << false;
        QTest::newRow("empty") << QString() << false;
    }
    void emojiOnly() {
        QFETCH(QString, text);
        QTEST(Formatting::isEmojiOnly(text), "is");
    }

    void oneLines() {
        QCOMPARE(Formatting::oneLine(QStringLiteral("a\n b\t\u202Ec")), QStringLiteral("a b c"));
        QCOMPARE(Formatting::oneLine(QString(300, QLatin1Char('x'))).size(), 200);
        QCOMPARE(Formatting::oneLine(QString::fromUtf8("xx😀"), 3), QStringLiteral("xx")); // no half character
    }

    void links_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("links"); ///< as shown, then where it leads
        const auto row = [](const char *name, const char *text, const QStringList &links = {}) {
            QTest::newRow(name) << QString::fromUtf8(text) << links;
        };
        const auto same = [](const char *link) {
            return QStringList{QString::fromUtf8(link), QString::fromUtf8(link)};
        };
        row("none", "hello <b>you</b>");
        row("one", "see https://example.org/a?b=1&c=2.", same("https://example.org/a?b=1&c=2"));
        row("two", "http://a.example, then https://b.example/x!",
            same("http://a.example") + same("https://b.example/x"));
        row("brackets", "(https://example.org/x_(y))", same("https://example.org/x_(y)"));
        row("markup around", "<img src=x> http://a.example \"q\"", same("http://a.example"));
        row("markup inside", "https://a.example/<img src=x>", same("https://a.example/"));
        row("quote", "https://a.example/\"onclick=x", same("https://a.example/"));
        row("lines", "a\n  b https://a.example", same("https://a.example"));
        row("script", "javascript:alert(1) file:///etc/passwd data:text/html,x");
        row("user", "https://bank.example@evil.example/");
        row("user and password", "https://a:b@evil.example");
        row("idn", "https://bücher.example/ü",
            {QString::fromUtf8("https://bücher.example/ü"), QStringLiteral("https://xn--bcher-kva.example/%C3%BC")});
        row("direction", "https://a.example/\u202Egnp.exe", same("https://a.example/"));
        row("no host", "https:///x http://");
        row("in a word", "xhttps://a.example");
    }
    void links() {
        QFETCH(QString, text);
        QStringList found;
        for (const links::Link &link : links::find(text))
            found << text.mid(link.start, link.length) << QString::fromLatin1(link.url.toEncoded());
        QTEST(found, "links");
    }
    void linksHaveALimit() {
        const std::vector<links::Link> found = links::find(QStringLiteral("http://a.example ").repeated(300));
        QCOMPARE(found.size(), std::size_t{100});
        QCOMPARE(found.back().start, 99 * qsizetype{17});
    }

    void onlyTheWebOpens() {
        QVERIFY(links::safeUrl(QStringLiteral("https://example.org/x")).isValid());
        for (const char *bad : {"javascript:x", "file:///etc/passwd", "data:text/html,x", "https://a@b.example", "",
                                "ftp://a.example", "https://", "//a.example", "qrc:/x", "https://a.example/ x"})
            QVERIFY2(!links::safeUrl(QString::fromUtf8(bad)).isValid(), bad);
    }
};

QTEST_APPLESS_MAIN(tst_ViewText)
#include "tst_ViewText.moc"
