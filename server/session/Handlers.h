// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "server/session/Request.h"
#include "server/session/Session.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/banter.pb.h"

/// One function per request of the protocol. Each checks its input, does its work (or hands it on) and sees to it that
/// the request gets exactly one answer. On the session's shard; the frame is valid during the call only.
namespace banter::server::handlers {

/// How many a page has if that many were asked for; 0: as many as usual.
[[nodiscard]] inline int pageSize(std::uint32_t asked) {
    return static_cast<int>(asked == 0 ? limits::kDefaultPage : std::min(asked, limits::kMaxPage));
}

/// Sends a frame to its handler; refuses what the session's stage or the rate limits do not allow.
void dispatch(Session &session, const v1::ClientFrame &frame);

void hello(Session &session, const Request &request, const v1::Hello &message);
void registerUser(Session &session, const Request &request, const v1::Register &message);
void logIn(Session &session, const Request &request, const v1::LogIn &message);
void logOut(const Request &request);
void changePassword(const Request &request, const v1::ChangePassword &message);

void listDevices(const Request &request);
void revokeDevice(const Request &request, const v1::RevokeDevice &message);

void findUser(const Request &request, const v1::FindUser &message);
void getUsers(const Request &request, const v1::GetUsers &message);

void openDirect(const Request &request, const v1::OpenDirect &message);
void getConversation(const Request &request, const v1::GetConversation &message);
void listChanged(const Request &request, const v1::ListChanged &message);

void createGroup(const Request &request, const v1::CreateGroup &message);
void editGroup(const Request &request, const v1::EditGroup &message);
void listMembers(const Request &request, const v1::ListMembers &message);
void addMembers(const Request &request, const v1::AddMembers &message);
void removeMember(const Request &request, const v1::RemoveMember &message);
void leaveGroup(const Request &request, const v1::LeaveGroup &message);
void setRole(const Request &request, const v1::SetRole &message);

void createInvite(const Request &request, const v1::CreateInvite &message);
void listInvites(const Request &request, const v1::ListInvites &message);
void revokeInvite(const Request &request, const v1::RevokeInvite &message);
void lookInvite(const Request &request, const v1::LookInvite &message);
void joinByInvite(const Request &request, const v1::JoinByInvite &message);

void blockUser(const Request &request, const v1::BlockUser &message);
void unblockUser(const Request &request, const v1::UnblockUser &message);

void sendMessage(Session &session, const Request &request, const v1::SendMessage &message);
void acknowledge(Session &session, const Request &request, const v1::Acknowledge &message);
void getReceipts(const Request &request, const v1::GetReceipts &message);

void editMessage(Session &session, const Request &request, const v1::EditMessage &message);
void deleteMessages(const Request &request, const v1::DeleteMessages &message);
void hideMessages(const Request &request, const v1::HideMessages &message);
void setReaction(const Request &request, const v1::SetReaction &message);
void getReactions(const Request &request, const v1::GetReactions &message);

void setConversationState(const Request &request, const v1::SetConversationState &message);
void setDraft(const Request &request, const v1::SetDraft &message);
void editSettings(const Request &request, const v1::EditSettings &message);
void addContact(const Request &request, const v1::AddContact &message);
void removeContact(const Request &request, const v1::RemoveContact &message);
void listContacts(const Request &request, const v1::ListContacts &message);

void setPresenceInterest(const Request &request, const v1::SetPresenceInterest &message);
void setActivity(Session &session, const Request &request, const v1::SetActivity &message);

void search(const Request &request, const v1::Search &message);
void findByTime(const Request &request, const v1::FindByTime &message);

void getHistory(const Request &request, const v1::GetHistory &message);
void sync(const Request &request, const v1::Sync &message);
void syncAccount(const Request &request, const v1::SyncAccount &message);

} // namespace banter::server::handlers
