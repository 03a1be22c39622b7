// SPDX-License-Identifier: Apache-2.0
#include "server/net/Listener.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/net/Descriptor.h"
#include "server/net/NetLog.h"

namespace banter::server {
namespace {

constexpr int kAcceptsPerTurn = 64;
/// Connections that are only told that they are not welcome; more are closed without a word.
constexpr std::size_t kMaxRefusing = 32;
constexpr std::uint16_t kRetryBusySeconds = 2;
constexpr Millis kPause{200};
constexpr Millis kWarningInterval{10'000};

int openReserve() { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); }

} // namespace

Listener::Listener(EventLoop &loop, int fd, std::shared_ptr<const EdgeSettings> settings,
                   std::vector<std::unique_ptr<EdgeLoop>> &edges, std::size_t maxConnections)
    : m_loop(loop),
      m_fd(fd),
      m_reserve(openReserve()),
      m_settings(std::move(settings)),
      m_edges(edges),
      m_maxConnections(maxConnections),
      m_perLoop(edges.size(), 0),
      m_limiter(m_settings->options.maxPerAddress, m_settings->options.connectsPerMinute) {}

Listener::~Listener() {
    if (m_fd >= 0)
        ::close(m_fd);
    if (m_reserve >= 0)
        ::close(m_reserve);
}

void Listener::listen() { resume(); }

void Listener::resume() {
    if (m_fd < 0 || m_watching)
        return;
    if (m_reserve < 0)
        m_reserve = openReserve();
    m_watching = m_loop.watch(m_fd, EPOLLIN, this);
    if (!m_watching)
        m_resume.arm(m_loop, kPause);
}

void Listener::close() {
    if (m_fd < 0)
        return;
    if (m_watching)
        m_loop.unwatch(m_fd);
    m_watching = false;
    m_resume.cancel();
    ::close(m_fd);
    m_fd = -1;
}

void Listener::onReady(std::uint32_t) {
    for (int i = 0; i < kAcceptsPerTurn; ++i) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        const int fd = ::accept4(m_fd, reinterpret_cast<sockaddr *>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            handOut(fd, PeerAddress(address));
            continue;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return;
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            onOutOfDescriptors(errno);
            return;
        }
        // Everything else concerns the one connection that came (accept(2): ECONNABORTED, EPROTO, EPERM and so on).
    }
}

void Listener::onOutOfDescriptors(int error) {
    if (m_loop.now() - m_lastWarning >= kWarningInterval) {
        m_lastWarning = m_loop.now();
        qCWarning(netLog, "cannot accept connections: %s; raise the limit of open files (LimitNOFILE)",
                  std::strerror(error));
    }
    if (m_reserve >= 0 && (error == EMFILE || error == ENFILE)) {
        ::close(m_reserve);
        const int fd = ::accept4(m_fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            ::close(fd);
            m_turnedAway.add(1);
        }
        m_reserve = openReserve();
    }
    // The rest waits in the backlog; without a pause the loop would spin on a readiness that it cannot serve.
    m_loop.unwatch(m_fd);
    m_watching = false;
    m_resume.arm(m_loop, kPause);
}

Admission Listener::judge(const PeerAddress &address) {
    if (m_draining || m_admitted >= m_maxConnections)
        return {503, kRetryBusySeconds};
    const auto verdict = m_limiter.admit(address, m_loop.now());
    if (!verdict.admitted)
        return {429, static_cast<std::uint16_t>(std::min(verdict.retryAfterSeconds, 3600u))};
    return {};
}

void Listener::handOut(int fd, const PeerAddress &address) {
    const Admission admission = judge(address);
    if (admission.status != 101) {
        if (m_refusing >= kMaxRefusing) {
            ::close(fd);
            m_turnedAway.add(1);
            return;
        }
        ++m_refusing;
    } else {
        ++m_admitted;
        m_accepted.add(1);
    }
    const auto least =
        static_cast<std::size_t>(std::min_element(m_perLoop.begin(), m_perLoop.end()) - m_perLoop.begin());
    ++m_perLoop[least];
    {
        const std::lock_guard lock(m_mutex);
        ++m_open;
    }
    EdgeLoop *const edge = m_edges[least].get();
    edge->loop().post([edge, socket = Descriptor(fd), address, admission]() mutable {
        edge->adopt(socket.release(), address, admission);
    });
}

void Listener::onRetired(std::size_t loopIndex, const std::vector<EdgeLoop::Retired> &retired) {
    m_perLoop[loopIndex] -= retired.size();
    for (const EdgeLoop::Retired &one : retired) {
        if (one.admitted) {
            --m_admitted;
            m_limiter.release(one.address);
        } else {
            --m_refusing;
        }
    }
    {
        const std::lock_guard lock(m_mutex);
        m_open -= retired.size();
    }
    m_changed.notify_all();
}

bool Listener::waitUntilEmpty(Millis patience) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [this] { return m_open == 0; });
}

} // namespace banter::server
