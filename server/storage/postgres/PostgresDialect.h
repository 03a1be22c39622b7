// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/common/Dialect.h"

namespace banter::server {

/// See Dialect. Ids are uuid columns (migrations/0001.sql says why), lists are arrays in text form, as QPSQL sends
/// text.
class PostgresDialect final : public Dialect {
public:
    [[nodiscard]] static const PostgresDialect &instance();

    [[nodiscard]] QString inList() const override;
    [[nodiscard]] std::vector<QVariant> listValues(const std::vector<IdBytes> &ids) const override;
    [[nodiscard]] QVariant idValue(std::string_view bytes) const override;
    [[nodiscard]] QString beginText() const override;
    [[nodiscard]] ErrorCode classify(const QSqlError &error) const override;
};

} // namespace banter::server
