// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "app/session/Session.h"
#include "app/session/WireRows.h"
#include "shared/protocol/Text.h"

namespace banter::client {

void Session::registerAccount(const std::string &username, const std::string &password, const std::string &displayName,
                              Promise<Done> done) {
    v1::ClientFrame frame;
    v1::Register *body = frame.mutable_register_();
    body->set_username(username);
    body->set_password(password);
    body->set_display_name(displayName);
    body->mutable_device()->set_name(m_options.deviceName.toStdString());
    body->mutable_device()->set_platform(m_options.platform.toStdString());
    authenticate(std::move(frame), std::move(done));
}

void Session::logIn(const std::string &username, const std::string &password, Promise<Done> done) {
    v1::ClientFrame frame;
    v1::LogIn *body = frame.mutable_log_in();
    body->set_username(username);
    body->set_password(password);
    body->mutable_device()->set_name(m_options.deviceName.toStdString());
    body->mutable_device()->set_platform(m_options.platform.toStdString());
    authenticate(std::move(frame), std::move(done));
}

void Session::authenticate(v1::ClientFrame frame, Promise<Done> done) {
    if (m_credentials || m_authentication) {
        done.resolve(Error{ErrorCode::NotAllowed, "this device is signed in already: log out first"});
        return;
    }
    m_authentication.emplace(std::move(frame), std::move(done));
    m_link.setToken({});
    m_link.setServerId({});
    if (m_link.isConnected())
        sendAuthentication();
    else
        m_link.open();
}

void Session::sendAuthentication() {
    m_link.request(std::move(m_authentication->frame), [this](Result<v1::ServerFrame> answer) {
        if (!m_authentication)
            return;
        if (answer.ok() && answer->has_signed_in() && !answer->signed_in().token().empty()) {
            onSignedIn(answer->signed_in());
            return;
        }
        if (!answer.ok() && answer.error().code == ErrorCode::NoConnection)
            return; // onStopped() follows and knows why
        Promise<Done> done = std::move(m_authentication->done);
        m_authentication.reset();
        done.resolve(answer.ok() ? Error{ErrorCode::Internal, "the server's answer holds no token"}
                                 : answer.takeError());
    });
}

void Session::onSignedIn(const v1::SignedIn &signedIn) {
    auto done = std::make_shared<Promise<Done>>(std::move(m_authentication->done));
    m_authentication.reset();
    const auto user = toUserRow(signedIn.user());
    if (!user) {
        done->resolve(Error{ErrorCode::Internal, "the server's answer holds no user"});
        return;
    }
    Credentials credentials{m_serverId, *user, signedIn.device_id(), signedIn.token(), {}};
    for (const QUrl &address : std::as_const(m_options.link.addresses))
        credentials.addresses.push_back(address.toString().toStdString());
    m_credentials = credentials;
    m_accountRev = signedIn.account_rev();
    m_link.setToken(credentials.token);
    m_link.setServerId(credentials.serverId);
    // The token first: once lost, it can't be asked for again.
    m_secrets->write(credentials, {&m_executor, m_alive, [this, done](Result<Done> written) {
                                       if (!written.ok()) {
                                           m_credentials.reset();
                                           m_accountRev.reset();
                                           m_link.setToken({});
                                           m_link.close();
                                           done->resolve(written.takeError());
                                           return;
                                       }
                                       openStore([done](Result<Done> opened) { done->resolve(std::move(opened)); });
                                   }});
}

void Session::ask(v1::ClientFrame frame, ServerLink::Answered answered) {
    if (!m_engine || !m_accountRev) {
        m_executor.post([answered = std::move(answered), isSignedIn = m_credentials.has_value()] {
            answered(Error{isSignedIn ? ErrorCode::NoConnection : ErrorCode::NotSignedIn,
                           isSignedIn ? "not connected" : "sign in first"});
        });
        return;
    }
    m_link.request(std::move(frame), std::move(answered));
}

void Session::askDone(v1::ClientFrame frame, Promise<Done> done) {
    ask(std::move(frame), [done = std::make_shared<Promise<Done>>(std::move(done))](Result<v1::ServerFrame> answer) {
        done->resolve(answer.ok() ? Result<Done>(Done{}) : answer.takeError());
    });
}

void Session::askConversation(v1::ClientFrame frame, Promise<ConversationId> done) {
    ask(std::move(frame),
        [this, done = std::make_shared<Promise<ConversationId>>(std::move(done))](Result<v1::ServerFrame> answer) {
            if (!answer.ok()) {
                done->resolve(answer.takeError());
                return;
            }
            const auto id = ConversationId::fromText(answer->conversation().conversation_id());
            if (!id || !m_engine) {
                done->resolve(Error{ErrorCode::Internal, "the server's answer holds no conversation"});
                return;
            }
            perform(m_engine->onConversation(answer->conversation(), monoNow()));
            done->resolve(*id);
        });
}

void Session::logOut(Promise<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_log_out();
    ask(std::move(frame),
        [this, done = std::make_shared<Promise<Done>>(std::move(done))](Result<v1::ServerFrame> answer) {
            if (!answer.ok()) {
                done->resolve(answer.takeError());
                return;
            }
            m_link.close();
            if (m_credentials)
                leave();
            done->resolve(Done{});
        });
}

void Session::forget() {
    m_link.close();
    if (m_credentials)
        leave();
}

void Session::setServer(const QUrl &address) {
    if (m_credentials || m_authentication)
        return;
    if (m_options.link.addresses == QList<QUrl>{address})
        return;
    m_link.close();
    m_options.link.addresses = {address};
    m_link.setAddresses(m_options.link.addresses);
}

void Session::devices(Promise<std::vector<DeviceRow>> done) {
    v1::ClientFrame frame;
    frame.mutable_list_devices();
    ask(std::move(frame),
        [done = std::make_shared<Promise<std::vector<DeviceRow>>>(std::move(done))](Result<v1::ServerFrame> answer) {
            if (!answer.ok()) {
                done->resolve(answer.takeError());
                return;
            }
            std::vector<DeviceRow> rows;
            for (const v1::Device &device : answer->devices().devices())
                rows.push_back({device.device_id(), device.name(), device.platform(), device.created_ms(),
                                device.last_seen_ms(), device.this_device()});
            done->resolve(std::move(rows));
        });
}

void Session::revokeDevice(const std::string &deviceId, Promise<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_revoke_device()->set_device_id(deviceId);
    askDone(std::move(frame), std::move(done));
}

void Session::findUser(const std::string &username, Promise<UserRow> done) {
    if (!canonicalUsername(username)) {
        done.resolve(Error{ErrorCode::NameInvalid, "no user can have this name"});
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_find_user()->set_username(username);
    ask(std::move(frame),
        [this, done = std::make_shared<Promise<UserRow>>(std::move(done))](Result<v1::ServerFrame> answer) {
            if (!answer.ok()) {
                done->resolve(answer.takeError());
                return;
            }
            const auto user = answer->users().users().empty() ? std::nullopt : toUserRow(answer->users().users(0));
            if (!user || !m_store) {
                done->resolve(Error{ErrorCode::Internal, "the server's answer holds no user"});
                return;
            }
            StoreBatch batch;
            batch.users.push_back(*user);
            m_store->apply(std::move(batch), {&m_executor, m_alive, [done, user = *user](const Result<StoreChanges> &) {
                                                  done->resolve(user);
                                              }});
        });
}

} // namespace banter::client
