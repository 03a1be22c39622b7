// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include "server/session/ConversationPages.h"
#include "server/session/Followups.h"
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

} // namespace

void openDirect(const Request &request, const v1::OpenDirect &message) {
    const auto other = UserId::fromText(message.user_id());
    if (!other)
        return request.refuse(ErrorCode::NotFound);
    if (*other == request.user())
        return request.refuse(ErrorCode::NotAllowed, "a conversation with yourself is not offered");
    Services &services = request.services();
    const ConversationId id = directConversationId(services.serverId, request.user(), *other);
    request.change<Opened>(
        [user = request.user(), other = *other, id, now = services.nowMs()](SqlStore &store) -> Result<Opened> {
            BANTER_TRY(auto known, store.listedConversation(user, id, limits::kMaxUnread));
            Opened opened;
            if (!known) {
                BANTER_TRY(const auto person, store.userById(other));
                if (!person)
                    return Error{ErrorCode::NotFound, {}};
                BANTER_TRY(const bool created, store.openDirect(id, user, other, now));
                // The list on both sides is right before anybody is told.
                if (created) {
                    BANTER_TRY(opened.moves, applyFollowups(store, now));
                }
                BANTER_TRY(known, store.listedConversation(user, id, limits::kMaxUnread));
                if (!known)
                    return Error{ErrorCode::Conflict, "a conversation is gone right after it was made"};
            }
            opened.conversation = std::move(*known);
            return opened;
        },
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
    const auto limit =
        static_cast<int>(message.limit() == 0 ? limits::kDefaultPage : std::min(message.limit(), limits::kMaxPage));
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
