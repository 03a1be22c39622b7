// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/store/Rows.h"
#include "shared/core/Promise.h"

namespace banter::client {

/// Who is signed in on this device, and the token that proves it.
struct Credentials {
    std::string serverId;
    UserRow user;
    std::string deviceId;
    std::string token; ///< secret
    std::vector<std::string> addresses;
};

/// Where the token rests. Asynchronous, because a keychain asks other processes. Lives on the session's thread,
/// outlives it.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    virtual void read(Promise<std::optional<Credentials>> done) = 0;
    /// Answers when it is durable.
    virtual void write(const Credentials &credentials, Promise<std::monostate> done) = 0;
    virtual void clear(Promise<std::monostate> done) = 0;
};

} // namespace banter::client
