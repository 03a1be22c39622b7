// SPDX-License-Identifier: Apache-2.0
#include "server/net/Acceptor.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <future>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/net/EdgeLoop.h"
#include "server/net/EdgeSettings.h"
#include "server/net/Listener.h"
#include "server/net/Socket.h"

namespace banter::server {
namespace {

constexpr rlim_t kReservedDescriptors = 64; // for the store, files, refusals

/// Runs it on the loop and waits; right here if the loop does not run (any more).
template <class F>
void runOn(EventLoop &loop, F function) {
    if (!loop.isRunning() || EventLoop::current() == &loop) {
        function();
        return;
    }
    std::promise<void> done;
    loop.post([&] {
        function();
        done.set_value();
    });
    done.get_future().wait();
}

std::size_t raiseDescriptorLimit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur > 2 * kReservedDescriptors ? limit.rlim_cur - kReservedDescriptors : limit.rlim_cur / 2;
}

} // namespace

Acceptor::Acceptor(std::vector<EventLoop *> loops, EdgeOptions options, std::shared_ptr<TlsContext> tls,
                   OnUpgraded onUpgraded)
    : m_loops(std::move(loops)),
      m_settings(std::make_shared<const EdgeSettings>(std::move(options), std::move(tls), std::move(onUpgraded))) {}

Acceptor::~Acceptor() {
    closeListener();
    // First: what it has accepted is with the edges' loops then, in front of their end.
    m_loop.stop();
    for (auto &edge : m_edges) {
        EventLoop &loop = edge->loop();
        runOn(loop, [&edge] { edge.reset(); });
    }
}

Result<int> Acceptor::bindSocket() {
    const EdgeOptions &options = m_settings->options;
    const std::string where = options.address + ' ' + std::to_string(options.port);
    const auto failure = [&where](const char *what, const char *why) {
        return Error{kLostPromiseCode, std::string("cannot listen on ") + where + ": " + what + ": " + why};
    };
    addrinfo hints{};
    hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (const int error = ::getaddrinfo(options.address.c_str(), std::to_string(options.port).c_str(), &hints, &found))
        return failure("address", ::gai_strerror(error));
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> owned(found, ::freeaddrinfo);
    const int fd = ::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return failure("socket", std::strerror(errno));
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    Socket::tune(fd, options.limits.tcpUserTimeout);
    if (::bind(fd, found->ai_addr, found->ai_addrlen) != 0 || ::listen(fd, options.backlog) != 0) {
        const Error error = failure("bind", std::strerror(errno));
        ::close(fd);
        return error;
    }
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&bound), &size);
    m_port = ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6 &>(bound).sin6_port
                                               : reinterpret_cast<const sockaddr_in &>(bound).sin_port);
    return fd;
}

Result<void> Acceptor::start() {
    const std::size_t possible = raiseDescriptorLimit();
    BANTER_TRY(const int fd, bindSocket());
    const std::size_t wanted = m_settings->options.maxConnections;
    m_loop.start();
    for (std::size_t i = 0; i < m_loops.size(); ++i) {
        m_edges.push_back(std::make_unique<EdgeLoop>(
            *m_loops[i], i, m_settings, [this](std::size_t index, std::vector<EdgeLoop::Retired> retired) {
                m_loop.post([this, index, retired = std::move(retired)] { m_listener->onRetired(index, retired); });
            }));
    }
    m_listener = std::make_unique<Listener>(m_loop, fd, m_settings, m_edges,
                                            wanted == 0 ? possible : std::min(wanted, possible));
    runOn(m_loop, [this] { m_listener->listen(); });
    return {};
}

void Acceptor::drain() {
    if (m_listener)
        runOn(m_loop, [this] { m_listener->drain(); });
}

void Acceptor::closeListener() {
    if (m_listener)
        runOn(m_loop, [this] { m_listener->close(); });
}

void Acceptor::closeAll(std::uint16_t code, std::string_view reason, Millis patience) {
    closeListener();
    if (!m_listener)
        return;
    runOn(m_loop, [] {}); // a turn later all that was accepted is handed over
    for (auto &edge : m_edges) {
        edge->loop().post([edge = edge.get(), code, reason = std::string(reason), patience] {
            edge->endAll(code, reason, patience);
        });
    }
    if (m_listener->waitUntilEmpty(patience))
        return;
    for (auto &edge : m_edges)
        runOn(edge->loop(), [&edge] { edge->abortAll(); });
    constexpr Millis kBurial{1'000};
    m_listener->waitUntilEmpty(kBurial);
}

EdgeStats Acceptor::stats() const {
    EdgeStats stats;
    for (const auto &edge : m_edges) {
        const EdgeCounters &counters = edge->counters();
        stats.open += counters.open.get();
        stats.handshaking += counters.handshaking.get();
        stats.refused += counters.refused.get();
        stats.bytesIn += counters.bytesIn.get();
        stats.bytesOut += counters.bytesOut.get();
        stats.framesIn += counters.framesIn.get();
        stats.framesOut += counters.framesOut.get();
    }
    if (m_listener) {
        stats.accepted = m_listener->accepted();
        stats.refused += m_listener->turnedAway();
    }
    return stats;
}

} // namespace banter::server
