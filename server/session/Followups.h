// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "server/storage/SqlStore.h"

namespace banter::server {

struct Services;

/// Applies what changes of conversations left to do on the users' side, up to a few hundred. On a store's thread.
[[nodiscard]] Result<std::vector<AccountMove>> applyFollowups(SqlStore &store, std::int64_t nowMs);

/// Tells the users' connected devices. Any thread.
void tellMoves(const Services &services, const std::vector<AccountMove> &moves);

} // namespace banter::server
