// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "server/storage/SqlStore.h"
#include "shared/core/Task.h"

namespace banter::server {

struct Services;

/// Applies what a change of a conversation left to do on the side of these users. On a store's thread.
[[nodiscard]] Result<std::vector<AccountMove>> applyFollowupsOf(SqlStore &store, const ConversationId &id,
                                                                const std::vector<UserId> &users, std::int64_t nowMs);

/// Applies all that changes left to do on the users' side, and blocks that their conversation does not know of, and
/// tells whom it concerns: in batches, so that messages get in between. What cannot be done now is left for the next
/// call. Any thread; one run at a time, which a call during it prolongs. `executor` outlives the run's answers.
void runFollowups(Services &services, Executor *executor);

/// Tells the users' connected devices. Any thread.
void tellMoves(const Services &services, const std::vector<AccountMove> &moves);

} // namespace banter::server
