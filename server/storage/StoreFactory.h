// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "server/storage/StoreUse.h"
#include "server/storage/common/SqlStoreBase.h"
#include "shared/core/Result.h"

namespace banter::server {

/// Knows which engine a setting `database` means, and opens connections to it. Immutable; any thread.
class StoreFactory {
public:
    /// See StorageOptions::database. Configuration error if it is neither form.
    [[nodiscard]] static Result<StoreFactory> parse(const std::string &database);

    /// A connection for the calling thread. StoreUnavailable: the database does not answer (now); Configuration: it
    /// will not.
    [[nodiscard]] Result<std::unique_ptr<SqlStoreBase>> open(StoreUse use) const;
    /// Brings the schema to this program's version; safe to call from several processes at once.
    [[nodiscard]] Result<void> migrate() const;
    /// SQLite has one writer: changes and messages share its connection.
    [[nodiscard]] bool isSqlite() const { return m_sqlite; }

private:
    StoreFactory(bool sqlite, std::string target) : m_sqlite(sqlite), m_target(std::move(target)) {}
    bool m_sqlite;
    std::string m_target; ///< a path, or libpq's connection string
};

} // namespace banter::server
