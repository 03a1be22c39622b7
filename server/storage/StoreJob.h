// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "server/storage/SqlStore.h"

namespace banter::server {

/// Called with a store, or with null and the reason. Answers false if the store was not available and `mayRetry` was
/// set: then nobody was told, and it will be called again.
using StoreJob = std::function<bool(SqlStore *, const Error *, bool mayRetry)>;

} // namespace banter::server
