// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"
#include "shared/core/Uuid7.h"

namespace banter::server {

Result<void> SqlStoreBase::insertMember(const ConversationId &id, const UserId &user, std::int64_t nowMs) {
    {
        Query member(connection(), "INSERT INTO member(conversation_id, user_id, role, joined_seq, rev, removed, "
                                   "blocked) VALUES (?, ?, 1, 0, 1, 0, 0)");
        member.id(id).id(user);
        BANTER_TRY_VOID(member.run());
    }
    {
        Query receipt(connection(), "INSERT INTO receipt(conversation_id, user_id, delivered_seq, read_seq, "
                                    "changed_ms) VALUES (?, ?, 0, 0, ?)");
        receipt.id(id).id(user).number(nowMs);
        BANTER_TRY_VOID(receipt.run());
    }
    Query followup(connection(),
                   "INSERT INTO followup(conversation_id, id, user_id, what, rev) VALUES (?, ?, ?, ?, 1)");
    followup.id(id).id(makeUuid7(fromMs(nowMs))).id(user).number(static_cast<int>(FollowupKind::AddConversation));
    return followup.run();
}

Result<bool> SqlStoreBase::openDirect(const ConversationId &id, const UserId &one, const UserId &other,
                                      std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    {
        Query query(connection(), "INSERT INTO conversation(conversation_id, kind, title, created_ms, timer_ms, "
                                  "first_seq) VALUES (?, 1, '', ?, 0, 1) ON CONFLICT (conversation_id) DO NOTHING");
        query.id(id).number(nowMs);
        BANTER_TRY_VOID(query.run());
        if (query.affected() != 1)
            return false;
    }
    {
        Query head(connection(), "INSERT INTO conversation_head(conversation_id, last_seq, last_rev, acl_rev, last_ms, "
                                 "kind) VALUES (?, 0, 1, 1, ?, 1)");
        head.id(id).number(nowMs);
        BANTER_TRY_VOID(head.run());
    }
    BANTER_TRY_VOID(insertMember(id, one, nowMs));
    if (other != one)
        BANTER_TRY_VOID(insertMember(id, other, nowMs));
    BANTER_TRY_VOID(transaction.commit());
    return true;
}

Result<std::optional<ConversationRow>> SqlStoreBase::conversation(const ConversationId &id) {
    ConversationRow row;
    {
        Query query(connection(), "SELECT " BANTER_CONVERSATION_COLUMNS " FROM conversation c JOIN conversation_head h "
                                  "ON h.conversation_id = c.conversation_id WHERE c.conversation_id = ?");
        query.id(id);
        BANTER_TRY_VOID(query.run());
        if (!query.next())
            return std::optional<ConversationRow>();
        row = readConversation(query, 0);
    }
    Query members(connection(),
                  "SELECT " BANTER_MEMBER_COLUMNS " FROM member b WHERE b.conversation_id = ? ORDER BY b.user_id");
    members.id(id);
    BANTER_TRY_VOID(members.run());
    while (members.next())
        row.members.push_back(readMember(members, 0));
    return std::optional(std::move(row));
}

Result<std::vector<ReceiptRow>> SqlStoreBase::receipts(const ConversationId &id) {
    Query query(connection(), "SELECT user_id, delivered_seq, read_seq FROM receipt WHERE conversation_id = ? "
                              "ORDER BY user_id");
    query.id(id);
    BANTER_TRY_VOID(query.run());
    std::vector<ReceiptRow> rows;
    while (query.next())
        rows.push_back({id, query.idAt<UserId>(0), query.unsignedAt(1), query.unsignedAt(2)});
    return rows;
}

Result<std::vector<FollowupRow>> SqlStoreBase::pendingFollowups(int limit) {
    Query query(connection(), "SELECT conversation_id, id, user_id, what, rev FROM followup "
                              "ORDER BY conversation_id, id LIMIT ?");
    query.number(limit);
    BANTER_TRY_VOID(query.run());
    std::vector<FollowupRow> rows;
    while (query.next()) {
        FollowupRow row;
        row.conversation = query.idAt<ConversationId>(0);
        row.id = query.idBytesAt(1);
        row.user = query.idAt<UserId>(2);
        row.what = static_cast<std::int16_t>(query.signedAt(3));
        row.rev = query.unsignedAt(4);
        rows.push_back(row);
    }
    return rows;
}

/// False: the user's side knows already (by this followup or by a later one), or there is no such user.
Result<bool> SqlStoreBase::applyToUser(const FollowupRow &followup, AccountMove &move, std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    auto rev = nextAccountRev(followup.user);
    if (!rev.ok()) {
        if (rev.error().code == ErrorCode::NotFound)
            return false;
        return rev.takeError();
    }
    move.user = followup.user;
    move.rev = rev.value();
    move.conversation = followup.conversation;
    move.removed = followup.what == static_cast<std::int16_t>(FollowupKind::RemoveConversation);
    {
        // member_rev is the conversation's rev of the change: an older followup that comes late changes nothing.
        Query query(
            connection(),
            "INSERT INTO user_conversation(user_id, conversation_id, rev, member_rev, removed, changed_ms) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, conversation_id) DO UPDATE SET rev = excluded.rev, "
            "member_rev = excluded.member_rev, removed = excluded.removed, changed_ms = excluded.changed_ms "
            "WHERE user_conversation.member_rev < excluded.member_rev");
        query.id(followup.user).id(followup.conversation).number(move.rev).number(followup.rev);
        query.number(move.removed ? 1 : 0).number(nowMs);
        BANTER_TRY_VOID(query.run());
        if (query.affected() != 1)
            return false; // rolls the rev back
    }
    BANTER_TRY_VOID(transaction.commit());
    return true;
}

Result<std::optional<AccountMove>> SqlStoreBase::applyFollowup(const FollowupRow &followup, std::int64_t nowMs) {
    AccountMove move;
    BANTER_TRY(const bool changed, applyToUser(followup, move, nowMs));
    // A crash here leaves the row: it is applied again, changes nothing, and goes.
    Query query(connection(), "DELETE FROM followup WHERE conversation_id = ? AND id = ?");
    query.id(followup.conversation).id(followup.id);
    BANTER_TRY_VOID(query.run());
    return changed ? std::optional(move) : std::nullopt;
}

} // namespace banter::server
