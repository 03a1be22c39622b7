// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace banter::client {

/// Message numbers from..to, both included; 1 <= from <= to.
struct SeqRange {
    std::uint64_t from{0};
    std::uint64_t to{0};
    friend bool operator==(const SeqRange &, const SeqRange &) = default;
};

/// Which messages of a conversation are held: sorted ranges that neither overlap nor touch. What lies between is a
/// hole. Invalid ranges (0, or from > to) are ignored. Not thread-safe.
class SeqRanges {
public:
    SeqRanges() = default;
    explicit SeqRanges(const std::vector<SeqRange> &ranges);

    void add(SeqRange range);
    void remove(SeqRange range);
    void clear() { m_ranges.clear(); }

    [[nodiscard]] bool isEmpty() const { return m_ranges.empty(); }
    [[nodiscard]] bool contains(std::uint64_t seq) const { return rangeAround(seq).has_value(); }
    /// The whole of `range` is held.
    [[nodiscard]] bool covers(SeqRange range) const;
    /// The highest seq held; 0 = none.
    [[nodiscard]] std::uint64_t top() const { return m_ranges.empty() ? 0 : m_ranges.back().to; }
    /// The range that holds `seq`.
    [[nodiscard]] std::optional<SeqRange> rangeAround(std::uint64_t seq) const;
    [[nodiscard]] const std::vector<SeqRange> &all() const { return m_ranges; }

    friend bool operator==(const SeqRanges &, const SeqRanges &) = default;

private:
    std::vector<SeqRange> m_ranges;
};

} // namespace banter::client
