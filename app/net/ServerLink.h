// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <unordered_map>

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include "app/net/KnownServers.h"
#include "app/net/LinkOptions.h"
#include "shared/core/Backoff.h"
#include "shared/core/Clock.h"
#include "shared/core/Result.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

/// The connection to the server: keeps it up, says Hello, matches answers to requests, notices a dead peer. Knows
/// nothing of conversations. Lives on the thread that made it.
class ServerLink : public QObject {
    Q_OBJECT
public:
    /// Not a Promise: answers and events must reach the caller in the order of the wire.
    using Answered = std::function<void(Result<v1::ServerFrame>)>;
    static constexpr std::size_t kMaxRequests = 512; ///< unanswered; beyond: Busy

    ServerLink(LinkOptions options, KnownServers *known, QObject *parent = nullptr);
    ~ServerLink() override;

    /// To resume a device; empty: the connection stays unsigned, for Register and LogIn. Used from the next connection
    /// on.
    void setToken(std::string token) { m_token = std::move(token); }
    /// The server must be this one; empty: any, the first one met is kept.
    void setServerId(std::string id) { m_serverId = std::move(id); }
    void setAddresses(const QList<QUrl> &addresses) { m_options.addresses = addresses; }

    /// Connects, and reconnects until close() or a stop that is not temporary. Called again: tries at once.
    void open();
    void close();
    [[nodiscard]] bool isConnected() const { return m_state == State::Ready; }
    [[nodiscard]] LinkStop lastStop() const { return m_lastStop; }
    [[nodiscard]] QString lastStopText() const { return m_lastStopText; }
    [[nodiscard]] QUrl address() const { return m_address; }
    /// SHA-256 of the certificate that stopped the last attempt (UntrustedCertificate, CertificateChanged); else empty.
    [[nodiscard]] QByteArray refusedFingerprint() const { return m_refusedFingerprint; }

    /// Sends a request (the id is given here). `answered` is called exactly once, never from inside: with the frame
    /// (type ANSWER), or an Error: the server's refusal, NoConnection (not connected, or lost before the answer),
    /// TimedOut, Busy, Malformed.
    void request(v1::ClientFrame frame, Answered answered);

Q_SIGNALS:
    void connected(const banter::v1::Welcome &welcome);
    /// After connected(); every request has been answered NoConnection.
    void disconnected();
    /// There is no connection (an attempt failed, or it was lost); text is for people.
    void stopped(banter::client::LinkStop why, const QString &text);
    void eventArrived(const banter::v1::ServerFrame &frame);
    /// A certificate nobody vouches for was taken and pinned.
    void certificatePinned(const QUrl &server, const QByteArray &fingerprint);

private:
    enum class State : std::uint8_t { Idle, Waiting, Connecting, Greeting, Ready };
    struct Waiting {
        MonoTime deadline;
        Answered answered;
    };

    void attempt();
    void nextAddress();
    void onSocketConnected();
    void onSslErrors(const QList<QSslError> &errors);
    void onSocketClosed();
    void onBinary(const QByteArray &bytes);
    void onWelcome(const v1::ServerFrame &frame);
    void onAnswer(v1::ServerFrame frame);
    void onTick();
    void ping();
    /// Ends the attempt or connection, tells everybody, and plans the next one if `why` is temporary.
    void end(LinkStop why, const QString &text, Millis atLeast = Millis{0});
    void dropSocket();
    [[nodiscard]] QByteArray expectedFingerprint() const;
    [[nodiscard]] bool isCertificateExpected();
    std::uint64_t transmit(v1::ClientFrame frame, Answered answered);
    [[nodiscard]] static MonoTime now() { return Clock::system().mono(); }

    LinkOptions m_options;
    KnownServers *m_known;
    std::string m_token;
    std::string m_serverId;

    State m_state{State::Idle};
    LinkStop m_lastStop{LinkStop::None};
    QString m_lastStopText;
    LinkStop m_certificateVerdict{LinkStop::None};
    QByteArray m_refusedFingerprint;
    QUrl m_address;
    qsizetype m_addressIndex{-1};
    QWebSocket *m_socket{nullptr};
    QTimer m_retry;
    QTimer m_tick; ///< deadlines: attempt, requests, heartbeat
    Backoff m_backoff;
    Millis m_heartbeat;

    MonoTime m_attemptDeadline{};
    MonoTime m_connectedAt{};
    MonoTime m_lastSent{};
    MonoTime m_lastReceived{};
    Millis m_pingAfter{0}; ///< heartbeat with this connection's jitter
    bool m_isPinging{false};

    std::uint64_t m_nextRequest{1};
    std::unordered_map<std::uint64_t, Waiting> m_waiting;
    std::deque<std::uint64_t> m_deadlines; ///< request ids in order of their deadlines (all have the same patience)
    std::string m_buffer;
};

} // namespace banter::client
