// SPDX-License-Identifier: Apache-2.0
#include "app/net/KnownServers.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include "app/net/NetLog.h"

namespace banter::client {
namespace {

QString keyOf(const QUrl &server) {
    return QStringLiteral("%1:%2")
        .arg(server.host().toLower())
        .arg(server.port(server.scheme() == QLatin1String("wss") ? 443 : 80));
}

} // namespace

KnownServers::KnownServers(QString path) : m_path(std::move(path)) {
    QFile file(m_path);
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject pins = root.value(QLatin1String("certificates")).toObject();
    for (auto it = pins.begin(); it != pins.end(); ++it)
        m_fingerprints.insert(it.key(), QByteArray::fromHex(it.value().toString().toLatin1()));
    m_lastGood = QUrl(root.value(QLatin1String("last_good")).toString());
}

QByteArray KnownServers::fingerprint(const QUrl &server) const { return m_fingerprints.value(keyOf(server)); }

void KnownServers::pin(const QUrl &server, const QByteArray &fingerprint) {
    m_fingerprints.insert(keyOf(server), fingerprint);
    save();
}

QUrl KnownServers::lastGood() const { return m_lastGood; }

void KnownServers::setLastGood(const QUrl &server) {
    if (server == m_lastGood)
        return;
    m_lastGood = server;
    save();
}

void KnownServers::save() const {
    if (m_path.isEmpty())
        return;
    QJsonObject pins;
    for (auto it = m_fingerprints.begin(); it != m_fingerprints.end(); ++it)
        pins.insert(it.key(), QString::fromLatin1(it.value().toHex()));
    QSaveFile file(m_path);
    const QJsonObject root{{QStringLiteral("certificates"), pins},
                           {QStringLiteral("last_good"), m_lastGood.toString()}};
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(root).toJson()) < 0 || !file.commit())
        qCWarning(logNet) << "cannot save" << m_path << file.errorString();
}

} // namespace banter::client
