// SPDX-License-Identifier: Apache-2.0
#include "app/session/Session.h"

#include <algorithm>
#include <utility>

#include <QDir>
#include <QLoggingCategory>

#include "shared/core/Logging.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::client {
namespace {

Q_LOGGING_CATEGORY(logSession, "banter.session", QtInfoMsg)

constexpr std::chrono::seconds kStoreRetry{5};

} // namespace

Session::Session(SessionOptions options, std::unique_ptr<SecretStore> secrets, QObject *parent)
    : QObject(parent),
      m_options(std::move(options)),
      m_secrets(std::move(secrets)),
      m_known(QDir(m_options.dataDirectory).filePath(QStringLiteral("servers.json"))),
      m_link(m_options.link, &m_known) {
    QDir().mkpath(m_options.dataDirectory);
    connect(&m_link, &ServerLink::connected, this, &Session::onConnected);
    connect(&m_link, &ServerLink::disconnected, this, &Session::onDisconnected);
    connect(&m_link, &ServerLink::stopped, this, &Session::onStopped);
    connect(&m_link, &ServerLink::eventArrived, this, &Session::onEvent);
    connect(&m_link, &ServerLink::certificatePinned, this, &Session::certificatePinned);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Session::onTimer);
    m_reload.setSingleShot(true);
    connect(&m_reload, &QTimer::timeout, this, &Session::reloadStore);
}

Session::~Session() {
    m_alive.reset();
    disconnect(&m_link, nullptr, this, nullptr);
}

void Session::setState(State state) {
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void Session::start(Promise<bool> done) {
    m_secrets->read({&m_executor, m_alive, [this, done = std::make_shared<Promise<bool>>(std::move(done))](auto read) {
                         if (!read.ok()) {
                             done->resolve(read.takeError());
                             return;
                         }
                         if (!read.value()) {
                             done->resolve(false);
                             return;
                         }
                         m_credentials = std::move(*read.value());
                         m_link.setToken(m_credentials->token);
                         m_link.setServerId(m_credentials->serverId);
                         if (m_options.link.addresses.isEmpty()) {
                             QList<QUrl> addresses;
                             for (const std::string &address : m_credentials->addresses)
                                 addresses.append(QUrl(QString::fromStdString(address)));
                             m_link.setAddresses(addresses);
                         }
                         openStore([this, done](Result<Done> opened) {
                             if (!opened.ok()) {
                                 done->resolve(opened.takeError());
                                 return;
                             }
                             m_link.open();
                             done->resolve(true);
                         });
                     }});
}

void Session::openStore(std::function<void(Result<Done>)> opened) {
    setState(State::Opening);
    const QString path = QDir(m_options.dataDirectory)
                             .filePath(QStringLiteral("accounts/%1/%2/store.db")
                                           .arg(QString::fromStdString(m_credentials->serverId),
                                                QString::fromStdString(m_credentials->user.id.toText())));
    m_store = std::make_unique<LocalStore>(path, m_credentials->user.id, &m_executor);
    connect(m_store.get(), &LocalStore::changed, this, &Session::changed);
    m_store->open({&m_executor, m_alive, [this, opened = std::move(opened)](Result<StoreSnapshot> snapshot) {
                       if (!snapshot.ok()) {
                           m_store.reset();
                           m_credentials.reset();
                           setState(State::SignedOut);
                           opened(snapshot.takeError());
                           return;
                       }
                       startCores(*snapshot);
                       opened(Done{});
                   }});
}

void Session::startCores(const StoreSnapshot &snapshot) {
    ++m_generation;
    m_engine = std::make_unique<SyncEngine>(m_credentials->user.id, snapshot);
    m_outbox = std::make_unique<Outbox>();
    m_outbox->load(snapshot.outbox);
    m_operations = std::make_unique<OperationQueue>();
    m_operations->load(snapshot.operations);
    m_link.setListSince(m_engine->listSinceMs());
    setState(State::Offline);
    if (m_accountRev)
        goOnline(*m_accountRev);
}

void Session::onConnected(const v1::Welcome &welcome) {
    m_serverId = welcome.server_id();
    if (welcome.has_signed_in()) {
        m_accountRev = welcome.signed_in().account_rev();
        if (m_engine) {
            // The store may have been read anew since the Hello, and be behind what was asked from.
            const bool isListUsable =
                welcome.has_conversations() && m_link.greetedListSince() == m_engine->listSinceMs();
            goOnline(*m_accountRev, isListUsable ? &welcome.conversations() : nullptr);
        }
    } else if (m_authentication) {
        sendAuthentication();
    }
}

void Session::goOnline(std::uint64_t accountRev, const v1::ConversationPage *list) {
    setState(State::Online);
    // What waits to be sent goes first: nobody should wait for a long listing.
    perform(m_outbox->onConnected(monoNow()));
    perform(m_engine->onConnected(accountRev, monoNow(), list));
    perform(m_operations->onConnected(monoNow()));
}

void Session::onDisconnected() {
    m_accountRev.reset();
    if (!m_engine)
        return;
    m_outbox->onDisconnected();
    m_operations->onDisconnected();
    perform(m_engine->onDisconnected());
    m_link.setListSince(m_engine->listSinceMs());
    setState(State::Offline);
}

void Session::onStopped(LinkStop why, const QString &text) {
    if (m_authentication) {
        Promise<Done> done = std::move(m_authentication->done);
        m_authentication.reset();
        m_link.close();
        const bool isTrust = why == LinkStop::UntrustedCertificate || why == LinkStop::CertificateChanged;
        done.resolve(Error{isTrust ? ErrorCode::Configuration : ErrorCode::NoConnection, text.toStdString()});
        return;
    }
    if (why == LinkStop::SignInAgain && m_credentials)
        leave();
    if (why != LinkStop::Closed)
        Q_EMIT stopped(why, text);
}

/// The sign-in is over. The store stays on disk: signing in again as the same user goes on where it was.
void Session::leave() {
    Q_EMIT leaving();
    ++m_generation;
    m_accountRev.reset();
    m_timer.stop();
    m_reload.stop();
    m_engine.reset();
    m_outbox.reset();
    m_operations.reset();
    m_store.reset();
    m_credentials.reset();
    m_link.setToken({});
    m_link.setListSince(0);
    m_link.setServerId({});
    for (auto &[ticket, done] : std::exchange(m_loads, {}))
        done.resolve(Error{ErrorCode::NotSignedIn, "signed out"});
    m_secrets->clear({&m_executor, m_alive, [](const Result<Done> &cleared) {
                          if (!cleared.ok())
                              qCWarning(logSession) << "cannot forget the token:" << forLog(cleared.error().detail);
                      }});
    setState(State::SignedOut);
    Q_EMIT signedOut();
}

void Session::onEvent(const v1::ServerFrame &frame) {
    if (!m_engine)
        return;
    perform(m_engine->onEvent(frame, monoNow()));
    if (frame.has_account_event())
        Q_EMIT accountChanged();
    for (const v1::Presence &one : frame.presence_event().presences()) {
        if (const auto user = UserId::fromText(one.user_id()))
            Q_EMIT presenceChanged(*user, one.state(), one.last_seen_ms());
    }
    if (frame.has_activity_event()) {
        const auto id = ConversationId::fromText(frame.activity_event().conversation_id());
        const auto user = UserId::fromText(frame.activity_event().user_id());
        if (id && user)
            Q_EMIT activityChanged(*id, *user, frame.activity_event().activity());
    }
}

void Session::perform(SyncActions actions) {
    for (SyncActions::Write &one : actions.writes)
        write(std::move(one));
    for (SyncActions::Request &request : actions.requests) {
        m_link.request(std::move(request.frame),
                       [this, generation = m_generation, token = request.token](const Result<v1::ServerFrame> &answer) {
                           if (generation == m_generation)
                               perform(m_engine->onAnswer(token, answer, monoNow()));
                       });
    }
    for (const auto &[ticket, isLoaded] : actions.loaded) {
        if (auto node = m_loads.extract(ticket))
            node.mapped().resolve(isLoaded ? Result<Done>(Done{})
                                           : Error{ErrorCode::NoConnection, "older messages can't be fetched now"});
    }
    if (const bool isNow = isUpToDate(); isNow != std::exchange(m_wasUpToDate, isNow))
        Q_EMIT upToDateChanged(isNow);
    rearm();
}

void Session::write(SyncActions::Write write) {
    std::vector<ClientId> settled;
    const std::vector<StoreBatch::Failed> failed = write.batch.failed;
    for (const MessageRow &row : write.batch.messages) {
        if (!row.clientId.isNull())
            settled.push_back(row.clientId);
    }
    m_store->apply(std::move(write.batch),
                   {&m_executor, m_alive,
                    [this, generation = m_generation, token = write.token, failed](Result<StoreChanges> applied) {
                        if (generation != m_generation)
                            return;
                        if (!applied.ok()) {
                            onStoreFailed(applied.error());
                            return;
                        }
                        perform(m_engine->onWritten(token, monoNow()));
                        for (const StoreBatch::Failed &one : failed)
                            perform(m_outbox->onFailureStored(one.conversation, one.clientId, monoNow()));
                    }});
    for (const ClientId &id : settled)
        perform(m_outbox->onSettled(id, monoNow()));
}

void Session::perform(OutboxActions actions) {
    for (const OutboxActions::Send &send : actions.sends)
        sendNow(send);
    for (OutboxActions::Accepted &accepted : actions.accepted) {
        MessageRow row;
        row.conversation = accepted.conversation;
        row.seq = accepted.seq;
        row.rev = accepted.rev;
        row.sender = m_credentials->user.id;
        row.clientId = accepted.clientId;
        row.sentAtMs = accepted.sentAtMs;
        row.content = std::move(accepted.content);
        v1::Content content;
        if (content.ParseFromString(row.content))
            row.replyTo = content.reply_to_seq();
        perform(m_engine->onOwnMessage(row, monoNow()));
    }
    for (const OutboxActions::Failed &failed : actions.failed)
        perform(m_engine->onSendFailed(failed.conversation, failed.clientId, failed.reason, monoNow()));
    rearm();
}

void Session::sendNow(const OutboxActions::Send &send) {
    v1::ClientFrame frame;
    v1::SendMessage *body = frame.mutable_send_message();
    body->set_conversation_id(send.conversation.toText());
    body->set_client_id(send.clientId.toText());
    if (!send.after.isNull())
        body->set_after(send.after.toText());
    body->set_retry(send.retry);
    body->mutable_content()->ParseFromString(send.content);
    m_link.request(std::move(frame), [this, generation = m_generation,
                                      token = send.token](const Result<v1::ServerFrame> &answer) {
        if (generation != m_generation)
            return;
        Result<SendAnswer> result = Error{ErrorCode::Internal, "the answer to a send was no Accepted"};
        if (!answer.ok())
            result = answer.error();
        else if (answer->has_accepted() && answer->accepted().seq() > 0 && answer->accepted().rev() > 0)
            result = SendAnswer{answer->accepted().seq(), answer->accepted().rev(), answer->accepted().sent_at_ms()};
        perform(m_outbox->onAnswer(token, result, monoNow()));
    });
}

/// The engine's view is ahead of the store now: both cores start again from what is committed.
void Session::onStoreFailed(const Error &error) {
    ++m_generation;
    qCCritical(logSession) << "the local store failed:" << forLog(error.detail);
    m_link.close();
    Q_EMIT storeFailed(QString::fromStdString(error.detail));
    m_reload.start(kStoreRetry);
}

void Session::reloadStore() {
    if (!m_store)
        return;
    m_store->snapshot({&m_executor, m_alive, [this, generation = m_generation](Result<StoreSnapshot> snapshot) {
                           if (generation != m_generation || !m_store)
                               return;
                           if (!snapshot.ok()) {
                               m_reload.start(kStoreRetry);
                               return;
                           }
                           startCores(*snapshot);
                           m_link.open();
                       }});
}

void Session::rearm() {
    if (!m_engine)
        return;
    std::optional<MonoTime> next = m_engine->nextDeadline();
    for (const auto &other : {m_outbox->nextDeadline(), m_operations->nextDeadline()}) {
        if (other && (!next || *other < *next))
            next = other;
    }
    if (!next) {
        m_timer.stop();
        return;
    }
    // One millisecond late rather than early: early would find nothing due and come back at once.
    m_timer.start(std::max(*next - monoNow(), Millis{0}) + Millis{1});
}

void Session::onTimer() {
    if (!m_engine)
        return;
    perform(m_outbox->tick(monoNow()));
    perform(m_operations->tick(monoNow()));
    perform(m_engine->tick(monoNow()));
}

void Session::openDirect(const UserId &user, Promise<ConversationId> done) {
    v1::ClientFrame frame;
    frame.mutable_open_direct()->set_user_id(user.toText());
    askConversation(std::move(frame), std::move(done));
}

void Session::send(const ConversationId &conversation, const std::string &text, std::uint64_t replyTo,
                   Promise<ClientId> done) {
    if (!m_store) {
        done.resolve(Error{ErrorCode::NotSignedIn, "sign in first"});
        return;
    }
    if (auto good = checkText(text); !good.ok()) {
        done.resolve(good.takeError());
        return;
    }
    v1::Content content;
    content.mutable_text()->set_body(text);
    content.set_reply_to_seq(replyTo);
    OutboxRow row;
    row.conversation = conversation;
    row.clientId = makeId<ClientId>();
    row.content = content.SerializeAsString();
    row.replyTo = replyTo;
    row.createdMs = toMs(Clock::system().wall());
    m_store->addPending(std::move(row),
                        {&m_executor, m_alive,
                         [this, generation = m_generation,
                          done = std::make_shared<Promise<ClientId>>(std::move(done))](Result<OutboxRow> added) {
                             if (!added.ok()) {
                                 done->resolve(added.takeError());
                                 return;
                             }
                             done->resolve(added->clientId);
                             if (generation == m_generation) // else the new cores have loaded it
                                 perform(m_outbox->enqueue(*added, false, monoNow()));
                         }});
}

void Session::retryFailed(const ClientId &id, Promise<Done> done) {
    if (!m_store) {
        done.resolve(Error{ErrorCode::NotSignedIn, "sign in first"});
        return;
    }
    m_store->retryFailed(id, {&m_executor, m_alive,
                              [this, generation = m_generation,
                               done = std::make_shared<Promise<Done>>(std::move(done))](Result<OutboxRow> row) {
                                  if (!row.ok()) {
                                      done->resolve(row.takeError());
                                      return;
                                  }
                                  done->resolve(Done{});
                                  if (generation == m_generation)
                                      perform(m_outbox->enqueue(*row, true, monoNow()));
                              }});
}

void Session::discardFailed(const ClientId &id, Promise<Done> done) {
    if (!m_store) {
        done.resolve(Error{ErrorCode::NotSignedIn, "sign in first"});
        return;
    }
    m_store->discardFailed(id, {&m_executor, m_alive,
                                [done = std::make_shared<Promise<Done>>(std::move(done))](Result<StoreChanges> gone) {
                                    done->resolve(gone.ok() ? Result<Done>(Done{}) : gone.takeError());
                                }});
}

void Session::markRead(const ConversationId &conversation, std::uint64_t seq) {
    if (m_engine)
        perform(m_engine->markRead(conversation, seq, monoNow()));
}

void Session::loadOlder(const ConversationId &conversation, std::uint64_t before, Promise<Done> done) {
    if (!m_engine) {
        done.resolve(Error{ErrorCode::NotSignedIn, "sign in first"});
        return;
    }
    const std::uint64_t ticket = m_nextLoad++;
    m_loads.emplace(ticket, std::move(done));
    perform(m_engine->loadOlder(conversation, before, ticket, monoNow()));
}

std::uint64_t Session::heldFrom(const ConversationId &conversation) const {
    const SeqRanges *const ranges = m_engine ? m_engine->rangesOf(conversation) : nullptr;
    return ranges && !ranges->isEmpty() ? ranges->all().back().from : 0;
}

void Session::setInView(const ConversationId &conversation) {
    if (m_engine)
        m_engine->setInView(conversation);
}

void Session::reconnect() {
    if (m_credentials)
        m_link.open();
}

} // namespace banter::client
