// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

#include "server/storage/Rows.h"
#include "server/storage/postgres/PgStatement.h"
#include "shared/core/Id.h"

namespace banter::server {

/// What each device that comes back asks, and all of them at once after an outage: QPSQL's way costs both sides about
/// 50 us more a statement (measured).
class PgResume {
public:
    /// See SqlStore::resumeDevice().
    Result<std::optional<ResumedDevice>> device(PGconn *connection, const UserId &user, std::string_view secretHash,
                                                bool withConversations);
    /// See SqlStoreBase::conversationsOf().
    Result<std::vector<IdBytes>> conversations(PGconn *connection, const UserId &user);
    /// See SqlStoreBase::changedSince().
    Result<std::vector<IdBytes>> changedSince(PGconn *connection, const std::vector<IdBytes> &ids,
                                              std::int64_t sinceMs);

private:
    PgStatement m_device{"banter_resume", kDevice};
    PgStatement m_conversations{"banter_conversations", kConversations};
    PgStatement m_changed{"banter_changed", kChanged};
    PgArray m_ids{PgArray::Type::Uuid};

    static const char kDevice[];
    static const char kConversations[];
    static const char kChanged[];
};

} // namespace banter::server
