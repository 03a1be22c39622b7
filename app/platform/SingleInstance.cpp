// SPDX-License-Identifier: Apache-2.0
#include "app/platform/SingleInstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

#include "app/platform/PlatformLog.h"

namespace banter::client {
namespace {

constexpr int kAnswerMs = 1000;
constexpr int kTries = 2; ///< the first may be about to open its socket
const QByteArray kRaise = QByteArrayLiteral("raise\n");
const QByteArray kDone = QByteArrayLiteral("done\n");

QString socketPathFor(const QString &folder) {
    const QByteArray name = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (runtime.isEmpty())
        runtime = folder;
    return QDir(runtime).filePath(QStringLiteral("banter-%1.sock").arg(QString::fromLatin1(name)));
}

QString canonical(const QString &folder) {
    QDir().mkpath(folder);
    const QString path = QFileInfo(folder).canonicalFilePath();
    return path.isEmpty() ? folder : path;
}

} // namespace

SingleInstance::SingleInstance(const QString &dataDirectory, QObject *parent)
    : QObject(parent),
      m_socketPath(socketPathFor(canonical(dataDirectory))),
      m_lock(QDir(dataDirectory).filePath(QStringLiteral("window.lock"))) {
    m_lock.setStaleLockTime(0); // only a process that is gone leaves it
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Start SingleInstance::start() {
    for (int attempt = 0; attempt < kTries; ++attempt) {
        if (m_lock.tryLock(0)) {
            // The lock is ours, so a socket that lies here is a dead one's.
            QLocalServer::removeServer(m_socketPath);
            if (!m_server.listen(m_socketPath))
                qCInfo(logPlatform) << "a second start can't bring this window to the front:" << m_server.errorString();
            return Start::First;
        }
        if (askFirst())
            return Start::Second;
    }
    return Start::Stuck;
}

bool SingleInstance::askFirst() const {
    QLocalSocket socket;
    socket.connectToServer(m_socketPath);
    if (!socket.waitForConnected(kAnswerMs))
        return false;
    socket.write(kRaise);
    return socket.waitForBytesWritten(kAnswerMs) && socket.waitForReadyRead(kAnswerMs) && socket.readAll() == kDone;
}

void SingleInstance::onConnection() {
    while (QLocalSocket *const peer = m_server.nextPendingConnection()) {
        connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
        QTimer::singleShot(kAnswerMs, peer, &QLocalSocket::abort);
        const auto read = [this, peer] {
            if (peer->read(kRaise.size()) != kRaise)
                return;
            peer->write(kDone);
            peer->disconnectFromServer();
            Q_EMIT raiseRequested();
        };
        connect(peer, &QLocalSocket::readyRead, this, read);
        if (peer->bytesAvailable() > 0)
            read();
    }
}

} // namespace banter::client
