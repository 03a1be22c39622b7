// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <unordered_map>
#include <vector>

#include <QAbstractEventDispatcher>

#include "server/net/QtTimers.h"
#include "server/net/Watcher.h"

namespace banter::server {

class EventLoop;

/// Qt's event dispatcher over an EventLoop's epoll set, with public headers only: timers, posted events, signals across
/// threads and QSocketNotifier work on it, at a cost per turn that does not grow with the number of descriptors.
class EpollDispatcher final : public QAbstractEventDispatcher {
public:
    explicit EpollDispatcher(EventLoop &loop);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;
    void wakeUp() override;
    void interrupt() override;

private:
    class NotifierSet;
    void update(NotifierSet &set);
    [[nodiscard]] int timeoutMs(bool includeTimers) const;

    EventLoop &m_loop;
    QtTimers m_timers;
    std::unordered_map<int, std::unique_ptr<NotifierSet>> m_notifiers; // by descriptor
    std::vector<std::unique_ptr<NotifierSet>> m_retired;               // may still be on the stack
    int m_depth{0};
    std::atomic<bool> m_interrupted{false};
};

} // namespace banter::server
