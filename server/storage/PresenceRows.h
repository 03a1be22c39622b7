// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "server/storage/ListRows.h"
#include "shared/core/Id.h"

/// What the store knows for the question who sees whose presence. Times are milliseconds (UTC).
namespace banter::server {

/// Of somebody, seen from the one who asks.
struct PresenceFacts {
    UserId user;
    UserSettings settings;
    bool sharesConversation{false}; ///< with the asker
    bool hasAsker{false};           ///< keeps the asker as a contact
    bool isContact{false};          ///< of the asker
    bool isBlocked{false};          ///< by the asker, or the asker by them
    std::int64_t lastSeenMs{0};     ///< 0 = not known
};

struct PresenceView {
    UserSettings own; ///< of the asker
    std::vector<PresenceFacts> others;
    std::vector<ConversationId> conversations; ///< those of the asked ones that the asker is a member of
};

struct LastSeenRow {
    UserId user;
    std::int64_t lastSeenMs{0};
};

} // namespace banter::server
