// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include <sys/uio.h>

#include "shared/core/Clock.h"

struct ssl_st;

namespace banter::server {

/// How far a read or write came. A transfer of 0 bytes without a flag means: not now, wait for readiness.
struct Transfer {
    std::size_t bytes{0};
    bool ended{false};  ///< the peer has sent its last byte
    bool failed{false}; ///< the connection is broken; `ended` is set too
    bool more{false};   ///< TLS: more was received than fitted; no readiness will announce it
};

/// A connected non-blocking stream socket, plain or TLS. Owns both; not thread-safe.
class Socket {
public:
    explicit Socket(int fd) : m_fd(fd) {}
    ~Socket();
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] bool isTls() const { return m_tls != nullptr; }

    /// TCP_NODELAY and TCP_USER_TIMEOUT. On a listening socket: for all that it accepts (Linux copies both).
    static void tune(int fd, Millis userTimeout);

    enum class Handshake : unsigned char { Done, WantsRead, WantsWrite, Failed };
    /// From now on everything goes through TLS; takes the session over. Next: handshake().
    void startTls(ssl_st *session) { m_tls = session; }
    /// Continues the handshake.
    Handshake handshake();

    /// One recv, or as many TLS records as fit.
    Transfer read(char *buffer, std::size_t size);
    /// Plain sockets: one send or sendmsg.
    Transfer writePlain(const iovec *pieces, std::size_t count);
    /// TLS: as much of the piece as the kernel takes, in whole records. What is left over must be offered again,
    /// unchanged.
    Transfer writeTls(std::string_view piece);
    /// Says that nothing more will be sent (close_notify, FIN).
    void endOutput();

private:
    int m_fd;
    ssl_st *m_tls{nullptr};
};

} // namespace banter::server
