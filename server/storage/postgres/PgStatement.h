// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <libpq-fe.h>

#include "server/storage/postgres/PgArray.h"
#include "shared/core/Result.h"

namespace banter::server {

struct PgResultDeleter {
    void operator()(PGresult *result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, PgResultDeleter>;

/// A column of type int8 that is not null, in binary.
[[nodiscard]] inline std::uint64_t pgNumberAt(const PgResult &result, int row, int column) {
    return getBigEndian(PQgetvalue(result.get(), row, column), 8);
}

/// A statement prepared and run through libpq with binary parameters and results, on the connection that QPSQL holds
/// (never at the same time as QPSQL). QPSQL sends every value as text that PostgreSQL has to lex and parse: 1.8 times
/// the CPU (measured). Prepared at the first run.
class PgStatement {
public:
    PgStatement(const char *name, const char *sql) : m_name(name), m_sql(sql) {}

    /// Parameters in order; kept by address until run() returns.
    void clear() { m_values.clear(), m_lengths.clear(); }
    void add(const PgArray &array);
    /// An int8 in binary, see int8(); `bytes` must live until run() returns.
    void add(const std::string &bytes);

    /// Data errors: StoreFailed, logged. See pgErrorCode() for the others.
    Result<PgResult> run(PGconn *connection);

    [[nodiscard]] static std::string int8(std::int64_t value);

private:
    Result<PgResult> check(PGconn *connection, PgResult result) const;

    const char *m_name;
    const char *m_sql;
    bool m_prepared{false};
    std::vector<const char *> m_values;
    std::vector<int> m_lengths;
    std::vector<int> m_formats;
};

} // namespace banter::server
