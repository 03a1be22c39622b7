// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "app/store/Rows.h"
#include "shared/protocol/banter.pb.h"

/// From the wire to rows. nullopt: the server sent what breaks the contract (an id that is none, seq 0); such an entry
/// is left out.
namespace banter::client {

[[nodiscard]] std::optional<UserRow> toUserRow(const v1::User &user);
[[nodiscard]] std::optional<MessageRow> toMessageRow(const v1::Message &message, const ConversationId &conversation);
[[nodiscard]] std::optional<MemberRow> toMemberRow(const v1::Member &member);
[[nodiscard]] std::optional<WatermarkRow> toWatermarkRow(const v1::Watermark &watermark);
/// `self`: whose reaction is one's own.
[[nodiscard]] ReactionsRow toReactionsRow(const v1::Reactions &reactions, const ConversationId &conversation,
                                          std::uint64_t seq, const UserId &self);
[[nodiscard]] ConversationStateRow toStateRow(const v1::ConversationState &state, const ConversationId &conversation);
[[nodiscard]] ReceiptCountRow toCountRow(const v1::ReceiptCount &count);
[[nodiscard]] GroupInfoRow toInfoRow(const v1::Title &title, const ConversationId &conversation);
[[nodiscard]] std::optional<ConversationFacts> toFacts(const v1::Conversation &conversation);
[[nodiscard]] v1::Message toMessage(const MessageRow &row);

} // namespace banter::client
