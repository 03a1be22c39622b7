// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <sys/types.h>

#include "shared/core/Result.h"

namespace banter::server {

/// Binds a unix socket at `path` (at most 107 bytes; its directory exists) and listens: mode 0660, group as given. The
/// socket of a server that died is replaced; Configuration error if one is alive, if something else is there, or with
/// the system's reason. Answers the descriptor, which the caller owns.
[[nodiscard]] Result<int> openAdminSocket(const std::string &path, std::optional<gid_t> group);

} // namespace banter::server
