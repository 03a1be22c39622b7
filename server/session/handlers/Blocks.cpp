// SPDX-License-Identifier: Apache-2.0
#include "server/session/Followups.h"
#include "server/session/Handlers.h"
#include "shared/protocol/DirectId.h"

namespace banter::server::handlers {
namespace {

struct Blocked {
    std::optional<BlockRow> row; ///< nullopt: it was so
    ConversationChange change;
};

Result<Blocked> block(SqlStore &store, const UserId &user, const UserId &other, bool isBlocked,
                      const ConversationId &direct) {
    if (isBlocked) {
        BANTER_TRY(const std::optional<UserRow> person, store.userById(other));
        if (!person)
            return Error{ErrorCode::NotFound, "no such user"};
    }
    Blocked done;
    BANTER_TRY(done.row, store.setBlock(user, other, isBlocked));
    BANTER_TRY(done.change, store.applyBlock(user, other, direct));
    return done;
}

void setBlock(const Request &request, const std::string &userId, bool isBlocked) {
    const auto other = UserId::fromText(userId);
    if (!other)
        return request.refuse(ErrorCode::NotFound);
    if (*other == request.user())
        return request.refuse(ErrorCode::NotAllowed, "oneself cannot be blocked");
    request.change<Blocked>(
        [user = request.user(), other = *other, isBlocked,
         direct = directConversationId(request.services().serverId, request.user(), *other)](SqlStore &store) {
            return block(store, user, other, isBlocked, direct);
        },
        [request](const Blocked &done) {
            Shard::tellChange(request.services(), done.change);
            if (done.row)
                PresenceDesk::recheck(request.services(), done.row->user);
            tellMoves(request.services(),
                      {{done.row->user, done.row->rev, {}, done.row->blocked, done.row->removed, {}, {}, {}, {}}});
            request.done();
        });
}

} // namespace

void blockUser(const Request &request, const v1::BlockUser &message) { setBlock(request, message.user_id(), true); }

void unblockUser(const Request &request, const v1::UnblockUser &message) {
    setBlock(request, message.user_id(), false);
}

} // namespace banter::server::handlers
