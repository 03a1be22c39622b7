// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/conversation/SystemLines.h"
#include "server/storage/GroupRows.h"
#include "shared/core/Id.h"
#include "shared/core/Result.h"

/// Who may do what to a group, and what comes of it. Pure: a view of the group in, a change out, for
/// SqlStore::changeConversation(). Errors: NotFound (to the one who asks the group does not exist), NotAllowed (by
/// their role, or the conversation is no group), TooLarge. What is so already is an empty change.
namespace banter::server::groups {

/// Who asks, and what the people are called that lines name.
struct Actor {
    UserId user; ///< null: the administration of the server, which is no member and may what an owner may
    Names names;
};

/// What is not set stays.
struct Edit {
    std::optional<std::string> title; ///< not empty
    std::optional<std::string> description;
    std::optional<bool> showsHistory;
};

/// The first line of a group.
[[nodiscard]] std::string firstLine(const Actor &actor, const std::string &title);

[[nodiscard]] Result<GroupChange> edit(const GroupView &view, const Actor &actor, const Edit &wish);
/// `view` has the actor and the users.
[[nodiscard]] Result<GroupChange> add(const GroupView &view, const Actor &actor, const std::vector<UserId> &users,
                                      std::uint32_t maxMembers);
[[nodiscard]] Result<GroupChange> remove(const GroupView &view, const Actor &actor, const UserId &user);
/// The owner goes last: NotAllowed while there are others.
[[nodiscard]] Result<GroupChange> leave(const GroupView &view, const Actor &actor);
/// Owner: the group is handed over, and who had it is an admin then: the actor, or, if the administration asks, the
/// owner, whom `view` has to have (Conflict if not). NotFound if `user` is no member.
[[nodiscard]] Result<GroupChange> setRole(const GroupView &view, const Actor &actor, const UserId &user,
                                          MemberRole role);
/// Whoever was removed by somebody has to be added again: NotAllowed.
[[nodiscard]] Result<GroupChange> join(const GroupView &view, const Actor &actor, const InviteId &invite,
                                       std::uint32_t maxMembers);
/// Making, listing and revoking invites.
[[nodiscard]] Result<void> mayInvite(const GroupView &view, const UserId &user);

} // namespace banter::server::groups
