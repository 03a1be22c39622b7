// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QString>
#include <QUrl>

#include "shared/core/Clock.h"
#include "shared/protocol/Limits.h"

namespace banter::client {

/// How to reach a server, and how patient to be. The times are there for tests; the defaults are the protocol's.
struct LinkOptions {
    QList<QUrl> addresses; ///< ws:// or wss://; tried in turn, the last good one first
    bool trustOnFirstUse{
        false}; ///< wss: a certificate that no authority vouches for is taken, and pinned, if none is pinned yet
    QByteArray fingerprint; ///< wss: only this certificate, SHA-256 of its DER form; empty: the pinned one, or an
                            ///< authority's word
    QList<QSslCertificate> extraAuthorities;
    QString clientName{QStringLiteral("banter")};

    Millis connectTimeout{15000}; ///< TCP, TLS, upgrade and Welcome together
    Millis requestTimeout{limits::kRequestTimeout};
    Millis heartbeat{limits::kHeartbeat}; ///< Welcome may change it
    Millis reconnectFirst{limits::kReconnectSpreadMs};
    Millis reconnectLongest{30000};
    Millis steadyAfter{10000}; ///< a connection that lasted this long was a good one: the next back-off starts anew
    Millis rateLimited{10000}; ///< at least this long after 4429
};

/// Why there is no connection.
enum class LinkStop : std::uint8_t {
    None,
    Unreachable,          ///< refused, no route, name not found, TLS failed: will be tried again
    Lost,                 ///< broke, or the peer fell silent: will be tried again
    Restarting,           ///< 1012, 1013, 4408, 4429: will be tried again
    UntrustedCertificate, ///< nobody vouches for it and nobody allowed to trust it
    CertificateChanged,   ///< not the one that was pinned: somebody may be in between
    SignInAgain,          ///< 4401: the token is void
    Banned,               ///< 4403
    Replaced,             ///< 4409: the same device is connected from elsewhere
    TooOld,               ///< 4426, or no common protocol version
    WrongServer,          ///< another server id than before
    Closed,               ///< by the caller
};

/// Whether the link tries again by itself.
[[nodiscard]] inline bool isTemporary(LinkStop stop) {
    return stop == LinkStop::None || stop == LinkStop::Unreachable || stop == LinkStop::Lost ||
           stop == LinkStop::Restarting;
}

} // namespace banter::client
