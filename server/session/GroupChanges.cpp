// SPDX-License-Identifier: Apache-2.0
#include "server/session/GroupChanges.h"

#include "server/session/Followups.h"
#include "server/session/ToProto.h"

namespace banter::server {

Result<groups::Actor> actorOf(SqlStore &store, const UserId &user, const std::vector<UserId> &subjects) {
    std::vector<UserId> named{user};
    named.insert(named.end(), subjects.begin(), subjects.end());
    BANTER_TRY(const std::vector<UserRow> rows, store.usersById(named));
    groups::Actor actor{user, {}};
    for (const UserRow &row : rows)
        actor.names[row.id] = row.displayName.empty() ? row.username : row.displayName;
    return actor;
}

Result<void> checkReachable(SqlStore &store, const UserId &user, const std::vector<UserId> &others) {
    BANTER_TRY(const std::vector<UserRow> rows, store.usersById(others));
    BANTER_TRY(const std::vector<UserId> blockers, store.blockersAmong(user, others));
    if (rows.size() != others.size() || !blockers.empty())
        return Error{ErrorCode::NotFound, "no such user, or one who blocked the asking one"};
    return {};
}

Result<ChangeDone> decideAndWrite(SqlStore &store, const ConversationId &id, const UserId &user,
                                  const std::vector<UserId> &subjects, const Decide &decide, std::int64_t nowMs) {
    BANTER_TRY(const groups::Actor actor, actorOf(store, user, subjects));
    std::vector<UserId> members{user};
    members.insert(members.end(), subjects.begin(), subjects.end());
    ChangeDone done;
    BANTER_TRY(done.change, store.changeConversation(
                                id, members, [&](const GroupView &view) { return decide(view, actor); }, nowMs));
    if (!done.change.hasFollowups)
        return done;
    // It is done, whatever becomes of this: what is left over here the followups find.
    auto moves = applyFollowupsOf(store, id, {user}, nowMs);
    if (moves.ok())
        done.moves = std::move(moves).value();
    return done;
}

void runChange(const Request &request, const ConversationId &id, ChangeJob job,
               std::function<void(const ChangeDone &)> answer) {
    auto answered = [request, id, answer = std::move(answer)](Result<ChangeDone> result) {
        Services &services = request.services();
        if (!result.ok()) {
            if (result.error().code == ErrorCode::StoreUnavailable && !id.isNull())
                Shard::withConversation(request.shard(), id,
                                        [](Conversation &target, MonoTime at) { target.recheck(at); });
            return request.refuse(result.error());
        }
        const bool hasFollowups = result->change.hasFollowups;
        Shard::tellChange(services, result->change);
        tellMoves(services, result->moves);
        if (hasFollowups)
            runFollowups(services, &request.shard().loop());
        answer(*result);
    };
    request.services().storage.change<ChangeDone>(std::move(job),
                                                  Promise<ChangeDone>(&request.shard().loop(), std::move(answered)));
}

void changeGroup(const Request &request, const ConversationId &id, std::vector<UserId> subjects, Decide decide) {
    runChange(
        request, id,
        [id, user = request.user(), subjects = std::move(subjects), decide = std::move(decide),
         now = request.services().nowMs()](SqlStore &store) {
            return decideAndWrite(store, id, user, subjects, decide, now);
        },
        [request](const ChangeDone &done) {
            request.answer([&](v1::ServerFrame &frame) { frame.mutable_changed()->set_rev(done.change.lastRev); });
        });
}

} // namespace banter::server
