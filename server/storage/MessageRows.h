// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/storage/Rows.h"
#include "shared/core/Id.h"
#include "shared/core/Result.h"

/// What the store takes and gives about changes of messages that are stored already. Times are milliseconds (UTC).
namespace banter::server {

/// What a change of messages is decided on, read inside its transaction.
struct MessageView {
    ConversationKind kind{ConversationKind::Direct};
    MemberRow self;                   ///< of the asker, who is a member
    bool isBlocked{false};            ///< direct: one of the two has blocked the other
    std::vector<MessageRow> messages; ///< those that were asked for, in that order
    ReactionSummary reactions;        ///< of the first of them, if that was asked for
};

struct MessageEdit {
    std::uint64_t seq{0};
    std::string body; ///< a serialized banter.v1.Content
};
struct MessageReaction {
    std::uint64_t seq{0};
    std::string emoji; ///< of the asker from now on; empty: none
};

/// Each part takes revs of its own: one per message.
struct MessageChange {
    std::vector<std::uint64_t> erased;
    std::optional<MessageEdit> edit;
    std::optional<MessageReaction> reaction;
    [[nodiscard]] bool isEmpty() const { return erased.empty() && !edit && !reaction; }
};
/// Runs inside the transaction: must be quick and ask nobody. An error ends it, and is the answer.
using MessageDecision = std::function<Result<MessageChange>(const MessageView &)>;

/// Which messages of a conversation an asker wants to change.
struct MessageChoice {
    ConversationId conversation;
    UserId user;
    std::vector<std::uint64_t> seqs; ///< each once
    bool withReactions{false};       ///< of the first one
};

/// Who has reacted to a message.
struct MessageReactions {
    ReactionSummary summary;
    std::vector<std::pair<UserId, std::string>> users; ///< one page, by user
};

} // namespace banter::server
