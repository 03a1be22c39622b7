// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {
namespace {

using Frame = v1::ClientFrame;

/// What a request costs of which bucket. What answers nullopt is counted by its handler.
std::optional<Limit> limitOf(Frame::RequestCase request) {
    switch (request) {
    case Frame::kSendMessage:
    case Frame::kAcknowledge:
    case Frame::kEditMessage:
    case Frame::kSetActivity:
    case Frame::kFindUser: return std::nullopt;
    case Frame::kGetUsers:
    case Frame::kListChanged:
    case Frame::kGetConversation:
    case Frame::kGetHistory:
    case Frame::kSync:
    case Frame::kSyncAccount:
    case Frame::kGetReceipts:
    case Frame::kListMembers:
    case Frame::kListInvites:
    case Frame::kLookInvite:
    case Frame::kGetReactions:
    case Frame::kListContacts:
    case Frame::kFindByTime:
    case Frame::kSetPresenceInterest: return Limit::Read;
    case Frame::kSearch: return Limit::Search;
    case Frame::kHello:
    case Frame::kRegister:
    case Frame::kLogIn:
    case Frame::kLogOut:
    case Frame::kListDevices:
    case Frame::kRevokeDevice:
    case Frame::kChangePassword:
    case Frame::kPing:
    case Frame::kOpenDirect:
    case Frame::kCreateGroup:
    case Frame::kEditGroup:
    case Frame::kAddMembers:
    case Frame::kRemoveMember:
    case Frame::kLeaveGroup:
    case Frame::kSetRole:
    case Frame::kCreateInvite:
    case Frame::kRevokeInvite:
    case Frame::kJoinByInvite:
    case Frame::kBlockUser:
    case Frame::kUnblockUser:
    case Frame::kDeleteMessages:
    case Frame::kHideMessages:
    case Frame::kSetReaction:
    case Frame::kAddContact:
    case Frame::kRemoveContact:
    case Frame::kSetConversationState:
    case Frame::kSetDraft:
    case Frame::kEditSettings:
    case Frame::REQUEST_NOT_SET: return Limit::Other;
    }
    return Limit::Other;
}

bool isForStrangers(Frame::RequestCase request) { return request == Frame::kRegister || request == Frame::kLogIn; }

/// The refusal that the session's stage gives, or nullopt.
std::optional<std::pair<ErrorCode, std::string_view>> refusalOf(const Session &session, const Frame &frame) {
    const auto request = frame.request_case();
    if (request == Frame::REQUEST_NOT_SET)
        return {{ErrorCode::Unsupported, "this server does not know that request"}};
    if (frame.request_id() == 0 && request != Frame::kAcknowledge && request != Frame::kSetActivity)
        return {{ErrorCode::Malformed, "request_id is missing"}};
    if (request == Frame::kPing)
        return std::nullopt;
    switch (session.stage()) {
    case Session::Stage::New:
        if (request != Frame::kHello)
            return {{ErrorCode::NotSignedIn, "the first frame is Hello"}};
        return std::nullopt;
    case Session::Stage::Greeting:
    case Session::Stage::Entering: return {{ErrorCode::NotSignedIn, "wait for the answer to Hello, Register or LogIn"}};
    case Session::Stage::Stranger:
        if (!isForStrangers(request))
            return {{ErrorCode::NotSignedIn, "sign in first"}};
        return std::nullopt;
    case Session::Stage::SignedIn:
        if (request == Frame::kHello || isForStrangers(request))
            return {{ErrorCode::NotSignedIn, "this connection is signed in already"}};
        return std::nullopt;
    case Session::Stage::Leaving: return {{ErrorCode::ShuttingDown, "the connection is closing"}};
    }
    return std::nullopt;
}

void pong(const Request &request) {
    request.answer([&](v1::ServerFrame &frame) { frame.mutable_pong()->set_time_ms(request.services().nowMs()); });
}

void route(Session &session, const Request &request, const Frame &frame) {
    switch (frame.request_case()) {
    case Frame::kHello: return hello(session, request, frame.hello());
    case Frame::kRegister: return registerUser(session, request, frame.register_());
    case Frame::kLogIn: return logIn(session, request, frame.log_in());
    case Frame::kLogOut: return logOut(request);
    case Frame::kListDevices: return listDevices(request);
    case Frame::kRevokeDevice: return revokeDevice(request, frame.revoke_device());
    case Frame::kChangePassword: return changePassword(request, frame.change_password());
    case Frame::kPing: return pong(request);
    case Frame::kFindUser: return findUser(request, frame.find_user());
    case Frame::kGetUsers: return getUsers(request, frame.get_users());
    case Frame::kOpenDirect: return openDirect(request, frame.open_direct());
    case Frame::kSendMessage: return sendMessage(session, request, frame.send_message());
    case Frame::kAcknowledge: return acknowledge(session, request, frame.acknowledge());
    case Frame::kListChanged: return listChanged(request, frame.list_changed());
    case Frame::kGetConversation: return getConversation(request, frame.get_conversation());
    case Frame::kGetHistory: return getHistory(request, frame.get_history());
    case Frame::kSync: return sync(request, frame.sync());
    case Frame::kSyncAccount: return syncAccount(request, frame.sync_account());
    case Frame::kGetReceipts: return getReceipts(request, frame.get_receipts());
    case Frame::kCreateGroup: return createGroup(request, frame.create_group());
    case Frame::kEditGroup: return editGroup(request, frame.edit_group());
    case Frame::kListMembers: return listMembers(request, frame.list_members());
    case Frame::kAddMembers: return addMembers(request, frame.add_members());
    case Frame::kRemoveMember: return removeMember(request, frame.remove_member());
    case Frame::kLeaveGroup: return leaveGroup(request, frame.leave_group());
    case Frame::kSetRole: return setRole(request, frame.set_role());
    case Frame::kCreateInvite: return createInvite(request, frame.create_invite());
    case Frame::kListInvites: return listInvites(request, frame.list_invites());
    case Frame::kRevokeInvite: return revokeInvite(request, frame.revoke_invite());
    case Frame::kLookInvite: return lookInvite(request, frame.look_invite());
    case Frame::kJoinByInvite: return joinByInvite(request, frame.join_by_invite());
    case Frame::kBlockUser: return blockUser(request, frame.block_user());
    case Frame::kUnblockUser: return unblockUser(request, frame.unblock_user());
    case Frame::kEditMessage: return editMessage(session, request, frame.edit_message());
    case Frame::kDeleteMessages: return deleteMessages(request, frame.delete_messages());
    case Frame::kHideMessages: return hideMessages(request, frame.hide_messages());
    case Frame::kSetReaction: return setReaction(request, frame.set_reaction());
    case Frame::kGetReactions: return getReactions(request, frame.get_reactions());
    case Frame::kEditSettings: return editSettings(request, frame.edit_settings());
    case Frame::kAddContact: return addContact(request, frame.add_contact());
    case Frame::kRemoveContact: return removeContact(request, frame.remove_contact());
    case Frame::kListContacts: return listContacts(request, frame.list_contacts());
    case Frame::kSetConversationState: return setConversationState(request, frame.set_conversation_state());
    case Frame::kSetDraft: return setDraft(request, frame.set_draft());
    case Frame::kSearch: return search(request, frame.search());
    case Frame::kFindByTime: return findByTime(request, frame.find_by_time());
    case Frame::kSetActivity: return setActivity(session, request, frame.set_activity());
    case Frame::kSetPresenceInterest: return setPresenceInterest(request, frame.set_presence_interest());
    case Frame::REQUEST_NOT_SET: return;
    }
}

} // namespace

void dispatch(Session &session, const v1::ClientFrame &frame) {
    if (const auto refusal = refusalOf(session, frame)) {
        // A frame without an id asks for no answer; it gets one as an event, so that a person who writes a client sees
        // why.
        if (session.take(Limit::Other) == Millis::zero())
            session.shard().sendFailure(session, frame.request_id(), refusal->first, refusal->second, 0);
        else
            session.leave(limits::kCloseRate, "too many refused requests");
        return;
    }
    if (const auto limit = limitOf(frame.request_case())) {
        if (const Millis wait = session.take(*limit); wait > Millis::zero()) {
            session.shard().sendFailure(session, frame.request_id(), ErrorCode::RateLimited,
                                        "too many requests of this kind", wait.count());
            return;
        }
    }
    route(session, Request(session, frame.request_id()), frame);
}

} // namespace banter::server::handlers
