// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/Migrator.h"
#include "server/storage/common/SqlStoreBase.h"
#include "shared/core/Uuid7.h"

namespace banter::server {

Result<std::uint64_t> SqlStoreBase::count(const char *sql) {
    Query query(connection(), sql);
    BANTER_TRY_VOID(query.run());
    return query.next() ? query.unsignedAt(0) : 0;
}

Result<StoreStats> SqlStoreBase::commonStats() {
    StoreStats stats;
    BANTER_TRY(const int version, schemaVersion(connection()));
    stats.schemaVersion = version;
    BANTER_TRY(const auto users, count("SELECT count(*) FROM user_account"));
    stats.users = users;
    BANTER_TRY(const auto devices, count("SELECT count(*) FROM device WHERE revoked_ms = 0"));
    stats.devices = devices;
    BANTER_TRY(const auto conversations, count("SELECT count(*) FROM conversation"));
    stats.conversations = conversations;
    BANTER_TRY(const auto followups, count("SELECT count(*) FROM followup"));
    stats.followups = followups;
    return stats;
}

Result<ServerId> SqlStoreBase::serverId() {
    Query query(connection(), "SELECT bytes FROM meta WHERE name = 'server_id'");
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return Error{ErrorCode::StoreFailed, "the database has no server id: it was not migrated"};
    return query.idAt<ServerId>(0);
}

} // namespace banter::server
