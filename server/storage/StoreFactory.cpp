// SPDX-License-Identifier: Apache-2.0
#include "server/storage/StoreFactory.h"

#include "server/storage/postgres/PostgresStore.h"
#include "server/storage/sqlite/SqliteStore.h"

namespace banter::server {

Result<StoreFactory> StoreFactory::parse(const std::string &database) {
    constexpr std::string_view kSqlite = "sqlite:";
    if (database.starts_with(kSqlite)) {
        std::string path = database.substr(kSqlite.size());
        if (path.empty() || path.starts_with(":memory:"))
            return Error{ErrorCode::Configuration,
                         "database: sqlite: needs the path of a file, like sqlite:/var/lib/banter/banter.db"};
        return StoreFactory(true, std::move(path));
    }
    if (database.starts_with("postgresql://") || database.starts_with("postgres://") ||
        database.find('=') != std::string::npos)
        return StoreFactory(false, database);
    return Error{
        ErrorCode::Configuration,
        "database: must be sqlite:/path/to/banter.db or postgresql://user@host/name, or key=value pairs for libpq"};
}

Result<std::unique_ptr<SqlStoreBase>> StoreFactory::open(StoreUse use) const {
    return m_sqlite ? SqliteStore::open(m_target, use) : PostgresStore::open(m_target, use);
}

Result<void> StoreFactory::migrate() const {
    return m_sqlite ? SqliteStore::migrate(m_target) : PostgresStore::migrate(m_target);
}

} // namespace banter::server
