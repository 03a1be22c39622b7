// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/core/Id.h"

/// What belongs to a user alone: the state of a conversation in the own list, contacts, settings. Times are
/// milliseconds (UTC).
namespace banter::server {

struct DraftRow {
    std::string text; ///< empty: none (any more)
    std::uint64_t replyToSeq{0};
    std::int64_t changedMs{0};
    friend bool operator==(const DraftRow &, const DraftRow &) = default;
};

struct ListState {
    ConversationId conversation;
    std::uint64_t rev{0}; ///< account rev of the last change; 0 = nothing was ever set
    std::int64_t pinnedMs{0};
    std::int64_t mutedUntilMs{0}; ///< -1 = for ever
    bool archived{false};
    bool markedUnread{false};
    DraftRow draft;
    std::uint64_t hiddenSeq{0}; ///< the highest that the user has hidden there
    friend bool operator==(const ListState &, const ListState &) = default;
};

/// What is not set stays. A draft that is not newer than the one there is stays out.
struct ListStateEdit {
    std::optional<bool> pinned;
    std::optional<std::int64_t> mutedUntilMs;
    std::optional<bool> archived;
    std::optional<bool> markedUnread;
    std::optional<DraftRow> draft;
};

struct ListStateChange {
    ListState state; ///< as it is now
    bool isNew{false};
};

/// Whom a user keeps, or kept.
struct ContactRow {
    UserId user;
    UserId contact;
    std::uint64_t rev{0}; ///< account rev of the last change
    bool removed{false};
};

/// Who is told something of a user; numbers as in banter.v1.Audience.
enum class Audience : std::uint8_t { Everybody = 1, Contacts = 2, Nobody = 3 };

struct UserSettings {
    bool hidesRead{false};
    Audience presence{Audience::Everybody};
    std::uint64_t rev{0}; ///< account rev of the last change; 0 = never
};

/// What is not set stays.
struct SettingsEdit {
    std::optional<bool> hidesRead;
    std::optional<Audience> presence;
};

struct SettingsChange {
    UserSettings settings; ///< as they are now
    bool isNew{false};
};

} // namespace banter::server
