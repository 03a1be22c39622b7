// SPDX-License-Identifier: Apache-2.0
#include "server/ops/Tokens.h"

#include <openssl/sha.h>

#include "shared/core/Base64Url.h"
#include "shared/core/Random.h"

namespace banter::server {
namespace {

std::string sha256(const std::string &secret) {
    std::string hash(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char *>(secret.data()), secret.size(),
           reinterpret_cast<unsigned char *>(hash.data()));
    return hash;
}

} // namespace

DeviceToken DeviceToken::make(const UserId &user) { return {user, randomBytes(kSecretBytes)}; }

std::optional<DeviceToken> DeviceToken::parse(std::string_view text) {
    constexpr std::size_t kDot = kPrefix.size() + UserId::kTextLength;
    if (text.size() != kTextLength || !text.starts_with(kPrefix) || text[kDot] != '.')
        return std::nullopt;
    const auto user = UserId::fromText(text.substr(kPrefix.size(), UserId::kTextLength));
    auto secret = fromBase64Url(text.substr(kDot + 1));
    if (!user || user->isNull() || !secret || secret->size() != kSecretBytes)
        return std::nullopt;
    return DeviceToken{*user, std::move(*secret)};
}

std::string DeviceToken::toText() const { return std::string(kPrefix) + user.toText() + "." + toBase64Url(secret); }

std::string DeviceToken::secretHash() const { return sha256(secret); }

InviteCode InviteCode::make() { return {toBase64Url(randomBytes(kSecretBytes))}; }

std::optional<InviteCode> InviteCode::parse(std::string_view text) {
    const auto secret = fromBase64Url(text);
    if (!secret || secret->size() != kSecretBytes)
        return std::nullopt;
    return InviteCode{std::string(text)};
}

std::string InviteCode::hash() const { return sha256(text); }

} // namespace banter::server
