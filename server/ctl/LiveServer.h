// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QJsonObject>

#include "server/storage/Rows.h"
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
    /// A committed change of a group: members are told, and the lists of whoever came or went follow.
    virtual void groupChanged(ConversationChange change) = 0;
    /// Nobody knows whether a change of this group was committed: look again before anything else is decided.
    virtual void groupUncertain(const ConversationId &group) = 0;
};

} // namespace banter::server
