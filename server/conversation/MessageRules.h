// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/storage/MessageRows.h"
#include "shared/core/Id.h"
#include "shared/core/Result.h"
#include "shared/protocol/banter.pb.h"

/// Who may change which message, and what comes of it. Pure: a view of the messages in, a change out, for
/// SqlStore::changeMessages(). Errors: NotFound (no such message, or not one that the asker sees), NotAllowed (somebody
/// else's, too late, a block, a line of the server), TooLarge. What is so already is an empty change. Times are
/// milliseconds; `windowMs`: how long after it was sent, 0 = not at all.
namespace banter::server::messages {

/// `content` has been checked; whom it answers stays what it was.
[[nodiscard]] Result<MessageChange> edit(const MessageView &view, v1::Content content, std::int64_t nowMs,
                                         std::int64_t windowMs);
/// All messages of the view, or none.
[[nodiscard]] Result<MessageChange> erase(const MessageView &view, std::int64_t nowMs, std::int64_t windowMs);
/// `emoji` has been checked; empty: none (any more).
[[nodiscard]] Result<MessageChange> react(const MessageView &view, const std::string &emoji);

} // namespace banter::server::messages
