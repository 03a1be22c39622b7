// SPDX-License-Identifier: Apache-2.0
#include "server/net/EpollDispatcher.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <QCoreApplication>
#include <QSocketNotifier>

#include "server/net/EventLoop.h"
#include "server/net/NetLog.h"

namespace banter::server {

/// The notifiers of one descriptor: Qt allows one for each of read, write and exception.
class EpollDispatcher::NotifierSet final : public Watcher {
public:
    explicit NotifierSet(int fd) : m_fd(fd) {}

    void onReady(std::uint32_t events) override {
        // Like Qt's own dispatcher: an error or a hang-up makes the descriptor readable and writable.
        constexpr std::uint32_t kBroken = EPOLLERR | EPOLLHUP;
        const std::array<std::uint32_t, 3> masks{EPOLLIN | EPOLLRDHUP | kBroken, EPOLLOUT | kBroken,
                                                 EPOLLPRI | kBroken};
        for (std::size_t type = 0; type < masks.size(); ++type) {
            // Looked up afresh each time: the receiver of one event may remove the others.
            if ((events & masks[type]) && m_byType[type]) {
                QEvent event(QEvent::SockAct);
                QCoreApplication::sendEvent(m_byType[type], &event);
            }
        }
    }
    [[nodiscard]] std::uint32_t wanted() const {
        return (m_byType[0] ? EPOLLIN : 0u) | (m_byType[1] ? EPOLLOUT : 0u) | (m_byType[2] ? EPOLLPRI : 0u);
    }

    const int m_fd;
    bool m_watched{false};
    std::array<QSocketNotifier *, 3> m_byType{}; // by QSocketNotifier::Type
};

EpollDispatcher::EpollDispatcher(EventLoop &loop) : m_loop(loop) {}

EpollDispatcher::~EpollDispatcher() {
    for (const auto &[fd, set] : m_notifiers) {
        if (set->m_watched)
            m_loop.unwatch(fd);
    }
}

int EpollDispatcher::timeoutMs(bool includeTimers) const {
    std::int64_t timeout = m_loop.msUntilDue();
    if (const auto due = m_timers.nextDue(); due && includeTimers) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - QtTimers::Clock::now()).count();
        timeout = timeout < 0 ? left : std::min<std::int64_t>(timeout, left);
        timeout = std::max<std::int64_t>(timeout, 0);
    }
    return static_cast<int>(std::min<std::int64_t>(timeout, 3'600'000));
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags) {
    const bool includeTimers = !(flags & QEventLoop::X11ExcludeTimers);
    m_interrupted.store(false);
    ++m_depth;
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    int done = m_loop.runTasks();
    m_loop.endTurn();

    const bool mayWait = (flags & QEventLoop::WaitForMoreEvents) && !m_interrupted.load() && !m_loop.hasLocalWork();
    const int timeout = mayWait ? timeoutMs(includeTimers) : 0;
    if (timeout != 0)
        Q_EMIT aboutToBlock();
    if (flags & QEventLoop::ExcludeSocketNotifiers) {
        m_loop.poller().waitForWakeOnly(timeout);
        m_loop.updateNow();
    } else {
        m_loop.poller().wait(timeout);
        m_loop.updateNow();
        done += m_loop.poller().dispatch();
    }
    m_loop.expireDeadlines();
    if (includeTimers)
        done += m_timers.activate();
    if (--m_depth == 0)
        m_retired.clear();
    return done > 0;
}

void EpollDispatcher::update(NotifierSet &set) {
    const std::uint32_t wanted = set.wanted();
    if (wanted != 0 && !set.m_watched) {
        set.m_watched = m_loop.poller().watch(set.m_fd, wanted, &set);
        if (!set.m_watched)
            qCWarning(netLog, "descriptor %d cannot be watched: %s", set.m_fd, std::strerror(errno));
    } else if (wanted != 0) {
        m_loop.rewatch(set.m_fd, wanted, &set);
    } else if (set.m_watched) {
        m_loop.unwatch(set.m_fd);
        set.m_watched = false;
    }
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier) {
    const int fd = static_cast<int>(notifier->socket());
    auto &set = m_notifiers[fd];
    if (!set)
        set = std::make_unique<NotifierSet>(fd);
    auto &place = set->m_byType[static_cast<std::size_t>(notifier->type())];
    if (place)
        qCWarning(netLog, "two notifiers of one kind on descriptor %d", fd);
    place = notifier;
    update(*set);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier) {
    const auto found = m_notifiers.find(static_cast<int>(notifier->socket()));
    if (found == m_notifiers.end())
        return;
    NotifierSet &set = *found->second;
    auto &place = set.m_byType[static_cast<std::size_t>(notifier->type())];
    if (place != notifier)
        return;
    place = nullptr;
    update(set);
    if (set.wanted() == 0) {
        m_retired.push_back(std::move(found->second));
        m_notifiers.erase(found);
        if (m_depth == 0)
            m_retired.clear();
    }
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) {
    m_timers.add(timerId, interval, timerType, object);
}

bool EpollDispatcher::unregisterTimer(int timerId) { return m_timers.remove(timerId); }

bool EpollDispatcher::unregisterTimers(QObject *object) { return m_timers.removeAll(object); }

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const {
    return m_timers.of(object);
}

int EpollDispatcher::remainingTime(int timerId) { return m_timers.remainingMs(timerId); }

void EpollDispatcher::wakeUp() { m_loop.poller().wake(); }

void EpollDispatcher::interrupt() {
    m_interrupted.store(true);
    wakeUp();
}

} // namespace banter::server
