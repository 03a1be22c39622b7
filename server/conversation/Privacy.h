// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/PresenceRows.h"

namespace banter::server {

/// Whether two people see of each other when they are there, and what they are doing: the one place that decides it.
/// Mutual: who does not show it does not see it. `own`: the settings of one of them; `other`: what is known of the
/// other one, seen from there. Pure.
[[nodiscard]] bool seesPresence(const UserSettings &own, const PresenceFacts &other);

} // namespace banter::server
