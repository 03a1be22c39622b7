// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QVariant>

#include "shared/core/Id.h"

/// Between our types and what Qt Sql binds: ids as 16 bytes, text as UTF-8, numbers as 64 bit.
namespace banter::client {

template <class Tag>
[[nodiscard]] QVariant toSql(const Id<Tag> &id) {
    return QByteArray(reinterpret_cast<const char *>(id.bytes().data()), static_cast<qsizetype>(id.bytes().size()));
}
template <class Tag>
[[nodiscard]] QVariant toSqlOrNull(const Id<Tag> &id) {
    return id.isNull() ? QVariant(QMetaType::fromType<QByteArray>()) : toSql(id);
}
[[nodiscard]] inline QVariant toSql(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
[[nodiscard]] inline QVariant toSql(std::uint64_t number) { return static_cast<qlonglong>(number); }
/// Never NULL, also if empty.
[[nodiscard]] inline QVariant toSqlBlob(std::string_view bytes) {
    return bytes.empty() ? QByteArray("", 0) : QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// A null id for NULL or what is no id.
template <class AnyId>
[[nodiscard]] AnyId fromSqlId(const QVariant &value) {
    const QByteArray bytes = value.toByteArray();
    return AnyId::fromBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())}).value_or(AnyId{});
}
[[nodiscard]] inline std::uint64_t fromSqlNumber(const QVariant &value) {
    return static_cast<std::uint64_t>(value.toLongLong());
}
[[nodiscard]] inline std::string fromSqlText(const QVariant &value) { return value.toString().toStdString(); }
[[nodiscard]] inline std::string fromSqlBlob(const QVariant &value) { return value.toByteArray().toStdString(); }

} // namespace banter::client
