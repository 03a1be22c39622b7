// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/Migrator.h"

#include <QStringList>

#include "server/storage/common/Query.h"
#include "server/storage/common/StorageLog.h"
#include "shared/core/Uuid7.h"

namespace banter::server {
namespace {

/// Statements end with a semicolon at the end of a line; comment lines are left out.
QStringList statements(const char *sql) {
    QString kept;
    const QStringList lines = QString::fromUtf8(sql).split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        if (!line.trimmed().startsWith(QLatin1String("--")))
            kept += line.trimmed() + QLatin1Char('\n');
    }
    QStringList result;
    const QStringList parts = kept.split(QLatin1String(";\n"), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            result.append(part.trimmed());
    }
    return result;
}

Result<int> number(SqlConnection &connection, const char *name, int fallback) {
    Query query(connection, "SELECT number FROM meta WHERE name = ?");
    query.text(name);
    BANTER_TRY_VOID(query.run());
    return query.next() ? static_cast<int>(query.signedAt(0)) : fallback;
}

Result<void> setNumber(SqlConnection &connection, const char *name, int value) {
    Query query(connection, "INSERT INTO meta(name, number) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET "
                            "number = excluded.number");
    query.text(name).number(value);
    return query.run();
}

/// Made once, at the first start; it goes into the ids of direct conversations.
Result<void> ensureServerId(SqlConnection &connection) {
    const ServerId made = makeId<ServerId>();
    Query query(connection, "INSERT INTO meta(name, bytes) VALUES ('server_id', ?) ON CONFLICT (name) DO NOTHING");
    query.bytes(made.view());
    return query.run();
}

Error tooNew(int version, int compatibleFrom, int ours) {
    return Error{ErrorCode::Configuration,
                 "the database has schema version " + std::to_string(version) +
                     ", which needs a program that knows version " + std::to_string(compatibleFrom) +
                     "; this banterd knows " + std::to_string(ours) +
                     ". Start the newer banterd that upgraded the database, or restore the backup from before."};
}

} // namespace

Result<int> schemaVersion(SqlConnection &connection) { return number(connection, "schema_version", 0); }

Result<void> migrate(SqlConnection &connection, const std::vector<Migration> &migrations, const QString &lockText) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection));
    if (!lockText.isEmpty())
        BANTER_TRY_VOID(connection.run(lockText));
    BANTER_TRY_VOID(connection.run(QLatin1String(migrations.front().sql)));
    BANTER_TRY(const int version, schemaVersion(connection));
    BANTER_TRY(const int compatibleFrom, number(connection, "compatible_from", 0));
    const int ours = migrations.back().version;
    if (version > ours && compatibleFrom > ours)
        return tooNew(version, compatibleFrom, ours);
    for (const Migration &migration : migrations) {
        if (migration.version <= version)
            continue;
        const QStringList texts = statements(migration.sql);
        for (const QString &text : texts)
            BANTER_TRY_VOID(connection.run(text));
        BANTER_TRY_VOID(setNumber(connection, "schema_version", migration.version));
        BANTER_TRY_VOID(setNumber(connection, "compatible_from", migration.compatibleFrom));
        qCInfo(lcStorage) << "schema is at version" << migration.version << "now";
    }
    BANTER_TRY_VOID(ensureServerId(connection));
    return transaction.commit();
}

} // namespace banter::server
