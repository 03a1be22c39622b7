// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/floor/Relay.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace banter::bench {
namespace {

constexpr std::string_view kUpgraded =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
    "Sec-WebSocket-Protocol: banter.v1\r\n\r\n";
constexpr unsigned char kOpcodeBits = 0x0f;
constexpr unsigned char kOpcodeClose = 8;
constexpr std::size_t kMaskBytes = 4;

/// RFC 6455 section 5.3, eight bytes at a time.
void unmask(char *payload, std::size_t size, const char *mask) {
    std::uint32_t word;
    std::memcpy(&word, mask, sizeof word);
    const std::uint64_t key = word | static_cast<std::uint64_t>(word) << 32;
    std::size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        std::uint64_t chunk;
        std::memcpy(&chunk, payload + i, 8);
        chunk ^= key;
        std::memcpy(payload + i, &chunk, 8);
    }
    for (; i < size; ++i)
        payload[i] = static_cast<char>(payload[i] ^ mask[i & 3]);
}

void appendFrame(std::string &out, unsigned char first, std::string_view payload) {
    out.push_back(static_cast<char>(first));
    if (payload.size() < 126) {
        out.push_back(static_cast<char>(payload.size()));
    } else {
        out.push_back(126);
        out.push_back(static_cast<char>(payload.size() >> 8));
        out.push_back(static_cast<char>(payload.size() & 0xff));
    }
    out.append(payload);
}

} // namespace

Relay::Relay() : m_epoll(epoll_create1(EPOLL_CLOEXEC)) {}

Relay::~Relay() {
    for (const auto &entry : m_peers)
        close(entry.first->fd);
    close(m_listener);
    close(m_epoll);
}

int Relay::listen(std::uint16_t port) {
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int one = 1;
    setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_listener, 4096) != 0 ||
        getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return -1;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = nullptr; // the listener; peers carry their address
    return epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_listener, &event) == 0 ? ntohs(address.sin_port) : -1;
}

void Relay::serve() {
    std::array<epoll_event, 512> events;
    for (;;) {
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), -1);
        if (count < 0 && errno != EINTR)
            return;
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            auto *peer = static_cast<Peer *>(event.data.ptr);
            if (!peer) {
                acceptAll();
                continue;
            }
            if (peer->fd >= 0 && (event.events & EPOLLOUT))
                writeUnsent(*peer);
            if (peer->fd >= 0 && (event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
                readFrom(*peer);
        }
        m_dropped.clear();
    }
}

void Relay::acceptAll() {
    for (;;) {
        const int fd = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        const int one = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        auto peer = std::make_unique<Peer>();
        peer->fd = fd;
        watch(*peer, EPOLL_CTL_ADD, EPOLLIN);
        m_peers.emplace(peer.get(), std::move(peer));
    }
}

void Relay::readFrom(Peer &peer) {
    const ssize_t received = recv(peer.fd, m_input.data(), m_input.size(), 0);
    if (received <= 0) {
        if (received == 0 || errno != EAGAIN)
            drop(peer);
        return;
    }
    char *data = m_input.data();
    auto size = static_cast<std::size_t>(received);
    if (!peer.upgraded || !peer.unread.empty()) { // the rare way: something is held back
        peer.unread.append(data, size);
        if (!peer.upgraded && !upgrade(peer))
            return;
        data = peer.unread.data();
        size = peer.unread.size();
    }
    const std::ptrdiff_t used = relayFrames(peer, data, size);
    if (used < 0) {
        drop(peer);
        return;
    }
    std::string rest(data + used, size - static_cast<std::size_t>(used));
    peer.unread.swap(rest);
}

std::ptrdiff_t Relay::relayFrames(Peer &peer, char *data, std::size_t size) {
    m_output.clear();
    std::size_t offset = 0;
    for (;;) {
        const std::size_t left = size - offset;
        char *frame = data + offset;
        if (left < 2 + kMaskBytes)
            break;
        std::size_t length = static_cast<unsigned char>(frame[1]) & 0x7f;
        std::size_t header = 2;
        if (length == 126) {
            length = static_cast<std::size_t>(static_cast<unsigned char>(frame[2])) << 8 |
                     static_cast<unsigned char>(frame[3]);
            header = 4;
        }
        if (left < header + kMaskBytes + length)
            break;
        const auto first = static_cast<unsigned char>(frame[0]);
        if ((first & kOpcodeBits) == kOpcodeClose)
            return -1;
        char *payload = frame + header + kMaskBytes;
        unmask(payload, length, frame + header);
        appendFrame(m_output, first, {payload, length});
        offset += header + kMaskBytes + length;
    }
    if (peer.other && !m_output.empty())
        write(*peer.other, m_output);
    if (peer.inRoom && !m_output.empty()) {
        for (Peer *one : m_room) {
            if (one != &peer)
                write(*one, m_output);
        }
    }
    return static_cast<std::ptrdiff_t>(offset);
}

bool Relay::upgrade(Peer &peer) {
    const std::size_t end = peer.unread.find("\r\n\r\n");
    if (end == std::string::npos)
        return false;
    const std::size_t from = peer.unread.find(' ') + 1;
    peer.path = peer.unread.substr(from, peer.unread.find(' ', from) - from);
    peer.unread.erase(0, end + 4);
    peer.upgraded = true;
    if (peer.path == "/room") {
        peer.inRoom = true;
        m_room.push_back(&peer);
        write(peer, kUpgraded);
        return true;
    }
    const auto [entry, first] = m_waiting.try_emplace(peer.path, &peer);
    if (!first) {
        peer.other = entry->second;
        peer.other->other = &peer;
        m_waiting.erase(entry);
    }
    write(peer, kUpgraded);
    return true;
}

void Relay::write(Peer &peer, std::string_view bytes) {
    if (!peer.unsent.empty()) {
        peer.unsent.append(bytes);
        return;
    }
    const ssize_t sent = send(peer.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent == static_cast<ssize_t>(bytes.size()))
        return;
    peer.unsent.assign(bytes.substr(sent > 0 ? static_cast<std::size_t>(sent) : 0));
    watch(peer, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
}

void Relay::writeUnsent(Peer &peer) {
    const ssize_t sent = send(peer.fd, peer.unsent.data(), peer.unsent.size(), MSG_NOSIGNAL);
    if (sent <= 0)
        return;
    peer.unsent.erase(0, static_cast<std::size_t>(sent));
    if (peer.unsent.empty())
        watch(peer, EPOLL_CTL_MOD, EPOLLIN);
}

void Relay::drop(Peer &peer) {
    close(peer.fd);
    peer.fd = -1;
    if (peer.other)
        peer.other->other = nullptr;
    std::erase(m_room, &peer);
    const auto waiting = m_waiting.find(peer.path);
    if (waiting != m_waiting.end() && waiting->second == &peer)
        m_waiting.erase(waiting);
    const auto entry = m_peers.find(&peer);
    m_dropped.push_back(std::move(entry->second));
    m_peers.erase(entry);
}

void Relay::watch(Peer &peer, int operation, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &peer;
    epoll_ctl(m_epoll, operation, peer.fd, &event);
}

} // namespace banter::bench
