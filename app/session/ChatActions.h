// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/store/Rows.h"
#include "shared/core/Promise.h"

namespace banter::client {

using Done = std::monostate; ///< the answer of what answers nothing

/// What is not set stays.
struct StateWish {
    std::optional<bool> pinned;
    std::optional<std::int64_t> mutedUntilMs; ///< 0 = not muted, -1 = for ever
    std::optional<bool> archived;
    std::optional<bool> markedUnread;
};

/// A page of messages that hold the words, the newest first.
struct FoundPage {
    std::vector<TimelineRow> rows;
    std::string next; ///< cursor of the next page; empty = last page
};

/// What the chats ask of a Session. Apart, so that tests can script the answers. What people see comes from the store
/// only.
class ChatActions {
public:
    virtual ~ChatActions() = default;

    /// Answers when the message is durable here; the rest is the outbox's. `replyTo`: seq of the message that it
    /// answers; 0 = none. Malformed (empty), TooLarge.
    virtual void send(const ConversationId &conversation, const std::string &text, std::uint64_t replyTo,
                      Promise<ClientId> done) = 0;

    // These answer when the wish is durable here, and it shows at once; carrying it out is the OperationQueue's, also
    // after a restart. What is refused then shows no more, and is told by operationRefused().
    /// Malformed (empty), TooLarge.
    virtual void editMessage(const ConversationId &conversation, std::uint64_t seq, const std::string &text,
                             Promise<Done> done) = 0;
    /// For everyone.
    virtual void deleteMessages(const ConversationId &conversation, const std::vector<std::uint64_t> &seqs,
                                Promise<Done> done) = 0;
    /// For this user alone, on all devices.
    virtual void hideMessages(const ConversationId &conversation, const std::vector<std::uint64_t> &seqs,
                              Promise<Done> done) = 0;
    /// An empty emoji takes the own one away.
    virtual void react(const ConversationId &conversation, std::uint64_t seq, const std::string &emoji,
                       Promise<Done> done) = 0;
    virtual void setState(const ConversationId &conversation, const StateWish &wish, Promise<Done> done) = 0;
    /// The draft as the store has it goes to the other devices.
    virtual void shareDraft(const ConversationId &conversation) = 0;

    /// The first message at or after a time (0 = none). NoConnection.
    virtual void findByTime(const ConversationId &conversation, std::int64_t ms, Promise<std::uint64_t> done) = 0;
    /// A page of hits of the server's index, for what is not held here. NoConnection.
    virtual void searchServer(const ConversationId &within, const std::string &words, const std::string &cursor,
                              Promise<FoundPage> done) = 0;
    /// What the user does there now, as banter.v1.Activity. A hint: nothing is kept or repeated.
    virtual void setActivity(const ConversationId &conversation, int activity) = 0;
    virtual void retryFailed(const ClientId &id, Promise<Done> done) = 0;
    virtual void discardFailed(const ClientId &id, Promise<Done> done) = 0;
    virtual void markRead(const ConversationId &conversation, std::uint64_t seq) = 0;
    /// Answers when a page of messages below `before` (0: the newest) is in the store, as far as there are any.
    /// NoConnection.
    virtual void loadOlder(const ConversationId &conversation, std::uint64_t before, Promise<Done> done) = 0;
    /// This conversation is looked at.
    virtual void setInView(const ConversationId &conversation) = 0;
};

} // namespace banter::client
