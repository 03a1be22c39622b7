// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace banter::bench {

/// Counts of durations (ns, up to ~4.9 hours) in buckets that are at most 1/64 of their value wide, so that a
/// percentile is right within 1.6 %. Constant memory (~20 KiB), a few ns per value. One thread.
class Histogram {
public:
    Histogram();
    void add(std::int64_t ns);
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::int64_t maximum() const { return m_maximum; }
    [[nodiscard]] double mean() const;
    /// The value below or at which `percent` of the counted ones lie (its bucket's upper end, at most maximum()); 0 if
    /// there is none.
    [[nodiscard]] std::int64_t percentile(double percent) const;

private:
    std::vector<std::uint64_t> m_buckets;
    std::uint64_t m_count{0};
    std::int64_t m_maximum{0};
    double m_sum{0};
};

} // namespace banter::bench
