// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include <algorithm>

#include "server/ops/Tokens.h"
#include "server/session/ConversationPages.h"
#include "server/session/Log.h"
#include "server/session/SignIn.h"
#include "server/session/ToProto.h"
#include "shared/core/Logging.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {
namespace {

void fillWelcome(const Services &services, v1::Welcome &welcome) {
    const Config &config = services.config;
    welcome.set_version(limits::kProtocolVersion);
    welcome.set_server_id(services.serverId.toText());
    welcome.set_server_name(config.serverName);
    welcome.set_time_ms(services.nowMs());
    v1::Limits &told = *welcome.mutable_limits();
    told.set_max_text_bytes(static_cast<std::uint32_t>(config.textMaxBytes));
    told.set_max_message_bytes(limits::kMaxMessageBytes);
    told.set_max_name_bytes(limits::kMaxNameBytes);
    told.set_min_username_length(limits::kMinUsernameLength);
    told.set_max_username_length(limits::kMaxUsernameLength);
    told.set_min_password_bytes(limits::kMinPasswordBytes);
    told.set_max_password_bytes(limits::kMaxPasswordBytes);
    told.set_max_page(limits::kMaxPage);
    told.set_max_devices(config.maxDevices);
    told.set_max_unread(limits::kMaxUnread);
    told.set_max_group_members(config.maxGroupMembers);
    told.set_max_title_bytes(limits::kMaxTitleBytes);
    told.set_max_description_bytes(limits::kMaxDescriptionBytes);
    told.set_max_invites(limits::kMaxInvites);
    told.set_edit_window_s(static_cast<std::uint32_t>(config.editWindow.count()));
    told.set_delete_window_s(static_cast<std::uint32_t>(config.deleteWindow.count()));
    told.set_max_messages_at_once(limits::kMaxMessagesAtOnce);
    told.set_max_reaction_kinds(limits::kMaxReactionKinds);
    told.set_max_pinned(limits::kMaxPinned);
    told.set_max_contacts(limits::kMaxContacts);
    told.set_max_presence_interest(limits::kMaxPresenceInterest);
    told.set_max_open_conversations(limits::kMaxOpenConversations);
    told.set_max_search_bytes(limits::kMaxSearchBytes);
    welcome.add_features("message-changes");
    welcome.add_features("list-state");
    welcome.add_features("presence");
    welcome.add_features("search");
    welcome.set_heartbeat_s(static_cast<std::uint32_t>(limits::kHeartbeat.count()));
    welcome.set_reconnect_spread_ms(config.reconnectSpreadMs);
    welcome.set_registration_open(config.registrationOpen);
}

void welcomeStranger(const Request &request, Session &session) {
    session.setStage(Session::Stage::Stranger);
    request.answer([&](v1::ServerFrame &frame) { fillWelcome(request.services(), *frame.mutable_welcome()); });
}

/// What a device that comes back sends, and what was true when the store was asked for it.
struct Resumption {
    Request request;
    DeviceToken token;
    std::int64_t listSinceMs{0}; ///< 0: no list is wanted
    std::uint64_t revocations{0};
    std::uint32_t lookups{0};
    std::int64_t asOfMs{0};
};

void resume(Resumption resumption);

void onResumed(const Resumption &resumption, std::optional<ResumedDevice> known) {
    const Request &request = resumption.request;
    Session *session = request.session();
    if (!session || session->stage() == Session::Stage::Leaving)
        return;
    if (!known) {
        request.refuse(ErrorCode::WrongCredentials, "the token is not valid (any more)");
        return session->leave(limits::kCloseSignInAgain, "sign in again");
    }
    const ResumedDevice &device = *known;
    if (device.user.disabled) {
        request.refuse(ErrorCode::AccountDisabled);
        return session->leave(limits::kCloseBanned, "this account is disabled");
    }
    session->signIn(device.user.id, device.device.device, device.user.settings);
    Services &services = request.services();
    if (services.connections.revocations() != resumption.revocations) {
        // Somebody's token was made void while the store was asked; it may have been this one.
        session->setStage(Session::Stage::Greeting);
        return resume(resumption);
    }
    touchDaily(request.shard(), device.device);
    // If something was sent out meanwhile, it may be neither in the list nor on its way to this session: the client
    // asks for the list when there is none.
    const bool isListWhole =
        resumption.listSinceMs > 0 && services.connections.lookups(device.user.id) == resumption.lookups;
    request.answer([&](v1::ServerFrame &frame) {
        v1::Welcome &welcome = *frame.mutable_welcome();
        fillWelcome(services, welcome);
        v1::SignedIn &signedIn = *welcome.mutable_signed_in();
        toProto(device.user, *signedIn.mutable_user());
        signedIn.set_device_id(device.device.device.toText());
        signedIn.set_account_rev(device.user.accountRev);
        if (isListWhole)
            fillPage(std::move(known->list), static_cast<int>(limits::kDefaultPage), resumption.asOfMs, device.user.id,
                     *welcome.mutable_conversations());
        if (device.user.settings.hidesRead)
            withoutReads(frame, device.user.id);
    });
}

void resume(Resumption resumption) {
    Services &services = resumption.request.services();
    Shard &shard = resumption.request.shard();
    const UserId user = resumption.token.user;
    resumption.revocations = services.connections.revocations();
    resumption.lookups = services.connections.lookups(user);
    resumption.asOfMs = services.nowMs();
    ResumeAsk ask{user, resumption.token.secretHash(),
                  resumption.listSinceMs > 0 ? std::max<std::int64_t>(listFromMs(resumption.listSinceMs), 1) : 0};
    auto answered = [resumption = std::move(resumption)](Result<std::optional<ResumedDevice>> result) {
        if (result.ok())
            return onResumed(resumption, std::move(result).value());
        // The token may be good: the client keeps it and comes back.
        const Request &request = resumption.request;
        request.refuse(result.error());
        if (Session *session = request.session())
            session->leave(limits::kCloseBusy, "try again later");
    };
    services.storage.resume(std::move(ask), {&shard.loop(), std::move(answered)});
}

} // namespace

void hello(Session &session, const Request &request, const v1::Hello &message) {
    if (message.min_version() > limits::kProtocolVersion || message.max_version() < limits::kProtocolVersion) {
        request.refuse(ErrorCode::Version, "this server speaks version 1");
        return session.leave(limits::kCloseTooOld, "no common protocol version");
    }
    qCDebug(lcSession) << "session" << session.ref().bits << "client" << forLog(message.client()).constData();
    if (message.token().empty())
        return welcomeStranger(request, session);
    const auto token = DeviceToken::parse(message.token());
    if (!token) {
        request.refuse(ErrorCode::WrongCredentials, "the token is not valid (any more)");
        return session.leave(limits::kCloseSignInAgain, "sign in again");
    }
    session.setStage(Session::Stage::Greeting);
    resume({request, *token, message.list_since_ms()});
}

} // namespace banter::server::handlers
