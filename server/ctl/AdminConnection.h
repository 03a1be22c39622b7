// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include "server/ctl/AdminBackend.h"
#include "server/ctl/AdminPeer.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// One administrator's connection: reads a line, has it answered, reads the next. Deletes itself when the peer goes, is
/// silent for too long, sends a line over 64 KiB, or a command takes too long. Lives on the thread of its AdminServer,
/// which owns it.
class AdminConnection final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 kMaxLineBytes = 64 * 1024;

    /// Takes the socket over.
    AdminConnection(AdminBackend &backend, Executor *home, QLocalSocket *socket, const AdminPeer &peer, Millis idle,
                    QObject *parent);

    /// Ends at once, without an answer; nothing is called any more.
    void stop();

private:
    void onReadable();
    void onTimeout();
    void run(const QByteArray &line);
    void onAnswer(const QByteArray &what, const Result<QJsonObject> &result);
    /// Answers the failure and ends the connection.
    void fail(const Error &error);
    void audit(const QByteArray &what) const;

    AdminBackend &m_backend;
    Executor *m_home;
    QLocalSocket *m_socket; ///< child
    QTimer m_timer;
    AdminPeer m_peer;
    bool m_isWorking{false}; ///< a command has no answer yet; nothing more is read
    bool m_isEnding{false};
    std::shared_ptr<void> m_alive; ///< guards the answers
};

} // namespace banter::server
