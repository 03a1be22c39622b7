// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/Result.h"

class QSqlDatabase;

namespace banter::client {

/// The version of the cache tables, in SQLite's user_version.
inline constexpr int kStoreSchemaVersion = 2;

/// Makes the tables that are missing. Cache tables of another version are dropped: what they held is fetched again. The
/// outbox and the drafts exist nowhere else; their tables never change shape and are never dropped. StoreFailed with
/// SQLite's text.
[[nodiscard]] Result<void> prepareSchema(const QSqlDatabase &database);

} // namespace banter::client
