// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QObject>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "app/Account.h"
#include "app/Connection.h"
#include "app/Settings.h"
#include "app/SignIn.h"
#include "app/chats/Contacts.h"
#include "app/chats/Conversation.h"
#include "app/chats/GroupStart.h"
#include "app/chats/PeopleSearch.h"
#include "app/chats/Presence.h"
#include "app/chats/Privacy.h"
#include "app/models/BlockListModel.h"
#include "app/models/ConversationListModel.h"
#include "app/models/DeviceListModel.h"
#include "app/models/SearchModel.h"
#include "app/platform/InputMode.h"
#include "app/platform/NetworkGuard.h"
#include "app/session/SecretVault.h"
#include "app/session/Session.h"

class QQmlEngine;

namespace banter::client {

class SystemAppearance;

struct AppOptions {
    SessionOptions session; ///< its dataDirectory is this profile's
    QString profile;        ///< name; empty = the usual one
};

/// Everything that the window shows, and the only object that is handed to it. Owns the session and the models. Made by
/// whoever starts the window, after the QGuiApplication; lives on the GUI thread.
///
///     App app(options);  engine.setInitialProperties({{"app", QVariant::fromValue(&app)}});  app.start();
class App : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("handed over as Main.app")
    Q_PROPERTY(banter::client::App::State state READ state NOTIFY stateChanged)
    /// State Failed: what happened and what to do. Empty otherwise.
    Q_PROPERTY(QString fatalText READ fatalText NOTIFY stateChanged)
    Q_PROPERTY(QString version READ version CONSTANT)
    /// Empty for the usual one; else it belongs in the window's title.
    Q_PROPERTY(QString profile READ profile CONSTANT)

    Q_PROPERTY(banter::client::SignIn *signIn READ signIn CONSTANT)
    Q_PROPERTY(banter::client::Account *account READ account CONSTANT)
    Q_PROPERTY(banter::client::Connection *connection READ connection CONSTANT)
    Q_PROPERTY(banter::client::ConversationListModel *conversations READ conversations CONSTANT)
    /// The one that is open; null = none.
    Q_PROPERTY(banter::client::Conversation *conversation READ conversation NOTIFY conversationChanged)
    Q_PROPERTY(banter::client::PeopleSearch *people READ people CONSTANT)
    /// Making a group, and joining one by its link.
    Q_PROPERTY(banter::client::GroupStart *groups READ groups CONSTANT)
    Q_PROPERTY(banter::client::BlockListModel *blocks READ blocks CONSTANT)
    Q_PROPERTY(banter::client::Presence *presence READ presence CONSTANT)
    Q_PROPERTY(banter::client::SearchModel *search READ search CONSTANT)
    /// Over one conversation, beside the one over all.
    Q_PROPERTY(banter::client::SearchModel *chatSearch READ chatSearch CONSTANT)
    Q_PROPERTY(banter::client::Contacts *contacts READ contacts CONSTANT)
    Q_PROPERTY(banter::client::Privacy *privacy READ privacy CONSTANT)
    Q_PROPERTY(banter::client::DeviceListModel *devices READ devices CONSTANT)
    Q_PROPERTY(banter::client::Settings *settings READ settings CONSTANT)
    Q_PROPERTY(banter::client::InputMode *inputMode READ inputMode CONSTANT)

    Q_PROPERTY(banter::client::App::SecretState secretState READ secretState NOTIFY secretStateChanged)
    /// SecretInMemory: one sentence that says so, for a banner; the way on is Settings.storeSecretInFile. Else empty.
    Q_PROPERTY(QString secretText READ secretText NOTIFY secretStateChanged)
    /// Network requests of the QML engine that were refused (all of them are); a test looks at it.
    Q_PROPERTY(int refusedRequests READ refusedRequests NOTIFY refusedRequestsChanged)
public:
    enum State {
        Starting,  ///< for some milliseconds: show the bare background
        SignedOut, ///< pages of SignIn
        SignedIn,  ///< the chats; connected or not
        Failed,    ///< nothing works: fatalText, and tryAgain()
    };
    Q_ENUM(State)
    enum SecretState {
        SecretUnknown,    ///< not asked yet
        SecretInKeychain, ///< the sign-in rests in the system's keychain
        SecretInFile,     ///< in a file, because somebody chose it
        SecretInMemory,   ///< there is no keychain: one has to sign in again next time
    };
    Q_ENUM(SecretState)

    /// `keychain`: null = the system's; tests bring their own.
    explicit App(AppOptions options, std::unique_ptr<SecretStore> keychain = nullptr, QObject *parent = nullptr);
    ~App() override;

    /// Opens what is there; ends in SignedOut, SignedIn or Failed.
    void start();
    /// Instead of start(): something outside keeps it from starting, in words.
    void refuse(const QString &text);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString fatalText() const { return m_fatalText; }
    [[nodiscard]] QString version() const;
    [[nodiscard]] QString profile() const { return m_options.profile; }
    [[nodiscard]] SignIn *signIn() { return &m_signIn; }
    [[nodiscard]] Account *account() { return &m_account; }
    [[nodiscard]] Connection *connection() { return &m_connection; }
    [[nodiscard]] ConversationListModel *conversations() { return &m_conversations; }
    [[nodiscard]] Conversation *conversation() const { return m_conversation.get(); }
    [[nodiscard]] PeopleSearch *people() { return &m_people; }
    [[nodiscard]] GroupStart *groups() { return &m_groups; }
    [[nodiscard]] BlockListModel *blocks() { return &m_blocks; }
    [[nodiscard]] Presence *presence() { return &m_presence; }
    [[nodiscard]] SearchModel *search() { return &m_search; }
    [[nodiscard]] SearchModel *chatSearch() { return &m_chatSearch; }
    [[nodiscard]] Contacts *contacts() { return &m_contacts; }
    [[nodiscard]] Privacy *privacy() { return &m_privacy; }
    [[nodiscard]] DeviceListModel *devices() { return &m_devices; }
    /// What all of it stands on; not for QML.
    [[nodiscard]] Session *session() { return m_session.get(); }
    [[nodiscard]] Settings *settings() { return m_settings.get(); }
    [[nodiscard]] InputMode *inputMode() { return &m_inputMode; }
    [[nodiscard]] SecretState secretState() const;
    [[nodiscard]] QString secretText() const;
    [[nodiscard]] int refusedRequests() const { return m_guard.refused(); }

    /// Opens the direct conversation with somebody (any userId that the models show), making it if need be. Ends in
    /// another App.conversation, or in notice().
    Q_INVOKABLE void openDirect(const QString &userId);
    /// Opens a conversation (ConversationListModel's conversationId) and closes the one that was open; App.conversation
    /// is the new one when this returns. Unknown ids are ignored.
    Q_INVOKABLE void openConversation(const QString &conversationId);
    Q_INVOKABLE void closeConversation();
    /// Opens a conversation and goes to a message in it (a hit of a search).
    Q_INVOKABLE void openMessage(const QString &conversationId, qulonglong seq);
    /// State Failed: starts again.
    Q_INVOKABLE void tryAgain();
    /// Opens a link of a message in the browser. False: it is none that may be opened.
    Q_INVOKABLE bool openLink(const QString &link);
    /// Where a link really goes, for the tooltip: the host as the browser will ask for it. Empty: nowhere.
    Q_INVOKABLE [[nodiscard]] QString linkHost(const QString &link) const;
    Q_INVOKABLE void copyText(const QString &text);
    /// Before the window closes: what is being written is stored.
    Q_INVOKABLE void flush();
    /// Another start of this profile: the window should come to the front.
    void raise() { Q_EMIT raiseRequested(); }
    /// The engine may load nothing from anywhere but its own resources; what it tries is counted. Before the engine
    /// loads anything; the engine goes before the App.
    void guardNetwork(QQmlEngine *engine);
    /// Midnight, or another language: texts that C++ makes are made anew.
    Q_INVOKABLE void refreshTexts();

Q_SIGNALS:
    void stateChanged();
    void conversationChanged();
    void secretStateChanged();
    void refusedRequestsChanged();
    void raiseRequested();
    /// Something to tell in a toast: the local store failed (disk full), a message could not be kept.
    void notice(const QString &text);

private:
    void setState(State state, const QString &fatalText = {});
    void onStarted(const Result<bool> &started);
    void onSignedIn();
    void onSignedOut();
    void onStoreFailed(const QString &detail);
    void onOperationRefused(const ConversationId &id, OperationKind kind, ErrorCode reason, const std::string &words);
    void showConversation(std::unique_ptr<Conversation> conversation);
    void connectSession();
    void armMidnight();

    AppOptions m_options;
    std::unique_ptr<SystemAppearance> m_appearance;
    std::unique_ptr<Settings> m_settings;
    SecretVault *m_vault{nullptr}; ///< the session's
    std::unique_ptr<Session> m_session;
    State m_state{Starting};
    QString m_fatalText;
    SignIn m_signIn;
    Account m_account;
    Connection m_connection;
    ConversationListModel m_conversations;
    PeopleSearch m_people;
    GroupStart m_groups;
    BlockListModel m_blocks;
    Presence m_presence;
    SearchModel m_search;
    SearchModel m_chatSearch;
    Contacts m_contacts;
    Privacy m_privacy;
    DeviceListModel m_devices;
    std::unique_ptr<Conversation> m_conversation;
    NetworkGuard m_guard;
    InputMode m_inputMode;
    QTimer m_midnight;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
