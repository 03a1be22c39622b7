// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

struct sockaddr_storage;

namespace banter::server {

/// The address of a peer, without port: 16 bytes, IPv4 mapped into IPv6 (RFC 4291 section 2.5.5.2).
class PeerAddress {
public:
    PeerAddress() = default;
    explicit PeerAddress(const sockaddr_storage &address);

    [[nodiscard]] std::string toText() const;
    /// What limits count by: an IPv4 address, or the /64 of an IPv6 address, since one customer has a whole one.
    [[nodiscard]] PeerAddress network() const;
    [[nodiscard]] std::size_t hash() const;
    friend bool operator==(const PeerAddress &, const PeerAddress &) = default;

private:
    [[nodiscard]] bool isV4() const;
    std::array<std::uint8_t, 16> m_bytes{};
};

} // namespace banter::server

template <>
struct std::hash<banter::server::PeerAddress> {
    std::size_t operator()(const banter::server::PeerAddress &address) const noexcept { return address.hash(); }
};
