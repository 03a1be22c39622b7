// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

#define BANTER_STATE_COLUMNS \
    "s.conversation_id, s.rev, s.pinned_ms, s.muted_until_ms, s.archived, s.marked_unread, s.draft, " \
    "s.draft_reply_seq, s.draft_ms, s.hidden_seq"

ListState readState(const Query &query) {
    ListState state;
    state.conversation = query.idAt<ConversationId>(0);
    state.rev = query.unsignedAt(1);
    state.pinnedMs = query.signedAt(2);
    state.mutedUntilMs = query.signedAt(3);
    state.archived = query.boolAt(4);
    state.markedUnread = query.boolAt(5);
    state.draft = {query.textAt(6), query.unsignedAt(7), query.signedAt(8)};
    state.hiddenSeq = query.unsignedAt(9);
    return state;
}

ListState edited(ListState state, const ListStateEdit &edit, std::int64_t nowMs) {
    if (edit.pinned && *edit.pinned != (state.pinnedMs > 0))
        state.pinnedMs = *edit.pinned ? nowMs : 0;
    state.mutedUntilMs = edit.mutedUntilMs.value_or(state.mutedUntilMs);
    state.archived = edit.archived.value_or(state.archived);
    state.markedUnread = edit.markedUnread.value_or(state.markedUnread);
    if (edit.draft) {
        // A clock that is ahead must not win for ever.
        DraftRow draft = *edit.draft;
        draft.changedMs = std::min(draft.changedMs, nowMs);
        if (draft.changedMs > state.draft.changedMs)
            state.draft = std::move(draft);
    }
    return state;
}

} // namespace

Result<std::vector<ListState>> SqlStoreBase::listStates(const UserId &user, const std::vector<IdBytes> &ids) {
    Query query(connection(),
                "SELECT " BANTER_STATE_COLUMNS " FROM list_state s WHERE s.user_id = ? AND s.conversation_id {in}");
    query.id(user).ids(ids);
    BANTER_TRY_VOID(query.run());
    std::vector<ListState> states;
    while (query.next())
        states.push_back(readState(query));
    return states;
}

Result<void> SqlStoreBase::readStates(AccountRows &rows, const UserId &user, std::uint64_t rev, int limit) {
    Query query(connection(), "SELECT " BANTER_STATE_COLUMNS " FROM list_state s WHERE s.user_id = ? AND s.rev > ? "
                              "ORDER BY s.rev LIMIT ?");
    query.id(user).number(rev).number(limit);
    BANTER_TRY_VOID(query.run());
    while (query.next())
        rows.states.push_back(readState(query));
    return {};
}

Result<void> SqlStoreBase::writeState(const UserId &user, const ListState &state) {
    Query query(connection(),
                "INSERT INTO list_state(user_id, conversation_id, rev, pinned_ms, muted_until_ms, archived, "
                "marked_unread, draft, draft_reply_seq, draft_ms, hidden_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (user_id, conversation_id) DO UPDATE SET rev = excluded.rev, pinned_ms = "
                "excluded.pinned_ms, muted_until_ms = excluded.muted_until_ms, archived = excluded.archived, "
                "marked_unread = excluded.marked_unread, draft = excluded.draft, draft_reply_seq = "
                "excluded.draft_reply_seq, draft_ms = excluded.draft_ms, hidden_seq = excluded.hidden_seq");
    query.id(user).id(state.conversation).number(state.rev).number(state.pinnedMs).number(state.mutedUntilMs);
    query.number(state.archived ? 1 : 0).number(state.markedUnread ? 1 : 0).text(state.draft.text);
    query.number(state.draft.replyToSeq).number(state.draft.changedMs).number(state.hiddenSeq);
    return query.run();
}

Result<ListStateChange> SqlStoreBase::editListState(const UserId &user, const ConversationId &id,
                                                    const ListStateEdit &edit, std::uint32_t maxPinned,
                                                    std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const std::uint64_t rev, nextAccountRev(user));
    {
        Query query(connection(),
                    "SELECT 1 FROM user_conversation WHERE user_id = ? AND conversation_id = ? AND removed = 0");
        query.id(user).id(id);
        BANTER_TRY_VOID(query.run());
        if (!query.next())
            return Error{ErrorCode::NotFound, "not in the list of this user"};
    }
    BANTER_TRY(const std::vector<ListState> known, listStates(user, {id.bytes()}));
    ListStateChange change;
    if (!known.empty())
        change.state = known.front();
    change.state.conversation = id;
    const ListState before = change.state;
    change.state = edited(std::move(change.state), edit, nowMs);
    if (change.state == before)
        return change;
    if (change.state.pinnedMs > 0 && before.pinnedMs == 0) {
        Query query(connection(),
                    "SELECT count(*) FROM list_state s JOIN user_conversation c ON c.user_id = s.user_id AND "
                    "c.conversation_id = s.conversation_id WHERE s.user_id = ? AND s.pinned_ms > 0 AND c.removed = 0");
        query.id(user);
        BANTER_TRY_VOID(query.run());
        if (query.next() && query.unsignedAt(0) >= maxPinned)
            return Error{ErrorCode::TooLarge, "too many are pinned"};
    }
    change.state.rev = rev;
    change.isNew = true;
    BANTER_TRY_VOID(writeState(user, change.state));
    BANTER_TRY_VOID(transaction.commit());
    if (!before.draft.text.empty() && change.state.draft != before.draft)
        noteErased();
    return change;
}

} // namespace banter::server
