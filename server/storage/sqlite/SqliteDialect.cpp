// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite/SqliteDialect.h"

namespace banter::server {
namespace {

// sqlite.org/rescode.html; the primary code is in the low byte.
constexpr int kError = 1;
constexpr int kTooBig = 18;
constexpr int kConstraint = 19;
constexpr int kMismatch = 20;
constexpr int kMisuse = 21;
constexpr int kRange = 25;
constexpr int kConstraintPrimaryKey = 1555;
constexpr int kConstraintUnique = 2067;

} // namespace

const SqliteDialect &SqliteDialect::instance() {
    static const SqliteDialect dialect;
    return dialect;
}

QString SqliteDialect::inList() const {
    return QStringLiteral("IN (WITH RECURSIVE list(at) AS (SELECT 1 UNION ALL SELECT at + 16 FROM list WHERE "
                          "at + 16 < length(?)) SELECT substr(?, at, 16) FROM list)");
}

std::vector<QVariant> SqliteDialect::listValues(const std::vector<IdBytes> &ids) const {
    QByteArray joined;
    joined.reserve(static_cast<qsizetype>(ids.size() * 16));
    for (const IdBytes &id : ids)
        joined.append(reinterpret_cast<const char *>(id.data()), 16);
    return {joined, joined};
}

QVariant SqliteDialect::idValue(std::string_view bytes) const {
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString SqliteDialect::beginText() const { return QStringLiteral("BEGIN IMMEDIATE"); }

ErrorCode SqliteDialect::classify(const QSqlError &error) const {
    const int code = error.nativeErrorCode().toInt();
    if (code == kConstraintPrimaryKey || code == kConstraintUnique)
        return ErrorCode::Conflict;
    switch (code & 0xff) {
    case kError:
    case kTooBig:
    case kConstraint:
    case kMismatch:
    case kMisuse:
    case kRange: return ErrorCode::StoreFailed;
    default: return ErrorCode::StoreUnavailable; // busy, full, read-only, I/O: may pass
    }
}

} // namespace banter::server
