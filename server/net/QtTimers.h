// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include <QAbstractEventDispatcher>

namespace banter::server {

/// The QTimers of one thread. There are few (the edge has its own wheel), so a sorted vector does.
class QtTimers {
public:
    using Clock = std::chrono::steady_clock;

    void add(int id, std::int64_t intervalMs, Qt::TimerType type, QObject *object);
    bool remove(int id);
    bool removeAll(const QObject *object);
    [[nodiscard]] QList<QAbstractEventDispatcher::TimerInfo> of(const QObject *object) const;
    /// Milliseconds until the timer fires; -1 = no such timer.
    [[nodiscard]] int remainingMs(int id) const;

    [[nodiscard]] std::optional<Clock::time_point> nextDue() const;
    /// Sends the event of each timer that is due, once; answers how many.
    int activate();

private:
    struct Timer {
        int id;
        std::int64_t intervalMs;
        Qt::TimerType type;
        QObject *object;
        Clock::time_point due;
        bool active{false}; // its event is being delivered: do not deliver it again from a nested loop
        std::uint64_t round{0};
    };
    void insert(Timer timer);

    std::vector<Timer> m_timers; // by due
    std::uint64_t m_round{0};
};

} // namespace banter::server
