// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTemporaryDir>

#include "server/ctl/AdminServer.h"
#include "server/ctl/ObjectExecutor.h"
#include "tests/unit/server/ctl/FakeBackend.h"

namespace banter::test {

/// Runs the event loop until `done` holds; false after half a minute.
template <class Predicate>
bool spinUntil(Predicate done) {
    const QDeadlineTimer end(30'000);
    while (!done()) {
        if (end.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
    }
    return true;
}

/// An admin server with a fake backend on a socket in a folder of its own.
class AdminWorld {
public:
    explicit AdminWorld(server::AdminOptions options = {}) {
        if (options.socketPath.empty())
            options.socketPath = path().toStdString();
        server = std::make_unique<server::AdminServer>(backend, &home, std::move(options));
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("admin.sock")); }

    /// Null if that fails.
    [[nodiscard]] std::unique_ptr<QLocalSocket> connected() const {
        auto socket = std::make_unique<QLocalSocket>();
        socket->connectToServer(path());
        return socket->waitForConnected(5'000) ? std::move(socket) : nullptr;
    }

    /// The next line, as JSON; empty if there is none before the connection ends.
    [[nodiscard]] static QJsonObject line(QLocalSocket &socket) {
        spinUntil([&] { return socket.canReadLine() || socket.state() == QLocalSocket::UnconnectedState; });
        return QJsonDocument::fromJson(socket.readLine()).object();
    }
    [[nodiscard]] static QJsonObject ask(QLocalSocket &socket, const QByteArray &request) {
        socket.write(request + '\n');
        return line(socket);
    }
    [[nodiscard]] static bool isClosed(QLocalSocket &socket) {
        return spinUntil([&] { return socket.state() == QLocalSocket::UnconnectedState; });
    }
    [[nodiscard]] static QString code(const QJsonObject &answer) {
        return answer.value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString();
    }
    [[nodiscard]] static QString message(const QJsonObject &answer) {
        return answer.value(QStringLiteral("error")).toObject().value(QStringLiteral("message")).toString();
    }

private:
    QTemporaryDir m_folder;

public:
    server::ObjectExecutor home;
    FakeBackend backend;
    std::unique_ptr<server::AdminServer> server;
};

} // namespace banter::test
