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
    /// One row per device that is known, to be read with the three below.
    Result<PgResult> devices(PGconn *connection, const std::vector<ResumeAsk> &asks);
    /// Which ask a row answers.
    [[nodiscard]] static std::size_t placeOf(const PgResult &result, int row);
    static void readDevice(const PgResult &result, int row, const ResumeAsk &ask, ResumedDevice &device);
    [[nodiscard]] static std::vector<IdBytes> conversationsAt(const PgResult &result, int row);
    /// See SqlStoreBase::conversationsOf().
    Result<std::vector<IdBytes>> conversations(PGconn *connection, const UserId &user);
    /// See SqlStoreBase::changedSince().
    Result<std::vector<IdBytes>> changedSince(PGconn *connection, const std::vector<IdBytes> &ids,
                                              std::int64_t sinceMs);

private:
    PgStatement m_devices{"banter_resume", kDevices};
    PgStatement m_conversations{"banter_conversations", kConversations};
    PgStatement m_changed{"banter_changed", kChanged};
    PgArray m_ids{PgArray::Type::Uuid};
    PgArray m_hashes{PgArray::Type::Bytea};
    PgArray m_wanted{PgArray::Type::Int8};

    static const char kDevices[];
    static const char kConversations[];
    static const char kChanged[];
};

} // namespace banter::server
