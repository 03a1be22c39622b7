// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QString>

namespace banter::client {

/// How times, names and counts are written. Locale-aware; `now` is given, so that it can be tested.
class Formatting {
    Q_DECLARE_TR_FUNCTIONS(Formatting)
public:
    /// "10:31", as the locale writes it.
    [[nodiscard]] static QString clock(const QDateTime &when, const QLocale &locale = {});
    /// In the list: today the clock, "Yesterday", within the last week the weekday, this year "18 Nov", else with the
    /// year.
    [[nodiscard]] static QString listTime(const QDateTime &when, const QDateTime &now, const QLocale &locale = {});
    /// Over a day: "Today", "Yesterday", the weekday, "18 November", "18 November 2024".
    [[nodiscard]] static QString day(const QDate &day, const QDate &today, const QLocale &locale = {});
    /// "Today", "Yesterday", "18 Nov": a day's precision, for devices.
    [[nodiscard]] static QString lastUse(const QDate &day, const QDate &today, const QLocale &locale = {});
    /// First letters of the first and last word, upper case; of whole characters as a person sees them. At most two.
    [[nodiscard]] static QString initials(const QString &name);
    /// 0..7, the same for one id on every device (FNV-1a over its bytes). See Theme for the colours.
    [[nodiscard]] static int hue(std::string_view idBytes);
    /// One to three emoji and nothing else.
    [[nodiscard]] static bool isEmojiOnly(const QString &text);
    /// In one line: white space collapsed, at most `characters`, control and direction marks removed.
    [[nodiscard]] static QString oneLine(const QString &text, int characters = 200);
    /// A foreign name that cannot reorder the line it stands in.
    [[nodiscard]] static QString isolated(const QString &name);
};

} // namespace banter::client
