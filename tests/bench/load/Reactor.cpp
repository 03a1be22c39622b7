// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/Reactor.h"

#include <algorithm>
#include <ctime>
#include <unistd.h>

#include "tests/bench/load/Peer.h"

namespace banter::bench {

std::int64_t nowNs() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

Reactor::Reactor() : m_epoll(epoll_create1(EPOLL_CLOEXEC)) {}

Reactor::~Reactor() { close(m_epoll); }

void Reactor::add(Peer &peer, int fd, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &peer;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
}

void Reactor::change(Peer &peer, int fd, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &peer;
    epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
}

void Reactor::turn(std::int64_t untilNs) {
    std::array<epoll_event, 256> events;
    const std::int64_t wait = std::max<std::int64_t>(0, untilNs - nowNs());
    const timespec timeout{wait / 1'000'000'000, wait % 1'000'000'000};
    const int count = epoll_pwait2(m_epoll, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[static_cast<std::size_t>(i)];
        static_cast<Peer *>(event.data.ptr)->onReady(event.events);
    }
}

} // namespace banter::bench
