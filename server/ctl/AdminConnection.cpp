// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/AdminConnection.h"

#include "server/ctl/AdminAudit.h"
#include "server/ctl/AdminCommands.h"
#include "shared/protocol/ErrorCode.h"

namespace banter::server {

Q_LOGGING_CATEGORY(lcAudit, "banter.audit", QtInfoMsg)

AdminConnection::AdminConnection(AdminBackend &backend, Executor *home, QLocalSocket *socket, const AdminPeer &peer,
                                 Millis idle, QObject *parent)
    : QObject(parent),
      m_backend(backend),
      m_home(home),
      m_socket(socket),
      m_peer(peer),
      m_alive(std::make_shared<int>()) {
    m_socket->setParent(this);
    m_socket->setReadBufferSize(kMaxLineBytes + 1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(idle);
    connect(&m_timer, &QTimer::timeout, this, &AdminConnection::onTimeout);
    connect(m_socket, &QLocalSocket::readyRead, this, &AdminConnection::onReadable);
    connect(m_socket, &QLocalSocket::disconnected, this, &QObject::deleteLater);
    m_timer.start();
    // What came in before this object was there, or that the peer has already gone, is not signalled again.
    QMetaObject::invokeMethod(this, &AdminConnection::onReadable, Qt::QueuedConnection);
    if (m_socket->state() != QLocalSocket::ConnectedState)
        deleteLater();
}

void AdminConnection::onReadable() {
    while (!m_isWorking && !m_isEnding) {
        const bool isWhole = m_socket->canReadLine();
        const QByteArray line = isWhole ? m_socket->readLine() : QByteArray(); // the socket's buffer is its bound
        if (line.size() > kMaxLineBytes || (!isWhole && m_socket->bytesAvailable() > kMaxLineBytes))
            fail(Error{ErrorCode::TooLarge, "a line has at most 65536 bytes", 0});
        else if (isWhole)
            run(line);
        else
            break;
    }
}

void AdminConnection::run(const QByteArray &line) {
    m_timer.start();
    auto request = AdminRequest::parse(line);
    if (!request) {
        audit("malformed request");
        m_socket->write(adminAnswer(request.error()));
        return;
    }
    const QByteArray what = request->forAudit();
    audit(what);
    m_isWorking = true;
    runAdminCommand(m_backend, *request,
                    {m_home, m_alive, [this, what](Result<QJsonObject> result) { onAnswer(what, result); }});
}

void AdminConnection::onAnswer(const QByteArray &what, const Result<QJsonObject> &result) {
    if (m_isEnding)
        return;
    m_isWorking = false;
    if (!result) {
        const std::string_view why = errorName(result.error().code);
        audit(what + ": refused: " + QByteArray(why.data(), static_cast<qsizetype>(why.size())));
    }
    m_socket->write(adminAnswer(result));
    m_timer.start();
    onReadable();
}

void AdminConnection::onTimeout() {
    if (m_isEnding) {
        deleteLater(); // the peer does not read: enough waited
        return;
    }
    fail(m_isWorking ? Error{ErrorCode::TimedOut,
                             "this took too long; whether it was done is unknown, look before you repeat it", 0}
                     : Error{ErrorCode::TimedOut, "nothing was asked for a while", 0});
}

void AdminConnection::fail(const Error &error) {
    m_isEnding = true;
    m_socket->write(adminAnswer(error));
    m_socket->disconnectFromServer();
    m_timer.start();
    if (m_socket->state() == QLocalSocket::UnconnectedState)
        deleteLater();
}

void AdminConnection::stop() {
    m_isEnding = true;
    m_alive.reset();
    m_socket->abort();
    deleteLater();
}

void AdminConnection::audit(const QByteArray &what) const {
    qCInfo(lcAudit, "uid=%d pid=%d %s", static_cast<int>(m_peer.user), static_cast<int>(m_peer.process),
           what.constData());
}

} // namespace banter::server
