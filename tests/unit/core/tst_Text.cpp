// SPDX-License-Identifier: Apache-2.0
#include <QString>
#include <QTest>

#include "shared/core/Random.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

using namespace banter;

namespace {

std::string utf8(const QString &text) { return text.toStdString(); }

} // namespace

class TestText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void userNames_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("canonical"); // empty = refused
        const auto row = [](const char *what, const QByteArray &name, const QByteArray &canonical) {
            QTest::newRow(what) << name << canonical;
        };
        row("lower case", "Mira.Lind", "mira.lind");
        row("all kinds", "a.b-c_d9", "a.b-c_d9");
        row("shortest", "abc", "abc");
        row("longest", QByteArray(32, 'x'), QByteArray(32, 'x'));
        row("empty", "", "");
        row("too short", "ab", "");
        row("too long", QByteArray(33, 'x'), "");
        row("starts with a digit", "1abc", "");
        row("starts with a dot", ".abc", "");
        row("ends with a dash", "abc-", "");
        row("two marks", "a..b", "");
        row("two marks of two kinds", "a._b", "");
        row("space", "a b", "");
        row("space after", "abc ", "");
        row("zero inside", QByteArray("ab\0c", 4), "");
        row("at", "a@b.c", "");
        row("slash", "a/b/c", "");
        row("accent", "m\xc3\xadra", "");
        row("Cyrillic a",
            "\xd0\xb0"
            "dmin",
            "");
        row("full width", "\xef\xbd\x81\xef\xbd\x82\xef\xbd\x83", "");
        row("Kelvin sign, lower case of which is k",
            "\xe2\x84\xaa"
            "ate",
            "");
        row("not UTF-8", "ab\xff", "");
    }
    void userNames() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, canonical);
        QCOMPARE(QByteArray::fromStdString(canonicalUsername(name.toStdString()).value_or(std::string())), canonical);
    }

    void canonicalNamesAreFixedPoints() {
        const std::string alphabet = "abcXYZ019._- ";
        int accepted = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string name;
            for (std::uint64_t length = randomBelow(8); length > 0; --length)
                name += alphabet[randomBelow(alphabet.size())];
            if (const auto canonical = canonicalUsername(name)) {
                ++accepted;
                QVERIFY(canonicalUsername(*canonical) == canonical);
                QCOMPARE(canonical->size(), name.size());
            }
        }
        QVERIFY(accepted > 1000);
    }

    void names_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *what, const QString &name, const QString &clean) {
            QTest::newRow(what) << name << clean;
        };
        row("plain", u"Mira Lind"_qs, u"Mira Lind"_qs);
        row("white space", u"  Mira \t\n\u00a0 Lind \r\n"_qs, u"Mira Lind"_qs);
        row("only white space", u" \t\u3000\u2003"_qs, QString());
        row("control characters", u"Mi\u0000\u0007ra\u001b[31m\u009b"_qs, u"Mira[31m"_qs);
        row("right-to-left override", u"\u202emira\u202c"_qs, u"mira"_qs);
        row("isolates and marks", u"\u2066a\u2069\u200eb\u200f\u061cc"_qs, u"abc"_qs);
        row("zero width", u"M\u200bi\u2060r\ufeffa\u00ad"_qs, u"Mira"_qs);
        row("letters that show nothing", u"\u3164\u115f\u1160\uffa0\u2800"_qs, QString());
        row("private use", u"a\ue000b"_qs, u"ab"_qs);
        row("composed", u"e\u0301"_qs, u"\u00e9"_qs);
        row("composed once what stood between is gone", u"e\u200b\u0301"_qs, u"\u00e9"_qs);
        row("marks in a row", u"q"_qs + QString(20, QChar(0x0316)), u"q"_qs + QString(4, QChar(0x0316)));
        row("marks around invisible ones",
            u"q"_qs + QString(4, QChar(0x0316)) + u"\u200b"_qs + QString(4, QChar(0x0316)),
            u"q"_qs + QString(4, QChar(0x0316)));
        row("right-to-left script", u"\u05de\u05d9\u05e8\u05d4"_qs, u"\u05de\u05d9\u05e8\u05d4"_qs);
        row("emoji", u"\U0001f600"_qs, u"\U0001f600"_qs);
        row("emoji family", u"\U0001f468\u200d\U0001f469\u200d\U0001f467"_qs,
            u"\U0001f468\u200d\U0001f469\u200d\U0001f467"_qs);
        row("emoji with selector and tone", u"\u2764\ufe0f \U0001f44d\U0001f3fd"_qs,
            u"\u2764\ufe0f \U0001f44d\U0001f3fd"_qs);
        row("flag", u"\U0001f1eb\U0001f1ee"_qs, u"\U0001f1eb\U0001f1ee"_qs);
        row("joiners alone", u"\u200d\u200d"_qs, QString());
        row("joiners around", u"\u200dMira\u200d"_qs, u"Mira"_qs);
        row("joiner after a space", u"Mira \u200dLind"_qs, u"Mira Lind"_qs);
    }
    void names() {
        QFETCH(QString, name);
        QFETCH(QString, clean);
        QCOMPARE(QString::fromStdString(cleanName(utf8(name))), clean);
    }

    void longNamesAreCutBetweenCharacters() {
        QCOMPARE(cleanName(utf8(QString(200, QChar(0xe9)))), utf8(QString(60, QChar(0xe9))));
        QCOMPARE(cleanName(utf8(u"a"_qs + QString(200, QChar(0xe9)))), utf8(u"a"_qs + QString(59, QChar(0xe9))));
        QString faces;
        for (int i = 0; i < 40; ++i)
            faces += u"\U0001f600"_qs;
        QCOMPARE(cleanName(utf8(faces)).size(), limits::kMaxNameBytes);
        QCOMPARE(cleanName(std::string(119, 'a') + " b"), std::string(119, 'a'));
    }

    /// What was cleaned is clean: cleaning again changes nothing, whatever it was.
    void cleaningTwiceIsCleaningOnce() {
        const QList<char32_t> points{U'a',   U'Z',   U' ',   U'\n',  U'\0',  0xe9,   0x301,   0x316,
                                     0x323,  0x200b, 0x200d, 0x202e, 0xfe0f, 0x3164, 0x1f600, 0x1f468,
                                     0x1100, 0x1161, 0x11a8, 0x5d0,  0xe000, 0xfffe};
        for (int round = 0; round < 5000; ++round) {
            QString name;
            for (std::uint64_t length = randomBelow(80); length > 0; --length) {
                const char32_t point =
                    points[static_cast<qsizetype>(randomBelow(static_cast<std::uint64_t>(points.size())))];
                name += QString::fromUcs4(&point, 1);
            }
            const std::string once = cleanName(utf8(name));
            QVERIFY(once.size() <= limits::kMaxNameBytes);
            QVERIFY(isUtf8(once));
            QCOMPARE(QString::fromStdString(cleanName(once)), QString::fromStdString(once));
        }
    }

    void anyBytesGiveAValidName() {
        for (int round = 0; round < 3000; ++round) {
            const std::string clean = cleanName(randomBytes(randomBelow(200)));
            QVERIFY(isUtf8(clean));
            QVERIFY(clean.size() <= limits::kMaxNameBytes);
        }
    }

    void validUtf8_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("valid");
        const auto row = [](const char *what, const QByteArray &bytes, bool valid) {
            QTest::newRow(what) << bytes << valid;
        };
        row("empty", "", true);
        row("ASCII", "plain", true);
        row("zero", QByteArray("\0", 1), true);
        row("two, three, four bytes", "\xc2\x80\xe0\xa0\x80\xf0\x90\x80\x80", true);
        row("highest of each length", "\x7f\xdf\xbf\xef\xbf\xbf\xf4\x8f\xbf\xbf", true);
        row("around the surrogates", "\xed\x9f\xbf\xee\x80\x80", true);
        row("byte order mark", "\xef\xbb\xbfx", true);
        row("stray continuation", "a\x80", false);
        row("overlong slash", "\xc0\xaf", false);
        row("overlong, C1", "\xc1\xbf", false);
        row("overlong, three bytes", "\xe0\x80\xaf", false);
        row("overlong, four bytes", "\xf0\x80\x80\xaf", false);
        row("high surrogate", "\xed\xa0\x80", false);
        row("surrogate pair (CESU-8)", "\xed\xa0\x80\xed\xb0\x80", false);
        row("beyond U+10FFFF", "\xf4\x90\x80\x80", false);
        row("F5", "\xf5\x80\x80\x80", false);
        row("FE and FF", "\xfe\xff", false);
        row("cut after one of two", "a\xc3", false);
        row("cut after two of three", "a\xe4\xb8", false);
        row("cut after three of four", "a\xf0\x9f\x98", false);
        row("interrupted", "\xe4\x61\xb8", false);
    }
    void validUtf8() {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, valid);
        QCOMPARE(isUtf8(bytes.toStdString()), valid);
    }

    void visibleText_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("visible");
        const auto row = [](const char *what, const QString &text, bool visible) {
            QTest::newRow(what) << text << visible;
        };
        row("empty", QString(), false);
        row("letter", u"a"_qs, true);
        row("letter after white space", u" \n\t."_qs, true);
        row("white space", u" \n\t\u00a0\u3000\u2028"_qs, false);
        row("control characters", u"\u0001\u007f"_qs, false);
        row("zero width", u"\u200b\u200d\ufeff"_qs, false);
        row("fillers", u"\u3164\u2800"_qs, false);
        row("bidirectional controls", u"\u202e\u2066"_qs, false);
        row("emoji", u"\U0001f600"_qs, true);
        row("Chinese", u"\u4e16"_qs, true);
        row("Arabic", u"\u0645"_qs, true);
    }
    void visibleText() {
        QFETCH(QString, text);
        QFETCH(bool, visible);
        QCOMPARE(hasVisibleText(utf8(text)), visible);
    }

    void weakPasswords_data() {
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("weak");
        const auto row = [](const char *what, const QString &password, bool weak) {
            QTest::newRow(what) << password << weak;
        };
        row("common", u"password123"_qs, true);
        row("common, other case", u"PassWord123"_qs, true);
        row("one character", u"aaaaaaaaaaaaaaaa"_qs, true);
        row("the user name and little else", u"mira12345"_qs, true);
        row("the user name, other case", u"12345MIRA"_qs, true);
        row("the user name and much else", u"mira likes long walks"_qs, false);
        row("good", u"correct horse battery"_qs, false);
        row("good, another script", u"\u0434\u043e\u0431\u0440\u044b\u0439 \u0434\u0435\u043d\u044c"_qs, false);
    }
    void weakPasswords() {
        QFETCH(QString, password);
        QFETCH(bool, weak);
        QCOMPARE(isWeakPassword(utf8(password), "mira"), weak);
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_Text.moc"
