// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "shared/core/Id.h"

namespace banter::server {

/// What a device shows to sign in again: "bdt_" + user id (22 characters) + "." + base64url of 32 random bytes (43).
/// Opaque to clients; the user id leads the server to the shard that knows the device. Only the hash of the secret is
/// stored.
struct DeviceToken {
    static constexpr std::string_view kPrefix = "bdt_";
    static constexpr std::size_t kSecretBytes = 32;
    static constexpr std::size_t kTextLength = 4 + 22 + 1 + 43;

    UserId user;
    std::string secret; ///< kSecretBytes bytes

    /// A new one, from the system's entropy. Any thread.
    [[nodiscard]] static DeviceToken make(const UserId &user);
    /// nullopt if it is not exactly what toText() writes.
    [[nodiscard]] static std::optional<DeviceToken> parse(std::string_view text);

    [[nodiscard]] std::string toText() const;
    /// What the store keeps: SHA-256 of the secret, 32 bytes. A plain hash is enough for 256 random bits, and being
    /// looked up by its hash, the secret can't be guessed byte by byte from the time an answer takes.
    [[nodiscard]] std::string secretHash() const;
};

/// What opens a group: base64url of 24 random bytes (32 characters). Whoever holds it may join, so only its hash is
/// stored.
struct InviteCode {
    static constexpr std::size_t kSecretBytes = 24;
    std::string text;

    /// A new one, from the system's entropy. Any thread.
    [[nodiscard]] static InviteCode make();
    /// nullopt if it is not exactly what make() makes.
    [[nodiscard]] static std::optional<InviteCode> parse(std::string_view text);
    /// SHA-256, 32 bytes; see DeviceToken::secretHash().
    [[nodiscard]] std::string hash() const;
};

} // namespace banter::server
