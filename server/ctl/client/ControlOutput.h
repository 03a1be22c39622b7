// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

namespace banter::server {

/// The answer to a command as a person wants to read it. Nothing in it can move a terminal's cursor.
[[nodiscard]] QString controlText(const QString &command, const QJsonObject &result);

} // namespace banter::server
