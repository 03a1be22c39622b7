// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QJsonObject>

#include "shared/core/Id.h"

namespace banter::server {

/// The running server as the administration sees it. Called on the main thread; never blocks: work on shards is posted.
class LiveServer {
public:
    virtual ~LiveServer() = default;
    /// Who and where: node, addresses, sessions, since when.
    [[nodiscard]] virtual QJsonObject status() = 0;
    /// Counters of everything that is not the store's or the password pool's.
    [[nodiscard]] virtual QJsonObject stats() = 0;
    /// The store no longer knows these devices: end their sessions (4401).
    virtual void devicesRevoked(const UserId &user, const std::vector<DeviceId> &devices) = 0;
    /// End all sessions of this user (4403).
    virtual void userDisabled(const UserId &user) = 0;
};

} // namespace banter::server
