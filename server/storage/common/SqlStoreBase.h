// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "server/storage/SqlStore.h"
#include "server/storage/common/Query.h"
#include "server/storage/common/SqlConnection.h"
#include "server/storage/common/Words.h"

namespace banter::server {

/// Every statement that both engines share, on one connection. What differs per engine is pure here: the appender,
/// receipts in bulk and statistics; what an engine may do in a faster way is virtual; lists and types are the
/// Dialect's. Statements name their distribution column (conversation_id, user_id, or the looked-up value) and never
/// join the two families, so that the tables can be spread over machines.
class SqlStoreBase : public SqlStore {
public:
    Result<void> createUser(const UserRow &user, const std::optional<DeviceRow> &device) override;
    Result<std::optional<UserRow>> userByName(std::string_view canonicalName) override;
    Result<std::optional<UserRow>> userById(const UserId &id) override;
    Result<std::vector<UserRow>> usersKnownTo(const UserId &asking, const std::vector<UserId> &ids) override;
    Result<std::vector<UserRow>> usersById(const std::vector<UserId> &ids) override;
    Result<std::vector<UserRow>> listUsers(std::string_view afterName, int limit) override;
    Result<std::vector<DeviceId>> setPassword(const UserId &user, std::string_view hash, const DeviceId &keep,
                                              std::int64_t nowMs) override;
    Result<void> setPasswordHash(const UserId &user, std::string_view hash) override;
    Result<void> setDisabled(const UserId &user, bool disabled) override;

    Result<std::uint64_t> addDevice(const DeviceRow &device, std::uint32_t maxDevices) override;
    Result<std::vector<std::optional<ResumedDevice>>> resume(const std::vector<ResumeAsk> &asks, int listLimit,
                                                             std::uint32_t unreadCap) override;
    Result<void> touchDevice(const UserId &user, const DeviceId &device, std::int64_t nowMs) override;
    Result<std::vector<DeviceRow>> listDevices(const UserId &user) override;
    Result<std::uint64_t> revokeDevice(const UserId &user, const DeviceId &device, std::int64_t nowMs) override;
    Result<std::vector<DeviceId>> revokeDevices(const UserId &user, const DeviceId &keep, std::int64_t nowMs) override;

    Result<bool> openDirect(const ConversationId &id, const UserId &one, const UserId &other,
                            std::int64_t nowMs) override;
    Result<std::optional<ConversationRow>> conversation(const ConversationId &id) override;
    Result<std::vector<ReceiptRow>> receipts(const ConversationId &id) override;
    Result<std::vector<ListedConversation>> listConversations(const UserId &user, std::int64_t sinceMs,
                                                              std::int64_t beforeMs, const ConversationId &beforeId,
                                                              int limit, std::uint32_t unreadCap) override;
    Result<std::optional<ListedConversation>> listedConversation(const UserId &user, const ConversationId &id,
                                                                 std::uint32_t unreadCap) override;
    Result<HistoryRows> history(const UserId &user, const ConversationId &id, std::uint64_t beforeSeq,
                                std::uint64_t afterSeq, int limit) override;
    Result<SyncRows> sync(const UserId &user, const ConversationId &id, std::uint64_t rev, std::uint64_t topSeq,
                          std::uint64_t afterRev, int limit) override;
    Result<AccountRows> syncAccount(const UserId &user, std::uint64_t rev, int limit) override;

    Result<MessageReceipts> messageReceipts(const UserId &user, const ConversationId &id, std::uint64_t seq,
                                            const UserId &after, int limit) override;

    Result<bool> createGroup(const NewGroup &group, std::int64_t nowMs) override;
    Result<ConversationChange> changeConversation(const ConversationId &id, const std::vector<UserId> &users,
                                                  const GroupDecision &decide, std::int64_t nowMs) override;
    Result<std::optional<GroupView>> groupView(const ConversationId &id, const std::vector<UserId> &users) override;
    Result<std::vector<ConversationRow>> listGroups(const UserId &of, const ConversationId &after, int limit) override;
    Result<MemberRows> listMembers(const UserId &user, const ConversationId &id, const UserId &after,
                                   int limit) override;

    Result<ConversationChange> changeMessages(const MessageChoice &choice, const MessageDecision &decide,
                                              std::int64_t nowMs) override;
    Result<MessageReactions> messageReactions(const UserId &user, const ConversationId &id, std::uint64_t seq,
                                              const UserId &after, int limit) override;
    Result<std::optional<HiddenRows>> hideMessages(const UserId &user, const ConversationId &id,
                                                   const std::vector<std::uint64_t> &seqs) override;

    Result<ListStateChange> editListState(const UserId &user, const ConversationId &id, const ListStateEdit &edit,
                                          std::uint32_t maxPinned, std::int64_t nowMs) override;
    Result<std::optional<ContactRow>> setContact(const UserId &user, const UserId &other, bool isContact,
                                                 std::uint32_t maxContacts) override;
    Result<std::vector<UserId>> listContacts(const UserId &user, const UserId &after, int limit) override;
    Result<SettingsChange> editSettings(const UserId &user, const SettingsEdit &edit) override;

    Result<PresenceView> presenceView(const UserId &user, const std::vector<UserId> &others,
                                      const std::vector<ConversationId> &conversations) override;
    Result<void> writeLastSeen(std::vector<LastSeenRow> rows) override;

    Result<SearchRows> search(const SearchAsk &ask) override;
    Result<std::optional<SearchPlace>> findByTime(const UserId &user, const ConversationId &id,
                                                  std::int64_t timeMs) override;
    Result<std::vector<ConversationId>> indexSome(const std::vector<ConversationId> &ids, int limit) override;
    Result<std::vector<ConversationId>> conversationsToIndex(const ConversationId &after, int limit,
                                                             ConversationId &last) override;

    Result<void> createInvite(const InviteRow &invite, std::string_view codeHash, std::uint32_t maxInvites) override;
    Result<std::vector<InviteRow>> listInvites(const ConversationId &id, std::int64_t nowMs) override;
    Result<void> revokeInvite(const ConversationId &id, const InviteId &invite, std::int64_t nowMs) override;
    Result<std::optional<InviteRow>> inviteByCode(std::string_view codeHash) override;

    Result<std::optional<BlockRow>> setBlock(const UserId &user, const UserId &other, bool isBlocked) override;
    Result<ConversationChange> applyBlock(const UserId &user, const UserId &other,
                                          const ConversationId &direct) override;
    Result<std::vector<BlockRow>> pendingBlocks(int limit) override;
    Result<std::vector<UserId>> blockersAmong(const UserId &user, const std::vector<UserId> &others) override;

    Result<std::vector<FollowupRow>> pendingFollowups(int limit) override;
    Result<std::vector<FollowupRow>> followupsOf(const ConversationId &id, const UserId &user) override;
    Result<std::vector<AccountMove>> applyFollowups(std::vector<FollowupRow> followups, std::int64_t nowMs) override;
    Result<std::optional<AccountMove>> applyFollowup(const FollowupRow &followup, std::int64_t nowMs) override;

    Result<ServerId> serverId() override;

    /// Before each use: whether the connection is still there, as far as can be known without asking the server. Also
    /// the moment for upkeep of the connection.
    virtual bool refresh() = 0;
    /// From any thread: breaks what the connection waits for, so that the thread comes back. Does nothing where nothing
    /// can hang.
    virtual void interrupt() {}

protected:
    explicit SqlStoreBase(std::unique_ptr<SqlConnection> connection) : m_connection(std::move(connection)) {}
    [[nodiscard]] SqlConnection &connection() { return *m_connection; }
    /// Number of rows of a table of ours.
    Result<std::uint64_t> count(const char *sql);
    /// Fills what both engines count alike.
    Result<StoreStats> commonStats();

    // What each resume asks, so that an engine may have a faster way.
    struct KnownDevice {
        ResumedDevice row;                  ///< without list
        std::vector<IdBytes> conversations; ///< those of the user's list, if a list is wanted; in no order
    };
    /// One answer per ask; nullopt: no such device.
    virtual Result<std::vector<std::optional<KnownDevice>>> knownDevices(const std::vector<ResumeAsk> &asks);
    /// Those of the user's list.
    virtual Result<std::vector<IdBytes>> conversationsOf(const UserId &user);
    /// None for lines of the server and what was deleted.
    [[nodiscard]] static std::vector<std::string> wordsOfMessage(const MessageRow &row);
    // The index of search differs per engine. Words as wordsOf() gives them; each of the two does no harm twice.
    virtual Result<void> addWords(const ConversationId &id, std::uint64_t seq,
                                  const std::vector<std::string> &words) = 0;
    virtual Result<void> removeWords(const ConversationId &id, std::uint64_t seq,
                                     const std::vector<std::string> &words) = 0;
    /// Candidates, the newest first: each holds at least one of the words, and none that holds all is left out.
    virtual Result<std::vector<SearchPlace>> searchHits(const std::vector<IdBytes> &ids, const WantedWords &wanted,
                                                        const std::optional<SearchPlace> &below, int limit) = 0;
    /// Reads what searchHits() selects: conversation, seq, time.
    Result<std::vector<SearchPlace>> readHits(Query &query);

    /// Words were replaced or erased that nobody shall find in the files any more.
    virtual void noteErased() {}
    /// Those of `ids` with a message, another change or a watermark since then; one may stand in the answer twice.
    virtual Result<std::vector<IdBytes>> changedSince(const std::vector<IdBytes> &ids, std::int64_t sinceMs);

private:
    /// A place in the list: below it, if ms > 0.
    struct ListPlace {
        std::int64_t ms{0};
        ConversationId id;
    };
    /// What a member may see of a conversation; nullopt: no member, or not there.
    struct View {
        ConversationKind kind{ConversationKind::Direct};
        MemberRole role{MemberRole::Member};
        std::uint64_t lastSeq{0}, lastRev{0}, firstSeq{1}, joinedSeq{0}, infoRev{0};
        /// The highest seq that is hidden or gone; the member sees what is above.
        [[nodiscard]] std::uint64_t floor() const { return std::max(firstSeq - 1, joinedSeq); }
    };
    Result<std::optional<View>> view(const UserId &user, const ConversationId &id);

    Result<std::uint64_t> nextAccountRev(const UserId &user);
    Result<void> insertDevice(const DeviceRow &device, std::uint64_t rev);
    Result<std::vector<DeviceId>> revokeInTransaction(const UserId &user, const DeviceId &keep, std::int64_t nowMs);
    Result<void> updateOneUser(Query &query);
    Result<std::vector<UserRow>> usersByIds(const std::vector<IdBytes> &ids);
    Result<std::vector<ListedConversation>> listPage(const UserId &user, std::vector<IdBytes> ids, std::int64_t sinceMs,
                                                     const ListPlace &before, int limit, std::uint32_t unreadCap);
    Result<std::vector<ListedConversation>> pageAmong(const UserId &user, const std::vector<IdBytes> &ids,
                                                      std::int64_t sinceMs, const ListPlace &before, int limit,
                                                      std::uint32_t unreadCap);
    Result<bool> insertConversation(const ConversationId &id, ConversationKind kind, const GroupInfo &info,
                                    std::int64_t nowMs);
    Result<bool> lockHead(const ConversationId &id);
    Result<void> writeMember(const ConversationId &id, const MemberRow &row);
    Result<void> startReceipt(const ConversationId &id, const UserId &user, std::uint64_t seq, std::int64_t nowMs);
    Result<void> addFollowup(const ConversationId &id, const UserId &user, FollowupKind what, std::uint64_t rev,
                             std::int64_t nowMs);
    Result<void> writeChange(ConversationRow &head, const GroupView &before, const GroupChange &change,
                             ConversationChange &done, std::int64_t nowMs);
    Result<void> writeMembers(ConversationRow &head, const GroupView &before, const std::vector<MemberRow> &members,
                              ConversationChange &done, std::int64_t nowMs);
    Result<void> writeLine(ConversationRow &head, const std::string &body, ConversationChange &done,
                           std::int64_t nowMs);
    Result<MessageView> messageView(const MessageChoice &choice);
    Result<ConversationChange> takeRevs(const ConversationId &id, std::size_t count, std::int64_t nowMs);
    Result<void> eraseMessage(const MessageRow &row, std::uint64_t rev, ConversationChange &done);
    Result<void> editMessage(const MessageRow &row, const std::string &body, std::int64_t nowMs, std::uint64_t rev,
                             ConversationChange &done);
    Result<void> writeReaction(const UserId &user, const MessageReaction &reaction, std::uint64_t rev,
                               ConversationChange &done);
    Result<ReactionSummary> reactionsOf(const UserId &viewer, const ConversationId &id, std::uint64_t seq);
    Result<void> addReactions(const UserId &viewer, const ConversationId &id, std::vector<MessageRow> &rows);
    /// At most `limit` seqs, from the lower end of the range.
    Result<std::set<std::uint64_t>> hiddenIn(const UserId &user, const ConversationId &id, std::uint64_t from,
                                             std::uint64_t to, int limit);
    Result<void> leaveOutHidden(const UserId &user, const ConversationId &id, std::vector<MessageRow> &rows);
    Result<void> addOwnSide(const UserId &user, std::vector<ListedConversation> &page, std::uint32_t unreadCap);
    Result<void> hideInList(const UserId &user, ListedConversation &entry, std::uint64_t hiddenSeq,
                            std::uint32_t unreadCap);
    Result<std::vector<ListState>> listStates(const UserId &user, const std::vector<IdBytes> &ids);
    Result<void> readStates(AccountRows &rows, const UserId &user, std::uint64_t rev, int limit);
    Result<void> writeState(const UserId &user, const ListState &state);
    Result<std::vector<IdBytes>> contactsAmong(const UserId &user, const std::vector<IdBytes> &others);
    Result<void> addFacts(const UserId &user, const std::vector<IdBytes> &ids, std::vector<PresenceFacts> &others);
    Result<void> readContacts(AccountRows &rows, const UserId &user, std::uint64_t rev, int limit);
    Result<void> indexMessage(const ConversationId &id, const MessageRow &row);
    Result<void> unindexMessage(const ConversationId &id, const MessageRow &row);
    Result<int> indexNext(const ConversationId &id, int limit);
    Result<std::uint64_t> indexedSeq(const ConversationId &id);
    Result<std::optional<MessageRow>> foundMessage(const UserId &user, const SearchPlace &hit,
                                                   const WantedWords &wanted,
                                                   std::map<ConversationId, std::uint64_t> &floors);
    Result<std::uint64_t> readHidden(AccountRows &rows, const UserId &user, std::uint64_t rev, int limit);
    Result<void> spendInvite(const ConversationId &id, const InviteId &invite, std::int64_t nowMs);
    Result<std::optional<BlockRow>> blockRow(const UserId &user, const UserId &other);
    Result<void> flagBlock(const UserId &user, const ConversationId &direct, bool isBlocked, ConversationChange &done);
    Result<std::vector<FollowupRow>> readFollowups(Query &query);
    /// What a select of the list gave.
    struct ListedRows {
        std::vector<ListedConversation> conversations;
        int rows{0};    ///< those that are left out because the user is no member any more are among them
        ListPlace last; ///< of the last row
    };
    Result<ListedRows> readListed(Query &query);
    Result<void> addPartners(std::vector<ListedConversation> &listed, const UserId &user);
    Result<bool> tooFarBehind(const ConversationId &id, std::uint64_t rev, std::uint64_t topSeq);
    /// Which changes a page of Sync is about.
    struct SyncRange {
        UserId viewer;
        std::uint64_t after{0}, topSeq{0};
        bool withMembers{true};
        int limit{0};
    };
    Result<std::vector<ReactionSummary>> reactionsChanged(const ConversationId &id, const SyncRange &range,
                                                          std::uint64_t floor);
    Result<void> readChanges(SyncRows &rows, const ConversationId &id, const View &view, const SyncRange &range);
    Result<void> readInfo(SyncRows &rows, const ConversationId &id);
    Result<void> readNewest(SyncRows &rows, const ConversationId &id, const View &view, std::uint64_t topSeq);
    Result<std::vector<ReceiptRow>> visibleReceipts(const UserId &user, const ConversationId &id,
                                                    ConversationKind kind);
    Result<std::optional<AccountMove>> applyToUser(const FollowupRow &followup, std::int64_t nowMs);

    std::unique_ptr<SqlConnection> m_connection;
};

} // namespace banter::server
