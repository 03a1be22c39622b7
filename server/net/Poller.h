// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

#include <sys/epoll.h>

#include "server/net/Watcher.h"

namespace banter::server {

/// One epoll set and the eventfd that wakes it. Everything but wake() belongs to the thread that waits.
class Poller {
public:
    /// Ends the process if the system has no descriptor left: a loop without a poller cannot report anything.
    Poller();
    ~Poller();
    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;

    /// False (with errno) if the kernel refuses, for example EPERM for a regular file.
    bool watch(int fd, std::uint32_t events, Watcher *watcher);
    void rewatch(int fd, std::uint32_t events, Watcher *watcher);
    /// Call before closing the descriptor. No event of this turn that is still to come will be delivered for it.
    void unwatch(int fd);

    /// Waits at most `timeoutMs` (-1 = until something happens); not at all if wake() was called since the last wait.
    void wait(int timeoutMs);
    /// Calls the watchers of what the last wait() found; answers how many were called.
    int dispatch();
    /// Waits for wake() alone, for loops that must not serve descriptors now.
    void waitForWakeOnly(int timeoutMs);

    /// Any thread. Makes the current or the next wait() return at once; costs a system call only if the loop sleeps.
    void wake();

private:
    bool prepareToSleep();
    void control(int operation, int fd, std::uint32_t events);

    int m_epoll{-1};
    int m_wakeFd{-1};
    std::vector<Watcher *> m_watchers; // by descriptor
    std::array<epoll_event, 256> m_batch;
    int m_batchSize{0};
    int m_batchNext{0};
    alignas(64) std::atomic<bool> m_sleeping{false};
    std::atomic<bool> m_wakeRequested{false};
};

} // namespace banter::server
