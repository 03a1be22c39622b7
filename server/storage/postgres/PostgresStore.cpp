// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PostgresStore.h"

#include <algorithm>
#include <poll.h>
#include <sys/socket.h>
#include <tuple>

#include "server/storage/common/Migrations.h"
#include "server/storage/common/StorageLog.h"
#include "server/storage/postgres/PgConnect.h"

namespace banter::server {
namespace {

/// "banter", so that nodes that start together migrate one after the other.
constexpr char kMigrationLock[] = "SELECT pg_advisory_xact_lock(107881195300210)";
constexpr std::uint64_t kCountExactlyBelow = 1'000'000;

} // namespace

PostgresStore::PostgresStore(std::unique_ptr<SqlConnection> connection, PGconn *handle)
    : SqlStoreBase(std::move(connection)),
      m_handle(handle),
      m_socket(PQsocket(handle)) {}

Result<std::unique_ptr<SqlStoreBase>> PostgresStore::open(const std::string &target, StoreUse use) {
    BANTER_TRY(PgConnected connected, pgConnect(target, use));
    return std::unique_ptr<SqlStoreBase>(new PostgresStore(std::move(connected.connection), connected.handle));
}

Result<void> PostgresStore::migrate(const std::string &target) {
    BANTER_TRY(PgConnected connected, pgConnect(target, StoreUse::Write));
    SqlConnection &connection = *connected.connection;
    // The lock may be held for as long as another node migrates.
    BANTER_TRY_VOID(connection.run(QStringLiteral("SET lock_timeout = '10min'")));
    {
        Query query(connection, "SELECT current_setting('fsync')");
        BANTER_TRY_VOID(query.run());
        if (query.next() && query.textAt(0) == "off")
            qCWarning(lcStorage) << "PostgreSQL runs with fsync = off: what was acknowledged can be lost";
    }
    return server::migrate(connection, postgresMigrations(), QLatin1String(kMigrationLock));
}

Result<std::vector<Appended>> PostgresStore::append(std::vector<NewMessage> &batch, std::int64_t nowMs,
                                                    bool idempotent) {
    return m_appender.append(m_handle, batch, nowMs, idempotent);
}

Result<void> PostgresStore::raiseReceipts(std::vector<ReceiptRow> rows, std::int64_t nowMs) {
    if (rows.empty())
        return {};
    const auto key = [](const ReceiptRow &row) { return std::tie(row.conversation, row.user); };
    std::sort(rows.begin(), rows.end(), [key](const ReceiptRow &a, const ReceiptRow &b) { return key(a) < key(b); });
    // An UPDATE takes one of several rows for the same target: they have to be one.
    std::size_t kept = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (key(rows[i]) == key(rows[kept])) {
            rows[kept].deliveredSeq = std::max(rows[kept].deliveredSeq, rows[i].deliveredSeq);
            rows[kept].readSeq = std::max(rows[kept].readSeq, rows[i].readSeq);
            rows[kept].ownReadSeq = std::max(rows[kept].ownReadSeq, rows[i].ownReadSeq);
        } else {
            rows[++kept] = rows[i];
        }
    }
    rows.resize(kept + 1);
    return m_appender.raiseReceipts(m_handle, rows, nowMs);
}

Result<std::vector<std::optional<SqlStoreBase::KnownDevice>>>
PostgresStore::knownDevices(const std::vector<ResumeAsk> &asks) {
    BANTER_TRY(const PgResult result, m_resume.devices(m_handle, asks));
    std::vector<std::optional<KnownDevice>> known(asks.size());
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        const std::size_t place = PgResume::placeOf(result, row);
        KnownDevice &one = known[place].emplace();
        PgResume::readDevice(result, row, asks[place], one.row);
        if (asks[place].listSinceMs > 0)
            one.conversations = PgResume::conversationsAt(result, row);
    }
    return known;
}

Result<std::vector<IdBytes>> PostgresStore::conversationsOf(const UserId &user) {
    return m_resume.conversations(m_handle, user);
}

Result<std::vector<IdBytes>> PostgresStore::changedSince(const std::vector<IdBytes> &ids, std::int64_t sinceMs) {
    return m_resume.changedSince(m_handle, ids, sinceMs);
}

Result<StoreStats> PostgresStore::stats() {
    BANTER_TRY(StoreStats stats, commonStats());
    BANTER_TRY(const auto estimate, count("SELECT greatest(0, reltuples)::bigint FROM pg_class WHERE oid = "
                                          "to_regclass('message')"));
    stats.messages = estimate;
    if (estimate < kCountExactlyBelow) {
        BANTER_TRY(const auto exact, count("SELECT count(*) FROM (SELECT 1 FROM message LIMIT 1000000) counted"));
        stats.messages = std::max(estimate, exact);
    }
    Query query(connection(), "SELECT current_setting('server_version')");
    BANTER_TRY_VOID(query.run());
    stats.engine = "PostgreSQL " + (query.next() ? query.textAt(0) : std::string());
    stats.engine = stats.engine.substr(0, stats.engine.find(" ("));
    return stats;
}

bool PostgresStore::refresh() {
    // An idle connection that can be read has something to say, mostly good-bye.
    for (int i = 0; i < 4 && PQstatus(m_handle) == CONNECTION_OK; ++i) {
        pollfd entry{m_socket, POLLIN, 0};
        if (::poll(&entry, 1, 0) <= 0)
            break;
        if (PQconsumeInput(m_handle) == 0)
            return false;
    }
    return PQstatus(m_handle) == CONNECTION_OK;
}

void PostgresStore::interrupt() { ::shutdown(m_socket, SHUT_RDWR); }

} // namespace banter::server
