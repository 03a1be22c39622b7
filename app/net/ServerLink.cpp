// SPDX-License-Identifier: Apache-2.0
#include "app/net/ServerLink.h"

#include <algorithm>
#include <utility>

#include <QCryptographicHash>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QWebSocketHandshakeOptions>

#include "app/net/NetLog.h"
#include "shared/core/Logging.h"
#include "shared/core/Random.h"
#include "shared/protocol/Codec.h"

namespace banter::client {

Q_LOGGING_CATEGORY(logNet, "banter.net", QtInfoMsg)

namespace {

constexpr qsizetype kMaxIncomingBytes = 4 * 1024 * 1024; ///< a page of messages of the largest size fits
constexpr std::chrono::milliseconds kTick{250};

/// What only says that no authority vouches for the certificate; a pin makes up for it. An expired or broken one is
/// another matter.
bool isAboutTrust(const QSslError &error) {
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::HostNameMismatch: return true;
    default: return false;
    }
}

Error toError(const v1::Failure &failure) {
    return {static_cast<ErrorCode>(failure.code()), failure.hint(), failure.retry_after_ms()};
}

} // namespace

ServerLink::ServerLink(LinkOptions options, KnownServers *known, QObject *parent)
    : QObject(parent),
      m_options(std::move(options)),
      m_known(known),
      m_backoff(m_options.reconnectFirst, m_options.reconnectLongest),
      m_heartbeat(m_options.heartbeat) {
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ServerLink::attempt);
    m_tick.setInterval(std::min<Millis>(kTick, m_options.requestTimeout / 4));
    connect(&m_tick, &QTimer::timeout, this, &ServerLink::onTick);
}

ServerLink::~ServerLink() { dropSocket(); }

void ServerLink::open() {
    if (m_state != State::Idle && m_state != State::Waiting)
        return;
    m_backoff.reset();
    m_addressIndex = std::max<qsizetype>(m_options.addresses.indexOf(m_known->lastGood()), 0);
    attempt();
}

void ServerLink::close() {
    if (m_state != State::Idle)
        end(LinkStop::Closed, QStringLiteral("closed"));
}

void ServerLink::attempt() {
    m_retry.stop();
    if (m_options.addresses.isEmpty()) {
        end(LinkStop::Closed, QStringLiteral("no server address is known"));
        return;
    }
    m_state = State::Connecting;
    m_certificateVerdict = LinkStop::None;
    m_refusedFingerprint.clear();
    m_address = m_options.addresses.at(m_addressIndex % m_options.addresses.size());
    m_attemptDeadline = now() + m_options.connectTimeout;
    m_tick.start();

    // A new socket each time: Qt 6.4's keeps the close code of its previous connection.
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingMessageSize(kMaxIncomingBytes);
    m_socket->setMaxAllowedIncomingFrameSize(kMaxIncomingBytes);
    connect(m_socket, &QWebSocket::connected, this, &ServerLink::onSocketConnected);
    connect(m_socket, &QWebSocket::disconnected, this, &ServerLink::onSocketClosed);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &ServerLink::onBinary);
    connect(m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
            &ServerLink::onSocketClosed);
    connect(m_socket, &QWebSocket::sslErrors, this, &ServerLink::onSslErrors);
    if (!m_options.extraAuthorities.isEmpty()) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.addCaCertificates(m_options.extraAuthorities);
        m_socket->setSslConfiguration(configuration);
    }
    QWebSocketHandshakeOptions handshake;
    handshake.setSubprotocols({QStringLiteral("banter.v1")});
    m_socket->open(QNetworkRequest(m_address), handshake);
}

QByteArray ServerLink::expectedFingerprint() const {
    return m_options.fingerprint.isEmpty() ? m_known->fingerprint(m_address) : m_options.fingerprint;
}

void ServerLink::onSslErrors(const QList<QSslError> &errors) {
    const QByteArray shown = m_socket->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256);
    const QByteArray expected = expectedFingerprint();
    if (!expected.isEmpty()) {
        if (shown == expected)
            m_socket->ignoreSslErrors(errors);
        else
            m_certificateVerdict = LinkStop::CertificateChanged;
        m_refusedFingerprint = shown == expected ? QByteArray() : shown;
        return;
    }
    if (m_options.trustOnFirstUse && !shown.isEmpty() && std::all_of(errors.begin(), errors.end(), isAboutTrust)) {
        m_known->pin(m_address, shown);
        m_socket->ignoreSslErrors(errors);
        Q_EMIT certificatePinned(m_address, shown);
        return;
    }
    m_certificateVerdict = LinkStop::UntrustedCertificate;
    m_refusedFingerprint = shown;
    m_lastStopText = errors.isEmpty() ? QString() : errors.first().errorString();
}

/// Also a certificate that an authority vouches for must be the pinned one.
bool ServerLink::isCertificateExpected() {
    const QByteArray expected = expectedFingerprint();
    return m_address.scheme() != QLatin1String("wss") || expected.isEmpty() ||
           m_socket->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256) == expected;
}

void ServerLink::onSocketConnected() {
    if (sender() != m_socket)
        return;
    if (!isCertificateExpected()) {
        m_refusedFingerprint = m_socket->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256);
        m_certificateVerdict = LinkStop::CertificateChanged;
        onSocketClosed();
        return;
    }
    m_state = State::Greeting;
    m_lastReceived = now();
    v1::ClientFrame frame;
    v1::Hello *hello = frame.mutable_hello();
    hello->set_min_version(limits::kProtocolVersion);
    hello->set_max_version(limits::kProtocolVersion);
    hello->set_token(m_token);
    m_greetedListSinceMs = m_token.empty() ? 0 : m_listSinceMs;
    hello->set_list_since_ms(m_greetedListSinceMs);
    hello->set_client(m_options.clientName.toStdString());
    transmit(std::move(frame), [this](Result<v1::ServerFrame> answer) {
        if (answer.ok())
            onWelcome(*answer);
        else if (answer.error().code == ErrorCode::Version)
            end(LinkStop::TooOld, QStringLiteral("the server speaks another version of the protocol: update banter"));
        else if (answer.error().code == ErrorCode::WrongCredentials || answer.error().code == ErrorCode::NotSignedIn)
            end(LinkStop::SignInAgain, QStringLiteral("this device has been signed out: sign in again"));
        else if (answer.error().code != ErrorCode::NoConnection)
            end(LinkStop::Restarting, QString::fromStdString(answer.error().detail),
                Millis{answer.error().retryAfterMs});
    });
}

void ServerLink::onWelcome(const v1::ServerFrame &frame) {
    if (!frame.has_welcome()) {
        end(LinkStop::Unreachable, QStringLiteral("%1 does not speak the Banter protocol").arg(m_address.toString()));
        return;
    }
    const v1::Welcome &welcome = frame.welcome();
    if (!m_serverId.empty() && welcome.server_id() != m_serverId) {
        end(LinkStop::WrongServer,
            QStringLiteral("%1 is another server than the one this account is on").arg(m_address.toString()));
        return;
    }
    if (!m_token.empty() && !welcome.has_signed_in()) {
        end(LinkStop::SignInAgain, QStringLiteral("this device has been signed out: sign in again"));
        return;
    }
    m_state = State::Ready;
    m_serverId = welcome.server_id();
    m_lastStop = LinkStop::None;
    m_lastStopText.clear();
    m_connectedAt = now();
    m_known->setLastGood(m_address);
    if (welcome.heartbeat_s() > 0)
        m_heartbeat = std::chrono::seconds(welcome.heartbeat_s());
    if (welcome.reconnect_spread_ms() > 0)
        m_backoff.setFirst(std::max(m_options.reconnectFirst, Millis{welcome.reconnect_spread_ms()}));
    const auto tenth = static_cast<std::uint64_t>(std::max<std::int64_t>(m_heartbeat.count() * 4 / 10, 1));
    m_pingAfter = m_heartbeat * 8 / 10 + Millis{static_cast<std::int64_t>(randomBelow(tenth))};
    m_isPinging = false;
    Q_EMIT connected(welcome);
}

void ServerLink::request(v1::ClientFrame frame, Answered answered) {
    const ErrorCode refusal = m_state != State::Ready            ? ErrorCode::NoConnection
                              : m_waiting.size() >= kMaxRequests ? ErrorCode::Busy
                                                                 : ErrorCode::Unspecified;
    if (refusal != ErrorCode::Unspecified) {
        QMetaObject::invokeMethod(
            this,
            [answered = std::move(answered), refusal] {
                answered(Error{refusal, "not connected, or too much asked at once"});
            },
            Qt::QueuedConnection);
        return;
    }
    transmit(std::move(frame), std::move(answered));
}

std::uint64_t ServerLink::transmit(v1::ClientFrame frame, Answered answered) {
    const std::uint64_t id = m_nextRequest++;
    frame.set_request_id(id);
    encodeFrame(WireFormat::Binary, frame, m_buffer);
    m_lastSent = now();
    m_waiting.emplace(id, Waiting{m_lastSent + m_options.requestTimeout, std::move(answered)});
    m_deadlines.push_back(id);
    m_socket->sendBinaryMessage(QByteArray(m_buffer.data(), static_cast<qsizetype>(m_buffer.size())));
    return id;
}

void ServerLink::onBinary(const QByteArray &bytes) {
    if (sender() != m_socket)
        return;
    m_lastReceived = now();
    v1::ServerFrame frame;
    if (auto decoded =
            decodeFrame(WireFormat::Binary, {bytes.constData(), static_cast<std::size_t>(bytes.size())}, frame);
        !decoded.ok()) {
        qCWarning(logNet) << "the server sent what cannot be decoded:" << forLog(decoded.error().detail);
        end(LinkStop::Lost, QStringLiteral("the server sent what cannot be decoded"));
        return;
    }
    if (frame.request_id() != 0) {
        onAnswer(std::move(frame));
        return;
    }
    if (frame.type() == v1::EVENT) {
        if (m_state == State::Ready)
            Q_EMIT eventArrived(frame);
    } else if (frame.type() == v1::FAILURE) {
        qCWarning(logNet) << "the server refused a request that it could not name:" << forLog(frame.error().hint());
    }
}

void ServerLink::onAnswer(v1::ServerFrame frame) {
    const auto it = m_waiting.find(frame.request_id());
    if (it == m_waiting.end())
        return;
    const Answered answered = std::move(it->second.answered);
    m_waiting.erase(it);
    if (frame.type() == v1::FAILURE)
        answered(toError(frame.error()));
    else
        answered(std::move(frame));
}

void ServerLink::onTick() {
    const MonoTime time = now();
    if (m_state == State::Connecting || m_state == State::Greeting) {
        if (time >= m_attemptDeadline)
            end(LinkStop::Unreachable, QStringLiteral("%1 does not answer").arg(m_address.toString()));
        return;
    }
    if (m_state != State::Ready)
        return;
    while (!m_deadlines.empty()) {
        const auto it = m_waiting.find(m_deadlines.front());
        if (it != m_waiting.end() && it->second.deadline > time)
            break;
        if (it != m_waiting.end()) {
            const Answered answered = std::move(it->second.answered);
            m_waiting.erase(it);
            answered(Error{ErrorCode::TimedOut, "no answer in time"});
            end(LinkStop::Lost, QStringLiteral("the server does not answer"));
            return;
        }
        m_deadlines.pop_front();
    }
    if (!m_isPinging && time >= std::min(m_lastSent, m_lastReceived) + m_pingAfter)
        ping();
}

/// A request like any other: it proves that the server's session is alive, not only its kernel, and has a request's
/// deadline.
void ServerLink::ping() {
    m_isPinging = true;
    v1::ClientFrame frame;
    frame.mutable_ping();
    transmit(std::move(frame), [this](const Result<v1::ServerFrame> &) { m_isPinging = false; });
}

void ServerLink::onSocketClosed() {
    if (!m_socket || (sender() != m_socket && sender() != nullptr))
        return;
    if (m_certificateVerdict == LinkStop::CertificateChanged) {
        end(LinkStop::CertificateChanged,
            QStringLiteral("%1 shows another certificate than the one that was trusted: somebody may be in between. If "
                           "the change is "
                           "wanted, remove it from servers.json or give the new one with --fingerprint")
                .arg(m_address.toString()));
        return;
    }
    if (m_certificateVerdict == LinkStop::UntrustedCertificate) {
        end(LinkStop::UntrustedCertificate,
            QStringLiteral("the certificate of %1 is not trusted (%2)").arg(m_address.toString(), m_lastStopText));
        return;
    }
    if (m_state == State::Connecting) {
        end(LinkStop::Unreachable, QStringLiteral("%1: %2").arg(m_address.toString(), m_socket->errorString()));
        return;
    }
    const QString reason = QString::fromUtf8(forLog(m_socket->closeReason().toStdString()));
    switch (static_cast<int>(m_socket->closeCode())) {
    case limits::kCloseSignInAgain:
        end(LinkStop::SignInAgain, QStringLiteral("this device has been signed out: sign in again"));
        return;
    case limits::kCloseBanned: end(LinkStop::Banned, QStringLiteral("the account is disabled on this server")); return;
    case limits::kCloseReplaced:
        end(LinkStop::Replaced, QStringLiteral("this device is connected from elsewhere"));
        return;
    case limits::kCloseTooOld:
        end(LinkStop::TooOld, QStringLiteral("this version is too old for the server: update banter"));
        return;
    case limits::kCloseRestart: end(LinkStop::Restarting, QStringLiteral("the server restarts")); return;
    case limits::kCloseBusy: end(LinkStop::Restarting, QStringLiteral("the server is busy")); return;
    case limits::kCloseRate:
        end(LinkStop::Restarting, QStringLiteral("too many requests: the server asks for a pause"),
            m_options.rateLimited);
        return;
    case limits::kCloseSlow: end(LinkStop::Restarting, QStringLiteral("the connection was too slow")); return;
    default:
        end(LinkStop::Lost, reason.isEmpty() ? QStringLiteral("the connection was lost")
                                             : QStringLiteral("the connection was lost: %1").arg(reason));
    }
}

void ServerLink::end(LinkStop why, const QString &text, Millis atLeast) {
    const bool wasReady = m_state == State::Ready;
    const bool isTrying = isTemporary(why);
    dropSocket();
    m_tick.stop();
    m_lastStop = why;
    m_lastStopText = text;
    if (wasReady && now() - m_connectedAt >= m_options.steadyAfter)
        m_backoff.reset();
    if (isTrying) {
        m_state = State::Waiting;
        if (!wasReady)
            ++m_addressIndex; // the next one; what worked is tried again first
        m_retry.start(std::max(m_backoff.next(), atLeast));
    } else {
        m_state = State::Idle;
        m_retry.stop();
    }
    m_deadlines.clear();
    for (auto &[id, waiting] : std::exchange(m_waiting, {}))
        waiting.answered(Error{ErrorCode::NoConnection, "the connection was lost before the answer"});
    if (wasReady)
        Q_EMIT disconnected();
    Q_EMIT stopped(why, text);
}

void ServerLink::dropSocket() {
    if (!m_socket)
        return;
    QWebSocket *const socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    // A polite close where there is somebody to hear it; the object goes either way.
    if (socket->state() == QAbstractSocket::ConnectedState)
        socket->close();
    socket->abort();
    socket->deleteLater();
}

} // namespace banter::client
