// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <QJsonObject>

#include "server/ctl/AdminBackend.h"
#include "shared/core/Result.h"

namespace banter::server {

/// One line of an administrator, understood: which command, and its arguments as text for the audit log (never
/// passwords).
struct AdminRequest {
    QString command;
    QJsonObject arguments;

    /// Malformed (the detail says what is expected) unless it is {"command": text, "arguments": {…}}.
    [[nodiscard]] static Result<AdminRequest> parse(const QByteArray &line);
    [[nodiscard]] QByteArray forAudit() const;
};

/// Checks the arguments and calls the backend. Unsupported for unknown commands, Malformed for missing or wrong
/// arguments.
void runAdminCommand(AdminBackend &backend, const AdminRequest &request, AdminBackend::Answer done);

/// {"ok":true,"result":…} or {"ok":false,"error":{"code":…,"message":…}}, in one line.
[[nodiscard]] QByteArray adminAnswer(const Result<QJsonObject> &result);

} // namespace banter::server
