// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include "server/ops/Tokens.h"
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
    welcome.set_heartbeat_s(static_cast<std::uint32_t>(limits::kHeartbeat.count()));
    welcome.set_reconnect_spread_ms(config.reconnectSpreadMs);
    welcome.set_registration_open(config.registrationOpen);
}

void welcomeStranger(const Request &request, Session &session) {
    session.setStage(Session::Stage::Stranger);
    request.answer([&](v1::ServerFrame &frame) { fillWelcome(request.services(), *frame.mutable_welcome()); });
}

void resume(const Request &request, const DeviceToken &token);

void onResumed(const Request &request, const DeviceToken &token, std::uint64_t revocations,
               std::optional<ResumedDevice> known) {
    Session *session = request.session();
    if (!session || session->stage() == Session::Stage::Leaving)
        return;
    if (!known) {
        request.refuse(ErrorCode::WrongCredentials, "the token is not valid (any more)");
        return session->leave(limits::kCloseSignInAgain, "sign in again");
    }
    if (known->user.disabled) {
        request.refuse(ErrorCode::AccountDisabled);
        return session->leave(limits::kCloseBanned, "this account is disabled");
    }
    session->signIn(known->user.id, known->device.device);
    Services &services = request.services();
    if (services.connections.revocations() != revocations) {
        // Somebody's token was made void while the store was asked; it may have been this one.
        session->setStage(Session::Stage::Greeting);
        return resume(request, token);
    }
    touchDaily(request.shard(), known->device);
    request.answer([&](v1::ServerFrame &frame) {
        v1::Welcome &welcome = *frame.mutable_welcome();
        fillWelcome(services, welcome);
        v1::SignedIn &signedIn = *welcome.mutable_signed_in();
        toProto(known->user, *signedIn.mutable_user());
        signedIn.set_device_id(known->device.device.toText());
        signedIn.set_account_rev(known->user.accountRev);
    });
}

void resume(const Request &request, const DeviceToken &token) {
    const std::uint64_t revocations = request.services().connections.revocations();
    request.services().storage.read<std::optional<ResumedDevice>>(
        [user = token.user, hash = token.secretHash()](SqlStore &store) {
            return store.resumeDevice(user, hash, false);
        },
        Promise<std::optional<ResumedDevice>>(
            &request.shard().loop(), [request, token, revocations](Result<std::optional<ResumedDevice>> result) {
                if (result.ok())
                    return onResumed(request, token, revocations, std::move(result).value());
                // The token may be good: the client keeps it and comes back.
                request.refuse(result.error());
                if (Session *session = request.session())
                    session->leave(limits::kCloseBusy, "try again later");
            }));
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
    resume(request, *token);
}

} // namespace banter::server::handlers
