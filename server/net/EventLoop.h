// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/net/Inbox.h"
#include "server/net/Poller.h"
#include "server/net/TimerWheel.h"
#include "server/net/Watcher.h"
#include "shared/core/Clock.h"
#include "shared/core/Task.h"

class QThread;

namespace banter::server {

/// One thread with one Qt event loop on an epoll dispatcher: the ground of a shard. Timers, signals and posted events
/// of Qt work on it; connections are handed their readiness directly, without QSocketNotifier.
///
/// One turn: Qt's posted events, tasks, what was registered by atTurnEnd(), hand-over of tasks to other loops, sleep,
/// ready descriptors, deadlines, Qt's timers. Nothing may run a nested loop from onReady() of a connection: its view of
/// the read buffer would be overwritten.
///
/// Tasks that wait when the loop has ended are destroyed unrun. Stop all loops before destroying any.
class EventLoop final : public Executor {
public:
    using Watcher = server::Watcher;
    using Deadline = server::Deadline;

    /// `name` is the thread's name, for operators (the kernel keeps 15 characters).
    explicit EventLoop(std::string name);
    ~EventLoop() override;
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;

    void start();
    /// Runs what was posted before, then ends the thread and joins it. From another thread. A second call does nothing.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running.load(); }
    /// The thread, to move QObjects there; null before start().
    [[nodiscard]] QThread *thread() const;

    /// Any thread. Tasks posted from another EventLoop are collected during its turn and handed over at its end: at
    /// most one lock and one wake-up per turn and pair of loops. From the loop itself: runs in this loop's next round,
    /// without a wake-up.
    void post(Task task) override;
    /// The loop that runs the calling thread, or null.
    [[nodiscard]] static EventLoop *current();

    // On the loop's own thread only:
    /// `events`: EPOLLIN and so on, level-triggered. False with errno if the kernel refuses.
    bool watch(int fd, std::uint32_t events, Watcher *watcher) { return m_poller.watch(fd, events, watcher); }
    void rewatch(int fd, std::uint32_t events, Watcher *watcher) { m_poller.rewatch(fd, events, watcher); }
    void unwatch(int fd) { m_poller.unwatch(fd); }
    /// Runs once, at the end of this turn, before the loop sleeps: flush what was collected (writes, hand-overs).
    void atTurnEnd(Task task);
    [[nodiscard]] MonoTime now() const { return m_now; } ///< cached once a turn
    [[nodiscard]] TimerWheel &wheel() { return m_wheel; }

private:
    friend class EpollDispatcher;
    class Thread;
    /// What this turn collected for another loop.
    struct Outbox {
        std::shared_ptr<Inbox> target;
        std::vector<Task> tasks;
    };

    // For the dispatcher.
    [[nodiscard]] Poller &poller() { return m_poller; }
    int runTasks();
    void endTurn();
    void updateNow();
    void expireDeadlines() { m_wheel.advance(m_now); }
    [[nodiscard]] bool hasLocalWork() const { return !m_local.empty() || !m_hooks.empty(); }
    [[nodiscard]] std::int64_t msUntilDue() const; // -1 = nothing is armed

    void handOver();
    void finish();
    void close();

    const std::string m_name;
    Poller m_poller;
    MonoTime m_now;
    TimerWheel m_wheel;
    std::vector<Task> m_local;
    std::vector<Task> m_hooks;
    std::vector<Task> m_spare; // kept for its capacity
    std::vector<Outbox> m_outboxes;
    std::unique_ptr<Thread> m_thread;
    std::atomic<bool> m_running{false};

    const std::shared_ptr<Inbox> m_inbox;
};

} // namespace banter::server
