// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <QJsonObject>

#include "app/session/SecretStore.h"

namespace banter::client {

/// Credentials as they are kept in files.
[[nodiscard]] QJsonObject toJson(const Credentials &credentials);
/// nullopt if the user is missing. The token and the server may be empty.
[[nodiscard]] std::optional<Credentials> credentialsFromJson(const QJsonObject &root);

} // namespace banter::client
