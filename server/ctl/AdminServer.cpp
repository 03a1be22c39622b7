// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/AdminServer.h"

#include <unistd.h>

#include <QLocalSocket>

#include "server/ctl/AdminAudit.h"
#include "server/ctl/AdminCommands.h"
#include "server/ctl/AdminConnection.h"
#include "server/ctl/AdminSocket.h"
#include "shared/protocol/ErrorCode.h"

namespace banter::server {
namespace {

/// Answers and lets go; what can't be sent at once is not worth waiting for.
void turnAway(QLocalSocket *socket, const Error &error) {
    socket->write(adminAnswer(error));
    socket->disconnectFromServer();
    if (socket->state() == QLocalSocket::UnconnectedState)
        socket->deleteLater();
    else
        QObject::connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
}

} // namespace

AdminServer::AdminServer(AdminBackend &backend, Executor *home, AdminOptions options)
    : m_backend(backend),
      m_home(home),
      m_options(std::move(options)),
      m_alive(std::make_shared<int>()) {
    connect(&m_server, &QLocalServer::newConnection, this, &AdminServer::onNewConnection);
}

AdminServer::~AdminServer() { stop(); }

Result<void> AdminServer::start() {
    if (!m_options.group.empty()) {
        BANTER_TRY(const gid_t group, groupByName(m_options.group));
        m_group = group;
    }
    BANTER_TRY(const int descriptor, openAdminSocket(m_options.socketPath, m_group));
    if (!m_server.listen(descriptor)) {
        ::close(descriptor);
        ::unlink(m_options.socketPath.c_str());
        return Error{ErrorCode::Configuration, "admin-socket: " + m_server.errorString().toStdString(), 0};
    }
    return {};
}

void AdminServer::stop() {
    if (!m_server.isListening())
        return;
    m_server.close();
    ::unlink(m_options.socketPath.c_str());
    m_alive = std::make_shared<int>();
    for (AdminConnection *connection : findChildren<AdminConnection *>(QString(), Qt::FindDirectChildrenOnly))
        connection->stop();
    m_open = 0;
}

void AdminServer::onNewConnection() {
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        const auto peer = AdminPeer::ofSocket(static_cast<int>(socket->socketDescriptor()));
        if (!peer) {
            turnAway(socket, Error{ErrorCode::NotAllowed, "the system does not say who you are", 0});
            continue;
        }
        const bool isAllowed =
            m_options.allows ? m_options.allows(*peer) : isAdministrator(*peer, ::geteuid(), m_group);
        if (!isAllowed) {
            qCInfo(lcAudit, "uid=%d pid=%d refused: not an administrator", static_cast<int>(peer->user),
                   static_cast<int>(peer->process));
            turnAway(
                socket,
                Error{
                    ErrorCode::NotAllowed,
                    "uid " + std::to_string(peer->user) +
                        " may not administer this server; use root, the server's own user, or a member of admin-group",
                    0});
            continue;
        }
        if (m_open >= m_options.maxConnections) {
            turnAway(socket,
                     Error{ErrorCode::Busy, "too many administrators are connected; try again in a moment", 1000});
            continue;
        }
        ++m_open;
        auto *connection = new AdminConnection(m_backend, m_home, socket, *peer, m_options.idle, this);
        connect(connection, &QObject::destroyed, this, [this, alive = std::weak_ptr<void>(m_alive)] {
            if (!alive.expired())
                --m_open;
        });
    }
}

} // namespace banter::server
