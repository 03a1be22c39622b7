// SPDX-License-Identifier: Apache-2.0
#include "app/text/Formatting.h"

#include <QTextBoundaryFinder>

namespace banter::client {
namespace {

QString firstCharacter(const QString &word) {
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.left(end).toUpper() : QString();
}

/// What is not seen, but may reorder or hide. Joiners hold emoji and scripts together: they stay.
bool isMark(QChar c) {
    const auto category = c.category();
    const bool isJoiner = c.unicode() == 0x200C || c.unicode() == 0x200D;
    return category == QChar::Other_Control || (category == QChar::Other_Format && !isJoiner);
}

/// Code points that are drawn as pictures by themselves; enough to tell a message of emoji from one of words.
bool isPicture(char32_t c) {
    return (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x1F1E6 && c <= 0x1F1FF) ||
           (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2300 && c <= 0x23FF) ||
           (c >= 0x1F000 && c <= 0x1F2FF) || c == 0x203C || c == 0x2049 || c == 0x3030 || c == 0x303D || c == 0x3297 ||
           c == 0x3299;
}

/// One character as a person sees it, that is an emoji.
bool isEmoji(const QString &character) {
    const auto points = character.toUcs4();
    if (points.isEmpty())
        return false;
    const char32_t first = points.front();
    const bool hasEmojiStyle = points.contains(0xFE0F);
    if ((first >= '0' && first <= '9') || first == '#' || first == '*')
        return points.contains(0x20E3); // a key cap
    // These are letters unless a variation selector says otherwise.
    const bool isTextByDefault = first < 0x1F000 && !(first >= 0x2600 && first <= 0x27BF) && first != 0x2B50 &&
                                 first != 0x2B55 && first != 0x231A && first != 0x231B && first != 0x23F0 &&
                                 first != 0x23F3;
    return isPicture(first) && (!isTextByDefault || hasEmojiStyle);
}

} // namespace

QString Formatting::clock(const QDateTime &when, const QLocale &locale) {
    return locale.toString(when.time(), QLocale::ShortFormat);
}

QString Formatting::listTime(const QDateTime &when, const QDateTime &now, const QLocale &locale) {
    const qint64 days = when.date().daysTo(now.date());
    if (days <= 0)
        return clock(when, locale);
    if (days == 1)
        return tr("Yesterday");
    if (days < 7)
        return locale.standaloneDayName(when.date().dayOfWeek(), QLocale::ShortFormat);
    return lastUse(when.date(), now.date(), locale);
}

QString Formatting::day(const QDate &day, const QDate &today, const QLocale &locale) {
    const qint64 days = day.daysTo(today);
    if (days == 0)
        return tr("Today");
    if (days == 1)
        return tr("Yesterday");
    if (days > 1 && days < 7)
        return locale.standaloneDayName(day.dayOfWeek(), QLocale::LongFormat);
    //: A day of this year, in QDate's format: "18 November"
    const QString sameYear = tr("d MMMM");
    //: A day of another year: "18 November 2024"
    const QString otherYear = tr("d MMMM yyyy");
    return locale.toString(day, day.year() == today.year() ? sameYear : otherYear);
}

QString Formatting::lastUse(const QDate &day, const QDate &today, const QLocale &locale) {
    const qint64 days = day.daysTo(today);
    if (days == 0)
        return tr("Today");
    if (days == 1)
        return tr("Yesterday");
    //: A day of this year, short: "18 Nov"
    const QString sameYear = tr("d MMM");
    //: A day of another year, short: "18 Nov 2024"
    const QString otherYear = tr("d MMM yyyy");
    return locale.toString(day, day.year() == today.year() ? sameYear : otherYear);
}

QString Formatting::initials(const QString &name) {
    QString clean;
    for (const QChar c : name)
        clean += isMark(c) ? QChar(QLatin1Char(' ')) : c;
    const QStringList words = clean.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const QString first = firstCharacter(words.first());
    return words.size() == 1 ? first : first + firstCharacter(words.last());
}

int Formatting::hue(std::string_view idBytes) {
    std::uint32_t hash = 2166136261u;
    for (const char byte : idBytes)
        hash = (hash ^ static_cast<std::uint8_t>(byte)) * 16777619u;
    return static_cast<int>((hash ^ (hash >> 16)) % 8);
}

bool Formatting::isEmojiOnly(const QString &text) {
    constexpr qsizetype longest = 64; // a family with skin tones has some 25 UTF-16 units
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > longest)
        return false;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, trimmed);
    int count = 0;
    qsizetype start = 0;
    for (qsizetype end = finder.toNextBoundary(); end > 0; end = finder.toNextBoundary()) {
        const QString character = trimmed.mid(start, end - start);
        start = end;
        if (character == QLatin1String(" "))
            continue;
        if (!isEmoji(character) || ++count > 3)
            return false;
    }
    return count > 0;
}

QString Formatting::oneLine(const QString &text, int characters) {
    QString line;
    for (const QChar c : text.left(characters * 4))
        line += isMark(c) ? QChar(QLatin1Char(' ')) : c;
    line = line.simplified();
    if (line.size() > characters) {
        line.truncate(characters);
        if (line.back().isHighSurrogate())
            line.chop(1);
    }
    return line;
}

QString Formatting::isolated(const QString &name) { return QChar(0x2068) + name + QChar(0x2069); }

} // namespace banter::client
