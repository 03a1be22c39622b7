// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/Peer.h"

#include <cerrno>
#include <cstring>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/load/Reactor.h"

namespace banter::bench {
namespace {

constexpr unsigned char kFinal = 0x80, kTextFrame = 1, kBinaryFrame = 2, kCloseFrame = 8, kPingFrame = 9,
                        kPongFrame = 10;
constexpr std::uint32_t kListening = EPOLLIN, kListeningAndWriting = EPOLLIN | EPOLLOUT;

/// Appends `payload` masked (RFC 6455 section 5.3) with `mask`.
void appendMasked(std::string &out, std::string_view payload, std::uint32_t mask) {
    const std::size_t at = out.size();
    out.append(payload);
    char *bytes = out.data() + at;
    const std::uint64_t key = mask | static_cast<std::uint64_t>(mask) << 32;
    std::size_t i = 0;
    for (; i + 8 <= payload.size(); i += 8) {
        std::uint64_t chunk;
        std::memcpy(&chunk, bytes + i, 8);
        chunk ^= key;
        std::memcpy(bytes + i, &chunk, 8);
    }
    char maskBytes[4];
    std::memcpy(maskBytes, &mask, 4);
    for (; i < payload.size(); ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ maskBytes[i & 3]);
}

void appendHeader(std::string &out, unsigned char opcode, std::size_t size) {
    out.push_back(static_cast<char>(kFinal | opcode));
    if (size < 126) {
        out.push_back(static_cast<char>(0x80 | size));
    } else {
        out.push_back(static_cast<char>(0x80 | 126));
        out.push_back(static_cast<char>(size >> 8));
        out.push_back(static_cast<char>(size & 0xff));
    }
}

std::uint64_t bigEndian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes)
        value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

} // namespace

Peer::Peer(Reactor &reactor, PeerListener &listener, std::uint32_t tag)
    : m_reactor(reactor),
      m_listener(listener),
      m_tag(tag),
      m_mask(0x9E3779B9u * (tag + 1)) {}

Peer::~Peer() { close(); }

bool Peer::connect(const Target &target, std::uint8_t source) {
    close();
    m_fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_fd < 0)
        return false;
    const int one = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(m_fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one); // a port is chosen per (source, target)
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr.s_addr = htonl(0x7f000000u | source);
    if (bind(m_fd, reinterpret_cast<sockaddr *>(&from), sizeof from) != 0)
        return false;
    const int done = ::connect(m_fd, reinterpret_cast<const sockaddr *>(&target.address), sizeof target.address);
    if (done != 0 && errno != EINPROGRESS)
        return false;
    m_path = target.path;
    if (target.tls) {
        m_tls = SSL_new(target.tls);
        SSL_set_fd(m_tls, m_fd);
        SSL_set_connect_state(m_tls);
    }
    m_state = State::Connecting;
    m_reactor.add(*this, m_fd, kListeningAndWriting);
    return true;
}

void Peer::close() {
    if (m_tls)
        SSL_free(m_tls);
    m_tls = nullptr;
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
    std::string().swap(m_unread);
    std::string().swap(m_unsent);
    m_state = State::Closed;
}

void Peer::end(std::uint16_t code, std::string_view why) {
    close();
    m_listener.onClosed(*this, code, why);
}

void Peer::onReady(std::uint32_t events) {
    if (m_state == State::Connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0)
            return end(0, std::strerror(error));
        m_reactor.change(*this, m_fd, kListening);
        if (!m_tls)
            return upgrade();
        m_state = State::Securing;
    }
    if (m_state == State::Securing)
        return secure();
    if (m_fd >= 0 && (events & EPOLLOUT))
        writeUnsent();
    if (m_fd >= 0 && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
        readAll();
}

void Peer::secure() {
    const int done = SSL_do_handshake(m_tls);
    if (done == 1)
        return upgrade();
    const int reason = SSL_get_error(m_tls, done);
    if (reason != SSL_ERROR_WANT_READ && reason != SSL_ERROR_WANT_WRITE)
        end(0, "TLS handshake failed");
}

void Peer::upgrade() {
    m_state = State::Upgrading;
    write("GET " + m_path +
          " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: "
          "banter.v1\r\n\r\n");
    std::string().swap(m_path);
}

Peer::Ahead Peer::readAll() {
    if (!m_tls) {
        const ssize_t got = recv(m_fd, m_reactor.input.data(), m_reactor.input.size(), 0);
        if (got > 0)
            return handleInput({m_reactor.input.data(), static_cast<std::size_t>(got)});
        if (got < 0 && errno == EAGAIN)
            return Ahead::Stay;
        end(0, got == 0 ? "closed by the server" : std::strerror(errno));
        return Ahead::Gone;
    }
    for (;;) { // OpenSSL may hold a record back that epoll does not know of
        const int got = SSL_read(m_tls, m_reactor.input.data(), static_cast<int>(m_reactor.input.size()));
        if (got <= 0) {
            if (SSL_get_error(m_tls, got) == SSL_ERROR_WANT_READ)
                return Ahead::Stay;
            end(0, "closed by the server (TLS)");
            return Ahead::Gone;
        }
        if (handleInput({m_reactor.input.data(), static_cast<std::size_t>(got)}) == Ahead::Gone)
            return Ahead::Gone;
    }
}

Peer::Ahead Peer::handleInput(std::string_view bytes) {
    std::string held;
    if (!m_unread.empty()) {
        held.swap(m_unread);
        held.append(bytes);
        bytes = held;
    }
    if (m_state == State::Upgrading) {
        const std::size_t headEnd = bytes.find("\r\n\r\n");
        if (headEnd == std::string_view::npos) {
            m_unread.assign(bytes);
            return Ahead::Stay;
        }
        if (bytes.substr(0, 12) != "HTTP/1.1 101" || bytes.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") > headEnd) {
            end(0, bytes.substr(0, bytes.find('\r')));
            return Ahead::Gone;
        }
        bytes.remove_prefix(headEnd + 4);
        m_state = State::Open;
        m_listener.onOpen(*this);
        if (m_state != State::Open)
            return Ahead::Gone;
    }
    std::size_t used = 0;
    if (handleFrames(bytes, used) == Ahead::Gone)
        return Ahead::Gone;
    m_unread.assign(bytes.substr(used));
    if (m_unread.empty())
        m_unread.shrink_to_fit();
    return Ahead::Stay;
}

Peer::Ahead Peer::handleFrames(std::string_view bytes, std::size_t &used) {
    for (;;) {
        const std::string_view left = bytes.substr(used);
        if (left.size() < 2)
            return Ahead::Stay;
        std::uint64_t length = static_cast<unsigned char>(left[1]);
        std::size_t header = 2;
        if (length > 127) {
            end(0, "the server sent a masked frame");
            return Ahead::Gone;
        }
        if (length >= 126) {
            const std::size_t wide = length == 126 ? 2 : 8;
            if (left.size() < header + wide)
                return Ahead::Stay;
            length = bigEndian(left.substr(2, wide));
            header += wide;
        }
        if (left.size() - header < length)
            return Ahead::Stay;
        if (handleFrame(static_cast<unsigned char>(left[0]), left.substr(header, length)) == Ahead::Gone)
            return Ahead::Gone;
        used += header + length;
    }
}

Peer::Ahead Peer::handleFrame(unsigned char first, std::string_view payload) {
    switch (first) {
    case kFinal | kBinaryFrame:
    case kFinal | kTextFrame: m_listener.onMessage(*this, payload); break;
    case kFinal | kPingFrame: sendFrame(kPongFrame, payload); break;
    case kFinal | kPongFrame: break;
    case kFinal | kCloseFrame:
        end(payload.size() < 2 ? 1005 : static_cast<std::uint16_t>(bigEndian(payload.substr(0, 2))),
            payload.substr(payload.size() < 2 ? 0 : 2));
        return Ahead::Gone;
    default: end(0, "the server sent a fragment or an unknown frame"); return Ahead::Gone;
    }
    return m_state == State::Open ? Ahead::Stay : Ahead::Gone;
}

void Peer::send(std::string_view payload) { sendFrame(kBinaryFrame, payload); }

void Peer::sayGoodbye() {
    if (m_state == State::Open)
        sendFrame(kCloseFrame, std::string_view("\x03\xe8", 2)); // 1000
}

void Peer::sendFrame(unsigned char opcode, std::string_view payload) {
    static thread_local std::string frame;
    frame.clear();
    m_mask = m_mask * 1664525u + 1013904223u;
    appendHeader(frame, opcode, payload.size());
    frame.append(reinterpret_cast<const char *>(&m_mask), 4);
    appendMasked(frame, payload, m_mask);
    write(frame);
}

void Peer::write(std::string_view bytes) {
    m_lastSentNs = nowNs();
    if (!m_unsent.empty()) {
        m_unsent.append(bytes);
        return;
    }
    const std::ptrdiff_t sent = writeSome(bytes);
    if (sent == static_cast<std::ptrdiff_t>(bytes.size()))
        return;
    m_unsent.assign(bytes.substr(sent > 0 ? static_cast<std::size_t>(sent) : 0));
    m_reactor.change(*this, m_fd, kListeningAndWriting);
}

std::ptrdiff_t Peer::writeSome(std::string_view bytes) {
    if (m_tls)
        return SSL_write(m_tls, bytes.data(), static_cast<int>(bytes.size()));
    return ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void Peer::writeUnsent() {
    const std::ptrdiff_t sent = m_unsent.empty() ? 0 : writeSome(m_unsent);
    if (sent > 0)
        m_unsent.erase(0, static_cast<std::size_t>(sent));
    if (m_unsent.empty())
        m_reactor.change(*this, m_fd, kListening);
}

} // namespace banter::bench
