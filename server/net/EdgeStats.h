// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

namespace banter::server {

/// Counters for operators; a snapshot. Any thread.
struct EdgeStats {
    std::uint64_t accepted{0}, refused{0}, open{0}, handshaking{0};
    std::uint64_t bytesIn{0}, bytesOut{0}, framesIn{0}, framesOut{0};
};

/// A counter that one thread writes and any thread reads; costs no locked instruction.
class Counter {
public:
    void add(std::uint64_t amount) { m_value.store(get() + amount, std::memory_order_relaxed); }
    void subtract(std::uint64_t amount) { m_value.store(get() - amount, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t get() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value{0};
};

/// The counters of one loop.
struct EdgeCounters {
    Counter open, handshaking, refused, bytesIn, bytesOut, framesIn, framesOut;
};

} // namespace banter::server
