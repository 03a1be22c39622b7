// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include "server/storage/SqlStore.h"
#include "shared/core/Result.h"

/// What the answers to an administrator are made of.
namespace banter::server::admin {

[[nodiscard]] QString text(std::string_view utf8);
/// An argument of a command; empty if it is not there.
[[nodiscard]] std::string argument(const QJsonObject &arguments, const char *name);
/// A counter of the store or the process; all stay below 2^53.
[[nodiscard]] QJsonValue number(std::uint64_t value);
/// ISO 8601, UTC.
[[nodiscard]] QString moment(std::int64_t ms);
/// NameInvalid, with the rules.
[[nodiscard]] Result<std::string> canonical(const std::string &name);
/// In a job of the store: the account, or NotFound.
[[nodiscard]] Result<UserRow> findUser(SqlStore &store, const std::string &name);
/// What the store says is for the log; this is for the administrator.
[[nodiscard]] Error explained(Error error);

} // namespace banter::server::admin
