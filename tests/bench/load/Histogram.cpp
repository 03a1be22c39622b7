// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/Histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace banter::bench {
namespace {

constexpr int kSubBits = 6;
constexpr std::uint64_t kSub = 1u << kSubBits;
constexpr int kMaxBits = 44;
constexpr std::uint64_t kLargest = (std::uint64_t{1} << kMaxBits) - 1;

/// Values below 2 * kSub have a bucket each; above, every power of two is cut into kSub buckets.
std::size_t bucketOf(std::uint64_t value) {
    const int shift = std::max(0, static_cast<int>(std::bit_width(value)) - kSubBits - 1);
    return static_cast<std::size_t>(shift) * kSub + (value >> shift);
}

std::uint64_t upperEndOf(std::size_t bucket) {
    const std::size_t shift = bucket < 2 * kSub ? 0 : bucket / kSub - 1;
    const std::uint64_t top = bucket - shift * kSub;
    return ((top + 1) << shift) - 1;
}

} // namespace

Histogram::Histogram() : m_buckets(bucketOf(kLargest) + 1) {}

void Histogram::add(std::int64_t ns) {
    const std::uint64_t value = std::min(static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 0)), kLargest);
    ++m_buckets[bucketOf(value)];
    ++m_count;
    m_sum += static_cast<double>(value);
    m_maximum = std::max(m_maximum, static_cast<std::int64_t>(value));
}

double Histogram::mean() const { return m_count == 0 ? 0.0 : m_sum / static_cast<double>(m_count); }

std::int64_t Histogram::percentile(double percent) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(percent / 100.0 * static_cast<double>(m_count)));
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket) {
        seen += m_buckets[bucket];
        if (seen > 0 && seen >= wanted)
            return std::min(static_cast<std::int64_t>(upperEndOf(bucket)), m_maximum);
    }
    return 0;
}

} // namespace banter::bench
