// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include "app/net/LinkOptions.h"
#include "shared/core/Result.h"

namespace banter::client {

class ServerProbe;
class Session;
class Settings;

/// The pages to register and to sign in: which server, is it there, and who are you. The server is asked while its
/// address is being typed (400 ms after the last key). Lives on the GUI thread.
class SignIn : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.signIn")
    /// As typed: "banter.example.org", "host:7000", "wss://…", "ws://…". Without a scheme: wss, on this very machine
    /// ws.
    Q_PROPERTY(QString serverText READ serverText WRITE setServerText NOTIFY serverTextChanged)
    Q_PROPERTY(banter::client::SignIn::ServerState serverState READ serverState NOTIFY serverChanged)
    /// One sentence under the field: what was found, or what is wrong and what to do. Foreign text (the server's name)
    /// in it: plain text only.
    Q_PROPERTY(QString serverHint READ serverHint NOTIFY serverChanged)
    /// As the server calls itself; empty until it answered. Foreign text.
    Q_PROPERTY(QString serverName READ serverName NOTIFY serverChanged)
    Q_PROPERTY(bool registrationOpen READ registrationOpen NOTIFY serverChanged)
    /// SHA-256 of the certificate nobody vouches for, in groups of four digits, for a person to compare; else empty.
    Q_PROPERTY(QString fingerprint READ fingerprint NOTIFY serverChanged)
    /// A request is on its way: fields are read-only, the button shows its spinner.
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Why the last attempt failed; empty otherwise. Cleared by the next attempt and by clearError().
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)
    /// The field that errorText is about.
    Q_PROPERTY(banter::client::SignIn::Field errorField READ errorField NOTIFY errorChanged)
    /// Least number of characters, as far as ASCII; for the hint "At least 10 characters".
    Q_PROPERTY(int minPasswordLength READ minPasswordLength CONSTANT)
    /// Why somebody who was signed in is here ("This device was signed out …"); empty on a first start.
    Q_PROPERTY(QString reasonText READ reasonText NOTIFY reasonChanged)
public:
    enum ServerState {
        NoServer,  ///< nothing typed
        Invalid,   ///< no address
        Checking,  ///< being asked: spinner
        Good,      ///< answers: check mark
        Untrusted, ///< shows a certificate that nobody vouches for: see fingerprint and trustServer()
        Bad,       ///< does not answer, or is of no use: serverHint says why
    };
    Q_ENUM(ServerState)
    enum Field { NoField, ServerField, UsernameField, PasswordField, NameField };
    Q_ENUM(Field)

    /// What it works on must outlive it. `link`: how patient to be, which authorities; its addresses, if any, are the
    /// server proposed first.
    SignIn(Session *session, Settings *settings, LinkOptions link, QObject *parent = nullptr);
    ~SignIn() override;

    [[nodiscard]] QString serverText() const { return m_serverText; }
    void setServerText(const QString &text);
    [[nodiscard]] ServerState serverState() const { return m_serverState; }
    [[nodiscard]] QString serverHint() const { return m_serverHint; }
    [[nodiscard]] QString serverName() const { return m_serverName; }
    [[nodiscard]] bool registrationOpen() const { return m_registrationOpen; }
    [[nodiscard]] QString fingerprint() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] Field errorField() const { return m_errorField; }
    [[nodiscard]] int minPasswordLength() const;
    [[nodiscard]] QString reasonText() const;
    void setSignedOutElsewhere(bool isSignedOut);
    /// Another language: what is said about the server is asked and worded again, errors go.
    void refreshTexts();

    /// Asks the server now, also one that did not answer before.
    Q_INVOKABLE void checkServer();
    /// Takes the certificate that the person has compared, and insists on it from now on. Only while Untrusted.
    Q_INVOKABLE void trustServer();
    /// Ends in App.state SignedIn, or in errorText. Ignored while busy. An empty `displayName` is the user name.
    /// (`register` is a reserved word of C++.)
    Q_INVOKABLE void registerAccount(const QString &username, const QString &password, const QString &displayName);
    Q_INVOKABLE void logIn(const QString &username, const QString &password);
    Q_INVOKABLE void clearError();
    /// What can be said about a name or password before the server is asked; empty = nothing to say.
    Q_INVOKABLE [[nodiscard]] QString usernameHint(const QString &username) const;
    Q_INVOKABLE [[nodiscard]] QString passwordHint(const QString &password, const QString &username) const;

    /// An address as typed; invalid if it is none.
    [[nodiscard]] static QUrl parseServer(const QString &text);

Q_SIGNALS:
    void serverTextChanged();
    void serverChanged();
    void busyChanged();
    void errorChanged();
    void reasonChanged();
    /// App goes on.
    void signedIn();

private:
    void setServer(ServerState state, const QString &hint);
    void setBusy(bool busy);
    void fail(const QString &text, Field field);
    void startProbe();
    void onProbed(const QString &name, bool isRegistrationOpen);
    void onProbeStopped(LinkStop why, const QByteArray &refusedFingerprint);
    void endProbe();
    /// Whether an attempt may start; says what is missing.
    bool begin(const QString &username, const QString &password, bool isNew);
    void onAnswered(const Result<std::monostate> &done, bool isNew);

    Session *m_session;
    Settings *m_settings;
    LinkOptions m_link;
    QString m_serverText;
    QUrl m_server;
    ServerState m_serverState{NoServer};
    QString m_serverHint;
    QString m_serverName;
    bool m_registrationOpen{true};
    QByteArray m_fingerprint;
    bool m_busy{false};
    QString m_errorText;
    Field m_errorField{NoField};
    bool m_isSignedOutElsewhere{false};
    QTimer m_typing;
    QPointer<ServerProbe> m_probe;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
