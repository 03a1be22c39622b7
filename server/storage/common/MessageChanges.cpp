// SPDX-License-Identifier: Apache-2.0
#include "server/storage/MessageRows.h"
#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

constexpr char kMessageAt[] =
    "SELECT " BANTER_MESSAGE_COLUMNS " FROM message m WHERE m.conversation_id = ? AND m.seq = ?";

} // namespace

/// Without the decision's messages; NotFound unless the asker is a member.
Result<MessageView> SqlStoreBase::messageView(const MessageChoice &choice) {
    BANTER_TRY(const std::optional<View> seen, view(choice.user, choice.conversation));
    if (!seen)
        return Error{ErrorCode::NotFound, "no such conversation, or no member"};
    MessageView view;
    view.kind = seen->kind;
    view.self.user = choice.user;
    view.self.role = seen->role;
    view.self.joinedSeq = seen->joinedSeq;
    if (view.kind == ConversationKind::Direct) {
        Query query(connection(), "SELECT 1 FROM member WHERE conversation_id = ? AND blocked = 1");
        query.id(choice.conversation);
        BANTER_TRY_VOID(query.run());
        view.isBlocked = query.next();
    }
    for (const std::uint64_t seq : choice.seqs) {
        Query query(connection(), kMessageAt);
        query.id(choice.conversation).number(seq);
        BANTER_TRY_VOID(query.run());
        if (seq <= seen->floor() || !query.next())
            return Error{ErrorCode::NotFound, "no such message, or not for this user"};
        view.messages.push_back(readMessage(query, 0));
    }
    if (choice.withReactions && !choice.seqs.empty()) {
        BANTER_TRY(view.reactions, reactionsOf(choice.user, choice.conversation, choice.seqs.front()));
    }
    return view;
}

Result<ConversationChange> SqlStoreBase::changeMessages(const MessageChoice &choice, const MessageDecision &decide,
                                                        std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const bool isThere, lockHead(choice.conversation));
    if (!isThere)
        return Error{ErrorCode::NotFound, "no such conversation"};
    BANTER_TRY(const MessageView view, messageView(choice));
    BANTER_TRY(const MessageChange change, decide(view));
    const auto revs = change.erased.size() + (change.edit ? 1 : 0) + (change.reaction ? 1 : 0);
    BANTER_TRY(ConversationChange done, takeRevs(choice.conversation, revs, nowMs));
    std::uint64_t rev = done.lastRev - revs;
    for (const MessageRow &row : view.messages) {
        for (const std::uint64_t seq : change.erased) {
            if (seq == row.seq)
                BANTER_TRY_VOID(eraseMessage(row, ++rev, done));
        }
        if (change.edit && change.edit->seq == row.seq)
            BANTER_TRY_VOID(editMessage(row, change.edit->body, nowMs, ++rev, done));
        if (change.reaction && change.reaction->seq == row.seq)
            BANTER_TRY_VOID(writeReaction(choice.user, *change.reaction, ++rev, done));
    }
    BANTER_TRY_VOID(transaction.commit());
    if (!change.erased.empty() || change.edit)
        noteErased();
    return done;
}

/// The conversation's head, after `count` more revs. With none, as it is.
Result<ConversationChange> SqlStoreBase::takeRevs(const ConversationId &id, std::size_t count, std::int64_t nowMs) {
    Query query(connection(), "UPDATE conversation_head SET last_rev = last_rev + ?, changed_ms = CASE WHEN "
                              "? > 0 AND changed_ms < ? THEN ? ELSE changed_ms END WHERE conversation_id = ? "
                              "RETURNING last_seq, last_rev, acl_rev");
    const auto revs = static_cast<std::int64_t>(count);
    query.number(revs).number(revs).number(nowMs).number(nowMs).id(id);
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return Error{ErrorCode::Conflict, "a head is gone that was locked"};
    return ConversationChange{id, query.unsignedAt(2), query.unsignedAt(0), query.unsignedAt(1), {}, false};
}

/// The words are gone from here on; what is left keeps the place, and the client_id a late retry from coming back.
Result<void> SqlStoreBase::eraseMessage(const MessageRow &row, std::uint64_t rev, ConversationChange &done) {
    BANTER_TRY_VOID(unindexMessage(done.id, row));
    {
        Query query(connection(), "UPDATE message SET body = NULL, edited_at = NULL, change_rev = ? WHERE "
                                  "conversation_id = ? AND seq = ?");
        query.number(rev).id(done.id).number(row.seq);
        BANTER_TRY_VOID(query.run());
    }
    {
        Query query(connection(), "DELETE FROM reaction WHERE conversation_id = ? AND seq = ?");
        query.id(done.id).number(row.seq);
        BANTER_TRY_VOID(query.run());
    }
    MessageRow tombstone = row;
    tombstone.changeRev = rev;
    tombstone.editedAtMs = 0;
    tombstone.deleted = true;
    tombstone.body.clear();
    ConversationStep step;
    step.rev = rev;
    step.message = std::move(tombstone);
    done.steps.push_back(std::move(step));
    return {};
}

Result<void> SqlStoreBase::editMessage(const MessageRow &row, const std::string &body, std::int64_t nowMs,
                                       std::uint64_t rev, ConversationChange &done) {
    MessageRow edited = row;
    edited.changeRev = rev;
    edited.editedAtMs = nowMs;
    edited.body = body;
    BANTER_TRY_VOID(unindexMessage(done.id, row));
    BANTER_TRY(const std::uint64_t indexed, indexedSeq(done.id));
    if (row.seq <= indexed)
        BANTER_TRY_VOID(indexMessage(done.id, edited));
    Query query(connection(),
                "UPDATE message SET body = ?, edited_at = ?, change_rev = ? WHERE conversation_id = ? AND seq = ?");
    query.bytes(body).number(nowMs).number(rev).id(done.id).number(row.seq);
    BANTER_TRY_VOID(query.run());
    ConversationStep step;
    step.rev = rev;
    step.message = std::move(edited);
    done.steps.push_back(std::move(step));
    return {};
}

} // namespace banter::server
