// SPDX-License-Identifier: Apache-2.0
#include "server/net/PeerAddress.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace banter::server {

PeerAddress::PeerAddress(const sockaddr_storage &address) {
    if (address.ss_family == AF_INET) {
        m_bytes[10] = m_bytes[11] = 0xff;
        std::memcpy(m_bytes.data() + 12, &reinterpret_cast<const sockaddr_in &>(address).sin_addr, 4);
    } else if (address.ss_family == AF_INET6) {
        std::memcpy(m_bytes.data(), &reinterpret_cast<const sockaddr_in6 &>(address).sin6_addr, 16);
    }
}

bool PeerAddress::isV4() const {
    return std::all_of(m_bytes.begin(), m_bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) &&
           m_bytes[10] == 0xff && m_bytes[11] == 0xff;
}

std::string PeerAddress::toText() const {
    char text[INET6_ADDRSTRLEN] = "";
    if (isV4())
        ::inet_ntop(AF_INET, m_bytes.data() + 12, text, sizeof text);
    else
        ::inet_ntop(AF_INET6, m_bytes.data(), text, sizeof text);
    return text;
}

PeerAddress PeerAddress::network() const {
    PeerAddress network = *this;
    if (!isV4())
        std::fill(network.m_bytes.begin() + 8, network.m_bytes.end(), std::uint8_t{0});
    return network;
}

std::size_t PeerAddress::hash() const {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, m_bytes.data(), 8);
    std::memcpy(&low, m_bytes.data() + 8, 8);
    std::uint64_t mixed = (high ^ (low * 0x9E3779B97F4A7C15ull)) * 0xD6E8FEB86659FD93ull;
    return static_cast<std::size_t>(mixed ^ (mixed >> 32));
}

} // namespace banter::server
