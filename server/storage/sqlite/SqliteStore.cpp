// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite/SqliteStore.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include <QDir>
#include <QFileInfo>

#include "server/storage/common/Migrations.h"
#include "server/storage/sqlite/SqliteDialect.h"

namespace banter::server {
namespace {

/// What is erased meanwhile goes with it.
constexpr Millis kEmptyLogAfter{5000};

Error cannotUse(const std::string &path, const std::string &why) {
    return Error{ErrorCode::Configuration, "cannot use the database file " + path + ": " + why};
}

/// Made by us, since SQLite would leave it to the umask; its -wal and -shm take over the file's mode.
Result<void> createFile(const std::string &path) {
    const QString folder = QFileInfo(QString::fromStdString(path)).absolutePath();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return cannotUse(path, "its folder cannot be created");
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return cannotUse(path, std::strerror(errno));
    ::close(file);
    return {};
}

} // namespace

Result<std::unique_ptr<SqlConnection>> SqliteStore::connect(const std::string &path, StoreUse use) {
    static std::atomic<unsigned> count{0};
    const QString name = QStringLiteral("banter-sqlite-%1").arg(++count);
    QString failure;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(QString::fromStdString(path));
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
        if (!database.open())
            failure = database.lastError().text();
    }
    auto connection = std::make_unique<SqlConnection>(name, SqliteDialect::instance());
    if (!failure.isEmpty())
        return cannotUse(path, failure.toStdString());
    // secure_delete: what is erased is overwritten with zeros in the file, and not only given free.
    std::vector<const char *> settings{"journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "cache_size=-16000",
                                       "secure_delete=ON"};
    if (use == StoreUse::Read)
        settings.push_back("query_only=ON");
    for (const char *setting : settings) {
        const auto set = connection->run(QStringLiteral("PRAGMA ") + QLatin1String(setting));
        if (!set.ok())
            return cannotUse(path, set.error().detail);
    }
    return connection;
}

Result<std::unique_ptr<SqlStoreBase>> SqliteStore::open(const std::string &path, StoreUse use) {
    BANTER_TRY_VOID(createFile(path));
    BANTER_TRY(std::unique_ptr<SqlConnection> connection, connect(path, use));
    return std::unique_ptr<SqlStoreBase>(new SqliteStore(std::move(connection)));
}

Result<void> SqliteStore::migrate(const std::string &path) {
    BANTER_TRY_VOID(createFile(path));
    BANTER_TRY(std::unique_ptr<SqlConnection> connection, connect(path, StoreUse::Write));
    auto result = server::migrate(*connection, sqliteMigrations(), QString());
    if (!result.ok() && result.error().code != ErrorCode::Configuration)
        return cannotUse(path, result.error().detail);
    return result;
}

void SqliteStore::noteErased() {
    if (m_emptyLogAt == MonoTime::max())
        m_emptyLogAt = Clock::system().mono() + kEmptyLogAfter;
}

bool SqliteStore::refresh() {
    if (Clock::system().mono() >= m_emptyLogAt)
        emptyLog();
    return true;
}

/// The log holds the pages as they were before until it is begun anew. That waits for readers; not for long, and later
/// again if need be.
void SqliteStore::emptyLog() {
    m_emptyLogAt = Clock::system().mono() + kEmptyLogAfter;
    const auto patient = [this](const char *milliseconds) {
        return connection().run(QStringLiteral("PRAGMA busy_timeout=") + QLatin1String(milliseconds)).ok();
    };
    bool isEmpty = false;
    if (patient("50")) {
        Query query(connection(), "PRAGMA wal_checkpoint(TRUNCATE)");
        isEmpty = query.run().ok() && query.next() && !query.boolAt(0);
    }
    if (isEmpty)
        m_emptyLogAt = MonoTime::max();
    if (!patient("5000"))
        m_emptyLogAt = Clock::system().mono();
}

Result<bool> SqliteStore::findStored(const NewMessage &message, Outcome &outcome) {
    Query query(connection(), "SELECT seq, rev, sent_at, expires_at FROM message WHERE conversation_id = ? AND "
                              "sender_id = ? AND client_id = ?");
    query.id(message.conversation).id(message.sender).id(message.clientId);
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return false;
    outcome = {AppendStatus::Duplicate, query.unsignedAt(0), query.unsignedAt(1), query.signedAt(2), query.signedAt(3)};
    return true;
}

Result<void> SqliteStore::insertMessage(const NewMessage &message, const Outcome &outcome) {
    Query query(connection(),
                "INSERT INTO message(conversation_id, seq, rev, sender_id, client_id, sent_at, expires_at, "
                "kind, body) VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)");
    query.id(message.conversation).number(outcome.seq).number(outcome.rev).id(message.sender).id(message.clientId);
    query.number(outcome.sentAtMs).number(outcome.expiresAtMs).number(static_cast<int>(message.kind));
    query.bytes(message.body);
    return query.run();
}

/// `fresh`: of one conversation and acl_rev, not stored yet, in order.
Result<void> SqliteStore::appendGroup(const std::vector<NewMessage> &batch, const std::vector<std::uint32_t> &fresh,
                                      std::int64_t nowMs, std::vector<Outcome> &outcomes) {
    const NewMessage &first = batch[fresh.front()];
    const auto added = static_cast<std::uint64_t>(fresh.size());
    std::uint64_t seq = 0;
    std::uint64_t rev = 0;
    std::int64_t sentAtMs = 0;
    bool bumped = false;
    {
        Query query(connection(), "UPDATE conversation_head SET last_seq = last_seq + ?, last_rev = last_rev + ?, "
                                  "last_ms = max(last_ms, ?) WHERE conversation_id = ? AND acl_rev = ? "
                                  "RETURNING last_seq, last_rev, last_ms");
        query.number(added).number(added).number(nowMs).id(first.conversation).number(first.checkedAclRev);
        BANTER_TRY_VOID(query.run());
        bumped = query.next();
        if (bumped) {
            seq = query.unsignedAt(0) - added;
            rev = query.unsignedAt(1) - added;
            sentAtMs = query.signedAt(2);
        }
    }
    if (!bumped) {
        Query query(connection(), "SELECT 1 FROM conversation_head WHERE conversation_id = ?");
        query.id(first.conversation);
        BANTER_TRY_VOID(query.run());
        const AppendStatus status = query.next() ? AppendStatus::Stale : AppendStatus::Gone;
        for (const std::uint32_t index : fresh)
            outcomes[index].status = status;
        return {};
    }
    for (const std::uint32_t index : fresh) {
        const NewMessage &message = batch[index];
        outcomes[index] = {AppendStatus::Stored, ++seq, ++rev, sentAtMs,
                           message.timerMs > 0 ? sentAtMs + message.timerMs : 0};
        BANTER_TRY_VOID(insertMessage(message, outcomes[index]));
    }
    return {};
}

Result<std::vector<Appended>> SqliteStore::append(std::vector<NewMessage> &batch, std::int64_t nowMs, bool idempotent) {
    const BatchPlan plan(batch);
    std::vector<Outcome> outcomes(batch.size());
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    std::vector<std::uint32_t> fresh;
    for (const BatchPlan::Group &group : plan.groups) {
        fresh.clear();
        for (std::uint32_t at = group.first; at < group.first + group.count; ++at) {
            const std::uint32_t index = plan.order[at];
            if (idempotent) {
                BANTER_TRY(const bool stored, findStored(batch[index], outcomes[index]));
                if (stored)
                    continue;
            }
            fresh.push_back(index);
        }
        if (!fresh.empty())
            BANTER_TRY_VOID(appendGroup(batch, fresh, nowMs, outcomes));
    }
    BANTER_TRY_VOID(transaction.commit());
    return answer(batch, outcomes, plan);
}

Result<void> SqliteStore::raiseReceipts(std::vector<ReceiptRow> rows, std::int64_t nowMs) {
    std::sort(rows.begin(), rows.end(), [](const ReceiptRow &a, const ReceiptRow &b) {
        return std::tie(a.conversation, a.user) < std::tie(b.conversation, b.user);
    });
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    for (const ReceiptRow &row : rows) {
        Query query(connection(),
                    "UPDATE receipt SET delivered_seq = max(delivered_seq, ?), read_seq = max(read_seq, ?), "
                    "own_read_seq = max(own_read_seq, ?), changed_ms = max(changed_ms, ?) WHERE conversation_id = ? "
                    "AND user_id = ? AND (delivered_seq < ? OR read_seq < ? OR own_read_seq < ?)");
        query.number(row.deliveredSeq).number(row.readSeq).number(row.ownReadSeq).number(nowMs);
        query.id(row.conversation).id(row.user);
        query.number(row.deliveredSeq).number(row.readSeq).number(row.ownReadSeq);
        BANTER_TRY_VOID(query.run());
    }
    return transaction.commit();
}

Result<StoreStats> SqliteStore::stats() {
    BANTER_TRY(StoreStats stats, commonStats());
    BANTER_TRY(const auto messages, count("SELECT count(*) FROM message"));
    stats.messages = messages;
    Query query(connection(), "SELECT sqlite_version()");
    BANTER_TRY_VOID(query.run());
    stats.engine = "SQLite " + (query.next() ? query.textAt(0) : std::string());
    return stats;
}

} // namespace banter::server
