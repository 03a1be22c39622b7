// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/SqlConnection.h"

#include <algorithm>

#include "server/storage/common/StorageLog.h"
#include "shared/core/Logging.h"

namespace banter::server {

Q_LOGGING_CATEGORY(lcStorage, "banter.storage")

SqlConnection::SqlConnection(QString name, const Dialect &dialect) : m_name(std::move(name)), m_dialect(dialect) {}

SqlConnection::~SqlConnection() {
    // The driver goes first: on a broken connection each statement would complain that it cannot be freed.
    QSqlDatabase::removeDatabase(m_name);
    m_prepared.clear();
}

Result<QSqlQuery *> SqlConnection::prepared(const char *text) {
    if (const auto found = m_prepared.find(text); found != m_prepared.end())
        return found->second.get();
    auto query = std::make_unique<QSqlQuery>(database());
    // On SQLite this saves Qt's copy of the result; QPSQL would fetch row by row, which costs more.
    query->setForwardOnly(database().driverName() == QLatin1String("QSQLITE"));
    QString sql = QString::fromLatin1(text);
    sql.replace(QLatin1String("{in}"), m_dialect.inList());
    if (!query->prepare(sql))
        return failure(query->lastError(), text);
    QSqlQuery *result = query.get();
    m_prepared.emplace(text, std::move(query));
    return result;
}

Result<void> SqlConnection::run(const QString &text) {
    QSqlQuery query(database());
    if (!query.exec(text))
        return failure(query.lastError(), text.toUtf8().constData());
    return {};
}

void SqlConnection::rollback() {
    QSqlQuery query(database());
    if (!query.exec(QStringLiteral("ROLLBACK")))
        qCDebug(lcStorage) << "rollback:" << query.lastError().text();
}

Error SqlConnection::failure(const QSqlError &error, const char *what) const {
    const ErrorCode code = m_dialect.classify(error);
    // PostgreSQL's detail quotes the row that it refused, with what somebody wrote.
    std::string text = error.text().toStdString();
    text.resize(std::min(text.find("DETAIL:"), text.size()));
    if (code == ErrorCode::StoreFailed) {
        qCWarning(lcStorage).noquote() << "statement refused," << error.nativeErrorCode() << forLog(text)
                                       << "in:" << forLog(what);
    }
    return Error{code, text};
}

} // namespace banter::server
