// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/store/SeqRanges.h"
#include "shared/core/Id.h"
#include "shared/protocol/ErrorCode.h"

/// What the client keeps: plain rows. Times are milliseconds (UTC).
namespace banter::client {

/// banter.v1.ConversationKind, as far as it is known here.
inline constexpr int kDirectKind = 1;
inline constexpr int kGroupKind = 2;

struct UserRow {
    UserId id;
    std::string username;
    std::string displayName;
    /// What a person is called on the screen.
    [[nodiscard]] const std::string &shownName() const { return displayName.empty() ? username : displayName; }
    friend bool operator==(const UserRow &, const UserRow &) = default;
};

struct MemberRow {
    UserId user;
    int role{0}; ///< banter.v1.Role; unknown values are kept
    std::uint64_t joinedSeq{0};
    std::uint64_t rev{0};
    bool removed{false};
    friend bool operator==(const MemberRow &, const MemberRow &) = default;
};

/// A member with what they are called.
struct MemberEntry {
    MemberRow member;
    UserRow user;
    friend bool operator==(const MemberEntry &, const MemberEntry &) = default;
};

/// All members of a group, as far as they are known.
struct MemberList {
    std::vector<MemberEntry> members; ///< who is one now
    bool isComplete{false};
};

struct EmojiCount {
    std::string emoji;
    std::uint32_t count{0};
    friend bool operator==(const EmojiCount &, const EmojiCount &) = default;
};

/// How people have reacted to a message, as of a rev.
struct ReactionsRow {
    ConversationId conversation;
    std::uint64_t seq{0};
    std::uint64_t rev{0};
    std::vector<EmojiCount> counts; ///< all of them
    std::optional<std::string> own; ///< empty = none; not set: it says nothing of one's own
};

/// A message as the server told it.
struct MessageRow {
    ConversationId conversation;
    std::uint64_t seq{0};
    std::uint64_t rev{0};
    std::uint64_t changeRev{0};
    UserId sender;     ///< null: the system
    ClientId clientId; ///< null: sent by somebody else
    std::int64_t sentAtMs{0};
    std::int64_t expiresAtMs{0};
    std::int64_t editedAtMs{0};
    bool deleted{false};
    std::string content;                   ///< a serialized banter.v1.Content
    std::uint64_t replyTo{0};              ///< seq of the message that it answers
    std::optional<ReactionsRow> reactions; ///< not set: it says nothing of them
};

/// The row-level rule of Sync: a row replaces the held one only if it is newer, whatever way it came and in whatever
/// order.
[[nodiscard]] inline std::uint64_t versionOf(const MessageRow &row) { return std::max(row.rev, row.changeRev); }
[[nodiscard]] inline bool supersedes(const MessageRow &incoming, const MessageRow &held) {
    return versionOf(incoming) > versionOf(held);
}

/// The state of a conversation in the own list, on all devices.
struct ConversationStateRow {
    ConversationId conversation;
    std::uint64_t rev{0}; ///< account rev; 0 = one's own wish, not confirmed
    std::int64_t pinnedAtMs{0};
    std::int64_t mutedUntilMs{0};
    bool isArchived{false};
    bool isMarkedUnread{false};
    std::string draft;
    std::uint64_t draftReplyTo{0};
    std::int64_t draftChangedMs{0}; ///< 0 = it says nothing of a draft
};

struct WatermarkRow {
    UserId user;
    std::uint64_t deliveredSeq{0};
    std::uint64_t readSeq{0};
};

/// How many of how many have a message of a large group, and have read it.
struct ReceiptCountRow {
    std::uint64_t seq{0};
    std::uint32_t recipients{0};
    std::uint32_t delivered{0};
    std::uint32_t read{0};
};

/// What a group says of itself.
struct GroupInfoRow {
    ConversationId conversation;
    std::string title;
    std::string description;
    bool showsHistory{true}; ///< new members see what was before
};

/// What the conversation is, apart from how far this client has come with it.
struct ConversationFacts {
    ConversationId id;
    int kind{0}; ///< banter.v1.ConversationKind
    std::string title;
    std::string description;
    bool showsHistory{true};
    std::uint32_t memberCount{0}; ///< groups
    std::uint64_t lastSeq{0};
    std::uint64_t firstSeq{1};
    std::uint64_t aclRev{0};
    std::int64_t lastMs{0};
    std::uint32_t unread{0}; ///< as the server counted it when it listed the conversation
    std::vector<MemberRow> members;
    std::vector<WatermarkRow> watermarks;
};

/// How far this client has come with a conversation. Written as a whole, together with the rows that justify it.
struct Progress {
    ConversationId conversation;
    std::uint64_t rev{0}; ///< everything up to here is applied
    SeqRanges ranges;
    SeqRanges fills;           ///< holes that are being filled without being asked
    std::uint64_t wantRead{0}; ///< how far the user has read, on whatever device
    std::uint64_t headRev{0};  ///< the highest rev that we know to exist
    std::uint64_t lastSeq{0};
    std::uint64_t knownDelivered{0}; ///< own watermarks, as the server last told or confirmed them
    std::uint64_t knownRead{0};
    bool isLeft{false};          ///< no member any more: what is held stays, nothing is asked for
    bool isMembersListed{false}; ///< all members are in the store, and follow the changes
};

enum class SendState : std::uint8_t { Pending = 1, Failed = 2 };

/// A message of ours that the server has not confirmed. It is the pending (or failed) bubble and the outbox entry in
/// one, so that the two cannot disagree.
struct OutboxRow {
    std::int64_t position{0}; ///< order of writing; given by the store
    ConversationId conversation;
    ClientId clientId;
    std::string content; ///< a serialized banter.v1.Content
    std::int64_t createdMs{0};
    SendState state{SendState::Pending};
    ErrorCode failure{ErrorCode::Unspecified}; ///< why, if failed
    std::uint64_t replyTo{0};                  ///< as its content says
};

/// What the user changed of what exists, and the server has not confirmed.
enum class OperationKind : std::uint8_t { Edit = 1, Delete = 2, Hide = 3, React = 4, State = 5, Draft = 6 };
struct OperationRow {
    std::int64_t position{0}; ///< order of wishing; given by the store
    ConversationId conversation;
    OperationKind kind{OperationKind::Edit};
    std::string slot;    ///< of two for the same slot the later one counts
    std::string request; ///< a serialized banter.v1.ClientFrame without a request id
    std::int64_t createdMs{0};
    std::uint64_t doneRev{0}; ///< carried out; shows until this rev is applied. 0 = still to be carried out
};

/// How far a message has come, for the eye.
enum class MessageState : std::uint8_t { Pending, Sent, Delivered, Read, Failed };

struct DraftRow {
    std::string text; ///< empty = there is none (any more)
    std::uint64_t replyTo{0};
    std::int64_t changedMs{0};
};

/// What a reply shows of the message that it answers.
struct QuotedRow {
    std::uint64_t seq{0}; ///< 0 = it is no reply
    bool isHeld{false};   ///< it is in the store; else nothing more is known of it here
    UserId sender;
    bool deleted{false};
    std::string content;
    friend bool operator==(const QuotedRow &, const QuotedRow &) = default;
};

/// One line of a timeline: a message of the server (seq > 0), or one of ours on its way (seq = 0, position > 0).
struct TimelineRow {
    ConversationId conversation;
    std::uint64_t seq{0};
    std::int64_t position{0};
    std::uint64_t rev{0};
    std::uint64_t changeRev{0};
    UserId sender;
    ClientId clientId;
    std::int64_t sentAtMs{0};
    bool deleted{false};
    bool mine{false};
    std::string content;
    MessageState state{MessageState::Sent};
    ErrorCode failure{ErrorCode::Unspecified};
    /// Own messages in groups: of so many others (0 = not known), so many have it, and have read it.
    std::uint32_t recipients{0};
    std::uint32_t deliveredTo{0};
    std::uint32_t readBy{0};
    std::int64_t editedAtMs{0};
    QuotedRow quoted;
    std::vector<EmojiCount> reactions; ///< the most frequent first
    std::string ownReaction;
    bool isChanging{false}; ///< what is shown of it is not confirmed by the server yet
    friend bool operator==(const TimelineRow &, const TimelineRow &) = default;
};

/// One line of the list of conversations.
struct ConversationRow {
    ConversationId id;
    int kind{0};
    std::string title;
    std::string description;
    bool showsHistory{true};
    std::uint32_t memberCount{0}; ///< groups; exact once all members are listed
    int myRole{0};                ///< banter.v1.Role; 0 = not known
    bool isLeft{false};           ///< no member any more
    bool isMembersListed{false};
    UserId peer; ///< direct: the other one
    std::string peerUsername;
    std::string peerDisplayName;
    bool isPeerBlocked{false}; ///< by this account
    std::uint64_t lastSeq{0};
    std::uint64_t heldSeq{0}; ///< the highest seq in the store
    std::uint64_t ownSeq{0};  ///< the highest seq of a message of ours
    std::uint64_t rev{0};
    std::int64_t lastMs{0};
    std::uint32_t unread{0};
    std::uint64_t readSeq{0};       ///< own watermark
    std::uint64_t peerDelivered{0}; ///< the lowest of the others
    std::uint64_t peerRead{0};
    std::uint32_t pending{0};
    std::uint32_t failed{0};
    std::optional<TimelineRow> preview;
    std::string draft; ///< what is being written
    std::uint64_t draftReplyTo{0};
    std::int64_t pinnedAtMs{0};   ///< 0 = not pinned
    std::int64_t mutedUntilMs{0}; ///< 0 = not muted; -1 = for ever
    bool isArchived{false};
    bool isMarkedUnread{false};
    [[nodiscard]] bool isGroup() const { return kind == kGroupKind; }
    /// What it is called: its title, or by whom the other one is.
    [[nodiscard]] const std::string &shownName() const {
        return !title.empty() ? title : peerDisplayName.empty() ? peerUsername : peerDisplayName;
    }
    friend bool operator==(const ConversationRow &, const ConversationRow &) = default;
};

/// Which part of a timeline is wanted: rows below `before` (0: the newest), or, with `after` > 0, rows above that.
struct PageRequest {
    std::uint64_t before{0};
    std::uint64_t after{0};
    int limit{50};
};

/// Rows that follow each other without a hole.
struct TimelinePage {
    std::vector<TimelineRow> rows;  ///< ascending; with reachesEnd what is pending or failed stands behind
    bool reachesStart{false};       ///< nothing older exists
    bool reachesEnd{false};         ///< nothing newer is held
    std::uint64_t holeBefore{0};    ///< > 0: what lies right below this seq is not held, ask the server for it
    std::uint64_t holeAboveUpTo{0}; ///< > 0: newer rows are held from here on, but not what lies between
};

} // namespace banter::client
