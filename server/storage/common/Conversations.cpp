// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {

Result<bool> SqlStoreBase::openDirect(const ConversationId &id, const UserId &one, const UserId &other,
                                      std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const bool isNew, insertConversation(id, ConversationKind::Direct, {}, nowMs));
    if (!isNew)
        return false;
    GroupView nobody;
    nobody.conversation.id = id;
    nobody.conversation.lastMs = nowMs;
    GroupChange change;
    for (const UserId &user : {one, other}) {
        MemberRow member;
        member.user = user;
        if (change.members.empty() || other != one)
            change.members.push_back(member);
    }
    ConversationChange done;
    BANTER_TRY_VOID(writeChange(nobody.conversation, nobody, change, done, nowMs));
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
    Query query(connection(), "SELECT user_id, delivered_seq, read_seq, own_read_seq FROM receipt WHERE "
                              "conversation_id = ? ORDER BY user_id");
    query.id(id);
    BANTER_TRY_VOID(query.run());
    std::vector<ReceiptRow> rows;
    while (query.next())
        rows.push_back({id, query.idAt<UserId>(0), query.unsignedAt(1), query.unsignedAt(2), query.unsignedAt(3)});
    return rows;
}

Result<std::vector<FollowupRow>> SqlStoreBase::readFollowups(Query &query) {
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

Result<std::vector<FollowupRow>> SqlStoreBase::pendingFollowups(int limit) {
    Query query(connection(), "SELECT conversation_id, id, user_id, what, rev FROM followup "
                              "ORDER BY conversation_id, id LIMIT ?");
    query.number(limit);
    return readFollowups(query);
}

Result<std::vector<FollowupRow>> SqlStoreBase::followupsOf(const ConversationId &id, const UserId &user) {
    Query query(connection(), "SELECT conversation_id, id, user_id, what, rev FROM followup "
                              "WHERE conversation_id = ? AND user_id = ? ORDER BY id");
    query.id(id).id(user);
    return readFollowups(query);
}

/// nullopt: the user's side knows already (by this followup or by a later one), or there is no such user.
Result<std::optional<AccountMove>> SqlStoreBase::applyToUser(const FollowupRow &followup, std::int64_t nowMs) {
    {
        Query known(connection(), "SELECT member_rev FROM user_conversation WHERE user_id = ? AND conversation_id = ?");
        known.id(followup.user).id(followup.conversation);
        BANTER_TRY_VOID(known.run());
        if (known.next() && known.unsignedAt(0) >= followup.rev)
            return std::optional<AccountMove>();
    }
    auto rev = nextAccountRev(followup.user);
    if (!rev.ok()) {
        if (rev.error().code == ErrorCode::NotFound)
            return std::optional<AccountMove>();
        return rev.takeError();
    }
    AccountMove move;
    move.user = followup.user;
    move.rev = rev.value();
    move.conversation = followup.conversation;
    move.removed = followup.what == static_cast<std::int16_t>(FollowupKind::RemoveConversation);
    // member_rev is the conversation's rev of the change: an older followup that comes late changes nothing. (The rev
    // of the account that it has taken by then is one that brings nothing.)
    Query query(connection(),
                "INSERT INTO user_conversation(user_id, conversation_id, rev, member_rev, removed, changed_ms) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, conversation_id) DO UPDATE SET rev = excluded.rev, "
                "member_rev = excluded.member_rev, removed = excluded.removed, changed_ms = excluded.changed_ms "
                "WHERE user_conversation.member_rev < excluded.member_rev");
    query.id(followup.user).id(followup.conversation).number(move.rev).number(followup.rev);
    query.number(move.removed ? 1 : 0).number(nowMs);
    BANTER_TRY_VOID(query.run());
    return query.affected() == 1 ? std::optional(move) : std::nullopt;
}

Result<std::vector<AccountMove>> SqlStoreBase::applyFollowups(std::vector<FollowupRow> followups, std::int64_t nowMs) {
    // By user: two that apply at the same time cannot wait for each other in a circle.
    std::stable_sort(followups.begin(), followups.end(),
                     [](const FollowupRow &a, const FollowupRow &b) { return a.user < b.user; });
    std::vector<AccountMove> moves;
    if (followups.empty())
        return moves;
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    for (const FollowupRow &followup : followups) {
        BANTER_TRY(const std::optional<AccountMove> move, applyToUser(followup, nowMs));
        if (move)
            moves.push_back(*move);
        Query query(connection(), "DELETE FROM followup WHERE conversation_id = ? AND id = ?");
        query.id(followup.conversation).id(followup.id);
        BANTER_TRY_VOID(query.run());
    }
    BANTER_TRY_VOID(transaction.commit());
    return moves;
}

Result<std::optional<AccountMove>> SqlStoreBase::applyFollowup(const FollowupRow &followup, std::int64_t nowMs) {
    BANTER_TRY(std::vector<AccountMove> moves, applyFollowups({followup}, nowMs));
    return moves.empty() ? std::nullopt : std::optional(moves.front());
}

} // namespace banter::server
