// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/net/RawClient.h"

#include <algorithm>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace banter::test {

RawClient::RawClient(std::uint16_t port, int receiveBuffer) : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{10, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (receiveBuffer > 0)
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // A failure shows in the first read.
    (void)::connect(m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

RawClient::~RawClient() { ::close(m_fd); }

void RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

const std::string &RawClient::request() {
    static const std::string text = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                    "Sec-WebSocket-Protocol: banter.v1\r\n\r\n";
    return text;
}

int RawClient::upgrade() {
    send(request());
    const std::string head = readHead();
    return head.size() > 12 ? std::stoi(head.substr(9, 3)) : 0;
}

std::string RawClient::readHead() {
    std::string head;
    char byte = 0;
    while (!head.ends_with("\r\n\r\n") && ::recv(m_fd, &byte, 1, 0) == 1)
        head.push_back(byte);
    return head;
}

std::string RawClient::read(std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        const ssize_t got = ::recv(m_fd, bytes.data() + have, size - have, 0);
        if (got <= 0)
            break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

std::string RawClient::readAll() {
    std::string bytes;
    char buffer[65536];
    for (ssize_t got = 0; (got = ::recv(m_fd, buffer, sizeof buffer, 0)) > 0;)
        bytes.append(buffer, static_cast<std::size_t>(got));
    return bytes;
}

int RawClient::readCloseCode() {
    for (;;) {
        const std::string start = read(2);
        if (start.size() < 2)
            return 0;
        std::size_t size = static_cast<unsigned char>(start[1]) & 127u;
        if (size >= 126) {
            std::size_t wide = 0;
            for (const char byte : read(size == 126 ? 2 : 8))
                wide = (wide << 8) | static_cast<unsigned char>(byte);
            size = wide;
        }
        const std::string payload = read(size);
        if ((start[0] & 0x0f) != 8)
            continue;
        if (payload.size() < 2)
            return 1005;
        return (static_cast<unsigned char>(payload[0]) << 8) | static_cast<unsigned char>(payload[1]);
    }
}

std::string RawClient::frame(unsigned opcode, std::string_view payload, bool fin) {
    std::string out(1, static_cast<char>((fin ? 0x80u : 0u) | opcode));
    if (payload.size() < 126) {
        out.push_back(static_cast<char>(0x80 | payload.size()));
    } else {
        out.push_back(static_cast<char>(payload.size() < 65536 ? 0xfe : 0xff));
        for (int shift = payload.size() < 65536 ? 8 : 56; shift >= 0; shift -= 8)
            out.push_back(static_cast<char>(payload.size() >> shift));
    }
    const std::string_view key = "\x01\x02\x03\x04";
    out += key;
    for (std::size_t i = 0; i < payload.size(); ++i)
        out.push_back(static_cast<char>(payload[i] ^ key[i % 4]));
    return out;
}

} // namespace banter::test
