// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace banter::bench {

/// What one side of a conversation saw of its numbers: finds doubles at once and gaps at the end, in whatever order
/// acknowledgements (own messages) and deliveries (the other's) arrive.
class SeqTracker {
public:
    /// Everything up to `seq` counts as seen.
    void startAfter(std::uint64_t seq) { m_low = seq; }
    /// false: this seq was seen before.
    bool note(std::uint64_t seq) {
        if (seq <= m_low || std::find(m_early.begin(), m_early.end(), seq) != m_early.end())
            return false;
        m_early.push_back(seq);
        for (auto next = m_early.end();
             (next = std::find(m_early.begin(), m_early.end(), m_low + 1)) != m_early.end();) {
            *next = m_early.back();
            m_early.pop_back();
            ++m_low;
        }
        return true;
    }
    [[nodiscard]] std::uint64_t contiguous() const { return m_low; }
    [[nodiscard]] bool hasGap() const { return !m_early.empty(); }

private:
    std::uint64_t m_low{0};
    std::vector<std::uint64_t> m_early; ///< above m_low, not contiguous with it; a handful
};

} // namespace banter::bench
