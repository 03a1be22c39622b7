// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/store/SqlValues.h"
#include "app/store/StoreDatabase.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

/// What changes rows that exist: reactions, hiding, the user's own operations, and the state of conversations.

/// What belongs to this user alone.
Result<void> StoreDatabase::applyOwn(const StoreBatch &batch, Touched &touched) {
    for (const StoreBatch::Block &block : batch.blocks)
        BANTER_TRY_VOID(putBlock(block, touched));
    for (const StoreBatch::HiddenRows &hidden : batch.hidden)
        BANTER_TRY_VOID(putHidden(hidden, touched));
    for (const ConversationStateRow &state : batch.states)
        BANTER_TRY_VOID(putState(state, touched));
    for (const StoreBatch::Contact &contact : batch.contacts)
        BANTER_TRY_VOID(putContact(contact, touched));
    return batch.settings ? putSettings(*batch.settings, touched) : Result<void>{};
}

Result<void> StoreDatabase::putReactions(const ReactionsRow &row, Touched &touched) {
    v1::Reactions counts;
    for (const EmojiCount &count : row.counts) {
        v1::EmojiCount *const one = counts.add_counts();
        one->set_emoji(count.emoji);
        one->set_count(count.count);
    }
    // Late news of what is deleted by now.
    BANTER_TRY(QSqlQuery *const held, run("SELECT deleted FROM message WHERE conversation = ? AND seq = ?",
                                          {toSql(row.conversation), toSql(row.seq)}));
    const bool isDeleted = held->next() && held->value(0).toBool();
    held->finish();
    if (isDeleted)
        return {};
    // Who says nothing of one's own leaves it as it is; of the same rev, one may say it and the other not.
    const QVariant own = row.own ? toSql(*row.own) : QVariant(QMetaType::fromType<QString>());
    BANTER_TRY(QSqlQuery *const put,
               run("INSERT INTO reaction(conversation, seq, rev, counts, own) VALUES(?, ?, ?, ?, coalesce(?, ''))"
                   " ON CONFLICT(conversation, seq) DO UPDATE SET rev = excluded.rev, counts = excluded.counts,"
                   " own = coalesce(?, own) WHERE excluded.rev > rev OR (excluded.rev = rev AND ? IS NOT NULL)",
                   {toSql(row.conversation), toSql(row.seq), toSql(row.rev), toSqlBlob(counts.SerializeAsString()), own,
                    own, own}));
    const bool isNew = put->numRowsAffected() > 0;
    put->finish();
    if (isNew)
        touched.messages.emplace(row.conversation, row.seq);
    return {};
}

Result<void> StoreDatabase::putHidden(const StoreBatch::HiddenRows &hidden, Touched &touched) {
    for (const std::uint64_t seq : hidden.seqs) {
        BANTER_TRY_VOID(execute("INSERT INTO hidden(conversation, seq) VALUES(?, ?) ON CONFLICT DO NOTHING",
                                {toSql(hidden.conversation), toSql(seq)}));
        BANTER_TRY_VOID(dropMessage(hidden.conversation, seq));
        BANTER_TRY_VOID(touchQuoting(hidden.conversation, seq, touched));
        touched.changes.hidden.emplace_back(hidden.conversation, seq);
    }
    touched.conversations.insert(hidden.conversation);
    return {};
}

Result<void> StoreDatabase::dropMessage(const ConversationId &id, std::uint64_t seq) {
    BANTER_TRY(const HeldWords held, heldWords(id, seq));
    BANTER_TRY_VOID(putWords(held.id, held.text, {}));
    BANTER_TRY_VOID(execute("DELETE FROM message WHERE conversation = ? AND seq = ?", {toSql(id), toSql(seq)}));
    return execute("DELETE FROM reaction WHERE conversation = ? AND seq = ?", {toSql(id), toSql(seq)});
}

/// Replies show what they answer.
Result<void> StoreDatabase::touchQuoting(const ConversationId &id, std::uint64_t seq, Touched &touched) {
    BANTER_TRY(QSqlQuery *const replies, run("SELECT seq FROM message WHERE conversation = ? AND reply_to = ? AND "
                                             "reply_to > 0 LIMIT 200",
                                             {toSql(id), toSql(seq)}));
    while (replies->next())
        touched.messages.emplace(id, fromSqlNumber(replies->value(0)));
    replies->finish();
    return {};
}

Result<void> StoreDatabase::putState(const ConversationStateRow &state, Touched &touched) {
    // A wish of one's own (rev 0) shows at once, and gives way to the next word of the server.
    BANTER_TRY_VOID(
        execute("UPDATE conversation SET state_rev = max(state_rev, ?), pinned_at = ?, muted_until = ?, archived = ?,"
                " marked_unread = ? WHERE id = ? AND (? = 0 OR ? > state_rev)",
                {toSql(state.rev), qlonglong{state.pinnedAtMs}, qlonglong{state.mutedUntilMs}, state.isArchived,
                 state.isMarkedUnread, toSql(state.conversation), toSql(state.rev), toSql(state.rev)}));
    touched.conversations.insert(state.conversation);
    if (state.draftChangedMs == 0)
        return {};
    // Of two drafts the newer one stays, wherever it was written.
    return execute(
        "INSERT INTO draft(conversation, text, changed_ms, extra) VALUES(?, ?, ?, ?) ON CONFLICT(conversation)"
        " DO UPDATE SET text = excluded.text, changed_ms = excluded.changed_ms, extra = excluded.extra"
        " WHERE excluded.changed_ms > changed_ms",
        {toSql(state.conversation), toSql(state.draft), qlonglong{state.draftChangedMs},
         toSql(std::to_string(state.draftReplyTo))});
}

Result<void> StoreDatabase::putContact(const StoreBatch::Contact &contact, Touched &touched) {
    touched.changes.contacts = true;
    if (contact.isRemoved)
        return execute("DELETE FROM contact WHERE user = ?", {toSql(contact.user)});
    return execute("INSERT INTO contact(user) VALUES(?) ON CONFLICT DO NOTHING", {toSql(contact.user)});
}

Result<void> StoreDatabase::putSettings(const AccountSettings &settings, Touched &touched) {
    const char *const setState =
        "INSERT INTO sync_state(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value";
    BANTER_TRY_VOID(execute(setState, {QStringLiteral("hides_read"), settings.hidesRead ? 1 : 0}));
    BANTER_TRY_VOID(execute(setState, {QStringLiteral("presence"), settings.presence}));
    touched.changes.settings = true;
    return {};
}

Result<AccountSettings> StoreDatabase::settings() {
    AccountSettings settings;
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT name, value FROM sync_state WHERE name IN ('hides_read', 'presence')"));
    while (query->next()) {
        if (query->value(0).toString() == QLatin1String("presence"))
            settings.presence = query->value(1).toInt();
        else
            settings.hidesRead = query->value(1).toBool();
    }
    return settings;
}

Result<std::vector<UserRow>> StoreDatabase::contacts() {
    BANTER_TRY(QSqlQuery *const query, run("SELECT c.user, coalesce(u.username, ''), coalesce(u.display_name, '') FROM "
                                           "contact c LEFT JOIN user u ON u.id = c.user"
                                           " ORDER BY u.display_name, u.username, c.user"));
    std::vector<UserRow> users;
    while (query->next())
        users.push_back(
            {fromSqlId<UserId>(query->value(0)), fromSqlText(query->value(1)), fromSqlText(query->value(2))});
    return users;
}

Result<void> StoreDatabase::touchOperation(const ConversationId &id, const v1::ClientFrame &request, Touched &touched) {
    for (const std::uint64_t seq : seqsOf(request)) {
        touched.messages.emplace(id, seq);
        BANTER_TRY_VOID(touchQuoting(id, seq, touched));
    }
    touched.conversations.insert(id);
    return {};
}

Result<void> StoreDatabase::wishState(const ConversationId &id, const v1::SetConversationState &wish,
                                      std::int64_t nowMs, Touched &touched) {
    BANTER_TRY(
        QSqlQuery *const held,
        run("SELECT pinned_at, muted_until, archived, marked_unread FROM conversation WHERE id = ?", {toSql(id)}));
    ConversationStateRow state;
    state.conversation = id;
    if (held->next()) {
        state.pinnedAtMs = held->value(0).toLongLong();
        state.mutedUntilMs = held->value(1).toLongLong();
        state.isArchived = held->value(2).toBool();
        state.isMarkedUnread = held->value(3).toBool();
    }
    held->finish();
    if (wish.has_pinned())
        state.pinnedAtMs = wish.pinned() ? nowMs : 0;
    if (wish.has_muted_until_ms())
        state.mutedUntilMs = wish.muted_until_ms();
    if (wish.has_archived())
        state.isArchived = wish.archived();
    if (wish.has_marked_unread())
        state.isMarkedUnread = wish.marked_unread();
    return putState(state, touched);
}

Result<void> StoreDatabase::putDone(const StoreBatch::OperationDone &done, Touched &touched) {
    if (done.rev > 0) {
        BANTER_TRY_VOID(execute("UPDATE operation SET done_rev = ? WHERE position = ?",
                                {toSql(done.rev), qlonglong{done.position}}));
        return settleOperations(done.conversation, touched);
    }
    BANTER_TRY(QSqlQuery *const gone,
               run("SELECT request FROM operation WHERE position = ?", {qlonglong{done.position}}));
    v1::ClientFrame request;
    const bool isThere = gone->next() && request.ParseFromString(fromSqlBlob(gone->value(0)));
    gone->finish();
    if (!isThere)
        return {};
    BANTER_TRY_VOID(execute("DELETE FROM operation WHERE position = ?", {qlonglong{done.position}}));
    return touchOperation(done.conversation, request, touched);
}

/// What was carried out and shows by itself now.
Result<void> StoreDatabase::settleOperations(const ConversationId &id, Touched &touched) {
    BANTER_TRY(QSqlQuery *const settled,
               run("SELECT o.position, o.request FROM operation o JOIN conversation c ON c.id = o.conversation"
                   " WHERE o.conversation = ? AND o.done_rev > 0 AND o.done_rev <= c.rev",
                   {toSql(id)}));
    std::vector<qlonglong> positions;
    while (settled->next()) {
        positions.push_back(settled->value(0).toLongLong());
        v1::ClientFrame request;
        if (request.ParseFromString(fromSqlBlob(settled->value(1))))
            BANTER_TRY_VOID(touchOperation(id, request, touched));
    }
    settled->finish();
    for (const qlonglong position : positions)
        BANTER_TRY_VOID(execute("DELETE FROM operation WHERE position = ?", {position}));
    return {};
}

Result<std::vector<OperationRow>> StoreDatabase::operations() {
    BANTER_TRY(QSqlQuery *const query, run("SELECT position, conversation, kind, slot, request, created_ms, done_rev "
                                           "FROM operation ORDER BY position"));
    std::vector<OperationRow> rows;
    while (query->next()) {
        OperationRow row;
        row.position = query->value(0).toLongLong();
        row.conversation = fromSqlId<ConversationId>(query->value(1));
        row.kind = static_cast<OperationKind>(query->value(2).toInt());
        row.slot = fromSqlText(query->value(3));
        row.request = fromSqlBlob(query->value(4));
        row.createdMs = query->value(5).toLongLong();
        row.doneRev = fromSqlNumber(query->value(6));
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace banter::client
