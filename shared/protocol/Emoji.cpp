// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/Emoji.h"

#include <algorithm>
#include <string>

#include <QList>
#include <QString>

#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter {
namespace {

constexpr char32_t kJoiner = 0x200d;
constexpr char32_t kAsPicture = 0xfe0f;
constexpr char32_t kKeycap = 0x20e3;
constexpr char32_t kLastTag = 0xe007f;

struct Range {
    char32_t first, last;
};
/// Where Unicode keeps symbols that can be pictures, and nothing that is a letter.
constexpr Range kPictograms[] = {
    {0xa9, 0xa9},     {0xae, 0xae},     {0x203c, 0x203c},   {0x2049, 0x2049},   {0x2122, 0x2122},   {0x2139, 0x2139},
    {0x2194, 0x21aa}, {0x231a, 0x23ff}, {0x24c2, 0x24c2},   {0x25aa, 0x27bf},   {0x2934, 0x2935},   {0x2b05, 0x2b55},
    {0x3030, 0x303d}, {0x3297, 0x3299}, {0x1f000, 0x1f1e5}, {0x1f200, 0x1f3fa}, {0x1f400, 0x1faff},
};

bool isPictogram(char32_t c) {
    return std::any_of(std::begin(kPictograms), std::end(kPictograms),
                       [c](const Range &range) { return c >= range.first && c <= range.last; });
}
bool isSkinTone(char32_t c) { return c >= 0x1f3fb && c <= 0x1f3ff; }
bool isRegional(char32_t c) { return c >= 0x1f1e6 && c <= 0x1f1ff; }
bool isTag(char32_t c) { return c >= 0xe0020 && c < kLastTag; }

/// Reads code points from the front.
class Reader {
public:
    explicit Reader(const QList<uint> &points) : m_points(points) {}
    [[nodiscard]] bool atEnd() const { return m_at == m_points.size(); }
    [[nodiscard]] char32_t peek() const { return atEnd() ? 0 : m_points[m_at]; }
    bool take(bool wanted) {
        if (wanted && !atEnd())
            ++m_at;
        return wanted;
    }

private:
    const QList<uint> &m_points;
    qsizetype m_at{0};
};

/// One of those that a joiner can join.
bool takeElement(Reader &reader) {
    if (!reader.take(isPictogram(reader.peek()) || isSkinTone(reader.peek())))
        return false;
    if (!reader.take(isSkinTone(reader.peek())))
        reader.take(reader.peek() == kAsPicture);
    if (!isTag(reader.peek()))
        return true;
    while (reader.take(isTag(reader.peek()))) {
    }
    return reader.take(reader.peek() == kLastTag);
}

bool isFlag(const QList<uint> &points) { return points.size() == 2 && isRegional(points[0]) && isRegional(points[1]); }

bool isKeycapOf(const QList<uint> &points) {
    if (points.size() < 2 || points.size() > 3 || points.back() != kKeycap)
        return false;
    const char32_t key = points.front();
    return ((key >= U'0' && key <= U'9') || key == U'#' || key == U'*') &&
           (points.size() == 2 || points[1] == kAsPicture);
}

std::string withoutHint(std::string_view text) {
    static constexpr std::string_view kHint = "\xef\xb8\x8f";
    std::string kept(text);
    for (auto at = kept.find(kHint); at != std::string::npos; at = kept.find(kHint, at))
        kept.erase(at, kHint.size());
    return kept;
}

} // namespace

bool isEmoji(std::string_view text) {
    if (text.empty() || text.size() > limits::kMaxEmojiBytes || !isUtf8(text))
        return false;
    const QList<uint> points = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUcs4();
    if (isFlag(points) || isKeycapOf(points))
        return true;
    Reader reader(points);
    do {
        if (!takeElement(reader))
            return false;
    } while (reader.take(reader.peek() == kJoiner));
    return reader.atEnd();
}

bool isSameEmoji(std::string_view one, std::string_view other) {
    return one == other || withoutHint(one) == withoutHint(other);
}

} // namespace banter
