// SPDX-License-Identifier: Apache-2.0
#include "app/store/SeqRanges.h"

#include <algorithm>

namespace banter::client {

SeqRanges::SeqRanges(const std::vector<SeqRange> &ranges) {
    for (const SeqRange &range : ranges)
        add(range);
}

void SeqRanges::add(SeqRange range) {
    if (range.from == 0 || range.from > range.to)
        return;
    // Everything that overlaps or touches melts into one.
    const auto first =
        std::find_if(m_ranges.begin(), m_ranges.end(), [&](const SeqRange &held) { return held.to >= range.from - 1; });
    const auto last = std::find_if(
        first, m_ranges.end(), [&](const SeqRange &held) { return held.from > range.to && held.from - range.to > 1; });
    if (first != last) {
        range.from = std::min(range.from, first->from);
        range.to = std::max(range.to, (last - 1)->to);
    }
    m_ranges.insert(m_ranges.erase(first, last), range);
}

void SeqRanges::remove(SeqRange range) {
    if (range.from == 0 || range.from > range.to)
        return;
    std::vector<SeqRange> left;
    for (const SeqRange &held : m_ranges) {
        if (held.from < range.from)
            left.push_back({held.from, std::min(held.to, range.from - 1)});
        if (held.to > range.to)
            left.push_back({std::max(held.from, range.to + 1), held.to});
    }
    m_ranges = std::move(left);
}

bool SeqRanges::covers(SeqRange range) const {
    const auto around = rangeAround(range.from);
    return around && around->to >= range.to;
}

std::optional<SeqRange> SeqRanges::rangeAround(std::uint64_t seq) const {
    const auto it =
        std::find_if(m_ranges.begin(), m_ranges.end(), [&](const SeqRange &held) { return held.to >= seq; });
    if (it == m_ranges.end() || it->from > seq)
        return std::nullopt;
    return *it;
}

} // namespace banter::client
