// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/session/Followups.h"
#include "server/session/GroupChanges.h"
#include "server/session/Handlers.h"
#include "server/session/ToProto.h"
#include "shared/protocol/DirectId.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::server::handlers {
namespace {

/// Sorted, each once, without `self`; nullopt if one is no id.
std::optional<std::vector<UserId>> parseUsers(const google::protobuf::RepeatedPtrField<std::string> &texts,
                                              const UserId &self) {
    std::vector<UserId> users;
    for (const std::string &text : texts) {
        const auto id = UserId::fromText(text);
        if (!id)
            return std::nullopt;
        if (*id != self)
            users.push_back(*id);
    }
    std::sort(users.begin(), users.end());
    users.erase(std::unique(users.begin(), users.end()), users.end());
    return users;
}

/// What is wrong with a title or a description; the title is made harmless.
std::optional<std::pair<ErrorCode, std::string_view>> cleanTitle(std::string &title) {
    if (title.size() > limits::kMaxTitleBytes)
        return {{ErrorCode::TooLarge, "the title is longer than limits.max_title_bytes"}};
    title = cleanName(title);
    if (!hasVisibleText(title))
        return {{ErrorCode::Malformed, "the title is empty"}};
    return std::nullopt;
}

std::optional<std::pair<ErrorCode, std::string_view>> checkDescription(const std::string &description) {
    if (description.size() > limits::kMaxDescriptionBytes)
        return {{ErrorCode::TooLarge, "the description is longer than limits.max_description_bytes"}};
    if (description.find('\0') != std::string::npos)
        return {{ErrorCode::Malformed, "the description has a NUL in it"}};
    return std::nullopt;
}

Result<ChangeDone> makeGroup(SqlStore &store, NewGroup group, std::int64_t nowMs) {
    ChangeDone done;
    BANTER_TRY_VOID(checkReachable(store, group.owner, group.others));
    BANTER_TRY(const groups::Actor actor, actorOf(store, group.owner, {}));
    group.line = groups::firstLine(actor, group.info.title);
    BANTER_TRY(done.change.hasFollowups, store.createGroup(group, nowMs));
    // The list is right for whoever made it before the answer; the others follow.
    BANTER_TRY(done.moves, applyFollowupsOf(store, group.id, {group.owner}, nowMs));
    BANTER_TRY(done.conversation, store.listedConversation(group.owner, group.id, limits::kMaxUnread));
    if (!done.conversation)
        return Error{ErrorCode::NotFound, "made once, and left since"};
    return done;
}

} // namespace

void createGroup(const Request &request, const v1::CreateGroup &message) {
    Services &services = request.services();
    const auto clientId = ClientId::fromText(message.client_id());
    if (!clientId || clientId->isNull())
        return request.refuse(ErrorCode::Malformed, "client_id is an id of 22 characters");
    NewGroup group;
    group.info.title = message.title();
    group.info.description = message.description();
    group.info.showsHistory = message.new_members_see() != v1::FROM_JOINING;
    if (const auto refusal = cleanTitle(group.info.title))
        return request.refuse(refusal->first, refusal->second);
    if (const auto refusal = checkDescription(group.info.description))
        return request.refuse(refusal->first, refusal->second);
    auto others = parseUsers(message.user_ids(), request.user());
    if (!others)
        return request.refuse(ErrorCode::NotFound);
    if (others->size() + 1 > services.config.maxGroupMembers)
        return request.refuse(ErrorCode::TooLarge, "more members than limits.max_group_members");
    group.others = std::move(*others);
    group.owner = request.user();
    group.id = groupConversationId(services.serverId, group.owner, *clientId);
    runChange(
        request, group.id, [group, now = services.nowMs()](SqlStore &store) { return makeGroup(store, group, now); },
        [request](const ChangeDone &done) {
            request.answer([&](v1::ServerFrame &frame) {
                toProto(*done.conversation, request.user(), *frame.mutable_conversation());
            });
        });
}

void editGroup(const Request &request, const v1::EditGroup &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    groups::Edit wish;
    if (message.has_title()) {
        wish.title = message.title();
        if (const auto refusal = cleanTitle(*wish.title))
            return request.refuse(refusal->first, refusal->second);
    }
    if (message.has_description()) {
        wish.description = message.description();
        if (const auto refusal = checkDescription(*wish.description))
            return request.refuse(refusal->first, refusal->second);
    }
    if (message.new_members_see() != v1::NEW_MEMBERS_SEE_UNSPECIFIED)
        wish.showsHistory = message.new_members_see() != v1::FROM_JOINING;
    changeGroup(request, *id, {},
                [wish](const GroupView &view, const groups::Actor &actor) { return groups::edit(view, actor, wish); });
}

void addMembers(const Request &request, const v1::AddMembers &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    auto users = parseUsers(message.user_ids(), request.user());
    if (!id || !users)
        return request.refuse(ErrorCode::NotFound);
    if (static_cast<std::uint32_t>(message.user_ids_size()) > limits::kMaxPage)
        return request.refuse(ErrorCode::TooLarge, "at most limits.max_page ids");
    const std::uint32_t most = request.services().config.maxGroupMembers;
    Decide decide = [users = *users, most](const GroupView &view, const groups::Actor &actor) {
        return groups::add(view, actor, users, most);
    };
    runChange(
        request, *id,
        [id = *id, user = request.user(), users = *users, decide = std::move(decide),
         now = request.services().nowMs()](SqlStore &store) -> Result<ChangeDone> {
            BANTER_TRY_VOID(checkReachable(store, user, users));
            return decideAndWrite(store, id, user, users, decide, now);
        },
        [request](const ChangeDone &done) {
            request.answer([&](v1::ServerFrame &frame) { frame.mutable_changed()->set_rev(done.change.lastRev); });
        });
}

void removeMember(const Request &request, const v1::RemoveMember &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    const auto user = UserId::fromText(message.user_id());
    if (!id || !user)
        return request.refuse(ErrorCode::NotFound);
    changeGroup(request, *id, {*user}, [user = *user](const GroupView &view, const groups::Actor &actor) {
        return groups::remove(view, actor, user);
    });
}

void leaveGroup(const Request &request, const v1::LeaveGroup &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    runChange(
        request, *id,
        [id = *id, user = request.user(), now = request.services().nowMs()](SqlStore &store) {
            return decideAndWrite(store, id, user, {}, groups::leave, now);
        },
        [request](const ChangeDone &) { request.done(); });
}

void setRole(const Request &request, const v1::SetRole &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    const auto user = UserId::fromText(message.user_id());
    if (!id || !user)
        return request.refuse(ErrorCode::NotFound);
    if (message.role() != v1::MEMBER && message.role() != v1::ADMIN && message.role() != v1::OWNER)
        return request.refuse(ErrorCode::Malformed, "role is MEMBER, ADMIN or OWNER");
    changeGroup(request, *id, {*user},
                [user = *user, role = static_cast<MemberRole>(message.role())](const GroupView &view,
                                                                               const groups::Actor &actor) {
                    return groups::setRole(view, actor, user, role);
                });
}

} // namespace banter::server::handlers
