// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "shared/core/Id.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {

/// What people are called, for the fallback text of a line. Whoever is missing is "somebody".
using Names = std::map<UserId, std::string>;

/// The content of a line that the server writes into a conversation, serialized: the facts, and an English sentence for
/// clients that do not know them (at most limits::kMaxFallbackBytes). Pure; any thread.
[[nodiscard]] std::string systemLine(const v1::System &facts, const Names &names);

} // namespace banter::server
