// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "app/store/Rows.h"

namespace banter::client {

/// What the account says of itself, on all devices.
struct AccountSettings {
    bool hidesRead{false};
    int presence{0}; ///< banter.v1.Audience
    friend bool operator==(const AccountSettings &, const AccountSettings &) = default;
};

/// What is written in one transaction. Applied in the order of the members; applying it twice changes nothing more.
struct StoreBatch {
    struct Failed {
        ConversationId conversation;
        ClientId clientId;
        ErrorCode reason{ErrorCode::Unspecified};
    };
    struct Marks {
        ConversationId conversation;
        std::vector<WatermarkRow> watermarks; ///< raised to the maximum of held and given
    };
    struct Members {
        ConversationId conversation;
        std::vector<MemberRow> members; ///< each replaces the held one if its rev is higher
    };
    /// The end of a listing: who is held, is no newer than it, and was not in it, is no member.
    struct MembersListed {
        ConversationId conversation;
        std::uint64_t rev{0};
        std::vector<UserId> present;
    };
    struct Counts {
        ConversationId conversation;
        std::vector<ReceiptCountRow> counts; ///< raised to the maximum of held and given
    };
    struct HiddenRows {
        ConversationId conversation;
        std::vector<std::uint64_t> seqs;
    };
    struct Contact {
        UserId user;
        bool isRemoved{false};
    };
    /// An operation was carried out (it shows until `rev` is applied), or refused (rev 0: it shows no more).
    struct OperationDone {
        ConversationId conversation;
        std::int64_t position{0};
        std::uint64_t rev{0};
    };
    struct Block {
        UserId user;
        bool isRemoved{false};
    };

    std::vector<ConversationId> resets;  ///< rows and ranges go; the outbox stays
    std::vector<ConversationId> removed; ///< not wanted here any more: all goes, drafts and what was not sent too
    std::vector<UserRow> users;
    std::vector<ConversationFacts> conversations;
    std::vector<GroupInfoRow> infos;
    std::vector<Members> members;
    std::vector<MembersListed> membersListed;
    std::vector<Block> blocks;
    std::vector<ReactionsRow> reactions;
    std::vector<ConversationStateRow> states; ///< each replaces the held one if its rev is higher
    std::vector<HiddenRows> hidden;           ///< for good
    std::vector<Contact> contacts;
    std::optional<AccountSettings> settings;
    std::vector<OperationDone> done;
    std::vector<MessageRow> messages; ///< see supersedes(); one with a client_id settles the outbox row of that id
    std::vector<Marks> marks;
    std::vector<Counts> counts;
    std::vector<Progress> progress;
    std::optional<std::uint64_t> accountRev;
    std::optional<std::int64_t> listedAsOfMs;
    std::vector<Failed> failed; ///< sends that the server refused for good

    [[nodiscard]] bool isEmpty() const {
        return resets.empty() && removed.empty() && users.empty() && conversations.empty() && infos.empty() &&
               members.empty() && membersListed.empty() && blocks.empty() && messages.empty() && marks.empty() &&
               counts.empty() && progress.empty() && !accountRev && !listedAsOfMs && failed.empty() &&
               reactions.empty() && states.empty() && hidden.empty() && contacts.empty() && !settings && done.empty();
    }
};

/// What the pure cores start from: everything that was committed.
struct StoreSnapshot {
    std::uint64_t accountRev{0};
    std::int64_t listedAsOfMs{0};
    std::vector<Progress> progress;
    std::vector<OutboxRow> outbox;        ///< pending ones only, by position
    std::vector<OperationRow> operations; ///< by position
    std::vector<UserId> users;            ///< whose names are known
};

/// What a transaction changed, for those who show it. Sent after the commit.
struct StoreChanges {
    std::vector<TimelineRow> rows; ///< new or different, the last in each conversation by seq and then position
    std::vector<ConversationId> conversations; ///< whose line in the list may look different
    std::vector<ConversationId> reloads;       ///< too much changed for single rows: read again
    std::vector<ConversationId> removed;
    std::vector<ConversationId> members; ///< whose members changed
    bool blocks{false};                  ///< who is blocked changed
    bool contacts{false};
    bool settings{false};
    /// Rows that are there no more: hidden on some device.
    std::vector<std::pair<ConversationId, std::uint64_t>> hidden;
    std::vector<ClientId> gone; ///< outbox rows that are no more without having become a message
    std::vector<UserRow> users;
};

} // namespace banter::client
