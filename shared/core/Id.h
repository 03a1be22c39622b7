// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace banter {

/// The bytes of an identifier: 128 bit. On the wire 22 characters of base64url, in SQL 16 bytes.
using IdBytes = std::array<std::uint8_t, 16>;

[[nodiscard]] std::string idToText(const IdBytes &bytes);
[[nodiscard]] std::optional<IdBytes> idFromText(std::string_view text);

/// An identifier of one kind: a UserId cannot be passed where a ConversationId is meant. Null = all bytes zero, never a
/// real id.
template <class Tag>
class Id {
public:
    static constexpr std::size_t kTextLength = 22;

    constexpr Id() = default;
    explicit constexpr Id(const IdBytes &bytes) : m_bytes(bytes) {}

    /// nullopt if the text is not exactly 22 characters of canonical base64url.
    [[nodiscard]] static std::optional<Id> fromText(std::string_view text) {
        if (const auto bytes = idFromText(text))
            return Id(*bytes);
        return std::nullopt;
    }
    /// nullopt if there are not exactly 16 bytes.
    [[nodiscard]] static std::optional<Id> fromBytes(std::string_view bytes) {
        if (bytes.size() != 16)
            return std::nullopt;
        Id id;
        std::memcpy(id.m_bytes.data(), bytes.data(), 16);
        return id;
    }

    [[nodiscard]] std::string toText() const { return idToText(m_bytes); }
    [[nodiscard]] std::string_view view() const {
        return {reinterpret_cast<const char *>(m_bytes.data()), m_bytes.size()};
    }
    [[nodiscard]] const IdBytes &bytes() const { return m_bytes; }
    [[nodiscard]] bool isNull() const { return m_bytes == IdBytes{}; }
    /// A well spread 64-bit value: the last 8 bytes are random in a UUIDv7 and in a hash alike.
    [[nodiscard]] std::uint64_t hash() const {
        std::uint64_t low;
        std::memcpy(&low, m_bytes.data() + 8, 8);
        return low * 0x9E3779B97F4A7C15ull;
    }
    /// As the bytes go. Two comparisons of numbers: the call of memcmp() that a defaulted operator makes was a tenth of
    /// the simulator's time.
    friend std::strong_ordering operator<=>(const Id &left, const Id &right) {
        const auto first = left.bigEndian(0) <=> right.bigEndian(0);
        return first != 0 ? first : left.bigEndian(8) <=> right.bigEndian(8);
    }
    friend constexpr bool operator==(const Id &, const Id &) = default;

private:
    [[nodiscard]] std::uint64_t bigEndian(std::size_t from) const {
        std::uint64_t value;
        std::memcpy(&value, m_bytes.data() + from, sizeof value);
        return std::endian::native == std::endian::little ? __builtin_bswap64(value) : value;
    }

    IdBytes m_bytes{};
};

using UserId = Id<struct UserTag>;
using DeviceId = Id<struct DeviceTag>;
using ConversationId = Id<struct ConversationTag>;
/// The id that a client gives a message once, kept over retries and restarts.
using ClientId = Id<struct ClientTag>;
using ServerId = Id<struct ServerTag>;

} // namespace banter

template <class Tag>
struct std::hash<banter::Id<Tag>> {
    std::size_t operator()(const banter::Id<Tag> &id) const noexcept { return static_cast<std::size_t>(id.hash()); }
};
