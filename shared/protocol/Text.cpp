// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/Text.h"

#include <algorithm>
#include <array>

#include <QList>
#include <QString>
#include <QStringConverter>
#include <QStringDecoder>

#include "shared/protocol/Limits.h"

namespace banter {
namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isPunctuation(char c) { return c == '.' || c == '_' || c == '-'; }

bool isInvisible(char32_t c) {
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate: return true;
    default: break;
    }
    // Fillers that render as nothing although Unicode calls them letters.
    return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
}

/// A message may hold what this Qt does not know yet (the emoji of next year); a name must not.
bool isForeignToNames(char32_t c) {
    const auto category = QChar::category(c);
    return isInvisible(c) || category == QChar::Other_PrivateUse || category == QChar::Other_NotAssigned;
}

bool isMark(char32_t c) {
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

QString decode(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

std::optional<std::string> canonicalUsername(std::string_view name) {
    if (name.size() < limits::kMinUsernameLength || name.size() > limits::kMaxUsernameLength ||
        !isLetter(name.front()) || isPunctuation(name.back()))
        return std::nullopt;
    std::string canonical;
    canonical.reserve(name.size());
    bool previousWasPunctuation = false;
    for (const char c : name) {
        const bool punctuation = isPunctuation(c);
        if ((!isLetter(c) && !isDigit(c) && !punctuation) || (punctuation && previousWasPunctuation))
            return std::nullopt;
        previousWasPunctuation = punctuation;
        canonical.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
    }
    return canonical;
}

std::string cleanName(std::string_view name) {
    const QString normal = decode(name).normalized(QString::NormalizationForm_C);
    QString out;
    int marks = 0;
    bool pendingSpace = false;
    for (const char32_t c : normal.toUcs4()) {
        if (QChar::isSpace(c)) {
            pendingSpace = !out.isEmpty();
            continue;
        }
        // U+200D joins emoji; alone it shows nothing, so it may stand only after something visible.
        if (isForeignToNames(c) && !(c == 0x200d && !out.isEmpty() && !pendingSpace))
            continue;
        marks = isMark(c) ? marks + 1 : 0;
        if (marks > 4)
            continue;
        if (pendingSpace)
            out += QLatin1Char(' ');
        pendingSpace = false;
        out += QString::fromUcs4(&c, 1);
    }
    // What stood between a letter and its mark may be gone now.
    std::string utf8 = out.normalized(QString::NormalizationForm_C).toStdString();
    if (utf8.size() > limits::kMaxNameBytes) {
        std::size_t cut = limits::kMaxNameBytes;
        while (cut > 0 && (static_cast<unsigned char>(utf8[cut]) & 0xc0) == 0x80)
            --cut;
        utf8.resize(cut);
    }
    static constexpr std::string_view kJoiner = "\xe2\x80\x8d";
    while (utf8.ends_with(' ') || utf8.ends_with(kJoiner))
        utf8.resize(utf8.size() - (utf8.ends_with(' ') ? 1 : kJoiner.size()));
    return utf8;
}

bool isUtf8(std::string_view text) {
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    [[maybe_unused]] const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return !decoder.hasError();
}

bool hasVisibleText(std::string_view text) {
    // Plain ASCII is nearly all of the traffic; only the rest needs Unicode's tables.
    const bool asciiVisible = std::any_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (asciiVisible)
        return true;
    const QList<uint> points = decode(text).toUcs4();
    return std::any_of(points.begin(), points.end(), [](char32_t c) { return !QChar::isSpace(c) && !isInvisible(c); });
}

bool isWeakPassword(std::string_view password, std::string_view username) {
    // The most used passwords of at least kMinPasswordBytes; shorter ones are refused for their length.
    static constexpr std::array<std::string_view, 30> kCommon{
        "1234567890",       "password123",  "qwertyuiop",   "1q2w3e4r5t",  "0987654321",    "12345678910",
        "password12",       "passw0rd123",  "qwerty12345",  "iloveyou123", "abcdefghij",    "1111111111",
        "0000000000",       "123123123123", "letmein123",   "welcome123",  "administrator", "q1w2e3r4t5",
        "1qaz2wsx3edc",     "zaq12wsxcde3", "987654321012", "1234512345",  "qwerty123456",  "password1234",
        "passwordpassword", "changeme123",  "football123",  "baseball123", "superman123",   "sunshine123"};
    const QString lower = decode(password).toLower();
    const std::string folded = lower.toStdString();
    if (std::find(kCommon.begin(), kCommon.end(), folded) != kCommon.end())
        return true;
    if (!folded.empty() && std::all_of(folded.begin(), folded.end(), [&](char c) { return c == folded.front(); }))
        return true;
    return !username.empty() && folded.find(username) != std::string::npos && folded.size() < username.size() + 6;
}

} // namespace banter
