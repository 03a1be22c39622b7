// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/GroupRows.h"
#include "server/storage/MessageRows.h"
#include "server/storage/PresenceRows.h"
#include "server/storage/Rows.h"
#include "server/storage/SearchRows.h"
#include "shared/core/Result.h"
#include "shared/protocol/ErrorCode.h"

namespace banter::server {

/// One connection to the database and every statement that runs on it. Blocking; belongs to one thread of a pool
/// (see Storage). Each method is one transaction. Errors common to all: StoreUnavailable (no connection, or it broke: a
/// write's outcome is unknown), StoreFailed (the statement was refused; logged). A method that finds nothing answers
/// NotFound, or nullopt where it says so.
class SqlStore {
public:
    virtual ~SqlStore() = default;

    // --- people -----------------------------------------------------------------------------------------------
    /// NameTaken. The account starts at rev 1; with a device if it has one.
    virtual Result<void> createUser(const UserRow &user, const std::optional<DeviceRow> &device) = 0;
    virtual Result<std::optional<UserRow>> userByName(std::string_view canonicalName) = 0;
    virtual Result<std::optional<UserRow>> userById(const UserId &id) = 0;
    /// Those of `ids` who share a conversation with `asking`, are contacts of theirs, or are `asking`.
    virtual Result<std::vector<UserRow>> usersKnownTo(const UserId &asking, const std::vector<UserId> &ids) = 0;
    /// Those of `ids` that exist, by name.
    virtual Result<std::vector<UserRow>> usersById(const std::vector<UserId> &ids) = 0;
    /// By name, after `afterName`.
    virtual Result<std::vector<UserRow>> listUsers(std::string_view afterName, int limit) = 0;
    /// Revokes all devices but `keep` (null: all), in the same transaction; answers the revoked.
    virtual Result<std::vector<DeviceId>> setPassword(const UserId &user, std::string_view hash, const DeviceId &keep,
                                                      std::int64_t nowMs) = 0;
    virtual Result<void> setPasswordHash(const UserId &user,
                                         std::string_view hash) = 0; ///< rehash: nothing else changes
    virtual Result<void> setDisabled(const UserId &user, bool disabled) = 0;

    // --- devices ----------------------------------------------------------------------------------------------
    /// TooManyDevices if `maxDevices` valid ones exist. Answers the new account rev.
    virtual Result<std::uint64_t> addDevice(const DeviceRow &device, std::uint32_t maxDevices) = 0;
    /// One answer per ask; nullopt: no valid device of this user has that secret. With what listConversations() would
    /// say (first page) where a list is wanted; it may name a conversation more that did not change. Many at once cost
    /// much less than each alone.
    virtual Result<std::vector<std::optional<ResumedDevice>>> resume(const std::vector<ResumeAsk> &asks, int listLimit,
                                                                     std::uint32_t unreadCap) = 0;
    virtual Result<void> touchDevice(const UserId &user, const DeviceId &device, std::int64_t nowMs) = 0;
    virtual Result<std::vector<DeviceRow>> listDevices(const UserId &user) = 0; ///< valid ones, newest first
    /// NotFound. Answers the new account rev.
    virtual Result<std::uint64_t> revokeDevice(const UserId &user, const DeviceId &device, std::int64_t nowMs) = 0;
    /// All but `keep` (null: all); answers the revoked ones.
    virtual Result<std::vector<DeviceId>> revokeDevices(const UserId &user, const DeviceId &keep,
                                                        std::int64_t nowMs) = 0;

    // --- conversations ----------------------------------------------------------------------------------------
    /// Creates the direct conversation with both members (rev 1, acl_rev 1, seq 0), their receipts and two followups,
    /// unless it is there. Answers whether it was created.
    virtual Result<bool> openDirect(const ConversationId &id, const UserId &one, const UserId &other,
                                    std::int64_t nowMs) = 0;
    virtual Result<std::optional<ConversationRow>> conversation(const ConversationId &id) = 0;
    virtual Result<std::vector<ReceiptRow>> receipts(const ConversationId &id) = 0;
    /// The list of a user: those with a message or another change since sinceMs, or whose watermarks (own, or a direct
    /// partner's) moved since then; ordered by (last_ms, id) descending; below (beforeMs, beforeId) if beforeMs > 0. Up
    /// to `limit`.
    virtual Result<std::vector<ListedConversation>> listConversations(const UserId &user, std::int64_t sinceMs,
                                                                      std::int64_t beforeMs,
                                                                      const ConversationId &beforeId, int limit,
                                                                      std::uint32_t unreadCap) = 0;
    /// The same for one conversation; nullopt: not there, or `user` is no member.
    virtual Result<std::optional<ListedConversation>> listedConversation(const UserId &user, const ConversationId &id,
                                                                         std::uint32_t unreadCap) = 0;
    /// NotFound unless `user` is (not removed) member. beforeSeq > 0: the nearest below it; else the nearest above
    /// afterSeq.
    virtual Result<HistoryRows> history(const UserId &user, const ConversationId &id, std::uint64_t beforeSeq,
                                        std::uint64_t afterSeq, int limit) = 0;
    /// NotFound unless member. See banter.proto, Sync; afterRev = 0: first page. At most `limit` changes a page.
    virtual Result<SyncRows> sync(const UserId &user, const ConversationId &id, std::uint64_t rev, std::uint64_t topSeq,
                                  std::uint64_t afterRev, int limit) = 0;
    virtual Result<AccountRows> syncAccount(const UserId &user, std::uint64_t rev, int limit) = 0;

    /// NotFound unless `user` is a member who may see that message; not counting its sender. One page by user.
    virtual Result<MessageReceipts> messageReceipts(const UserId &user, const ConversationId &id, std::uint64_t seq,
                                                    const UserId &after, int limit) = 0;

    // --- what becomes of messages ---------------------------------------------------------------------------------
    /// Reads the messages of the choice while nobody else can change the conversation, lets `decide`, and writes that,
    /// with a rev for each message, in one transaction. NotFound unless the user is a member who may see all of them.
    /// What is erased or replaced is nowhere in the database's tables from then on.
    virtual Result<ConversationChange> changeMessages(const MessageChoice &choice, const MessageDecision &decide,
                                                      std::int64_t nowMs) = 0;
    /// NotFound unless `user` may see the message and it was not deleted. One page by user.
    virtual Result<MessageReactions> messageReactions(const UserId &user, const ConversationId &id, std::uint64_t seq,
                                                      const UserId &after, int limit) = 0;
    /// Hides them from `user` alone: no page has them from then on. NotFound unless they may see all of them. With one
    /// account rev; nullopt: they were hidden already.
    virtual Result<std::optional<HiddenRows>> hideMessages(const UserId &user, const ConversationId &id,
                                                           const std::vector<std::uint64_t> &seqs) = 0;

    // --- groups -------------------------------------------------------------------------------------------------
    /// Members have rev 1. Leaves followups for all of them. Answers whether it is new: else nothing was done.
    virtual Result<bool> createGroup(const NewGroup &group, std::int64_t nowMs) = 0;
    /// Reads the conversation and `users`' member rows while nobody else can change them, lets `decide`, and writes
    /// that: members, info, line, head, followups, in one transaction. NotFound if it does not exist.
    virtual Result<ConversationChange> changeConversation(const ConversationId &id, const std::vector<UserId> &users,
                                                          const GroupDecision &decide, std::int64_t nowMs) = 0;
    /// The same to look at only; nullopt: not there.
    virtual Result<std::optional<GroupView>> groupView(const ConversationId &id, const std::vector<UserId> &users) = 0;
    /// For the administration: those of a user, or (null) all; by id, after `after`; without their members. Goes
    /// through conversations of two as well: not for a busy path.
    virtual Result<std::vector<ConversationRow>> listGroups(const UserId &of, const ConversationId &after,
                                                            int limit) = 0;
    /// NotFound unless `user` is a member. By user, after `after`.
    virtual Result<MemberRows> listMembers(const UserId &user, const ConversationId &id, const UserId &after,
                                           int limit) = 0;

    // --- what belongs to a user alone ---------------------------------------------------------------------------
    /// NotFound unless the conversation is in the user's list, TooLarge if more than `maxPinned` would be pinned. Takes
    /// an account rev if it changes anything.
    virtual Result<ListStateChange> editListState(const UserId &user, const ConversationId &id,
                                                  const ListStateEdit &edit, std::uint32_t maxPinned,
                                                  std::int64_t nowMs) = 0;
    /// nullopt: it was so. TooLarge beyond `maxContacts`.
    virtual Result<std::optional<ContactRow>> setContact(const UserId &user, const UserId &other, bool isContact,
                                                         std::uint32_t maxContacts) = 0;
    /// By id, after `after`.
    virtual Result<std::vector<UserId>> listContacts(const UserId &user, const UserId &after, int limit) = 0;
    /// Takes an account rev if it changes anything.
    virtual Result<SettingsChange> editSettings(const UserId &user, const SettingsEdit &edit) = 0;

    // --- presence -----------------------------------------------------------------------------------------------
    /// What decides who of `others` and `user` see each other; those that do not exist are left out. With those of
    /// `conversations` that `user` is a member of.
    virtual Result<PresenceView> presenceView(const UserId &user, const std::vector<UserId> &others,
                                              const std::vector<ConversationId> &conversations) = 0;
    /// Only ever raises.
    virtual Result<void> writeLastSeen(std::vector<LastSeenRow> rows) = 0;

    // --- search -------------------------------------------------------------------------------------------------
    /// What the user may see and holds the words now, the newest first; up to the limit. NotFound if the conversation
    /// is named and not theirs. A page may be short, and even empty, and have a next one.
    virtual Result<SearchRows> search(const SearchAsk &ask) = 0;
    /// The first message at or after the time that the user may see; nullopt: none. NotFound unless member.
    virtual Result<std::optional<SearchPlace>> findByTime(const UserId &user, const ConversationId &id,
                                                          std::int64_t timeMs) = 0;
    /// Takes up to `limit` more messages of these conversations into the index (but one of each at least), in one
    /// transaction. Answers those that may have more.
    virtual Result<std::vector<ConversationId>> indexSome(const std::vector<ConversationId> &ids, int limit) = 0;
    /// Looks at `limit` conversations behind `after`: which have messages that are not in the index. `last`: where to
    /// go on; null: that was the end.
    virtual Result<std::vector<ConversationId>> conversationsToIndex(const ConversationId &after, int limit,
                                                                     ConversationId &last) = 0;

    // --- invites ------------------------------------------------------------------------------------------------
    /// TooLarge if the group has `maxInvites` that can be used. `codeHash`: SHA-256 of the code.
    virtual Result<void> createInvite(const InviteRow &invite, std::string_view codeHash, std::uint32_t maxInvites) = 0;
    virtual Result<std::vector<InviteRow>> listInvites(const ConversationId &id, std::int64_t nowMs) = 0; ///< usable
    /// NotFound if the group has no such invite; does no harm to one that is revoked.
    virtual Result<void> revokeInvite(const ConversationId &id, const InviteId &invite, std::int64_t nowMs) = 0;
    /// nullopt: unknown or revoked. It may be over or used up.
    virtual Result<std::optional<InviteRow>> inviteByCode(std::string_view codeHash) = 0;

    // --- blocks -------------------------------------------------------------------------------------------------
    /// nullopt: it was so. Else applyBlock() has to follow, by the same one or by whoever finds it in pendingBlocks().
    virtual Result<std::optional<BlockRow>> setBlock(const UserId &user, const UserId &other, bool isBlocked) = 0;
    /// Takes what setBlock() says over into the two's conversation `direct`, if it exists. Idempotent.
    virtual Result<ConversationChange> applyBlock(const UserId &user, const UserId &other,
                                                  const ConversationId &direct) = 0;
    virtual Result<std::vector<BlockRow>> pendingBlocks(int limit) = 0;
    /// Those of `others` who have blocked `user`.
    virtual Result<std::vector<UserId>> blockersAmong(const UserId &user, const std::vector<UserId> &others) = 0;

    // --- the user's side of conversation changes ----------------------------------------------------------------
    virtual Result<std::vector<FollowupRow>> pendingFollowups(int limit) = 0;
    virtual Result<std::vector<FollowupRow>> followupsOf(const ConversationId &id, const UserId &user) = 0;
    /// Applies them to the users' side (each once, however often it is called) and deletes them, in one transaction.
    /// Answers what moved.
    virtual Result<std::vector<AccountMove>> applyFollowups(std::vector<FollowupRow> followups, std::int64_t nowMs) = 0;
    /// The same for one. nullopt: nothing changed.
    virtual Result<std::optional<AccountMove>> applyFollowup(const FollowupRow &followup, std::int64_t nowMs) = 0;

    // --- the hot path -------------------------------------------------------------------------------------------
    /// Stores a batch in one transaction, in order; answers in the same order. Sorted by conversation inside. `nowMs`
    /// becomes sent_at, raised to the conversation's last. `idempotent`: finds what is stored already (needed for
    /// retries and after an unknown outcome); without it a duplicate makes the whole call answer Conflict, with nothing
    /// stored.
    virtual Result<std::vector<Appended>> append(std::vector<NewMessage> &batch, std::int64_t nowMs,
                                                 bool idempotent) = 0;
    /// Raises watermarks to the maximum of stored and given, and stamps changed_ms; rows of non-members are ignored.
    virtual Result<void> raiseReceipts(std::vector<ReceiptRow> rows, std::int64_t nowMs) = 0;

    // --- operation ----------------------------------------------------------------------------------------------
    virtual Result<StoreStats> stats() = 0;
    /// Server id, made at the first start.
    virtual Result<ServerId> serverId() = 0;
};

} // namespace banter::server
