// SPDX-License-Identifier: Apache-2.0
#include "app/SignIn.h"

#include <utility>

#include <QHostAddress>

#include "app/Settings.h"
#include "app/net/KnownServers.h"
#include "app/net/ServerLink.h"
#include "app/session/Session.h"
#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::client {
namespace {

constexpr int kAddressPauseMs = 400;
constexpr int kMaxServerName = 60; ///< characters shown

bool isThisMachine(const QString &host) {
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

/// A connection of its own that only says Hello; what it is shown is not kept.
class ServerProbe final : public QObject {
public:
    ServerProbe(const LinkOptions &options, const QByteArray &trusted, QObject *parent)
        : QObject(parent),
          link(options, &m_known) {
        if (!trusted.isEmpty())
            m_known.pin(options.addresses.constFirst(), trusted);
    }

private:
    KnownServers m_known;

public:
    ServerLink link;
};

SignIn::SignIn(Session *session, Settings *settings, LinkOptions link, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_settings(settings),
      m_link(std::move(link)) {
    m_typing.setSingleShot(true);
    m_typing.setInterval(kAddressPauseMs);
    connect(&m_typing, &QTimer::timeout, this, &SignIn::checkServer);
    // Kept before anything is asked: a page that is not shown asks nobody.
    m_serverText = m_link.addresses.isEmpty() ? settings->lastServer() : m_link.addresses.constFirst().toString();
    m_server = parseServer(m_serverText);
}

SignIn::~SignIn() = default;

QUrl SignIn::parseServer(const QString &text) {
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.contains(QLatin1Char(' ')))
        return {};
    const bool hasScheme = trimmed.contains(QLatin1String("://"));
    QUrl url(hasScheme ? trimmed : QStringLiteral("wss://") + trimmed, QUrl::StrictMode);
    const bool isSocket = url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("wss");
    const bool isPlain = url.userInfo().isEmpty() && url.query().isEmpty() && !url.hasFragment();
    if (!url.isValid() || !isSocket || url.host().isEmpty() || !isPlain)
        return {};
    if (!hasScheme && isThisMachine(url.host()))
        url.setScheme(QStringLiteral("ws"));
    if (url.path() == QLatin1String("/"))
        url.setPath({});
    return url;
}

void SignIn::setServerText(const QString &text) {
    if (std::exchange(m_serverText, text) == text)
        return;
    Q_EMIT serverTextChanged();
    endProbe();
    m_server = parseServer(text);
    m_fingerprint.clear();
    m_serverName.clear();
    m_registrationOpen = true;
    if (text.trimmed().isEmpty()) {
        m_typing.stop();
        setServer(NoServer, {});
        return;
    }
    setServer(m_server.isEmpty() ? NoServer : Checking, {});
    m_typing.start(); // nobody is told off while typing
}

void SignIn::checkServer() {
    m_typing.stop();
    endProbe();
    m_fingerprint.clear();
    m_server = parseServer(m_serverText);
    if (m_serverText.trimmed().isEmpty()) {
        setServer(NoServer, {});
        return;
    }
    if (m_server.isEmpty()) {
        setServer(Invalid, tr("This is no address. Write it like banter.example.org."));
        return;
    }
    setServer(Checking, {});
    startProbe();
}

void SignIn::startProbe() {
    LinkOptions options = m_link;
    options.addresses = {m_server};
    m_probe = new ServerProbe(options, m_session->trustedCertificate(m_server), this);
    connect(&m_probe->link, &ServerLink::connected, this, [this](const v1::Welcome &welcome) {
        onProbed(QString::fromStdString(welcome.server_name()), welcome.registration_open());
    });
    connect(&m_probe->link, &ServerLink::stopped, this,
            [this](LinkStop why) { onProbeStopped(why, m_probe->link.refusedFingerprint()); });
    m_probe->link.open();
}

/// Not at once: it may be the probe that calls.
void SignIn::endProbe() {
    if (!m_probe)
        return;
    disconnect(&m_probe->link, nullptr, this, nullptr);
    m_probe->deleteLater();
    m_probe = nullptr;
}

void SignIn::onProbed(const QString &name, bool isRegistrationOpen) {
    endProbe();
    m_serverName = Formatting::oneLine(name, kMaxServerName);
    m_registrationOpen = isRegistrationOpen;
    m_settings->setLastServer(m_serverText.trimmed());
    const bool isPlainFar = m_server.scheme() == QLatin1String("ws") && !isThisMachine(m_server.host());
    if (isPlainFar)
        setServer(Good, tr("This connection is not encrypted. Others on the way can read along."));
    else
        setServer(Good, m_registrationOpen ? QString() : tr("This server takes no new accounts."));
}

void SignIn::onProbeStopped(LinkStop why, const QByteArray &refusedFingerprint) {
    endProbe();
    switch (why) {
    case LinkStop::UntrustedCertificate:
        m_fingerprint = refusedFingerprint;
        setServer(Untrusted, tr("Nobody vouches for this server's certificate. Compare its fingerprint with its "
                                "operator before you trust it."));
        return;
    case LinkStop::CertificateChanged:
        setServer(Bad, tr("The server's certificate changed. Do not sign in until you know why."));
        return;
    case LinkStop::TooOld: setServer(Bad, ErrorText::of(ErrorCode::Version)); return;
    case LinkStop::Restarting: setServer(Bad, ErrorText::of(ErrorCode::Busy)); return;
    default: break;
    }
    setServer(Bad, tr("No server answers at %1. Check the address or your network.").arg(m_server.host()));
}

QString SignIn::fingerprint() const {
    const QString hex = QString::fromLatin1(m_fingerprint.toHex());
    QStringList groups;
    for (qsizetype at = 0; at < hex.size(); at += 4)
        groups += hex.mid(at, 4);
    return groups.join(QLatin1Char(' '));
}

void SignIn::trustServer() {
    if (m_serverState != Untrusted || m_fingerprint.isEmpty())
        return;
    m_session->trustCertificate(m_server, m_fingerprint);
    checkServer();
}

bool SignIn::begin(const QString &username, const QString &password, bool isNew) {
    if (m_busy)
        return false;
    clearError();
    if (m_server.isEmpty()) {
        fail(tr("Where is your server? Write its address, like banter.example.org."), ServerField);
        return false;
    }
    if (username.trimmed().isEmpty() || (isNew && !usernameHint(username).isEmpty())) {
        fail(username.trimmed().isEmpty() ? tr("Write your username.") : usernameHint(username), UsernameField);
        return false;
    }
    if (password.isEmpty() || (isNew && !passwordHint(password, username).isEmpty())) {
        fail(password.isEmpty() ? tr("Write your password.") : passwordHint(password, username), PasswordField);
        return false;
    }
    m_session->setServer(m_server);
    setBusy(true);
    return true;
}

void SignIn::registerAccount(const QString &username, const QString &password, const QString &displayName) {
    if (!begin(username, password, true))
        return;
    m_session->registerAccount(
        username.trimmed().toStdString(), password.toStdString(), displayName.trimmed().toStdString(),
        {m_session->executor(), m_alive, [this](const Result<Done> &done) { onAnswered(done, true); }});
}

void SignIn::logIn(const QString &username, const QString &password) {
    if (!begin(username, password, false))
        return;
    QString name = username.trimmed();
    if (name.startsWith(QLatin1Char('@')))
        name.remove(0, 1);
    m_session->logIn(name.toStdString(), password.toStdString(),
                     {m_session->executor(), m_alive, [this](const Result<Done> &done) { onAnswered(done, false); }});
}

void SignIn::onAnswered(const Result<std::monostate> &done, bool isNew) {
    setBusy(false);
    if (done.ok()) {
        m_settings->setLastServer(m_serverText.trimmed());
        setSignedOutElsewhere(false);
        Q_EMIT signedIn();
        return;
    }
    switch (done.error().code) {
    case ErrorCode::NameTaken:
    case ErrorCode::NameInvalid: fail(ErrorText::of(done.error()), isNew ? UsernameField : NoField); return;
    case ErrorCode::PasswordWeak: fail(ErrorText::of(done.error()), PasswordField); return;
    case ErrorCode::RegistrationClosed:
    case ErrorCode::Configuration: fail(ErrorText::of(done.error()), ServerField); return;
    case ErrorCode::NoConnection:
        fail(tr("No server answers at %1. Check the address or your network.").arg(m_server.host()), ServerField);
        return;
    default: fail(ErrorText::of(done.error()), NoField);
    }
}

int SignIn::minPasswordLength() const { return static_cast<int>(limits::kMinPasswordBytes); }

QString SignIn::usernameHint(const QString &username) const {
    const QString name = username.trimmed();
    if (name.isEmpty() || canonicalUsername(name.toStdString()))
        return {};
    return ErrorText::of(ErrorCode::NameInvalid);
}

QString SignIn::passwordHint(const QString &password, const QString &username) const {
    if (password.isEmpty())
        return {};
    const auto bytes = static_cast<std::size_t>(password.toUtf8().size());
    if (bytes < limits::kMinPasswordBytes)
        return tr("At least %n characters", nullptr, minPasswordLength());
    if (bytes > limits::kMaxPasswordBytes)
        return tr("This password is too long.");
    return isWeakPassword(password.toStdString(), username.trimmed().toStdString())
               ? ErrorText::of(ErrorCode::PasswordWeak)
               : QString();
}

void SignIn::clearError() { fail({}, NoField); }

void SignIn::fail(const QString &text, Field field) {
    if (m_errorText == text && m_errorField == field)
        return;
    m_errorText = text;
    m_errorField = field;
    Q_EMIT errorChanged();
}

void SignIn::refreshTexts() {
    clearError();
    if (m_serverState != NoServer)
        checkServer();
    Q_EMIT reasonChanged();
}

QString SignIn::reasonText() const {
    return m_isSignedOutElsewhere ? tr("This device was signed out. Sign in to read on; your messages are safe.")
                                  : QString();
}

void SignIn::setSignedOutElsewhere(bool isSignedOut) {
    if (std::exchange(m_isSignedOutElsewhere, isSignedOut) != isSignedOut)
        Q_EMIT reasonChanged();
}

void SignIn::setServer(ServerState state, const QString &hint) {
    m_serverState = state;
    m_serverHint = hint;
    Q_EMIT serverChanged();
}

void SignIn::setBusy(bool busy) {
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT busyChanged();
}

} // namespace banter::client
