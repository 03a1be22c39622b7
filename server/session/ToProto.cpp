// SPDX-License-Identifier: Apache-2.0
#include "server/session/ToProto.h"

#include <algorithm>

namespace banter::server {

void toProto(const UserRow &row, v1::User &user) {
    user.set_user_id(row.id.toText());
    user.set_username(row.username);
    user.set_display_name(row.displayName);
}

void toProto(const DeviceRow &row, v1::Device &device) {
    device.set_device_id(row.device.toText());
    device.set_name(row.name);
    device.set_platform(row.platform);
    device.set_created_ms(row.createdMs);
    device.set_last_seen_ms(row.lastSeenMs);
    device.set_revoked(row.revokedMs != 0);
}

void toProto(const MessageRow &row, const UserId &viewer, v1::Message &message) {
    message.set_seq(row.seq);
    message.set_rev(row.rev);
    message.set_change_rev(row.changeRev);
    if (!row.sender.isNull())
        message.set_sender_id(row.sender.toText());
    if (row.sender == viewer && !row.clientId.isNull())
        message.set_client_id(row.clientId.toText());
    message.set_sent_at_ms(row.sentAtMs);
    message.set_expires_at_ms(row.expiresAtMs);
    message.set_edited_at_ms(row.editedAtMs);
    message.set_deleted(row.deleted);
    if (row.deleted)
        return;
    message.mutable_content()->ParseFromString(row.body);
    if (row.reactions.rev > 0) {
        toProto(row.reactions, *message.mutable_reactions());
        message.mutable_reactions()->clear_seq();
    }
}

void toProto(const ListState &row, v1::ConversationState &state) {
    state.set_conversation_id(row.conversation.toText());
    state.set_rev(row.rev);
    state.set_pinned_at_ms(row.pinnedMs);
    state.set_muted_until_ms(row.mutedUntilMs);
    state.set_archived(row.archived);
    state.set_marked_unread(row.markedUnread);
    if (row.draft.text.empty())
        return;
    v1::Draft &draft = *state.mutable_draft();
    draft.set_text(row.draft.text);
    draft.set_reply_to_seq(row.draft.replyToSeq);
    draft.set_changed_ms(row.draft.changedMs);
}

void toProto(const UserSettings &row, v1::Settings &settings) {
    settings.set_hides_read(row.hidesRead);
    settings.set_presence(static_cast<v1::Audience>(row.presence));
}

void toProto(const ReactionSummary &row, v1::Reactions &reactions) {
    reactions.set_seq(row.seq);
    reactions.set_rev(row.rev);
    reactions.set_own(row.own);
    for (const ReactionSummary::Count &count : row.counts) {
        v1::EmojiCount &told = *reactions.add_counts();
        told.set_emoji(count.emoji);
        told.set_count(count.count);
    }
}

void toProto(const MemberRow &row, v1::Member &member) {
    member.mutable_user()->set_user_id(row.user.toText());
    member.set_role(static_cast<v1::Role>(row.role));
    member.set_joined_seq(row.joinedSeq);
    member.set_rev(row.rev);
    member.set_removed(row.removed);
}

void toProto(const ReceiptRow &row, v1::Watermark &watermark) {
    watermark.set_user_id(row.user.toText());
    watermark.set_delivered_seq(row.deliveredSeq);
    watermark.set_read_seq(row.readSeq);
}

void toProto(const ReceiptCount &row, v1::ReceiptCount &count) {
    count.set_seq(row.seq);
    count.set_recipients(row.recipients);
    count.set_delivered(row.delivered);
    count.set_read(row.read);
}

namespace {

v1::NewMembersSee newMembersSee(const GroupInfo &info) {
    return info.showsHistory ? v1::ALL_HISTORY : v1::FROM_JOINING;
}

} // namespace

void toProto(const GroupInfo &row, v1::Title &title) {
    title.set_title(row.title);
    title.set_description(row.description);
    title.set_new_members_see(newMembersSee(row));
}

void toProto(const InviteRow &row, v1::Invite &invite) {
    invite.set_invite_id(row.id.toText());
    invite.set_creator_id(row.creator.toText());
    invite.set_created_ms(row.createdMs);
    invite.set_expires_at_ms(row.expiresMs);
    invite.set_max_uses(row.maxUses);
    invite.set_uses(row.uses);
}

void toProto(const ConversationStep &step, v1::Change &change) {
    change.set_rev(step.rev);
    if (step.message) {
        toProto(*step.message, {}, *change.mutable_message());
    } else if (step.reactions) {
        v1::Reactions &reactions = *change.mutable_reactions();
        toProto(step.reactions->summary, reactions);
        reactions.clear_own(); // of one of those who are told
        reactions.set_by(step.reactions->by.toText());
        reactions.set_emoji(step.reactions->emoji);
    } else if (step.info)
        toProto(*step.info, *change.mutable_title());
    else if (step.members.size() == 1)
        toProto(step.members.front(), *change.mutable_member());
    else if (!step.members.empty()) {
        for (const MemberRow &row : step.members)
            toProto(row, *change.mutable_members()->add_members());
    }
}

void toProto(const ListedConversation &row, const UserId &viewer, v1::Conversation &conversation) {
    const ConversationRow &head = row.conversation;
    conversation.set_conversation_id(head.id.toText());
    conversation.set_kind(static_cast<v1::ConversationKind>(head.kind));
    if (head.kind == ConversationKind::Group) {
        conversation.set_title(head.info.title);
        conversation.set_description(head.info.description);
        conversation.set_new_members_see(newMembersSee(head.info));
        conversation.set_member_count(head.memberCount);
    }
    for (const MemberRow &member : head.members)
        toProto(member, *conversation.add_members());
    for (const ReceiptRow &receipt : row.receipts)
        toProto(receipt, *conversation.add_watermarks());
    conversation.set_last_seq(head.lastSeq);
    conversation.set_last_rev(head.lastRev);
    conversation.set_first_seq(head.firstSeq);
    conversation.set_acl_rev(head.aclRev);
    conversation.set_last_ms(head.lastMs);
    if (row.preview)
        toProto(*row.preview, viewer, *conversation.mutable_preview());
    conversation.set_unread(row.unread);
    if (row.state) {
        toProto(*row.state, *conversation.mutable_state());
        conversation.mutable_state()->clear_conversation_id();
    }
}

void toProto(const SyncRows &rows, const ConversationId &id, const UserId &viewer, v1::SyncPage &page) {
    page.set_conversation_id(id.toText());
    page.set_rev(rows.rev);
    page.set_last_seq(rows.lastSeq);
    page.set_first_seq(rows.firstSeq);
    page.set_reset(rows.reset);
    page.set_hole_from(rows.holeFrom);
    page.set_hole_to(rows.holeTo);
    page.set_next_rev(rows.nextRev);
    for (const MessageRow &row : rows.changed) {
        v1::Change &change = *page.add_changes();
        change.set_rev(row.changeRev);
        toProto(row, viewer, *change.mutable_message());
    }
    for (const ReactionSummary &row : rows.reactions) {
        v1::Change &change = *page.add_changes();
        change.set_rev(row.rev);
        toProto(row, *change.mutable_reactions());
    }
    for (const MemberRow &row : rows.members) {
        v1::Change &change = *page.add_changes();
        change.set_rev(row.rev);
        toProto(row, *change.mutable_member());
    }
    if (rows.info) {
        v1::Change &change = *page.add_changes();
        change.set_rev(rows.infoRev);
        toProto(*rows.info, *change.mutable_title());
    }
    std::stable_sort(page.mutable_changes()->begin(), page.mutable_changes()->end(),
                     [](const v1::Change &a, const v1::Change &b) { return a.rev() < b.rev(); });
    for (const MessageRow &row : rows.newest)
        toProto(row, viewer, *page.add_newest());
    for (const ReceiptRow &row : rows.receipts)
        toProto(row, *page.add_watermarks());
}

namespace {

void toProto(const HiddenRows &row, v1::HiddenMessages &hidden) {
    hidden.set_conversation_id(row.conversation.toText());
    for (const std::uint64_t seq : row.seqs)
        hidden.add_seqs(seq);
}

void toProto(const ContactRow &row, v1::Contact &contact) {
    contact.set_user_id(row.contact.toText());
    contact.set_removed(row.removed);
}

} // namespace

void toProto(const AccountMove &move, v1::AccountChange &change) {
    change.set_rev(move.rev);
    if (move.hidden) {
        toProto(*move.hidden, *change.mutable_hidden());
    } else if (move.state) {
        toProto(*move.state, *change.mutable_state());
    } else if (move.contact) {
        toProto(*move.contact, *change.mutable_contact());
    } else if (move.settings) {
        toProto(*move.settings, *change.mutable_settings());
    } else if (!move.conversation.isNull()) {
        change.mutable_conversation()->set_conversation_id(move.conversation.toText());
        change.mutable_conversation()->set_removed(move.removed);
    } else if (!move.blocked.isNull()) {
        change.mutable_block()->set_user_id(move.blocked.toText());
        change.mutable_block()->set_removed(move.removed);
    }
}

void toProto(const AccountRows &rows, v1::AccountPage &page) {
    page.set_rev(rows.rev);
    page.set_more(rows.more);
    for (const AccountRows::Conversation &row : rows.conversations) {
        v1::AccountChange &change = *page.add_changes();
        change.set_rev(row.rev);
        change.mutable_conversation()->set_conversation_id(row.id.toText());
        change.mutable_conversation()->set_removed(row.removed);
    }
    for (const DeviceRow &row : rows.devices) {
        v1::AccountChange &change = *page.add_changes();
        change.set_rev(row.rev);
        toProto(row, *change.mutable_device());
    }
    for (const AccountRows::Block &row : rows.blocks) {
        v1::AccountChange &change = *page.add_changes();
        change.set_rev(row.rev);
        change.mutable_block()->set_user_id(row.user.toText());
        change.mutable_block()->set_removed(row.removed);
    }
    for (const HiddenRows &row : rows.hidden) {
        v1::AccountChange &change = *page.add_changes();
        change.set_rev(row.rev);
        toProto(row, *change.mutable_hidden());
    }
    for (const ListState &row : rows.states) {
        v1::AccountChange &change = *page.add_changes();
        change.set_rev(row.rev);
        toProto(row, *change.mutable_state());
    }
    for (const ContactRow &row : rows.contacts) {
        v1::AccountChange &change = *page.add_changes();
        change.set_rev(row.rev);
        toProto(row, *change.mutable_contact());
    }
    if (rows.settings) {
        v1::AccountChange &change = *page.add_changes();
        change.set_rev(rows.settings->rev);
        toProto(*rows.settings, *change.mutable_settings());
    }
    if (rows.profile) {
        v1::AccountChange &change = *page.add_changes();
        change.set_rev(rows.profileRev);
        toProto(*rows.profile, *change.mutable_profile());
    }
    std::stable_sort(page.mutable_changes()->begin(), page.mutable_changes()->end(),
                     [](const v1::AccountChange &a, const v1::AccountChange &b) { return a.rev() < b.rev(); });
}

} // namespace banter::server
