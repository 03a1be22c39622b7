// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/Query.h"

#include <cstring>

#include "server/storage/common/StorageLog.h"

namespace banter::server {
namespace {

int hexValue(char16_t c) {
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    return (c | 0x20) - u'a' + 10;
}

} // namespace

Query::Query(SqlConnection &connection, const char *text) : m_connection(connection), m_text(text) {
    auto query = connection.prepared(text);
    if (query.ok())
        m_query = query.value();
    else
        m_prepared = query.takeError();
}

Query::~Query() {
    if (m_query)
        m_query->finish();
}

Query &Query::bind(const QVariant &value) {
    if (m_query)
        m_query->bindValue(m_position++, value);
    return *this;
}

Query &Query::id(std::string_view bytes) { return bind(m_connection.dialect().idValue(bytes)); }

Query &Query::text(std::string_view value) {
    if (value.find('\0') != std::string_view::npos) {
        qCWarning(lcStorage) << "statement refused, text with a NUL, in:" << m_text;
        m_prepared = Error{ErrorCode::StoreFailed, "text with a NUL"};
    }
    return bind(QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
}

Query &Query::bytes(std::string_view value) {
    // An empty view may have no address, which Qt would bind as NULL.
    if (value.empty())
        return bind(QByteArray("", 0));
    return bind(QByteArray::fromRawData(value.data(), static_cast<qsizetype>(value.size())));
}

Query &Query::ids(const std::vector<IdBytes> &values) {
    for (const QVariant &value : m_connection.dialect().listValues(values))
        bind(value);
    return *this;
}

Result<void> Query::run() {
    m_position = 0;
    if (!m_prepared.ok())
        return m_prepared;
    if (!m_query->exec())
        return m_connection.failure(m_query->lastError(), m_text);
    return {};
}

std::string Query::textAt(int column) const { return m_query->value(column).toString().toStdString(); }

std::string Query::bytesAt(int column) const { return m_query->value(column).toByteArray().toStdString(); }

IdBytes Query::idBytesAt(int column) const {
    IdBytes id{};
    const QVariant value = m_query->value(column);
    if (value.typeId() == QMetaType::QByteArray) {
        const QByteArray bytes = value.toByteArray();
        if (bytes.size() == 16)
            std::memcpy(id.data(), bytes.constData(), 16);
        return id;
    }
    const QString text = value.toString(); // PostgreSQL writes a uuid as 8-4-4-4-12 digits
    std::size_t digits = 0;
    for (const QChar c : text) {
        if (c == QLatin1Char('-') || digits == 32)
            continue;
        const auto digit = static_cast<std::uint8_t>(hexValue(c.unicode()));
        id[digits / 2] = static_cast<std::uint8_t>(digits % 2 == 0 ? digit << 4 : id[digits / 2] | digit);
        ++digits;
    }
    return id;
}

} // namespace banter::server
