// SPDX-License-Identifier: Apache-2.0
#include "server/net/Socket.h"

#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace banter::server {
namespace {

bool isTemporary(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

} // namespace

Socket::~Socket() {
    if (m_tls)
        SSL_free(m_tls);
    ::close(m_fd);
}

void Socket::tune(int fd, Millis userTimeout) {
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const auto timeout = static_cast<unsigned>(userTimeout.count());
    ::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof timeout);
}

Socket::Handshake Socket::handshake() {
    ERR_clear_error();
    const int result = SSL_do_handshake(m_tls);
    if (result == 1)
        return Handshake::Done;
    switch (SSL_get_error(m_tls, result)) {
    case SSL_ERROR_WANT_READ: return Handshake::WantsRead;
    case SSL_ERROR_WANT_WRITE: return Handshake::WantsWrite;
    default:
        // What it could not read would make close() a reset, and the peer would never see the alert.
        SSL_set_quiet_shutdown(m_tls, 1);
        return Handshake::Failed;
    }
}

Transfer Socket::read(char *buffer, std::size_t size) {
    Transfer transfer;
    if (!m_tls) {
        const ssize_t got = ::recv(m_fd, buffer, size, 0);
        if (got > 0) {
            transfer.bytes = static_cast<std::size_t>(got);
        } else if (got == 0) {
            transfer.ended = true;
        } else if (!isTemporary(errno)) {
            transfer.ended = transfer.failed = true;
        }
        return transfer;
    }
    while (transfer.bytes < size) {
        ERR_clear_error();
        std::size_t got = 0;
        const int result = SSL_read_ex(m_tls, buffer + transfer.bytes, size - transfer.bytes, &got);
        if (result == 1) {
            transfer.bytes += got;
            // A short record without more behind it: spare the call that would only say "not now".
            if (!SSL_has_pending(m_tls))
                break;
            continue;
        }
        // A read that must write first (SSL_ERROR_WANT_WRITE) would be a renegotiation, which is off.
        const int error = SSL_get_error(m_tls, result);
        if (error == SSL_ERROR_ZERO_RETURN)
            transfer.ended = true;
        else if (error != SSL_ERROR_WANT_READ)
            transfer.ended = transfer.failed = true;
        return transfer;
    }
    transfer.more = transfer.bytes == size && SSL_has_pending(m_tls);
    return transfer;
}

Transfer Socket::writePlain(const iovec *pieces, std::size_t count) {
    Transfer transfer;
    ssize_t sent = 0;
    if (count == 1) {
        sent = ::send(m_fd, pieces->iov_base, pieces->iov_len, MSG_NOSIGNAL);
    } else {
        msghdr message{};
        message.msg_iov = const_cast<iovec *>(pieces); // not changed by sendmsg
        message.msg_iovlen = count;
        sent = ::sendmsg(m_fd, &message, MSG_NOSIGNAL);
    }
    if (sent >= 0)
        transfer.bytes = static_cast<std::size_t>(sent);
    else if (!isTemporary(errno))
        transfer.ended = transfer.failed = true;
    return transfer;
}

Transfer Socket::writeTls(std::string_view piece) {
    Transfer transfer;
    while (transfer.bytes < piece.size()) {
        ERR_clear_error();
        std::size_t sent = 0;
        const int result = SSL_write_ex(m_tls, piece.data() + transfer.bytes, piece.size() - transfer.bytes, &sent);
        if (result == 1) {
            transfer.bytes += sent;
            continue;
        }
        const int error = SSL_get_error(m_tls, result);
        if (error != SSL_ERROR_WANT_WRITE && error != SSL_ERROR_WANT_READ)
            transfer.ended = transfer.failed = true;
        break;
    }
    return transfer;
}

void Socket::endOutput() {
    if (m_tls && SSL_is_init_finished(m_tls)) {
        ERR_clear_error();
        SSL_shutdown(m_tls);
    }
    ::shutdown(m_fd, SHUT_WR);
}

} // namespace banter::server
