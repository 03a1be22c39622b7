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

namespace banter::client {

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
    [[nodiscard]] Result<StoreChanges> setDraft(const ConversationId &id, std::string_view text,
                                                std::int64_t nowMs); ///< empty: deletes it

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
    [[nodiscard]] Result<std::string> draft(const ConversationId &id);

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
    [[nodiscard]] Result<void> putProgress(const Progress &progress);
    [[nodiscard]] Result<void> putRanges(const ConversationId &id, bool isFill, const SeqRanges &ranges);
    [[nodiscard]] Result<StoreChanges> collect(Touched &touched);

    [[nodiscard]] Result<OtherMarks> otherMarks(const ConversationId &id);
    [[nodiscard]] Result<std::uint64_t> readUpTo(const ConversationId &id);
    [[nodiscard]] Result<std::optional<TimelineRow>> messageRow(const ConversationId &id, std::uint64_t seq,
                                                                const OtherMarks &marks, std::uint64_t read);
    [[nodiscard]] Result<std::optional<TimelineRow>> outboxRow(const ClientId &id);
    [[nodiscard]] TimelineRow toTimelineRow(const QSqlQuery &query, const ConversationId &id, const OtherMarks &marks,
                                            std::uint64_t read) const;
    [[nodiscard]] Result<TimelinePage> olderPage(const ConversationId &id, const PageRequest &request);
    [[nodiscard]] Result<TimelinePage> newerPage(const ConversationId &id, const PageRequest &request);
    [[nodiscard]] Result<void> appendSends(const ConversationId &id, std::vector<TimelineRow> &rows);
    [[nodiscard]] Result<void> fillConversation(ConversationRow &row, std::uint32_t serverUnread);
    [[nodiscard]] Result<void> fillPeer(ConversationRow &row);
    [[nodiscard]] Result<void> fillGroup(ConversationRow &row);
    static void countReceipts(TimelineRow &row, const OtherMarks &marks);
    [[nodiscard]] Result<SeqRanges> ranges(const ConversationId &id, bool isFill);

    QString m_connection; ///< Qt's name of the database connection
    UserId m_self;
    QSqlDatabase m_database;
    std::unordered_map<const char *, std::unique_ptr<QSqlQuery>> m_statements; ///< by the literal's address
};

} // namespace banter::client
