// SPDX-License-Identifier: Apache-2.0
#include "server/net/QtTimers.h"

#include <algorithm>

#include <QCoreApplication>
#include <QTimerEvent>

namespace banter::server {

void QtTimers::insert(Timer timer) {
    const auto place = std::upper_bound(m_timers.begin(), m_timers.end(), timer.due,
                                        [](Clock::time_point due, const Timer &other) { return due < other.due; });
    m_timers.insert(place, timer);
}

void QtTimers::add(int id, std::int64_t intervalMs, Qt::TimerType type, QObject *object) {
    // Started while activate() runs, it waits for the next round even if its interval is 0.
    insert({id, intervalMs, type, object, Clock::now() + std::chrono::milliseconds{intervalMs}, false, m_round});
}

bool QtTimers::remove(int id) {
    return std::erase_if(m_timers, [id](const Timer &timer) { return timer.id == id; }) > 0;
}

bool QtTimers::removeAll(const QObject *object) {
    return std::erase_if(m_timers, [object](const Timer &timer) { return timer.object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> QtTimers::of(const QObject *object) const {
    QList<QAbstractEventDispatcher::TimerInfo> list;
    for (const Timer &timer : m_timers) {
        if (timer.object == object)
            list.append(QAbstractEventDispatcher::TimerInfo(timer.id, static_cast<int>(timer.intervalMs), timer.type));
    }
    return list;
}

int QtTimers::remainingMs(int id) const {
    for (const Timer &timer : m_timers) {
        if (timer.id == id) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(timer.due - Clock::now());
            return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
        }
    }
    return -1;
}

std::optional<QtTimers::Clock::time_point> QtTimers::nextDue() const {
    for (const Timer &timer : m_timers) {
        if (!timer.active)
            return timer.due;
    }
    return std::nullopt;
}

int QtTimers::activate() {
    if (m_timers.empty())
        return 0;
    const auto now = Clock::now();
    const std::uint64_t round = ++m_round;
    int fired = 0;
    for (;;) {
        const auto next = std::find_if(m_timers.begin(), m_timers.end(), [&](const Timer &timer) {
            return timer.due <= now && !timer.active && timer.round < round;
        });
        if (next == m_timers.end())
            return fired;
        Timer timer = *next;
        m_timers.erase(next);
        // From its schedule, not from now, so that a periodic timer does not drift; but never a burst to catch up.
        timer.due = std::max(timer.due + std::chrono::milliseconds{timer.intervalMs}, now);
        timer.round = round;
        timer.active = true;
        insert(timer);
        QTimerEvent event(timer.id);
        QCoreApplication::sendEvent(timer.object, &event);
        ++fired;
        for (Timer &other : m_timers) {
            if (other.id == timer.id)
                other.active = false;
        }
    }
}

} // namespace banter::server
