// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/common/Dialect.h"

namespace banter::server {

/// See Dialect. A list of ids is one blob that a recursive select takes apart: SQLite has no array parameters.
class SqliteDialect final : public Dialect {
public:
    [[nodiscard]] static const SqliteDialect &instance();

    [[nodiscard]] QString inList() const override;
    [[nodiscard]] std::vector<QVariant> listValues(const std::vector<IdBytes> &ids) const override;
    [[nodiscard]] QVariant idValue(std::string_view bytes) const override;
    [[nodiscard]] QString beginText() const override;
    [[nodiscard]] ErrorCode classify(const QSqlError &error) const override;
};

} // namespace banter::server
