// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <sys/epoll.h>

namespace banter::bench {

class Peer;

inline constexpr std::int64_t kSecond = 1'000'000'000; ///< ns

/// CLOCK_MONOTONIC in ns.
[[nodiscard]] std::int64_t nowNs();

/// The generator's event loop: level-triggered epoll, one thread. Peers add themselves; it does not own them.
class Reactor {
public:
    Reactor();
    ~Reactor();
    Reactor(const Reactor &) = delete;
    Reactor &operator=(const Reactor &) = delete;

    void add(Peer &peer, int fd, std::uint32_t events) const;
    void change(Peer &peer, int fd, std::uint32_t events) const;
    /// Handles what is ready; waits for it until `untilNs` at most (a time that has passed: does not wait).
    void turn(std::int64_t untilNs);

    /// Peers read into this: nothing of it survives a call.
    static constexpr std::size_t kInputBytes = 64 * 1024;
    std::array<char, kInputBytes> input{};

private:
    int m_epoll;
};

} // namespace banter::bench
