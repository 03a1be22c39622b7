// SPDX-License-Identifier: Apache-2.0
#include "server/net/Poller.h"

#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "server/net/NetLog.h"

namespace banter::server {

Poller::Poller() {
    m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    m_wakeFd = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    epoll_event event{};
    // Edge-triggered: every write() is an edge of its own, so the counter never needs to be read.
    event.events = EPOLLIN | EPOLLET;
    event.data.fd = m_wakeFd;
    if (m_epoll < 0 || m_wakeFd < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeFd, &event) != 0)
        qFatal("cannot make an event loop: %s (raise the limit of open files)", std::strerror(errno));
}

Poller::~Poller() {
    ::close(m_wakeFd);
    ::close(m_epoll);
}

bool Poller::watch(int fd, std::uint32_t events, Watcher *watcher) {
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event) != 0)
        return false;
    const auto index = static_cast<std::size_t>(fd);
    if (index >= m_watchers.size())
        m_watchers.resize(index + 1 + index / 2);
    m_watchers[index] = watcher;
    return true;
}

void Poller::rewatch(int fd, std::uint32_t events, Watcher *watcher) {
    m_watchers[static_cast<std::size_t>(fd)] = watcher;
    control(EPOLL_CTL_MOD, fd, events);
}

void Poller::unwatch(int fd) {
    const auto index = static_cast<std::size_t>(fd);
    if (index >= m_watchers.size() || !m_watchers[index])
        return;
    m_watchers[index] = nullptr;
    control(EPOLL_CTL_DEL, fd, 0);
    for (int i = m_batchNext; i < m_batchSize; ++i) {
        if (m_batch[static_cast<std::size_t>(i)].data.fd == fd)
            m_batch[static_cast<std::size_t>(i)].data.fd = m_wakeFd; // the number may be taken again within this turn
    }
}

void Poller::control(int operation, int fd, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    if (::epoll_ctl(m_epoll, operation, fd, &event) != 0)
        qCWarning(netLog, "epoll_ctl(%d) on descriptor %d: %s", operation, fd, std::strerror(errno));
}

bool Poller::prepareToSleep() {
    // Sequentially consistent against wake(): either we see its request, or it sees that we sleep.
    m_sleeping.store(true);
    return !m_wakeRequested.load();
}

void Poller::wait(int timeoutMs) {
    if (timeoutMs != 0 && !prepareToSleep())
        timeoutMs = 0;
    const int found = ::epoll_wait(m_epoll, m_batch.data(), static_cast<int>(m_batch.size()), timeoutMs);
    m_sleeping.store(false, std::memory_order_relaxed);
    m_wakeRequested.store(false); // before the inboxes are emptied
    m_batchSize = found > 0 ? found : 0;
    m_batchNext = 0;
}

int Poller::dispatch() {
    int called = 0;
    while (m_batchNext < m_batchSize) {
        const epoll_event event = m_batch[static_cast<std::size_t>(m_batchNext++)];
        if (Watcher *watcher = m_watchers.size() > static_cast<std::size_t>(event.data.fd)
                                   ? m_watchers[static_cast<std::size_t>(event.data.fd)]
                                   : nullptr) {
            watcher->onReady(event.events);
            ++called;
        }
    }
    return called;
}

void Poller::waitForWakeOnly(int timeoutMs) {
    if (timeoutMs != 0 && !prepareToSleep())
        timeoutMs = 0;
    pollfd request{m_wakeFd, POLLIN, 0};
    std::uint64_t count = 0;
    // Old wake-ups may still stand in the counter: empty it first, a new one sets m_wakeRequested anyway.
    if (timeoutMs != 0) [[maybe_unused]]
        const auto got = ::read(m_wakeFd, &count, sizeof count);
    if (timeoutMs != 0 && m_wakeRequested.load())
        timeoutMs = 0;
    ::poll(&request, 1, timeoutMs);
    m_sleeping.store(false, std::memory_order_relaxed);
    m_wakeRequested.store(false);
    m_batchSize = m_batchNext = 0;
}

void Poller::wake() {
    m_wakeRequested.store(true);
    if (m_sleeping.load() && m_sleeping.exchange(false)) {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(m_wakeFd, &one, sizeof one);
    }
}

} // namespace banter::server
