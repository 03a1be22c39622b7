// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/ListRows.h"
#include "shared/core/Id.h"

/// What the store takes and gives: plain rows, the same on SQLite and PostgreSQL. Times are milliseconds (UTC).
namespace banter::server {

struct UserRow {
    UserId id;
    std::string username; ///< canonical
    std::string displayName;
    std::string passwordHash; ///< Argon2id, as libsodium writes it; empty: no log-in by password
    std::int64_t createdMs{0};
    bool disabled{false};
    UserSettings settings;
    std::uint64_t accountRev{0}; ///< user_head.last_rev
};

struct DeviceRow {
    UserId user;
    DeviceId device;
    std::string secretHash; ///< SHA-256 of the token's secret, 32 bytes
    std::string name;
    std::string platform;
    std::int64_t createdMs{0};
    std::int64_t lastSeenMs{0}; ///< written at most once a day
    std::int64_t revokedMs{0};  ///< 0 = valid; the row stays, so that the removal has a rev
    std::uint64_t rev{0};       ///< account rev of the last change
};

/// A device that comes back.
struct ResumeAsk {
    UserId user;
    std::string secretHash;
    std::int64_t listSinceMs{0}; ///< 0: no list is wanted
};

enum class ConversationKind : std::uint8_t { Direct = 1, Group = 2 };
enum class MemberRole : std::uint8_t { Member = 1, Admin = 2, Owner = 3 };

struct MemberRow {
    UserId user;
    MemberRole role{MemberRole::Member};
    std::uint64_t joinedSeq{0}; ///< sees what is above
    std::uint64_t sinceSeq{0};  ///< is counted among those who got what is above
    std::uint64_t rev{0};
    bool removed{false};
    bool expelled{false}; ///< removed by somebody else: an invite does not bring them back
    bool blocked{false};  ///< direct: this member has blocked the other one
};

struct ReceiptRow {
    ConversationId conversation;
    UserId user;
    std::uint64_t deliveredSeq{0};
    std::uint64_t readSeq{0};    ///< as others are told
    std::uint64_t ownReadSeq{0}; ///< read without showing it, if that is higher
    /// For the user's own devices.
    [[nodiscard]] std::uint64_t ownRead() const { return readSeq < ownReadSeq ? ownReadSeq : readSeq; }
};

/// How many have a message.
struct ReceiptCount {
    std::uint64_t seq{0};
    std::uint32_t recipients{0};
    std::uint32_t delivered{0};
    std::uint32_t read{0};
};

/// What a group says of itself.
struct GroupInfo {
    std::string title;
    std::string description;
    bool showsHistory{true}; ///< new members see what was before them
};

/// The conversation's side of a conversation: what its shard needs to decide and to fan out.
struct ConversationRow {
    ConversationId id;
    ConversationKind kind{ConversationKind::Direct};
    GroupInfo info;               ///< of a group
    std::uint64_t infoRev{0};     ///< of the last change of `info`; 0 = none since the beginning
    std::uint32_t memberCount{0}; ///< of a group
    std::int64_t createdMs{0};
    std::int64_t timerMs{0}; ///< disappearing messages: life of a message; 0 = for ever
    std::uint64_t lastSeq{0};
    std::uint64_t lastRev{0};
    std::uint64_t aclRev{0};
    std::uint64_t firstSeq{1};
    std::int64_t lastMs{0};
    std::vector<MemberRow> members; ///< removed ones too
};

enum class MessageKind : std::uint8_t { Text = 1, System = 2 };

/// How people have reacted to a message.
struct ReactionSummary {
    struct Count {
        std::string emoji;
        std::uint32_t count{0};
    };
    std::uint64_t seq{0};
    std::uint64_t rev{0};      ///< of the last change of them; 0 = there never were any
    std::vector<Count> counts; ///< the most frequent first
    std::string own;           ///< of the one who asks
};

/// A page of the members.
struct MemberRows {
    std::uint64_t rev{0}; ///< of the conversation, read before the members
    std::vector<MemberRow> members;
};

struct MessageRow {
    std::uint64_t seq{0};
    std::uint64_t rev{0};
    std::uint64_t changeRev{0}; ///< 0 = never changed
    UserId sender;              ///< null: the system
    ClientId clientId;
    std::int64_t sentAtMs{0};
    std::int64_t expiresAtMs{0}; ///< 0 = never
    std::int64_t editedAtMs{0};  ///< 0 = never
    MessageKind kind{MessageKind::Text};
    bool deleted{false};
    std::string body;          ///< a serialized banter.v1.Content; empty in a tombstone
    ReactionSummary reactions; ///< in pages of messages only
};

struct HistoryRows {
    std::vector<MessageRow> messages; ///< ascending seq
    std::uint64_t fromSeq{0}; ///< every visible message of [fromSeq, toSeq] is in `messages`; 0 and 0: nothing there
    std::uint64_t toSeq{0};
    bool atStart{false};
    bool atEnd{false};
};

struct SyncRows {
    std::uint64_t rev{0}; ///< the head's last_rev, read before everything else
    std::uint64_t lastSeq{0};
    std::uint64_t firstSeq{1};
    std::vector<MessageRow> changed;        ///< rows with changeRev > after and seq <= top, ascending changeRev
    std::vector<ReactionSummary> reactions; ///< those of such rows that changed after that, ascending rev
    std::vector<MemberRow> members; ///< rows with rev > after, ascending rev; not of a group that is new to the client
    std::optional<GroupInfo> info;  ///< if it changed after that
    std::uint64_t infoRev{0};
    std::vector<MessageRow> newest; ///< above top, ascending seq; first page only
    std::uint64_t holeFrom{0}, holeTo{0};
    std::vector<ReceiptRow> receipts; ///< of now
    std::uint64_t nextRev{0};         ///< 0 = last page
    bool reset{false};
};

/// One entry of a user's list of conversations.
struct ListedConversation {
    ConversationRow conversation; ///< direct: with both members; group: with the asking one
    std::vector<ReceiptRow> receipts;
    std::optional<MessageRow> preview;
    std::uint32_t unread{0};        ///< counted up to the given cap
    std::optional<ListState> state; ///< of the asking one, if any of it was ever set
};

struct ResumedDevice {
    UserRow user; ///< without passwordHash
    DeviceRow device;
    std::vector<ListedConversation> list; ///< the first page, if it was asked for and the account is not disabled
};

/// Messages that a user has hidden at once.
struct HiddenRows {
    ConversationId conversation;
    std::vector<std::uint64_t> seqs;
    std::uint64_t rev{0}; ///< account rev
};

/// What a user's account gained since a rev, ascending rev.
struct AccountRows {
    struct Conversation {
        ConversationId id;
        std::uint64_t rev{0};
        bool removed{false};
    };
    std::uint64_t rev{0}; ///< of now, or of the last row if there is more
    std::vector<Conversation> conversations;
    struct Block {
        UserId user;
        std::uint64_t rev{0};
        bool removed{false};
    };
    std::vector<Block> blocks;
    std::vector<HiddenRows> hidden;
    std::vector<ListState> states;
    std::vector<ContactRow> contacts;
    std::optional<UserSettings> settings; ///< set if they changed
    std::vector<DeviceRow> devices;       ///< without secretHash
    std::optional<UserRow> profile;       ///< set if the profile changed
    std::uint64_t profileRev{0};
    bool more{false};
};

/// Work on the user's side that a change on the conversation's side left behind, in the same transaction.
struct FollowupRow {
    ConversationId conversation;
    IdBytes id;
    UserId user;
    std::int16_t what{0}; ///< FollowupKind
    std::uint64_t rev{0}; ///< the conversation's rev of the change: the user's side takes only what is newer
};
enum class FollowupKind : std::int16_t { AddConversation = 1, RemoveConversation = 2 };

/// A user's account moved: told to that user's connected devices.
struct AccountMove {
    UserId user;
    std::uint64_t rev{0};
    ConversationId conversation; ///< null: something else
    UserId blocked;              ///< null: something else
    bool removed{false};
    std::optional<HiddenRows> hidden;
    std::optional<ListState> state;
    std::optional<ContactRow> contact;
    std::optional<UserSettings> settings;
};

/// Somebody's reaction to a message, and how they stand then.
struct ReactionStep {
    ReactionSummary summary;
    UserId by;
    std::string emoji; ///< empty: taken back
};

/// One step of a conversation that is no new message of a member, as it was committed. None of the parts: something
/// that is told to nobody, but has taken a rev.
struct ConversationStep {
    std::uint64_t rev{0};
    std::vector<MemberRow> members;
    std::optional<GroupInfo> info;
    std::optional<MessageRow> message; ///< a line of the server, or one that was edited or deleted
    std::optional<ReactionStep> reactions;
};

/// A committed change of a conversation.
struct ConversationChange {
    ConversationId id;
    std::uint64_t aclRev{0}; ///< of the head, after it
    std::uint64_t lastSeq{0};
    std::uint64_t lastRev{0};
    std::vector<ConversationStep> steps; ///< ascending rev; empty: nothing had to be changed
    bool hasFollowups{false};
};

/// A message on its way into the store.
struct NewMessage {
    ConversationId conversation;
    UserId sender;
    ClientId clientId;
    std::uint64_t checkedAclRev{0}; ///< the store refuses (Stale) if the head's acl_rev is another one
    std::int64_t timerMs{0};        ///< the conversation's timer; expires_at = sent_at + this, 0 = never
    MessageKind kind{MessageKind::Text};
    bool retry{false};      ///< takes the idempotent statement
    ClientId after;         ///< the one that must be stored for this one to be; null: none
    std::string body;       ///< a serialized banter.v1.Content
    std::uint32_t home{0};  ///< whom to answer: index given to Storage::addHome()
    std::uint64_t token{0}; ///< comes back
};

enum class AppendStatus : std::uint8_t {
    Stored,    ///< committed now
    Duplicate, ///< was committed before: seq, rev and time are those of then
    Stale,     ///< acl_rev has moved: check again
    Gone,      ///< no such conversation
    Failed,    ///< the store refused this one (logged): not stored
};

/// The answer to a NewMessage, which comes back with it.
struct Appended {
    NewMessage message;
    AppendStatus status{AppendStatus::Failed};
    std::uint64_t seq{0};
    std::uint64_t rev{0};
    std::int64_t sentAtMs{0};
    std::int64_t expiresAtMs{0};
};

struct StoreStats {
    std::uint64_t users{0}, devices{0}, conversations{0},
        messages{0}; ///< messages: the planner's estimate on PostgreSQL
    std::uint64_t followups{0};
    int schemaVersion{0};
    std::string engine; ///< "SQLite 3.40.1", "PostgreSQL 15.20"
};

} // namespace banter::server
