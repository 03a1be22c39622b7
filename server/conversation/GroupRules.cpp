// SPDX-License-Identifier: Apache-2.0
#include "server/conversation/GroupRules.h"

#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/GroupRights.h"

namespace banter::server::groups {
namespace {

/// The table of rights is shared with the client.
banter::groups::Standing standing(const MemberRow &row) {
    return banter::groups::standingOf(static_cast<int>(row.role));
}

Error notFound() { return {ErrorCode::NotFound, "no such group, or no member"}; }
Error notAllowed(const char *why) { return {ErrorCode::NotAllowed, why}; }

/// The actor's row, if the conversation is a group and the actor one of its members.
Result<MemberRow> actingMember(const GroupView &view, const UserId &user) {
    if (user.isNull()) {
        if (view.conversation.kind != ConversationKind::Group)
            return notFound();
        MemberRow administration;
        administration.role = MemberRole::Owner;
        return administration;
    }
    const MemberRow *row = view.member(user);
    if (!row || row->removed)
        return notFound();
    if (view.conversation.kind != ConversationKind::Group)
        return notAllowed("a direct conversation has no members to be changed");
    return *row;
}

v1::System facts(v1::SystemKind what, const Actor &actor) {
    v1::System system;
    system.set_what(what);
    if (!actor.user.isNull())
        system.set_actor_id(actor.user.toText());
    return system;
}

/// The row of whoever has the group now.
const MemberRow *ownerOf(const GroupView &view) {
    for (const MemberRow &row : view.conversation.members) {
        if (row.role == MemberRole::Owner && !row.removed)
            return &row;
    }
    return nullptr;
}

GroupChange changeOf(std::vector<MemberRow> members, const v1::System &system, const Actor &actor) {
    GroupChange change;
    change.members = std::move(members);
    change.line = systemLine(system, actor.names);
    return change;
}

} // namespace

std::string firstLine(const Actor &actor, const std::string &title) {
    v1::System system = facts(v1::CREATED, actor);
    system.set_title(title);
    return systemLine(system, actor.names);
}

Result<GroupChange> edit(const GroupView &view, const Actor &actor, const Edit &wish) {
    BANTER_TRY(const MemberRow self, actingMember(view, actor.user));
    if (!banter::groups::mayManage(standing(self)))
        return notAllowed("only the owner and admins edit a group");
    if (wish.showsHistory && !banter::groups::mayDecideHistory(standing(self)))
        return notAllowed("only the owner decides what new members see");
    const GroupInfo &now = view.conversation.info;
    GroupInfo info = now;
    info.title = wish.title.value_or(info.title);
    info.description = wish.description.value_or(info.description);
    info.showsHistory = wish.showsHistory.value_or(info.showsHistory);
    const bool isRenamed = info.title != now.title;
    GroupChange change;
    if (!isRenamed && info.description == now.description && info.showsHistory == now.showsHistory)
        return change;
    if (isRenamed) {
        v1::System system = facts(v1::RENAMED, actor);
        system.set_title(info.title);
        change.line = systemLine(system, actor.names);
    }
    change.info = std::move(info);
    return change;
}

Result<GroupChange> add(const GroupView &view, const Actor &actor, const std::vector<UserId> &users,
                        std::uint32_t maxMembers) {
    BANTER_TRY(const MemberRow self, actingMember(view, actor.user));
    if (!banter::groups::mayManage(standing(self)))
        return notAllowed("only the owner and admins add members");
    v1::System system = facts(v1::MEMBERS_ADDED, actor);
    std::vector<MemberRow> added;
    for (const UserId &user : users) {
        const MemberRow *known = view.member(user);
        if (known && !known->removed)
            continue;
        MemberRow row;
        row.user = user;
        added.push_back(row);
        system.add_subject_ids(user.toText());
    }
    if (added.empty())
        return GroupChange();
    if (view.conversation.memberCount + added.size() > maxMembers)
        return Error{ErrorCode::TooLarge, "more members than limits.max_group_members"};
    return changeOf(std::move(added), system, actor);
}

Result<GroupChange> remove(const GroupView &view, const Actor &actor, const UserId &user) {
    BANTER_TRY(const MemberRow self, actingMember(view, actor.user));
    if (!banter::groups::mayManage(standing(self)))
        return notAllowed("only the owner and admins remove members");
    if (user == actor.user)
        return notAllowed("to go oneself is LeaveGroup");
    const MemberRow *known = view.member(user);
    if (!known || known->removed)
        return GroupChange();
    if (!banter::groups::mayRemove(standing(self), standing(*known)))
        return notAllowed("admins and the owner are removed by the owner only");
    MemberRow row = *known;
    row.role = MemberRole::Member;
    row.removed = row.expelled = true;
    v1::System system = facts(v1::MEMBER_REMOVED, actor);
    system.add_subject_ids(user.toText());
    return changeOf({row}, system, actor);
}

Result<GroupChange> leave(const GroupView &view, const Actor &actor) {
    BANTER_TRY(MemberRow self, actingMember(view, actor.user));
    if (!banter::groups::mayLeave(standing(self), view.conversation.memberCount))
        return notAllowed("the owner hands the group over first");
    self.role = MemberRole::Member;
    self.removed = true;
    self.expelled = false;
    return changeOf({self}, facts(v1::MEMBER_LEFT, actor), actor);
}

Result<GroupChange> setRole(const GroupView &view, const Actor &actor, const UserId &user, MemberRole role) {
    BANTER_TRY(const MemberRow self, actingMember(view, actor.user));
    const bool stepsDown = user == actor.user && self.role == MemberRole::Admin && role == MemberRole::Member;
    if (self.role != MemberRole::Owner && !stepsDown)
        return notAllowed("only the owner gives roles");
    const MemberRow *known = view.member(user);
    if (!known || known->removed)
        return notFound();
    if (known->role == role)
        return GroupChange();
    if (!banter::groups::maySetRole(standing(self), standing(*known),
                                    banter::groups::standingOf(static_cast<int>(role)), user == actor.user))
        return notAllowed("the owner hands the group over to give the role up");
    MemberRow row = *known;
    row.role = role;
    std::vector<MemberRow> changed{row};
    if (role == MemberRole::Owner) {
        const MemberRow *owner = ownerOf(view);
        if (!owner)
            return Error{ErrorCode::Conflict, "the group has another owner by now"};
        changed.push_back(*owner);
        changed.back().role = MemberRole::Admin;
    }
    v1::System system = facts(v1::ROLE_CHANGED, actor);
    system.add_subject_ids(user.toText());
    system.set_role(static_cast<v1::Role>(role));
    return changeOf(std::move(changed), system, actor);
}

Result<GroupChange> join(const GroupView &view, const Actor &actor, const InviteId &invite, std::uint32_t maxMembers) {
    if (view.conversation.kind != ConversationKind::Group || view.conversation.memberCount == 0)
        return notFound();
    const MemberRow *known = view.member(actor.user);
    if (known && !known->removed)
        return GroupChange();
    if (known && known->expelled)
        return notAllowed("who was removed has to be added again");
    if (view.conversation.memberCount >= maxMembers)
        return Error{ErrorCode::TooLarge, "the group has limits.max_group_members members"};
    MemberRow row;
    row.user = actor.user;
    GroupChange change = changeOf({row}, facts(v1::JOINED_BY_INVITE, actor), actor);
    change.invite = invite;
    return change;
}

Result<void> mayInvite(const GroupView &view, const UserId &user) {
    BANTER_TRY(const MemberRow self, actingMember(view, user));
    if (!banter::groups::mayManage(standing(self)))
        return notAllowed("only the owner and admins invite");
    return {};
}

} // namespace banter::server::groups
