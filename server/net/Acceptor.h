// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/net/EventLoop.h"
#include "server/net/Transport.h"
#include "shared/core/Result.h"

namespace banter::server {

class TlsContext;

/// Where and how the edge listens, and what it allows an unknown peer. Zero means "no limit" only where said.
struct EdgeOptions {
    std::string address{"127.0.0.1"};
    std::uint16_t port{0};             ///< 0 = any free port
    int backlog{1024};
    std::size_t maxConnections{0};     ///< 0 = as many as the process's descriptors allow, less a reserve of 64
    std::size_t maxPerAddress{0};      ///< open connections of one address (IPv6: of one /64); 0 = no limit
    double connectsPerMinute{0};       ///< new connections per address (GCRA, burst = the same number); 0 = no limit
    std::size_t maxHandshakes{256};    ///< TLS handshakes in progress at once, per loop
    std::string path{"/"};             ///< the path that upgrades; everything else is 404
    std::string subprotocol{"banter.v1"};
    std::vector<std::string> allowedOrigins; ///< for browsers; empty = a request with an Origin header is refused (403)
};

/// Counters for operators; a snapshot. Any thread.
struct EdgeStats {
    std::uint64_t accepted{0}, refused{0}, open{0}, handshaking{0};
    std::uint64_t bytesIn{0}, bytesOut{0}, framesIn{0}, framesOut{0};
};

/// The one place where connections come in: accepts, checks limits, and hands each socket to the loop with the fewest
/// connections, which does TLS, the HTTP upgrade and then RFC 6455. Created, started and stopped on the main thread.
class Acceptor {
public:
    /// Called on the connection's loop when the upgrade is done; answers the listener that the connection will own.
    using OnUpgraded = std::function<std::unique_ptr<TransportListener>(EventLoop &loop, std::size_t loopIndex, Transport &transport)>;

    Acceptor(std::vector<EventLoop *> loops, EdgeOptions options, std::shared_ptr<TlsContext> tls, OnUpgraded onUpgraded);
    ~Acceptor();

    /// Binds and listens. The error names address, port and errno.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] std::uint16_t port() const;
    /// Stops accepting: new connections are answered 503 with Retry-After until closeListener().
    void drain();
    /// Ends every connection on every loop with this code and reason, waits up to `patience` for the closing handshakes.
    void closeAll(std::uint16_t code, std::string_view reason, Millis patience);
    [[nodiscard]] EdgeStats stats() const;
};

} // namespace banter::server
