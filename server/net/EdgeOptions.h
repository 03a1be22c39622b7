// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/net/Transport.h"
#include "server/net/WebSocketLimits.h"

namespace banter::server {

class EventLoop;

/// Where and how the edge listens, and what it allows an unknown peer. Zero means "no limit" only where said.
struct EdgeOptions {
    std::string address{"127.0.0.1"};
    std::uint16_t port{0}; ///< 0 = any free port
    int backlog{1024};
    std::size_t maxConnections{0};  ///< 0 = as many as the process's descriptors allow, less a reserve of 64
    std::size_t maxPerAddress{0};   ///< open connections of one address (IPv6: of one /64); 0 = no limit
    double connectsPerMinute{0};    ///< new connections per address (GCRA, burst = the same number); 0 = no limit
    std::size_t maxHandshakes{256}; ///< TLS handshakes in progress at once, per loop
    std::string path{"/"};          ///< the path that upgrades; everything else is 404
    std::string subprotocol{"banter.v1"};
    std::vector<std::string> allowedOrigins; ///< for browsers; empty = a request with an Origin header is refused (403)
    WebSocketLimits limits;
};

/// Called on the connection's loop when the upgrade is done; answers the listener that the connection will own. It may
/// already send. Null closes the connection with 1011.
using OnUpgraded =
    std::function<std::unique_ptr<TransportListener>(EventLoop &loop, std::size_t loopIndex, Transport &transport)>;

} // namespace banter::server
