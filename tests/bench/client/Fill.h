// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <QString>

#include "app/session/SecretStore.h"

namespace banter::client::bench {

/// How much somebody has in the store.
struct Amount {
    int conversations{200};
    std::uint64_t messages{100'000}; ///< of all conversations together
    std::uint64_t longest{50'000};   ///< of those, in one of them
    bool isGroup{false};             ///< which is a group then, with quotes and reactions
};

/// What fill() left behind.
struct Filled {
    Credentials credentials;
    ConversationId longest;
};

/// Makes the local store of somebody under `dataDirectory`, as a client leaves it that has seen everything. Ends the
/// program if that cannot be.
Filled fill(const QString &dataDirectory, const Amount &amount);

} // namespace banter::client::bench
