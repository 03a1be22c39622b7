// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

/// So often the user may change their mind while the flag is written.
constexpr int kMaxRounds = 8;

} // namespace

Result<std::optional<BlockRow>> SqlStoreBase::blockRow(const UserId &user, const UserId &other) {
    Query query(connection(), "SELECT rev, removed FROM user_block WHERE user_id = ? AND blocked_id = ?");
    query.id(user).id(other);
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return std::optional<BlockRow>();
    return std::optional(BlockRow{user, other, query.unsignedAt(0), query.boolAt(1)});
}

Result<std::optional<BlockRow>> SqlStoreBase::setBlock(const UserId &user, const UserId &other, bool isBlocked) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const std::optional<BlockRow> known, blockRow(user, other));
    const bool wasBlocked = known && !known->removed;
    if (wasBlocked == isBlocked)
        return std::optional<BlockRow>();
    BANTER_TRY(const std::uint64_t rev, nextAccountRev(user));
    {
        Query query(connection(), "INSERT INTO user_block(user_id, blocked_id, rev, removed, pending) "
                                  "VALUES (?, ?, ?, ?, 1) ON CONFLICT (user_id, blocked_id) DO UPDATE SET "
                                  "rev = excluded.rev, removed = excluded.removed, pending = 1");
        query.id(user).id(other).number(rev).number(isBlocked ? 0 : 1);
        BANTER_TRY_VOID(query.run());
    }
    BANTER_TRY_VOID(transaction.commit());
    return std::optional(BlockRow{user, other, rev, !isBlocked});
}

Result<std::vector<UserId>> SqlStoreBase::blockersAmong(const UserId &user, const std::vector<UserId> &others) {
    std::vector<UserId> blockers;
    std::vector<IdBytes> ids;
    for (const UserId &other : others)
        ids.push_back(other.bytes());
    if (ids.empty())
        return blockers;
    Query query(connection(), "SELECT user_id FROM user_block WHERE user_id {in} AND blocked_id = ? AND removed = 0");
    query.ids(ids).id(user);
    BANTER_TRY_VOID(query.run());
    while (query.next())
        blockers.push_back(query.idAt<UserId>(0));
    return blockers;
}

Result<std::vector<BlockRow>> SqlStoreBase::pendingBlocks(int limit) {
    Query query(connection(), "SELECT user_id, blocked_id, rev, removed FROM user_block WHERE pending = 1 LIMIT ?");
    query.number(limit);
    BANTER_TRY_VOID(query.run());
    std::vector<BlockRow> rows;
    while (query.next())
        rows.push_back({query.idAt<UserId>(0), query.idAt<UserId>(1), query.unsignedAt(2), query.boolAt(3)});
    return rows;
}

/// The flag on the member's row. It takes a rev, but the row does not: who looks at the members must not see who it
/// was.
Result<void> SqlStoreBase::flagBlock(const UserId &user, const ConversationId &direct, bool isBlocked,
                                     ConversationChange &done) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const bool isThere, lockHead(direct));
    if (!isThere)
        return {};
    {
        Query query(connection(), "UPDATE member SET blocked = ? WHERE conversation_id = ? AND user_id = ? AND "
                                  "blocked <> ?");
        query.number(isBlocked ? 1 : 0).id(direct).id(user).number(isBlocked ? 1 : 0);
        BANTER_TRY_VOID(query.run());
        if (query.affected() != 1)
            return {};
    }
    {
        Query head(connection(), "UPDATE conversation_head SET last_rev = last_rev + 1, acl_rev = last_rev + 1 "
                                 "WHERE conversation_id = ? RETURNING last_seq, last_rev, acl_rev");
        head.id(direct);
        BANTER_TRY_VOID(head.run());
        if (!head.next())
            return Error{ErrorCode::Conflict, "a head is gone that was locked"};
        done.lastSeq = head.unsignedAt(0);
        done.lastRev = head.unsignedAt(1);
        done.aclRev = head.unsignedAt(2);
    }
    BANTER_TRY_VOID(transaction.commit());
    done.steps.push_back({done.lastRev, {}, {}, {}, {}});
    return {};
}

Result<ConversationChange> SqlStoreBase::applyBlock(const UserId &user, const UserId &other,
                                                    const ConversationId &direct) {
    ConversationChange done;
    done.id = direct;
    for (int round = 0; round < kMaxRounds; ++round) {
        BANTER_TRY(const std::optional<BlockRow> row, blockRow(user, other));
        if (!row)
            return done;
        BANTER_TRY_VOID(flagBlock(user, direct, !row->removed, done));
        Query query(connection(), "UPDATE user_block SET pending = 0 WHERE user_id = ? AND blocked_id = ? AND rev = ?");
        query.id(user).id(other).number(row->rev);
        BANTER_TRY_VOID(query.run());
        if (query.affected() == 1)
            return done;
    }
    return Error{ErrorCode::Conflict, "a block does not come to rest"};
}

} // namespace banter::server
