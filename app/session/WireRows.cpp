// SPDX-License-Identifier: Apache-2.0
#include "app/session/WireRows.h"

namespace banter::client {

static_assert(kDirectKind == v1::DIRECT && kGroupKind == v1::GROUP);

std::optional<UserRow> toUserRow(const v1::User &user) {
    const auto id = UserId::fromText(user.user_id());
    if (!id || id->isNull())
        return std::nullopt;
    return UserRow{*id, user.username(), user.display_name()};
}

std::optional<MessageRow> toMessageRow(const v1::Message &message, const ConversationId &conversation) {
    MessageRow row;
    row.conversation = conversation;
    row.seq = message.seq();
    row.rev = message.rev();
    row.changeRev = message.change_rev();
    row.sentAtMs = message.sent_at_ms();
    row.expiresAtMs = message.expires_at_ms();
    row.deleted = message.deleted();
    row.editedAtMs = message.edited_at_ms();
    if (row.seq == 0 || row.rev == 0)
        return std::nullopt;
    if (!message.sender_id().empty()) {
        const auto sender = UserId::fromText(message.sender_id());
        if (!sender)
            return std::nullopt;
        row.sender = *sender;
    }
    if (!message.client_id().empty()) {
        const auto clientId = ClientId::fromText(message.client_id());
        if (!clientId)
            return std::nullopt;
        row.clientId = *clientId;
    }
    // Serialized again, what this version does not know is kept.
    if (!row.deleted) {
        row.content = message.content().SerializeAsString();
        row.replyTo = message.content().reply_to_seq() < row.seq ? message.content().reply_to_seq() : 0;
        if (message.has_reactions())
            row.reactions = toReactionsRow(message.reactions(), conversation, row.seq, UserId{});
    }
    return row;
}

ReactionsRow toReactionsRow(const v1::Reactions &reactions, const ConversationId &conversation, std::uint64_t seq,
                            const UserId &self) {
    ReactionsRow row;
    row.conversation = conversation;
    row.seq = seq;
    row.rev = reactions.rev();
    for (const v1::EmojiCount &count : reactions.counts())
        row.counts.push_back({count.emoji(), count.count()});
    if (reactions.by().empty())
        row.own = reactions.own();
    else if (reactions.by() == self.toText())
        row.own = reactions.emoji();
    return row;
}

ConversationStateRow toStateRow(const v1::ConversationState &state, const ConversationId &conversation) {
    ConversationStateRow row;
    row.conversation = conversation;
    row.rev = state.rev();
    row.pinnedAtMs = state.pinned_at_ms();
    row.mutedUntilMs = state.muted_until_ms();
    row.isArchived = state.archived();
    row.isMarkedUnread = state.marked_unread();
    row.draft = state.draft().text();
    row.draftReplyTo = state.draft().reply_to_seq();
    row.draftChangedMs = state.draft().changed_ms();
    return row;
}

std::optional<MemberRow> toMemberRow(const v1::Member &member) {
    const auto user = UserId::fromText(member.user().user_id());
    if (!user)
        return std::nullopt;
    return MemberRow{*user, static_cast<int>(member.role()), member.joined_seq(), member.rev(), member.removed()};
}

std::optional<WatermarkRow> toWatermarkRow(const v1::Watermark &watermark) {
    const auto user = UserId::fromText(watermark.user_id());
    if (!user)
        return std::nullopt;
    return WatermarkRow{*user, watermark.delivered_seq(), watermark.read_seq()};
}

ReceiptCountRow toCountRow(const v1::ReceiptCount &count) {
    return {count.seq(), count.recipients(), count.delivered(), count.read()};
}

GroupInfoRow toInfoRow(const v1::Title &title, const ConversationId &conversation) {
    return {conversation, title.title(), title.description(), title.new_members_see() != v1::FROM_JOINING};
}

std::optional<ConversationFacts> toFacts(const v1::Conversation &conversation) {
    const auto id = ConversationId::fromText(conversation.conversation_id());
    if (!id || id->isNull())
        return std::nullopt;
    ConversationFacts facts;
    facts.id = *id;
    facts.kind = static_cast<int>(conversation.kind());
    facts.title = conversation.title();
    facts.description = conversation.description();
    facts.showsHistory = conversation.new_members_see() != v1::FROM_JOINING;
    facts.memberCount = conversation.member_count();
    facts.lastSeq = conversation.last_seq();
    facts.firstSeq = conversation.first_seq();
    facts.aclRev = conversation.acl_rev();
    facts.lastMs = conversation.last_ms();
    facts.unread = conversation.unread();
    for (const v1::Member &member : conversation.members()) {
        if (const auto row = toMemberRow(member))
            facts.members.push_back(*row);
    }
    for (const v1::Watermark &watermark : conversation.watermarks()) {
        if (const auto row = toWatermarkRow(watermark))
            facts.watermarks.push_back(*row);
    }
    return facts;
}

v1::Message toMessage(const MessageRow &row) {
    v1::Message message;
    message.set_seq(row.seq);
    message.set_rev(row.rev);
    message.set_change_rev(row.changeRev);
    if (!row.sender.isNull())
        message.set_sender_id(row.sender.toText());
    if (!row.clientId.isNull())
        message.set_client_id(row.clientId.toText());
    message.set_sent_at_ms(row.sentAtMs);
    message.set_expires_at_ms(row.expiresAtMs);
    message.set_deleted(row.deleted);
    message.set_edited_at_ms(row.editedAtMs);
    message.mutable_content()->ParseFromString(row.content);
    return message;
}

} // namespace banter::client
