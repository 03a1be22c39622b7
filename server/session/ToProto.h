// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/GroupRows.h"
#include "server/storage/Rows.h"
#include "shared/protocol/banter.pb.h"

/// Rows of the store as messages of the protocol. Pure; any thread.
namespace banter::server {

void toProto(const UserRow &row, v1::User &user);
void toProto(const DeviceRow &row, v1::Device &device);
/// With client_id only if `viewer` is the sender. `withConversation`: null leaves the conversation's id out.
void toProto(const MessageRow &row, const UserId &viewer, v1::Message &message);
void toProto(const MemberRow &row, v1::Member &member);
void toProto(const ReceiptRow &row, v1::Watermark &watermark);
void toProto(const ListState &row, v1::ConversationState &state);
void toProto(const UserSettings &row, v1::Settings &settings);
void toProto(const ReactionSummary &row, v1::Reactions &reactions);
void toProto(const ReceiptCount &row, v1::ReceiptCount &count);
void toProto(const GroupInfo &row, v1::Title &title);
void toProto(const InviteRow &row, v1::Invite &invite);
/// Without client_id.
void toProto(const ConversationStep &step, v1::Change &change);
void toProto(const AccountMove &move, v1::AccountChange &change);
void toProto(const ListedConversation &row, const UserId &viewer, v1::Conversation &conversation);
void toProto(const SyncRows &rows, const ConversationId &id, const UserId &viewer, v1::SyncPage &page);
void toProto(const AccountRows &rows, v1::AccountPage &page);

} // namespace banter::server
