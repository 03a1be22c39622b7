// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PgConnect.h"

#include <atomic>
#include <map>
#include <vector>

#include <QSqlDriver>

#include "server/storage/common/StorageLog.h"
#include "server/storage/postgres/PostgresDialect.h"
#include "shared/core/Logging.h"

namespace banter::server {
namespace {

/// What libpq gets unless the operator says otherwise: a dead server is noticed within 20 to 25 s also when it goes
/// silently.
constexpr std::pair<const char *, const char *> kDefaults[] = {
    {"application_name", "banterd"}, {"connect_timeout", "5"},  {"keepalives_idle", "10"},
    {"keepalives_interval", "5"},    {"keepalives_count", "3"}, {"tcp_user_timeout", "20000"},
};

/// force_generic_plan: array parameters would be planned anew each time, 13 us a message at 32 (measured).
/// enable_seqscan off: plans that are made while the tables are still empty would scan them, and be kept. jit off: the
/// penalty of the former would start it. A commit means on disk, unless the server is set to more than that.
constexpr char kSession[] =
    "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off; "
    "SET client_min_messages = warning; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '30s'; "
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')";
/// A commit that waits for a standby must not be cancelled, so what writes has no statement_timeout.
constexpr char kWriterSession[] = "SET statement_timeout = 0";
constexpr char kReaderSession[] = "SET statement_timeout = '10s'; SET default_transaction_read_only = on";

using Settings = std::map<std::string, std::string>;

Result<Settings> parseTarget(const std::string &target) {
    char *message = nullptr;
    PQconninfoOption *options = PQconninfoParse(target.c_str(), &message);
    if (!options) {
        // The message may quote the string, and that may hold a password.
        PQfreemem(message);
        return Error{ErrorCode::Configuration, "database: not a connection string that PostgreSQL understands"};
    }
    Settings settings;
    for (const PQconninfoOption *option = options; option->keyword; ++option) {
        if (option->val)
            settings.emplace(option->keyword, option->val);
    }
    PQconninfoFree(options);
    for (const auto &[key, value] : kDefaults)
        settings.try_emplace(key, value);
    return settings;
}

QString take(Settings &settings, const char *key) {
    const auto node = settings.extract(key);
    return node.empty() ? QString() : QString::fromStdString(node.mapped());
}

QString quoted(const std::string &value) {
    QString text = QString::fromStdString(value);
    text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

void apply(Settings settings, QSqlDatabase &database) {
    // Hosts and ports stay among the options: there may be several, for a failover, and no port at all is libpq's
    // default (Qt would send a port of its own).
    database.setDatabaseName(take(settings, "dbname"));
    database.setUserName(take(settings, "user"));
    database.setPassword(take(settings, "password"));
    QStringList rest;
    for (const auto &[key, value] : settings)
        rest << QString::fromStdString(key) + QLatin1Char('=') + quoted(value);
    database.setConnectOptions(rest.join(QLatin1Char(';')));
}

/// Why a connection failed: the server is not there (now), or it is and refuses us.
Error cannotConnect(const Settings &settings, const std::string &why) {
    std::vector<const char *> keys;
    std::vector<const char *> values;
    for (const auto &[key, value] : settings) {
        keys.push_back(key.c_str());
        values.push_back(value.c_str());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    const PGPing ping = PQpingParams(keys.data(), values.data(), 0); // has the connect_timeout, too
    const bool away = ping == PQPING_NO_RESPONSE || ping == PQPING_REJECT;
    return Error{away ? ErrorCode::StoreUnavailable : ErrorCode::Configuration, "cannot connect to PostgreSQL: " + why};
}

PGconn *handleOf(const QSqlDatabase &database) {
    const QVariant handle = database.driver()->handle();
    const QLatin1String type(handle.typeName());
    // Qt documents "PGconn*"; 6.4.2 says "pg_conn*".
    if (!handle.isValid() || (type != QLatin1String("pg_conn*") && type != QLatin1String("PGconn*")))
        return nullptr;
    return *static_cast<PGconn *const *>(handle.constData());
}

void logNotice(void *, const char *message) { qCInfo(lcStorage).noquote() << "PostgreSQL:" << forLog(message); }

} // namespace

Result<PgConnected> pgConnect(const std::string &target, StoreUse use) {
    static std::atomic<unsigned> count{0};
    BANTER_TRY(const Settings settings, parseTarget(target));
    const QString name = QStringLiteral("banter-postgres-%1").arg(++count);
    PgConnected made;
    made.connection = std::make_unique<SqlConnection>(name, PostgresDialect::instance());
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
    if (!database.isValid())
        return Error{ErrorCode::Configuration, "Qt's PostgreSQL driver is missing: install libqt6sql6-psql"};
    apply(settings, database);
    if (!database.open())
        return cannotConnect(settings, database.lastError().databaseText().toStdString());
    made.handle = handleOf(database);
    if (!made.handle)
        return Error{ErrorCode::Configuration, "Qt's PostgreSQL driver does not give its connection away"};
    if (PQserverVersion(made.handle) < 150000)
        return Error{ErrorCode::Configuration, "PostgreSQL 15 or newer is needed"};
    PQsetNoticeProcessor(made.handle, logNotice, nullptr);
    BANTER_TRY_VOID(made.connection->run(QLatin1String(kSession)));
    BANTER_TRY_VOID(made.connection->run(QLatin1String(use == StoreUse::Write ? kWriterSession : kReaderSession)));
    return made;
}

} // namespace banter::server
