// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/client/ControlLink.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

namespace banter::server {
namespace {

constexpr int kConnectMs = 5'000;
constexpr int kAnswerMs = 40'000;                 // longer than the server takes at most
constexpr qsizetype kMaxRequestBytes = 64 * 1024; // AdminConnection::kMaxLineBytes
constexpr qint64 kMaxAnswerBytes = 4 * 1024 * 1024;

} // namespace

ControlAnswer ControlLink::noServer() const {
    if (m_socket.error() == QLocalSocket::SocketAccessError) {
        return {ControlAnswer::Kind::Refused,
                {},
                QStringLiteral("NOT_ALLOWED"),
                QStringLiteral("you may not open %1: use root, the server's own user, or a member of its admin-group")
                    .arg(m_path)};
    }
    return {ControlAnswer::Kind::NoServer,
            {},
            QStringLiteral("NO_SERVER"),
            QStringLiteral(
                "no server answers at %1: is banterd running (systemctl status banterd)? Another socket is given with "
                "--socket PATH or BANTER_ADMIN_SOCKET")
                .arg(m_path)};
}

ControlAnswer ControlLink::lost() const {
    return {
        ControlAnswer::Kind::NoServer,
        {},
        QStringLiteral("NO_SERVER"),
        QStringLiteral(
            "the server at %1 went away before it answered; whether it was done is unknown, look before you repeat it")
            .arg(m_path)};
}

ControlAnswer ControlLink::ask(const QString &command, const QJsonObject &arguments) {
    const QJsonObject request{{QStringLiteral("command"), command}, {QStringLiteral("arguments"), arguments}};
    const QByteArray line = QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n';
    if (line.size() > kMaxRequestBytes)
        return {ControlAnswer::Kind::Refused,
                {},
                QStringLiteral("TOO_LARGE"),
                QStringLiteral("this is more text than the server takes")};
    if (m_socket.state() != QLocalSocket::ConnectedState) {
        m_socket.connectToServer(m_path);
        if (!m_socket.waitForConnected(kConnectMs))
            return noServer();
    }
    m_socket.write(line);
    // The answer may be there although the request could not be sent: a refusal comes first.
    const QDeadlineTimer deadline(kAnswerMs);
    while (!m_socket.canReadLine()) {
        if (m_socket.bytesAvailable() > kMaxAnswerBytes || deadline.hasExpired() ||
            !m_socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) {
            if (!m_socket.canReadLine())
                return lost();
        }
    }
    const QJsonObject answer = QJsonDocument::fromJson(m_socket.readLine()).object();
    if (answer.value(QStringLiteral("ok")).toBool())
        return {ControlAnswer::Kind::Done, answer.value(QStringLiteral("result")).toObject(), {}, {}};
    const QJsonObject error = answer.value(QStringLiteral("error")).toObject();
    if (error.isEmpty())
        return lost();
    return {ControlAnswer::Kind::Refused,
            {},
            error.value(QStringLiteral("code")).toString(),
            error.value(QStringLiteral("message")).toString()};
}

} // namespace banter::server
