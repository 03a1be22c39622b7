// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "shared/core/Clock.h"
#include "shared/core/Task.h"

namespace banter::server {

class EpollDispatcher;

/// One thread with one Qt event loop on an epoll dispatcher: the ground of a shard. Timers, signals and posted events of Qt
/// work on it; connections are handed their readiness directly, without QSocketNotifier.
class EventLoop final : public Executor {
public:
    /// Told that a file descriptor is ready. Owned by whoever registered it; unregister before destroying.
    class Watcher {
    public:
        virtual ~Watcher() = default;
        /// `events` as epoll_wait gives them (EPOLLIN, EPOLLOUT, EPOLLHUP, EPOLLERR, EPOLLRDHUP).
        virtual void onReady(std::uint32_t events) = 0;
    };

    /// A deadline in the loop's timer wheel (resolution 100 ms, re-arming is O(1)). Embed it in its owner; destroying cancels.
    class Deadline {
    public:
        explicit Deadline(std::function<void()> onExpired = {});
        ~Deadline();
        Deadline(const Deadline &) = delete;
        Deadline &operator=(const Deadline &) = delete;
        void arm(EventLoop &loop, Millis after);
        void cancel();
        [[nodiscard]] bool isArmed() const;
        /// Node in the wheel's intrusive list; see TimerWheel.h
    };

    explicit EventLoop(std::string name);
    ~EventLoop() override;

    void start();
    /// Runs what was posted before, then ends the thread and joins it. From another thread.
    void stop();

    /// Any thread. Tasks posted from another EventLoop are collected during its turn and handed over at its end: at most one
    /// lock and one wake-up per turn and pair of loops. From the loop itself: runs in this loop's next round, without a wake-up.
    void post(Task task) override;
    /// The loop that runs the calling thread, or null.
    [[nodiscard]] static EventLoop *current();

    // On the loop's own thread only:
    void watch(int fd, std::uint32_t events, Watcher *watcher);
    void rewatch(int fd, std::uint32_t events, Watcher *watcher);
    void unwatch(int fd);
    /// Runs once, at the end of this turn, before the loop sleeps: flush what was collected (writes, hand-overs).
    void atTurnEnd(Task task);
    [[nodiscard]] MonoTime now() const; ///< cached once a turn
};

} // namespace banter::server
