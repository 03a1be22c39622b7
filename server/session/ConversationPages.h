// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "server/storage/Rows.h"
#include "shared/core/Id.h"
#include "shared/protocol/banter.pb.h"

/// Pages of a user's list of conversations, as ListChanged and Welcome bring them. Pure; any thread.
namespace banter::server {

/// From when on the store is asked if the client says `sinceMs`: clocks of nodes differ and commits overtake each
/// other, and what is read again costs less than what is missed.
[[nodiscard]] std::int64_t listFromMs(std::int64_t sinceMs);

/// (last_ms, id) of the page's last entry; nullopt: not a cursor of ours.
[[nodiscard]] std::optional<std::pair<std::int64_t, ConversationId>> parsePageCursor(std::string_view cursor);

/// `rows` were read with `limit` + 1: one more than the page holds says that there is a next one. Ends early after
/// limits::kMaxPageBytes of messages.
void fillPage(std::vector<ListedConversation> rows, int limit, std::int64_t asOfMs, const UserId &viewer,
              v1::ConversationPage &page);

} // namespace banter::server
