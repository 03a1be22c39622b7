// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PgStatement.h"

#include "server/storage/common/StorageLog.h"
#include "server/storage/postgres/PgError.h"
#include "shared/core/Logging.h"

namespace banter::server {

void PgStatement::add(const PgArray &array) {
    m_values.push_back(array.data());
    m_lengths.push_back(array.size());
}

void PgStatement::add(const std::string &bytes) {
    m_values.push_back(bytes.data());
    m_lengths.push_back(static_cast<int>(bytes.size()));
}

std::string PgStatement::int8(std::int64_t value) {
    std::string bytes;
    putBigEndian(bytes, static_cast<std::uint64_t>(value), 8);
    return bytes;
}

Result<PgResult> PgStatement::run(PGconn *connection) {
    const int count = static_cast<int>(m_values.size());
    if (!m_prepared) {
        auto prepared = check(connection, PgResult(PQprepare(connection, m_name, m_sql, count, nullptr)));
        if (!prepared.ok())
            return prepared;
        m_prepared = true;
    }
    m_formats.assign(m_values.size(), 1);
    return check(connection, PgResult(PQexecPrepared(connection, m_name, count, m_values.data(), m_lengths.data(),
                                                     m_formats.data(), 1)));
}

Result<PgResult> PgStatement::check(PGconn *connection, PgResult result) const {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return result;
    const char *field = result ? PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) : nullptr;
    const std::string state = field ? field : "";
    // The primary message only: the detail of a refused row quotes the row, with what somebody wrote.
    const char *primary = result ? PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    std::string text = primary ? primary : result ? PQresultErrorMessage(result.get()) : PQerrorMessage(connection);
    ErrorCode code = pgErrorCode(state);
    if (code == ErrorCode::StoreFailed && !pgRefusesData(state))
        code = ErrorCode::StoreUnavailable;
    if (code != ErrorCode::Conflict)
        qCDebug(lcStorage).noquote() << m_name << state.c_str() << forLog(text);
    return Error{code, std::move(text)};
}

} // namespace banter::server
