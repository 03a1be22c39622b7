// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/Id.h"

namespace banter {

/// The id of the direct conversation of two users: the first 16 bytes of SHA-256("banter direct" || server id ||
/// smaller user id || larger user id), so that two nodes that create it at once create the same one. Symmetric in the
/// users.
[[nodiscard]] ConversationId directConversationId(const ServerId &server, const UserId &one, const UserId &other);

/// The id of the group that a user makes with that client_id: the first 16 bytes of SHA-256("banter group" || server id
/// || user id || client id), so that a repeated request finds the group of the first.
[[nodiscard]] ConversationId groupConversationId(const ServerId &server, const UserId &creator,
                                                 const ClientId &clientId);

} // namespace banter
