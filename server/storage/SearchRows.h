// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/storage/Rows.h"
#include "shared/core/Id.h"

/// What the store takes and gives about search. Times are milliseconds (UTC).
namespace banter::server {

/// A place among the messages of all conversations: the newest first, what is sent at the same time in one order.
struct SearchPlace {
    std::int64_t sentAtMs{0};
    ConversationId conversation;
    std::uint64_t seq{0};
};

struct SearchAsk {
    UserId user;
    std::optional<ConversationId> conversation; ///< nullopt: all of theirs
    std::string words;
    std::optional<SearchPlace> below; ///< nullopt: from the newest on
    int limit{0};
};

struct SearchRows {
    std::vector<std::pair<ConversationId, MessageRow>> messages;
    std::optional<SearchPlace> next; ///< where the next page begins; nullopt: there is none
};

} // namespace banter::server
