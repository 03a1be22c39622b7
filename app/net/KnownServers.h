// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUrl>

namespace banter::client {

/// Which certificate each server (host and port) showed when it was first trusted, and which address worked last. A
/// small JSON file; lost, servers are asked about anew. Not thread-safe.
class KnownServers {
public:
    /// An empty path: remembers for this run only.
    explicit KnownServers(QString path = {});

    /// SHA-256; empty: none pinned.
    [[nodiscard]] QByteArray fingerprint(const QUrl &server) const;
    void pin(const QUrl &server, const QByteArray &fingerprint);

    [[nodiscard]] QUrl lastGood() const;
    void setLastGood(const QUrl &server);

private:
    void save() const;

    QString m_path;
    QHash<QString, QByteArray> m_fingerprints;
    QUrl m_lastGood;
};

} // namespace banter::client
