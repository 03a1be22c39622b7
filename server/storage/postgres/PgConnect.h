// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <libpq-fe.h>

#include "server/storage/StoreUse.h"
#include "server/storage/common/SqlConnection.h"

namespace banter::server {

struct PgConnected {
    std::unique_ptr<SqlConnection> connection;
    PGconn *handle{nullptr}; ///< the same connection, as libpq knows it
};

/// Opens a connection through QPSQL and sets its session up. Errors as PostgresStore::open(); never with a password in
/// it.
[[nodiscard]] Result<PgConnected> pgConnect(const std::string &target, StoreUse use);

} // namespace banter::server
