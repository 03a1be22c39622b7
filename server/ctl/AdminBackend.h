// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <QJsonObject>

#include "server/ctl/GroupAdmin.h"
#include "shared/core/Id.h"
#include "shared/core/Promise.h"

namespace banter::server {

/// What an administrator can ask for. Called on the thread of AdminServer, which also gets the answers; never blocks.
/// What is answered is the "result" of docs/operations.md. The detail of an Error is shown to the administrator: it
/// says what to do.
class AdminBackend {
public:
    using Answer = Promise<QJsonObject>;

    virtual ~AdminBackend() = default;
    virtual void status(Answer done) = 0;
    virtual void stats(Answer done) = 0;
    virtual void addUser(std::string name, std::string display, std::string password, Answer done) = 0;
    /// By name, those after `after`; "next" in the answer if there are more.
    virtual void listUsers(std::string after, int limit, Answer done) = 0;
    virtual void setDisabled(std::string name, bool disabled, Answer done) = 0;
    /// Signs out all devices of the account.
    virtual void resetPassword(std::string name, std::string newPassword, Answer done) = 0;
    virtual void listDevices(std::string name, Answer done) = 0;
    /// nullopt: all of them.
    virtual void revokeDevice(std::string name, std::optional<DeviceId> device, Answer done) = 0;
    [[nodiscard]] virtual GroupAdmin &groups() = 0;
};

} // namespace banter::server
