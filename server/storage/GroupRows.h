// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/Rows.h"
#include "shared/core/Id.h"
#include "shared/core/Result.h"

/// What the store takes and gives about groups, invites and blocks. Times are milliseconds (UTC).
namespace banter::server {

using InviteId = Id<struct InviteTag>;

/// A group as it begins. The line that says so is its first message.
struct NewGroup {
    ConversationId id;
    GroupInfo info;
    UserId owner;
    std::vector<UserId> others; ///< without the owner, each once
    std::string line;           ///< a serialized banter.v1.Content
};

/// What a change of a group is decided on, read inside its transaction.
struct GroupView {
    ConversationRow conversation; ///< `members` are those that were asked for, removed ones too, in no order
    [[nodiscard]] const MemberRow *member(const UserId &user) const {
        for (const MemberRow &row : conversation.members) {
            if (row.user == user)
                return &row;
        }
        return nullptr;
    }
};

/// A change of a conversation. Its members share one rev, what it says of itself takes the next, its line the next.
struct GroupChange {
    std::vector<MemberRow> members; ///< as they shall be: role, removed, expelled, blocked; the store fills the rest
    std::optional<GroupInfo> info;
    std::string line;               ///< a serialized banter.v1.Content; empty: none
    std::optional<InviteId> invite; ///< to be used once: NotFound if that cannot be any more
    [[nodiscard]] bool isEmpty() const { return members.empty() && !info && line.empty(); }
};
/// Runs inside the transaction: must be quick and ask nobody. An error ends it, and is the answer.
using GroupDecision = std::function<Result<GroupChange>(const GroupView &)>;

struct InviteRow {
    ConversationId conversation;
    InviteId id;
    UserId creator;
    std::int64_t createdMs{0};
    std::int64_t expiresMs{0}; ///< 0 = never
    std::uint32_t maxUses{0};  ///< 0 = any number
    std::uint32_t uses{0};
    [[nodiscard]] bool isUsable(std::int64_t nowMs) const {
        return (expiresMs == 0 || expiresMs > nowMs) && (maxUses == 0 || uses < maxUses);
    }
};

/// Whom a user has blocked, or had.
struct BlockRow {
    UserId user;
    UserId blocked;
    std::uint64_t rev{0}; ///< account rev of the last change
    bool removed{false};
};

/// How far a message has come, over those who were members when it was sent.
struct MessageReceipts {
    ReceiptCount count;
    std::vector<ReceiptRow> rows; ///< one page, by user
};

} // namespace banter::server
