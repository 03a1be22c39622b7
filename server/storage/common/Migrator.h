// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "server/storage/common/SqlConnection.h"
#include "shared/core/Result.h"

namespace banter::server {

/// One step of the schema, compiled in from a numbered file. Both engines share the numbers.
struct Migration {
    int version{0};
    /// The oldest version that can still work with the schema after this step.
    int compatibleFrom{0};
    const char *sql{nullptr};
};

/// Brings the schema to the newest version, in one transaction; does nothing if it is there. Configuration error if
/// the database is too new for this program. `lockText` runs first in the transaction ("" = BEGIN locks enough).
[[nodiscard]] Result<void> migrate(SqlConnection &connection, const std::vector<Migration> &migrations,
                                   const QString &lockText);

/// The version of the schema in the database; 0 = none yet.
[[nodiscard]] Result<int> schemaVersion(SqlConnection &connection);

} // namespace banter::server
