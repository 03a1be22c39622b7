// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <unordered_map>

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include "server/storage/common/Dialect.h"
#include "shared/core/Result.h"

namespace banter::server {

/// One QSqlDatabase and its prepared statements, each prepared at its first use and kept. Made, used and destroyed in
/// one thread (a rule of Qt Sql).
class SqlConnection {
public:
    /// Takes an open connection, by its name, and removes it in the end.
    SqlConnection(QString name, const Dialect &dialect);
    ~SqlConnection();
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;

    [[nodiscard]] const Dialect &dialect() const { return m_dialect; }
    [[nodiscard]] QSqlDatabase database() const { return QSqlDatabase::database(m_name, false); }

    /// The prepared statement of a text. `text` must be a literal: it is known by its address.
    Result<QSqlQuery *> prepared(const char *text);
    /// Runs something that is not worth keeping: migrations, settings.
    Result<void> run(const QString &text);
    Result<void> begin() { return run(m_dialect.beginText()); }
    Result<void> commit() { return run(QStringLiteral("COMMIT")); }
    /// Silent: a broken connection has rolled back by itself.
    void rollback();

    /// Turns Qt's error into ours, and logs what was refused.
    [[nodiscard]] Error failure(const QSqlError &error, const char *what) const;

private:
    QString m_name;
    const Dialect &m_dialect;
    std::unordered_map<const char *, std::unique_ptr<QSqlQuery>> m_prepared;
};

/// A transaction that is rolled back unless it was committed.
class Transaction {
public:
    static Result<Transaction> begin(SqlConnection &connection) {
        BANTER_TRY_VOID(connection.begin());
        return Transaction(connection);
    }
    Transaction(Transaction &&other) noexcept : m_connection(std::exchange(other.m_connection, nullptr)) {}
    Transaction &operator=(Transaction &&) = delete;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction() {
        if (m_connection)
            m_connection->rollback();
    }
    Result<void> commit() {
        BANTER_TRY_VOID(m_connection->commit());
        m_connection = nullptr;
        return {};
    }

private:
    explicit Transaction(SqlConnection &connection) : m_connection(&connection) {}
    SqlConnection *m_connection;
};

} // namespace banter::server
