// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QPointer>
#include <QSslCertificate>
#include <QSslKey>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include "shared/protocol/banter.pb.h"

namespace banter::test {

struct TestCertificate {
    QSslCertificate certificate;
    QSslKey key;
};
/// Self-signed, for localhost and 127.0.0.1; different each time.
[[nodiscard]] TestCertificate makeCertificate();

/// A server of a few lines on an ephemeral port of 127.0.0.1: welcomes everybody, answers as the test says.
class FakeServer : public QObject {
public:
    /// Answers a request; nullopt: stays silent.
    using Handler = std::function<std::optional<v1::ServerFrame>(const v1::ClientFrame &)>;

    explicit FakeServer(const std::optional<TestCertificate> &certificate = {}, quint16 port = 0);

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

    void setHandler(Handler handler) { m_handler = std::move(handler); }
    void send(const v1::ServerFrame &frame);
    void sendRaw(const QByteArray &bytes);
    void closeAll(int code);
    /// The connections break without a word.
    void abortAll();
    /// Takes no more connections.
    void stop() { m_server.close(); }

    v1::Welcome welcome;    ///< what everybody is told
    bool isSilent{false};   ///< nothing at all is answered
    int closeAfterHello{0}; ///< instead of a Welcome
    std::vector<v1::ClientFrame> received;
    int connections{0};
    QString subprotocol; ///< that the last one asked for

private:
    void onConnection();
    void onFrame(QWebSocket *socket, const QByteArray &bytes);

    QWebSocketServer m_server;
    std::vector<QPointer<QWebSocket>> m_sockets;
    Handler m_handler;
};

} // namespace banter::test
