// SPDX-License-Identifier: Apache-2.0
#include "server/ops/Tokens.h"
#include "server/session/GroupChanges.h"
#include "server/session/Handlers.h"
#include "server/session/ToProto.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {
namespace {

Result<void> checkMayInvite(SqlStore &store, const UserId &user, const ConversationId &id) {
    BANTER_TRY(const std::optional<GroupView> view, store.groupView(id, {user}));
    if (!view)
        return Error{ErrorCode::NotFound, "no such conversation"};
    return groups::mayInvite(*view, user);
}

/// NotFound for a code that is unknown, revoked, over or used up, or whose group has ended: one cannot tell which.
Result<InviteRow> findInvite(SqlStore &store, const std::string &hash) {
    BANTER_TRY(const std::optional<InviteRow> invite, store.inviteByCode(hash));
    if (!invite)
        return Error{ErrorCode::NotFound, "no such invite"};
    return *invite;
}

struct Looked {
    GroupView view;
    bool isMember{false};
};

Result<Looked> look(SqlStore &store, const UserId &user, const std::string &hash, std::int64_t nowMs) {
    BANTER_TRY(const InviteRow invite, findInvite(store, hash));
    BANTER_TRY(std::optional<GroupView> view, store.groupView(invite.conversation, {user}));
    if (!view || view->conversation.memberCount == 0 || !invite.isUsable(nowMs))
        return Error{ErrorCode::NotFound, "the invite is over"};
    const MemberRow *member = view->member(user);
    const bool isMember = member && !member->removed;
    return Looked{std::move(*view), isMember};
}

Result<ChangeDone> join(SqlStore &store, const UserId &user, const std::string &hash, std::uint32_t maxMembers,
                        std::int64_t nowMs) {
    BANTER_TRY(const InviteRow invite, findInvite(store, hash));
    const Decide decide = [&](const GroupView &view, const groups::Actor &actor) {
        return groups::join(view, actor, invite.id, maxMembers);
    };
    BANTER_TRY(ChangeDone done, decideAndWrite(store, invite.conversation, user, {}, decide, nowMs));
    BANTER_TRY(done.conversation, store.listedConversation(user, invite.conversation, limits::kMaxUnread));
    if (!done.conversation)
        return Error{ErrorCode::NotFound, "joined, and removed since"};
    return done;
}

} // namespace

void createInvite(const Request &request, const v1::CreateInvite &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    InviteRow invite;
    invite.conversation = *id;
    invite.id = makeId<InviteId>();
    invite.creator = request.user();
    invite.createdMs = request.services().nowMs();
    invite.expiresMs = message.expires_at_ms();
    invite.maxUses = message.max_uses();
    if (invite.expiresMs != 0 && invite.expiresMs <= invite.createdMs)
        return request.refuse(ErrorCode::Malformed, "expires_at_ms is in the past");
    const InviteCode code = InviteCode::make();
    request.change<bool>(
        [invite, hash = code.hash()](SqlStore &store) -> Result<bool> {
            BANTER_TRY_VOID(checkMayInvite(store, invite.creator, invite.conversation));
            BANTER_TRY_VOID(store.createInvite(invite, hash, limits::kMaxInvites));
            return true;
        },
        [request, invite, code](bool) {
            request.answer([&](v1::ServerFrame &frame) {
                toProto(invite, *frame.mutable_invite());
                frame.mutable_invite()->set_code(code.text);
            });
        });
}

void listInvites(const Request &request, const v1::ListInvites &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    request.read<std::vector<InviteRow>>(
        [user = request.user(), id = *id,
         now = request.services().nowMs()](SqlStore &store) -> Result<std::vector<InviteRow>> {
            BANTER_TRY_VOID(checkMayInvite(store, user, id));
            return store.listInvites(id, now);
        },
        [request](const std::vector<InviteRow> &rows) {
            request.answer([&](v1::ServerFrame &frame) {
                v1::Invites &invites = *frame.mutable_invites();
                for (const InviteRow &row : rows)
                    toProto(row, *invites.add_invites());
            });
        });
}

void revokeInvite(const Request &request, const v1::RevokeInvite &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    const auto invite = InviteId::fromText(message.invite_id());
    if (!id || !invite)
        return request.refuse(ErrorCode::NotFound);
    request.change<bool>(
        [user = request.user(), id = *id, invite = *invite,
         now = request.services().nowMs()](SqlStore &store) -> Result<bool> {
            BANTER_TRY_VOID(checkMayInvite(store, user, id));
            BANTER_TRY_VOID(store.revokeInvite(id, invite, now));
            return true;
        },
        [request](bool) { request.done(); });
}

void lookInvite(const Request &request, const v1::LookInvite &message) {
    const auto code = InviteCode::parse(message.code());
    if (!code)
        return request.refuse(ErrorCode::NotFound);
    request.read<Looked>([user = request.user(), hash = code->hash(),
                          now = request.services().nowMs()](SqlStore &store) { return look(store, user, hash, now); },
                         [request](const Looked &looked) {
                             request.answer([&](v1::ServerFrame &frame) {
                                 v1::InvitePreview &preview = *frame.mutable_invite_preview();
                                 const ConversationRow &group = looked.view.conversation;
                                 preview.set_title(group.info.title);
                                 preview.set_description(group.info.description);
                                 preview.set_member_count(group.memberCount);
                                 if (looked.isMember)
                                     preview.set_conversation_id(group.id.toText());
                             });
                         });
}

void joinByInvite(const Request &request, const v1::JoinByInvite &message) {
    const auto code = InviteCode::parse(message.code());
    if (!code)
        return request.refuse(ErrorCode::NotFound);
    const std::uint32_t most = request.services().config.maxGroupMembers;
    runChange(
        request, {},
        [user = request.user(), hash = code->hash(), most, now = request.services().nowMs()](SqlStore &store) {
            return join(store, user, hash, most, now);
        },
        [request](const ChangeDone &done) {
            request.answer([&](v1::ServerFrame &frame) {
                toProto(*done.conversation, request.user(), *frame.mutable_conversation());
            });
        });
}

} // namespace banter::server::handlers
