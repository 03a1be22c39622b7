// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include <QObject>
#include <QString>
#include <QTimer>

#include "app/net/KnownServers.h"
#include "app/net/LinkOptions.h"
#include "app/net/ServerLink.h"
#include "app/platform/QtExecutor.h"
#include "app/session/ChatActions.h"
#include "app/session/GroupActions.h"
#include "app/session/OperationQueue.h"
#include "app/session/Outbox.h"
#include "app/session/SecretStore.h"
#include "app/session/SyncEngine.h"
#include "app/store/LocalStore.h"
#include "shared/core/Clock.h"
#include "shared/core/Promise.h"

namespace banter::client {

struct SessionOptions {
    QString dataDirectory; ///< accounts/<server id>/<user id>/store.db and servers.json go here
    LinkOptions link;
    QString deviceName;
    QString platform;
};

struct DeviceRow {
    std::string id;
    std::string name;
    std::string platform;
    std::int64_t createdMs{0};
    std::int64_t lastSeenMs{0};
    bool isThis{false};
};

/// One account on this device: wires the link, the engine, the outbox and the store. What people see comes from the
/// store only; this class asks for changes. Lives on the thread that made it.
class Session : public QObject, public ChatActions, public GroupActions {
    Q_OBJECT
public:
    enum class State : std::uint8_t {
        SignedOut,
        Opening, ///< the store is being read
        Offline, ///< usable; a connection is sought, or was given up (see stopReason())
        Online,
    };

    Session(SessionOptions options, std::unique_ptr<SecretStore> secrets, QObject *parent = nullptr);
    ~Session() override;

    /// Opens what is there. Answers whether somebody is signed in; then the store is open. Errors of SecretStore and
    /// LocalStore.
    void start(Promise<bool> done);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] LinkStop stopReason() const { return m_link.lastStop(); }
    [[nodiscard]] QString stopText() const { return m_link.lastStopText(); }
    /// Everything the server has told of is in the store.
    [[nodiscard]] bool isUpToDate() const { return m_engine && m_engine->isUpToDate(); }
    [[nodiscard]] const Credentials *credentials() const { return m_credentials ? &*m_credentials : nullptr; }
    [[nodiscard]] QUrl serverAddress() const { return m_link.address(); }
    /// Null while signed out.
    [[nodiscard]] LocalStore *store() const { return m_store.get(); }
    [[nodiscard]] Executor *executor() { return &m_executor; }
    [[nodiscard]] std::size_t unsentCount() const { return m_outbox ? m_outbox->size() : 0; }

    // SessionAccount.cpp
    void registerAccount(const std::string &username, const std::string &password, const std::string &displayName,
                         Promise<Done> done);
    void logIn(const std::string &username, const std::string &password, Promise<Done> done);
    /// Signs this device out on the server, then here. NoConnection if that can't be done now.
    void logOut(Promise<Done> done);
    /// Ends the sign-in here only; the server keeps listing this device.
    void forget();
    /// Where registerAccount() and logIn() go. Only while nobody is signed in.
    void setServer(const QUrl &address);
    /// This certificate (SHA-256) of the server was compared by a person: it is insisted on from now on.
    void trustCertificate(const QUrl &server, const QByteArray &fingerprint) { m_known.pin(server, fingerprint); }
    [[nodiscard]] QByteArray trustedCertificate(const QUrl &server) const { return m_known.fingerprint(server); }
    void devices(Promise<std::vector<DeviceRow>> done);
    void revokeDevice(const std::string &deviceId, Promise<Done> done);
    void findUser(const std::string &username, Promise<UserRow> done);

    // Session.cpp
    void openDirect(const UserId &user, Promise<ConversationId> done);
    void send(const ConversationId &conversation, const std::string &text, std::uint64_t replyTo,
              Promise<ClientId> done) override;
    void retryFailed(const ClientId &id, Promise<Done> done) override;
    void discardFailed(const ClientId &id, Promise<Done> done) override;
    void markRead(const ConversationId &conversation, std::uint64_t seq) override;
    /// The lowest seq that is held without a gap below the newest; 0 = nothing is held.
    [[nodiscard]] std::uint64_t heldFrom(const ConversationId &conversation) const;
    void loadOlder(const ConversationId &conversation, std::uint64_t before, Promise<Done> done) override;
    void setInView(const ConversationId &conversation) override;
    /// Tries to connect now, also after a stop that is not temporary.
    void reconnect();

    // SessionOperations.cpp
    void editMessage(const ConversationId &conversation, std::uint64_t seq, const std::string &text,
                     Promise<Done> done) override;
    void deleteMessages(const ConversationId &conversation, const std::vector<std::uint64_t> &seqs,
                        Promise<Done> done) override;
    void hideMessages(const ConversationId &conversation, const std::vector<std::uint64_t> &seqs,
                      Promise<Done> done) override;
    void react(const ConversationId &conversation, std::uint64_t seq, const std::string &emoji,
               Promise<Done> done) override;
    void setState(const ConversationId &conversation, const StateWish &wish, Promise<Done> done) override;
    void shareDraft(const ConversationId &conversation) override;
    void findByTime(const ConversationId &conversation, std::int64_t ms, Promise<std::uint64_t> done) override;
    void searchServer(const ConversationId &within, const std::string &words, const std::string &cursor,
                      Promise<FoundPage> done) override;
    void setActivity(const ConversationId &conversation, int activity) override;
    /// What is not set (presence: 0) stays. Needs a connection.
    void editSettings(std::optional<bool> hidesRead, int presence, Promise<Done> done);
    void setContact(const UserId &user, bool isContact, Promise<Done> done);
    /// Whose presence, and which conversations' activity, is told from now on; presenceChanged() and activityChanged().
    void setInterest(const std::vector<UserId> &users, const std::vector<ConversationId> &conversations);
    [[nodiscard]] bool hasPendingOperations() const { return m_operations && !m_operations->isEmpty(); }

    // SessionGroups.cpp
    void createGroup(const NewGroup &group, Promise<ConversationId> done) override;
    void editGroup(const ConversationId &id, const GroupEdit &edit, Promise<Done> done) override;
    void loadMembers(const ConversationId &id, Promise<Done> done) override;
    void addMembers(const ConversationId &id, const std::vector<UserId> &users, Promise<Done> done) override;
    void removeMember(const ConversationId &id, const UserId &user, Promise<Done> done) override;
    void setRole(const ConversationId &id, const UserId &user, int role, Promise<Done> done) override;
    void leaveGroup(const ConversationId &id, Promise<Done> done) override;
    void forgetConversation(const ConversationId &id, Promise<Done> done) override;
    void createInvite(const ConversationId &id, std::int64_t expiresAtMs, std::uint32_t maxUses,
                      Promise<InviteRow> done) override;
    void listInvites(const ConversationId &id, Promise<std::vector<InviteRow>> done) override;
    void revokeInvite(const ConversationId &id, const std::string &inviteId, Promise<Done> done) override;
    void lookInvite(const std::string &code, Promise<InvitePreview> done) override;
    void joinByInvite(const std::string &code, Promise<ConversationId> done) override;
    void setBlocked(const UserId &user, bool isBlocked, Promise<Done> done) override;
    void receipts(const ConversationId &id, std::uint64_t seq, const std::string &cursor,
                  Promise<ReceiptsPage> done) override;

Q_SIGNALS:
    void stateChanged(banter::client::Session::State state);
    /// No connection, and why; for people.
    void stopped(banter::client::LinkStop why, const QString &text);
    /// Forwarded from the store.
    void changed(const banter::client::StoreChanges &changes);
    /// The sign-in ends: store() goes right after this.
    void leaving();
    /// The server ended this device's sign-in, or the user did.
    void signedOut();
    /// The account's devices, profile or conversations changed.
    void accountChanged();
    void upToDateChanged(bool isUpToDate);
    void certificatePinned(const QUrl &server, const QByteArray &fingerprint);
    /// A wish of the user was refused for good; it shows no more. `words`: of an edit, what the message was to say.
    void operationRefused(const banter::ConversationId &conversation, banter::client::OperationKind kind,
                          banter::ErrorCode reason, const std::string &words);
    void presenceChanged(const banter::UserId &user, int state, qint64 lastSeenMs);
    void activityChanged(const banter::ConversationId &conversation, const banter::UserId &user, int activity);
    /// The local store failed; it is tried again. For people.
    void storeFailed(const QString &text);

private:
    [[nodiscard]] static MonoTime monoNow() { return Clock::system().mono(); }
    struct Authentication {
        v1::ClientFrame frame;
        Promise<Done> done;
    };
    void setState(State state);
    void openStore(std::function<void(Result<Done>)> opened);
    void startCores(const StoreSnapshot &snapshot);
    void goOnline(std::uint64_t accountRev, const v1::ConversationPage *list = nullptr);
    void onConnected(const v1::Welcome &welcome);
    void onDisconnected();
    void onStopped(LinkStop why, const QString &text);
    void onEvent(const v1::ServerFrame &frame);
    void onStoreFailed(const Error &error);
    void reloadStore();
    void leave();

    void perform(SyncActions actions);
    void perform(OutboxActions actions);
    void perform(OperationActions actions);
    void sendOperation(const OperationActions::Send &send);
    /// Whether a message may say so. Malformed, TooLarge.
    [[nodiscard]] static Result<void> checkText(const std::string &text);
    /// Keeps a wish, then carries it out.
    void wish(const ConversationId &conversation, OperationKind kind, std::string slot, const v1::ClientFrame &request,
              Promise<Done> done);
    void write(SyncActions::Write write);
    void sendNow(const OutboxActions::Send &send);
    void rearm();
    void onTimer();

    void authenticate(v1::ClientFrame frame, Promise<Done> done);
    void sendAuthentication();
    void onSignedIn(const v1::SignedIn &signedIn);
    /// Requests that need the connection now.
    void ask(v1::ClientFrame frame, ServerLink::Answered answered);
    /// The same, where nothing but the success counts.
    void askDone(v1::ClientFrame frame, Promise<Done> done);
    /// The same, where the answer is a conversation that belongs into the store.
    void askConversation(v1::ClientFrame frame, Promise<ConversationId> done);

    SessionOptions m_options;
    QtExecutor m_executor;
    std::unique_ptr<SecretStore> m_secrets;
    KnownServers m_known;
    ServerLink m_link;
    QTimer m_timer;  ///< the cores' next deadline
    QTimer m_reload; ///< after the store failed

    State m_state{State::SignedOut};
    std::optional<Credentials> m_credentials;
    std::string m_serverId; ///< of the connection
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<SyncEngine> m_engine;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<OperationQueue> m_operations;
    std::uint64_t m_generation{0};             ///< of the cores; answers for earlier ones are dropped
    std::optional<std::uint64_t> m_accountRev; ///< set while the connection is signed in
    bool m_wasUpToDate{false};
    std::optional<Authentication> m_authentication;
    std::unordered_map<std::uint64_t, Promise<Done>> m_loads;
    std::uint64_t m_nextLoad{1};
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
