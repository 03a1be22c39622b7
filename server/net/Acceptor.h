// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "server/net/EdgeOptions.h"
#include "server/net/EdgeStats.h"
#include "server/net/EventLoop.h"
#include "server/net/Transport.h"
#include "shared/core/Result.h"

namespace banter::server {

class EdgeLoop;
class Listener;
class TlsContext;
struct EdgeSettings;

/// The one place where connections come in: accepts, checks limits, and hands each socket to the loop with the fewest
/// connections, which does TLS, the HTTP upgrade and then RFC 6455. Created, started, stopped and destroyed on the main
/// thread; the loops must run from start() until it is destroyed, or be stopped before that. Accepting has a thread of
/// its own.
class Acceptor {
public:
    using OnUpgraded = server::OnUpgraded;

    /// `tls` null = plain.
    Acceptor(std::vector<EventLoop *> loops, EdgeOptions options, std::shared_ptr<TlsContext> tls,
             OnUpgraded onUpgraded);
    /// Drops what is still connected (its listeners hear 1006).
    ~Acceptor();
    Acceptor(const Acceptor &) = delete;
    Acceptor &operator=(const Acceptor &) = delete;

    /// Binds and listens; raises the process's soft limit of open files to the hard one. The error names address, port
    /// and errno.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// Stops accepting: new connections are answered 503 with Retry-After until closeListener().
    void drain();
    /// Gives the port back.
    void closeListener();
    /// Closes the listener and ends every connection on every loop with this code and reason; waits up to `patience`
    /// for the closing handshakes, then drops who is left. Listeners hear of it on their loops before this returns.
    void closeAll(std::uint16_t code, std::string_view reason, Millis patience);
    [[nodiscard]] EdgeStats stats() const;

private:
    [[nodiscard]] Result<int> bindSocket();

    const std::vector<EventLoop *> m_loops;
    std::shared_ptr<const EdgeSettings> m_settings;
    std::uint16_t m_port{0};
    EventLoop m_loop{"edge-accept"};
    std::vector<std::unique_ptr<EdgeLoop>> m_edges;
    std::unique_ptr<Listener> m_listener;
};

} // namespace banter::server
