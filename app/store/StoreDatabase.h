// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include "app/store/Rows.h"
#include "app/store/StoreBatch.h"
#include "shared/core/Result.h"

namespace banter::v1 {
class ClientFrame;
class SetConversationState;
} // namespace banter::v1

namespace banter::client {

/// What StoreDatabase::toTimelineRow() reads of a message, in its order.
#define BANTER_MESSAGE_COLUMNS "seq, rev, change_rev, sender, client_id, sent_at, deleted, content, edited_at, reply_to"

/// The SQLite file of one account: every statement that runs on it. Blocking; lives on one thread (LocalStore's). Every
/// method is one transaction. Errors: StoreFailed with SQLite's text; StoreUnavailable if another process has the file
/// open.
class StoreDatabase {
public:
    /// Makes the file (and its folder, for the user only) if need be. WAL; the file is locked for this process, so that
    /// two clients cannot work on one account's data; the lock ends with the process, however it ends.
    [[nodiscard]] static Result<std::unique_ptr<StoreDatabase>> open(const QString &path, const UserId &self);
    ~StoreDatabase();
    StoreDatabase(const StoreDatabase &) = delete;
    StoreDatabase &operator=(const StoreDatabase &) = delete;

    // StoreDatabase.cpp: writing
    [[nodiscard]] Result<StoreChanges> apply(const StoreBatch &batch);
    /// A message that the user wants sent; durable against power loss when this returns. Fills position. Conflict: the
    /// id is in use.
    [[nodiscard]] Result<StoreChanges> addPending(OutboxRow &row);
    /// A failed send becomes pending again, at the end. NotFound: there is none.
    [[nodiscard]] Result<std::pair<OutboxRow, StoreChanges>> retryFailed(const ClientId &id, std::int64_t nowMs);
    [[nodiscard]] Result<StoreChanges> discardFailed(const ClientId &id);
    /// `replyTo`: seq of the message that it answers; 0 = none. An empty text says that there is none any more.
    [[nodiscard]] Result<StoreChanges> setDraft(const ConversationId &id, std::string_view text, std::uint64_t replyTo,
                                                std::int64_t nowMs);

    // StoreOperations.cpp: what the user changes of what exists
    /// Takes the place of one with the same slot that was not carried out; durable against power loss when this
    /// returns. Fills position. Shows at once: hidden messages go, the state of a conversation is as wished.
    [[nodiscard]] Result<StoreChanges> addOperation(OperationRow &row);
    [[nodiscard]] Result<std::vector<OperationRow>> operations(); ///< by position
    [[nodiscard]] Result<AccountSettings> settings();
    [[nodiscard]] Result<std::vector<UserRow>> contacts(); ///< by name

    // StoreSearch.cpp
    /// Messages that hold all the words (the last one as a beginning), the newest first. `within`: null = anywhere.
    [[nodiscard]] Result<std::vector<TimelineRow>> search(const std::string &words, const ConversationId &within,
                                                          int limit);
    /// Words of what was deleted or edited leave the file for good. Costs more the larger the index is: call when idle.
    [[nodiscard]] Result<void> tidy();
    [[nodiscard]] bool needsTidying() const { return m_hasStaleWords; }

    // StoreQueries.cpp: reading
    [[nodiscard]] Result<StoreSnapshot> snapshot();
    /// Newest first.
    [[nodiscard]] Result<std::vector<ConversationRow>> conversations();
    [[nodiscard]] Result<std::optional<ConversationRow>> conversation(const ConversationId &id);
    /// A page without a hole in it.
    [[nodiscard]] Result<TimelinePage> page(const ConversationId &id, const PageRequest &request);
    /// Up to `limit` messages below `beforeSeq`, ascending; with beforeSeq = 0 the newest, and all that are pending or
    /// failed at the end.
    [[nodiscard]] Result<std::vector<TimelineRow>> timeline(const ConversationId &id, std::uint64_t beforeSeq,
                                                            int limit);
    /// Messages of others above a seq, ascending.
    [[nodiscard]] Result<std::vector<TimelineRow>> received(const ConversationId &id, std::uint64_t aboveSeq,
                                                            int limit);
    /// All rows of all timelines, one after the other.
    [[nodiscard]] Result<std::vector<TimelineRow>> everything();
    [[nodiscard]] Result<std::vector<OutboxRow>> outbox(); ///< pending and failed, by position
    [[nodiscard]] Result<std::optional<UserRow>> userByName(std::string_view canonicalName);
    [[nodiscard]] Result<std::vector<UserRow>> users();
    [[nodiscard]] Result<DraftRow> draft(const ConversationId &id);

    // StoreGroups.cpp: members, blocks, receipts of groups
    [[nodiscard]] Result<MemberList> members(const ConversationId &id);
    [[nodiscard]] Result<std::vector<UserRow>> blocks(); ///< by name

private:
    /// What makes a message of ours delivered or read.
    struct OtherMarks {
        std::uint64_t delivered{0}; ///< everybody has it up to here
        std::uint64_t read{0};
        bool isGroup{false};
        std::vector<std::uint64_t> eachDelivered; ///< groups: of each of the others that is known, ascending
        std::vector<std::uint64_t> eachRead;
        std::map<std::uint64_t, ReceiptCountRow> counts; ///< large groups: by seq
    };
    /// What rows of a conversation look like beyond their own columns.
    struct RowContext {
        OtherMarks marks;
        std::uint64_t read{0};
        /// By seq: what is not confirmed yet, in order.
        std::map<std::uint64_t, std::vector<std::shared_ptr<v1::ClientFrame>>> overlays;
    };
    struct HeldWords {
        std::int64_t id{0}; ///< of the message's row; 0 = there is none
        std::string text;
    };
    /// Which rows a running transaction changed.
    struct Touched {
        std::set<std::pair<ConversationId, std::uint64_t>> messages;
        std::set<ClientId> sends;
        std::set<ConversationId> conversations;
        StoreChanges changes;
    };

    StoreDatabase(QString connection, const UserId &self);
    [[nodiscard]] Result<void> configure(const QString &path);
    [[nodiscard]] Result<void> pragma(const char *setting);
    /// Runs a prepared statement with its parameters. The query stays valid until the same text runs again.
    [[nodiscard]] Result<QSqlQuery *> run(const char *sql, std::initializer_list<QVariant> parameters = {});
    [[nodiscard]] Result<void> execute(const char *sql, std::initializer_list<QVariant> parameters = {});
    /// BEGIN … COMMIT around `body`; anything that fails rolls back.
    template <class Body>
    [[nodiscard]] auto transaction(Body body) -> decltype(body());

    [[nodiscard]] Result<void> applyAll(const StoreBatch &batch, Touched &touched);
    [[nodiscard]] Result<void> forget(const ConversationId &id, bool wholly);
    [[nodiscard]] Result<void> putFacts(const ConversationFacts &facts, Touched &touched);
    [[nodiscard]] Result<void> putMembers(const ConversationId &id, const std::vector<MemberRow> &members,
                                          Touched &touched);
    [[nodiscard]] Result<void> putMembersListed(const StoreBatch::MembersListed &listed, Touched &touched);
    [[nodiscard]] Result<void> putInfo(const GroupInfoRow &info);
    [[nodiscard]] Result<void> putBlock(const StoreBatch::Block &block, Touched &touched);
    [[nodiscard]] Result<void> putCounts(const StoreBatch::Counts &counts, Touched &touched);
    /// Own messages whose state these marks changed.
    [[nodiscard]] Result<void> touchOwn(const ConversationId &id, SeqRange delivered, SeqRange read, Touched &touched);
    [[nodiscard]] Result<void> putMessage(const MessageRow &row, Touched &touched);
    [[nodiscard]] Result<void> putMarks(const StoreBatch::Marks &marks, Touched &touched);
    [[nodiscard]] Result<void> putProgress(const Progress &progress, Touched &touched);
    [[nodiscard]] Result<void> putRanges(const ConversationId &id, bool isFill, const SeqRanges &ranges);
    [[nodiscard]] Result<StoreChanges> collect(Touched &touched);

    [[nodiscard]] Result<OtherMarks> otherMarks(const ConversationId &id);
    [[nodiscard]] Result<std::uint64_t> readUpTo(const ConversationId &id);
    // StoreRows.cpp
    [[nodiscard]] Result<RowContext> contextOf(const ConversationId &id);
    [[nodiscard]] Result<void> decorate(const ConversationId &id, std::vector<TimelineRow> &rows,
                                        const RowContext &context);
    [[nodiscard]] Result<void> fillQuoted(const ConversationId &id, QuotedRow &quoted, const RowContext &context);
    [[nodiscard]] static std::vector<EmojiCount> fromCounts(const std::string &bytes);
    [[nodiscard]] static std::vector<std::uint64_t> seqsOf(const v1::ClientFrame &request);
    [[nodiscard]] Result<std::optional<TimelineRow>> messageRow(const ConversationId &id, std::uint64_t seq,
                                                                const RowContext &context);
    [[nodiscard]] TimelineRow toTimelineRow(const QSqlQuery &query, const ConversationId &id,
                                            const RowContext &context) const;

    // StoreOperations.cpp, StoreSearch.cpp
    [[nodiscard]] Result<void> applyOwn(const StoreBatch &batch, Touched &touched);
    [[nodiscard]] Result<void> putReactions(const ReactionsRow &row, Touched &touched);
    [[nodiscard]] Result<void> putHidden(const StoreBatch::HiddenRows &hidden, Touched &touched);
    [[nodiscard]] Result<void> dropMessage(const ConversationId &id, std::uint64_t seq);
    [[nodiscard]] Result<bool> isHiddenRow(const ConversationId &id, std::uint64_t seq);
    [[nodiscard]] Result<void> forgetWords(const ConversationId &id);
    [[nodiscard]] Result<void> touchQuoting(const ConversationId &id, std::uint64_t seq, Touched &touched);
    [[nodiscard]] Result<void> putState(const ConversationStateRow &state, Touched &touched);
    [[nodiscard]] Result<void> putContact(const StoreBatch::Contact &contact, Touched &touched);
    [[nodiscard]] Result<void> putSettings(const AccountSettings &settings, Touched &touched);
    [[nodiscard]] Result<void> touchOperation(const ConversationId &id, const v1::ClientFrame &request,
                                              Touched &touched);
    [[nodiscard]] Result<void> wishState(const ConversationId &id, const v1::SetConversationState &wish,
                                         std::int64_t nowMs, Touched &touched);
    [[nodiscard]] Result<void> putDone(const StoreBatch::OperationDone &done, Touched &touched);
    [[nodiscard]] Result<void> settleOperations(const ConversationId &id, Touched &touched);
    [[nodiscard]] Result<HeldWords> heldWords(const ConversationId &id, std::uint64_t seq);
    [[nodiscard]] static std::string wordsOf(const std::string &content);
    [[nodiscard]] Result<void> putWords(std::int64_t id, const std::string &before, const std::string &now);

    [[nodiscard]] Result<std::optional<TimelineRow>> outboxRow(const ClientId &id);
    [[nodiscard]] Result<TimelinePage> olderPage(const ConversationId &id, const PageRequest &request);
    [[nodiscard]] Result<TimelinePage> newerPage(const ConversationId &id, const PageRequest &request);
    [[nodiscard]] Result<void> appendSends(const ConversationId &id, std::vector<TimelineRow> &rows,
                                           const RowContext &context);
    [[nodiscard]] Result<void> fillConversation(ConversationRow &row, std::uint32_t serverUnread);
    [[nodiscard]] Result<void> fillPeer(ConversationRow &row);
    [[nodiscard]] Result<void> fillGroup(ConversationRow &row);
    static void countReceipts(TimelineRow &row, const OtherMarks &marks);
    [[nodiscard]] Result<SeqRanges> ranges(const ConversationId &id, bool isFill);

    QString m_connection; ///< Qt's name of the database connection
    UserId m_self;
    QSqlDatabase m_database;
    bool m_hasStaleWords{true}; ///< also of the run before, which may have ended at any moment
    std::unordered_map<const char *, std::unique_ptr<QSqlQuery>> m_statements; ///< by the literal's address
};

} // namespace banter::client
