// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include "server/session/ConversationPages.h"
#include "server/session/Followups.h"
#include "server/session/GroupChanges.h"
#include "server/session/ToProto.h"
#include "shared/core/Base64Url.h"
#include "shared/protocol/DirectId.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {
namespace {

struct Opened {
    ListedConversation conversation;
    std::vector<AccountMove> moves;
};

/// A block that was made when the two had no conversation yet. Looked for again after it was made: one that comes at
/// the same moment either sees the conversation or is seen here.
Result<void> takeOverBlocks(SqlStore &store, const ConversationId &id, const UserId &one, const UserId &other) {
    for (const auto &[user, blocked] : {std::pair{one, other}, std::pair{other, one}}) {
        BANTER_TRY(const std::vector<UserId> blockers, store.blockersAmong(blocked, {user}));
        if (blockers.empty())
            continue;
        BANTER_TRY([[maybe_unused]] const ConversationChange change, store.applyBlock(user, blocked, id));
    }
    return {};
}

Result<Opened> open(SqlStore &store, const UserId &user, const UserId &other, const ConversationId &id,
                    std::int64_t nowMs) {
    BANTER_TRY(auto known, store.listedConversation(user, id, limits::kMaxUnread));
    Opened opened;
    if (!known) {
        BANTER_TRY_VOID(checkReachable(store, user, {other}));
        BANTER_TRY(const bool created, store.openDirect(id, user, other, nowMs));
        // The list on both sides is right before anybody is told.
        if (created) {
            BANTER_TRY_VOID(takeOverBlocks(store, id, user, other));
            BANTER_TRY(opened.moves, applyFollowupsOf(store, id, {user, other}, nowMs));
        }
        BANTER_TRY(known, store.listedConversation(user, id, limits::kMaxUnread));
        if (!known)
            return Error{ErrorCode::Conflict, "a conversation is gone right after it was made"};
    }
    opened.conversation = std::move(*known);
    return opened;
}

} // namespace

void openDirect(const Request &request, const v1::OpenDirect &message) {
    const auto other = UserId::fromText(message.user_id());
    if (!other)
        return request.refuse(ErrorCode::NotFound);
    if (*other == request.user())
        return request.refuse(ErrorCode::NotAllowed, "a conversation with yourself is not offered");
    Services &services = request.services();
    const ConversationId id = directConversationId(services.serverId, request.user(), *other);
    request.change<Opened>([user = request.user(), other = *other, id,
                            now = services.nowMs()](SqlStore &store) { return open(store, user, other, id, now); },
                           [request](Opened opened) {
                               tellMoves(request.services(), opened.moves);
                               request.answer([&](v1::ServerFrame &frame) {
                                   toProto(opened.conversation, request.user(), *frame.mutable_conversation());
                               });
                           });
}

void getConversation(const Request &request, const v1::GetConversation &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    request.read<std::optional<ListedConversation>>(
        [user = request.user(), id = *id](SqlStore &store) {
            return store.listedConversation(user, id, limits::kMaxUnread);
        },
        [request](std::optional<ListedConversation> row) {
            if (!row)
                return request.refuse(ErrorCode::NotFound);
            request.answer(
                [&](v1::ServerFrame &frame) { toProto(*row, request.user(), *frame.mutable_conversation()); });
        });
}

void listChanged(const Request &request, const v1::ListChanged &message) {
    std::pair<std::int64_t, ConversationId> before{0, {}};
    if (!message.cursor().empty()) {
        const auto parsed = parsePageCursor(message.cursor());
        if (!parsed)
            return request.refuse(ErrorCode::Malformed, "cursor is not one of ours");
        before = *parsed;
    }
    const std::int64_t asOf = request.services().nowMs();
    const std::int64_t since = listFromMs(message.since_ms());
    const auto limit = pageSize(message.limit());
    request.read<std::vector<ListedConversation>>(
        [user = request.user(), since, before, limit](SqlStore &store) {
            return store.listConversations(user, since, before.first, before.second, limit + 1, limits::kMaxUnread);
        },
        [request, asOf, limit](std::vector<ListedConversation> rows) {
            request.answer([&](v1::ServerFrame &frame) {
                fillPage(std::move(rows), limit, asOf, request.user(), *frame.mutable_conversation_page());
            });
        });
}

} // namespace banter::server::handlers
