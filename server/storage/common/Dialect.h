// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include <QSqlDatabase>
#include <QSqlError>
#include <QString>
#include <QVariant>

#include "shared/core/Id.h"
#include "shared/protocol/ErrorCode.h"

namespace banter::server {

/// What the two engines say differently in a statement of the common subset. Stateless.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// What `{in}` in a statement becomes: a test for membership in a list of ids, however long, so that the text (and
    /// the prepared statement) stays one.
    [[nodiscard]] virtual QString inList() const = 0;
    /// The parameters of inList(), in order.
    [[nodiscard]] virtual std::vector<QVariant> listValues(const std::vector<IdBytes> &ids) const = 0;
    /// An id as a parameter; `bytes` are 16.
    [[nodiscard]] virtual QVariant idValue(std::string_view bytes) const = 0;
    /// Starts a transaction that may write.
    [[nodiscard]] virtual QString beginText() const = 0;
    /// StoreUnavailable: broken or busy, try again (the outcome may be unknown). Conflict: somebody else was first,
    /// nothing was done. StoreFailed: the statement will never be taken.
    [[nodiscard]] virtual ErrorCode classify(const QSqlError &error) const = 0;
};

} // namespace banter::server
