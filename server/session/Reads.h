// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/Id.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {

/// Takes out of an answer or event what others have read: for who does not show it themselves. The viewer's own stays.
/// The one place that knows where in a frame that stands. Pure; any thread.
void withoutReads(v1::ServerFrame &frame, const UserId &viewer);

} // namespace banter::server
