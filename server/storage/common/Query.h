// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/common/SqlConnection.h"
#include "shared/core/Id.h"
#include "shared/core/Result.h"

namespace banter::server {

/// One use of a prepared statement: bind the parameters in order, run(), next(), read columns. Ends the statement when
/// it goes out of scope (SQLite cannot commit before). Only one use of the same text at a time.
class Query {
public:
    /// `text`: a literal, see SqlConnection::prepared().
    Query(SqlConnection &connection, const char *text);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    Query &id(std::string_view bytes);
    template <class Tag>
    Query &id(const Id<Tag> &value) {
        return id(value.view());
    }
    Query &id(const IdBytes &value) { return id({reinterpret_cast<const char *>(value.data()), value.size()}); }
    Query &number(std::int64_t value) { return bind(QVariant::fromValue<qlonglong>(value)); }
    Query &number(std::uint64_t value) { return number(static_cast<std::int64_t>(value)); }
    Query &number(int value) { return number(static_cast<std::int64_t>(value)); }
    /// UTF-8. A NUL makes run() answer StoreFailed: PostgreSQL has no such text.
    Query &text(std::string_view value);
    /// Not copied: must live until run() has returned.
    Query &bytes(std::string_view value);
    /// The parameters of `{in}`.
    Query &ids(const std::vector<IdBytes> &values);

    Result<void> run();
    bool next() { return m_query->next(); }
    /// Rows that the statement touched.
    [[nodiscard]] int affected() const { return m_query->numRowsAffected(); }

    [[nodiscard]] bool isNull(int column) const { return m_query->isNull(column); }
    [[nodiscard]] std::int64_t signedAt(int column) const { return m_query->value(column).toLongLong(); }
    [[nodiscard]] std::uint64_t unsignedAt(int column) const { return static_cast<std::uint64_t>(signedAt(column)); }
    [[nodiscard]] bool boolAt(int column) const { return signedAt(column) != 0; }
    [[nodiscard]] std::string textAt(int column) const;
    [[nodiscard]] std::string bytesAt(int column) const;
    [[nodiscard]] IdBytes idBytesAt(int column) const;
    template <class AnyId>
    [[nodiscard]] AnyId idAt(int column) const {
        return AnyId(idBytesAt(column));
    }

private:
    Query &bind(const QVariant &value);

    SqlConnection &m_connection;
    const char *m_text;
    QSqlQuery *m_query{nullptr};
    Result<void> m_prepared;
    int m_position{0};
};

} // namespace banter::server
