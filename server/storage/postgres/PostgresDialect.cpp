// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PostgresDialect.h"

#include <array>

#include "server/storage/postgres/PgError.h"

namespace banter::server {
namespace {

constexpr std::size_t kDigits = 32;

/// 32 hexadecimal digits, which PostgreSQL takes for a uuid as well as the form with dashes.
void writeDigits(std::string_view bytes, char *target) {
    static constexpr char kHex[] = "0123456789abcdef";
    for (const char byte : bytes) {
        const auto value = static_cast<std::uint8_t>(byte);
        *target++ = kHex[value >> 4];
        *target++ = kHex[value & 15];
    }
}

} // namespace

const PostgresDialect &PostgresDialect::instance() {
    static const PostgresDialect dialect;
    return dialect;
}

QString PostgresDialect::inList() const { return QStringLiteral("= ANY (CAST(? AS uuid[]))"); }

std::vector<QVariant> PostgresDialect::listValues(const std::vector<IdBytes> &ids) const {
    QByteArray text;
    text.reserve(static_cast<qsizetype>(2 + ids.size() * (kDigits + 1)));
    text.append('{');
    std::array<char, kDigits> digits;
    for (const IdBytes &id : ids) {
        if (text.size() > 1)
            text.append(',');
        writeDigits({reinterpret_cast<const char *>(id.data()), id.size()}, digits.data());
        text.append(digits.data(), kDigits);
    }
    text.append('}');
    return {QString::fromLatin1(text)};
}

QVariant PostgresDialect::idValue(std::string_view bytes) const {
    std::array<char, kDigits> digits{};
    if (bytes.size() * 2 == kDigits)
        writeDigits(bytes, digits.data());
    return QString::fromLatin1(digits.data(), kDigits);
}

QString PostgresDialect::beginText() const { return QStringLiteral("BEGIN"); }

ErrorCode PostgresDialect::classify(const QSqlError &error) const {
    return pgErrorCode(error.nativeErrorCode().toStdString());
}

} // namespace banter::server
