// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "app/store/Rows.h"
#include "shared/core/Promise.h"

namespace banter::client {

using Done = std::monostate; ///< the answer of what answers nothing

/// What the chats ask of a Session. Apart, so that tests can script the answers. What people see comes from the store
/// only.
class ChatActions {
public:
    virtual ~ChatActions() = default;

    /// Answers when the message is durable here; the rest is the outbox's. Malformed (empty), TooLarge.
    virtual void send(const ConversationId &conversation, const std::string &text, Promise<ClientId> done) = 0;
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
