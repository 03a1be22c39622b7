// SPDX-License-Identifier: Apache-2.0
#include "app/store/StoreSchema.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>

#include "shared/protocol/ErrorCode.h"

namespace banter::client {
namespace {

constexpr const char *kCacheTables[] = {"conversation",  "member",  "message",      "held_range", "watermark",
                                        "receipt_count", "block",   "user",         "sync_state", "reaction",
                                        "hidden",        "contact", "message_words"};

constexpr const char *kCreateCache[] = {
    "CREATE TABLE IF NOT EXISTS conversation(id BLOB PRIMARY KEY, kind INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL "
    "DEFAULT '',"
    " last_seq INTEGER NOT NULL DEFAULT 0, first_seq INTEGER NOT NULL DEFAULT 1, acl_rev INTEGER NOT NULL DEFAULT 0,"
    " last_ms INTEGER NOT NULL DEFAULT 0, server_unread INTEGER NOT NULL DEFAULT 0, rev INTEGER NOT NULL DEFAULT 0,"
    " head_rev INTEGER NOT NULL DEFAULT 0, want_read INTEGER NOT NULL DEFAULT 0, known_delivered INTEGER NOT NULL "
    "DEFAULT 0,"
    " known_read INTEGER NOT NULL DEFAULT 0, description TEXT NOT NULL DEFAULT '', shows_history INTEGER NOT NULL "
    "DEFAULT 1,"
    " member_count INTEGER NOT NULL DEFAULT 0, is_left INTEGER NOT NULL DEFAULT 0, members_listed INTEGER NOT NULL "
    "DEFAULT 0,"
    " all_delivered INTEGER NOT NULL DEFAULT 0, all_read INTEGER NOT NULL DEFAULT 0, state_rev INTEGER NOT NULL "
    "DEFAULT 0,"
    " pinned_at INTEGER NOT NULL DEFAULT 0, muted_until INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT "
    "0,"
    " marked_unread INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS member(conversation BLOB NOT NULL, user BLOB NOT NULL, role INTEGER NOT NULL, "
    "joined_seq INTEGER"
    " NOT NULL, rev INTEGER NOT NULL, removed INTEGER NOT NULL, PRIMARY KEY(conversation, user)) WITHOUT ROWID",
    // An ordinary table: WITHOUT ROWID would spread long texts over the key's pages.
    "CREATE TABLE IF NOT EXISTS message(id INTEGER PRIMARY KEY, conversation BLOB NOT NULL, seq INTEGER NOT NULL, rev "
    "INTEGER NOT NULL, "
    "change_rev INTEGER"
    " NOT NULL, sender BLOB, client_id BLOB, sent_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, deleted INTEGER "
    "NOT NULL,"
    " content BLOB NOT NULL, edited_at INTEGER NOT NULL DEFAULT 0, reply_to INTEGER NOT NULL DEFAULT 0,"
    " UNIQUE(conversation, seq))",
    "CREATE INDEX IF NOT EXISTS reply ON message(conversation, reply_to) WHERE reply_to > 0",
    "CREATE TABLE IF NOT EXISTS reaction(conversation BLOB NOT NULL, seq INTEGER NOT NULL, rev INTEGER NOT NULL,"
    " counts BLOB NOT NULL, own TEXT NOT NULL, PRIMARY KEY(conversation, seq)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS hidden(conversation BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(conversation, "
    "seq))"
    " WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS contact(user BLOB PRIMARY KEY) WITHOUT ROWID",
    // The words only: what they stand in is in the message, and goes with it.
    "CREATE VIRTUAL TABLE IF NOT EXISTS message_words USING fts5(body, content='', tokenize='unicode61 "
    "remove_diacritics 2')",
    "CREATE INDEX IF NOT EXISTS own_message ON message(conversation, seq) WHERE client_id IS NOT NULL",
    "CREATE TABLE IF NOT EXISTS held_range(conversation BLOB NOT NULL, is_fill INTEGER NOT NULL, from_seq INTEGER NOT "
    "NULL, to_seq"
    " INTEGER NOT NULL, PRIMARY KEY(conversation, is_fill, from_seq)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS watermark(conversation BLOB NOT NULL, user BLOB NOT NULL, delivered_seq INTEGER NOT "
    "NULL, read_seq"
    " INTEGER NOT NULL, PRIMARY KEY(conversation, user)) WITHOUT ROWID",
    // Of own messages in groups too large for a watermark of each member.
    "CREATE TABLE IF NOT EXISTS receipt_count(conversation BLOB NOT NULL, seq INTEGER NOT NULL, recipients INTEGER "
    "NOT NULL,"
    " delivered INTEGER NOT NULL, read INTEGER NOT NULL, PRIMARY KEY(conversation, seq)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS block(user BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS user(id BLOB PRIMARY KEY, username TEXT NOT NULL, display_name TEXT NOT NULL) WITHOUT "
    "ROWID",
    "CREATE INDEX IF NOT EXISTS user_by_name ON user(username)",
    "CREATE TABLE IF NOT EXISTS sync_state(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
};

/// `extra` is for what later versions want to keep with an entry.
constexpr const char *kCreateKept[] = {
    "CREATE TABLE IF NOT EXISTS outbox(position INTEGER PRIMARY KEY AUTOINCREMENT, conversation BLOB NOT NULL, "
    "client_id BLOB NOT"
    " NULL UNIQUE, content BLOB NOT NULL, created_ms INTEGER NOT NULL, state INTEGER NOT NULL, failure INTEGER NOT "
    "NULL, extra BLOB)",
    "CREATE TABLE IF NOT EXISTS draft(conversation BLOB PRIMARY KEY, text TEXT NOT NULL, changed_ms INTEGER NOT NULL, "
    "extra BLOB)",
    "CREATE TABLE IF NOT EXISTS operation(position INTEGER PRIMARY KEY AUTOINCREMENT, conversation BLOB NOT NULL, kind "
    "INTEGER NOT NULL,"
    " slot TEXT NOT NULL, request BLOB NOT NULL, created_ms INTEGER NOT NULL, done_rev INTEGER NOT NULL, extra BLOB)",
    "CREATE INDEX IF NOT EXISTS operation_by_conversation ON operation(conversation, position)",
    "CREATE INDEX IF NOT EXISTS outbox_by_conversation ON outbox(conversation, position)",
};

Result<void> run(const QSqlDatabase &database, const QString &statement) {
    QSqlQuery query(database);
    if (!query.exec(statement))
        return Error{ErrorCode::StoreFailed, query.lastError().text().toStdString()};
    return {};
}

Result<int> readVersion(const QSqlDatabase &database) {
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return Error{ErrorCode::StoreFailed, query.lastError().text().toStdString()};
    return query.value(0).toInt();
}

} // namespace

Result<void> prepareSchema(const QSqlDatabase &database) {
    BANTER_TRY_VOID(run(database, QStringLiteral("BEGIN IMMEDIATE")));
    BANTER_TRY(const int version, readVersion(database));
    if (version != kStoreSchemaVersion) {
        for (const char *table : kCacheTables)
            BANTER_TRY_VOID(run(database, QStringLiteral("DROP TABLE IF EXISTS %1").arg(QLatin1String(table))));
        BANTER_TRY_VOID(run(database, QStringLiteral("PRAGMA user_version = %1").arg(kStoreSchemaVersion)));
    }
    for (const char *statement : kCreateCache)
        BANTER_TRY_VOID(run(database, QLatin1String(statement)));
    for (const char *statement : kCreateKept)
        BANTER_TRY_VOID(run(database, QLatin1String(statement)));
    return run(database, QStringLiteral("COMMIT"));
}

} // namespace banter::client
