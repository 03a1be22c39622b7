// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "server/conversation/GroupRules.h"
#include "server/session/Request.h"
#include "server/storage/GroupRows.h"

/// Changes of groups on their way through the store to whom they concern.
namespace banter::server {

/// What came of a change: the part of the store.
struct ChangeDone {
    ConversationChange change;
    std::vector<AccountMove> moves;
    std::optional<ListedConversation> conversation; ///< if it is to be answered
};
using ChangeJob = std::function<Result<ChangeDone>(SqlStore &)>;
using Decide = std::function<Result<GroupChange>(const GroupView &, const groups::Actor &)>;

/// The asker, and what they and the `subjects` are called. On a store's thread.
[[nodiscard]] Result<groups::Actor> actorOf(SqlStore &store, const UserId &user, const std::vector<UserId> &subjects);

/// NotFound if one of them does not exist, or does not want to hear from `user`: the two are not told apart. On a
/// store's thread.
[[nodiscard]] Result<void> checkReachable(SqlStore &store, const UserId &user, const std::vector<UserId> &others);

/// Decides and writes a change that `user` asks for, and their own side of it. On a store's thread.
[[nodiscard]] Result<ChangeDone> decideAndWrite(SqlStore &store, const ConversationId &id, const UserId &user,
                                                const std::vector<UserId> &subjects, const Decide &decide,
                                                std::int64_t nowMs);

/// Runs the job, tells members and users of what it did, has the rest of the users' side done, and then lets `answer`
/// answer. A failure is answered like any; if nobody knows whether it was one, the conversation looks again.
void runChange(const Request &request, const ConversationId &id, ChangeJob job,
               std::function<void(const ChangeDone &)> answer);

/// The usual one: answers Changed.
void changeGroup(const Request &request, const ConversationId &id, std::vector<UserId> subjects, Decide decide);

} // namespace banter::server
