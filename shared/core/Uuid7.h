// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/Clock.h"
#include "shared/core/Id.h"

namespace banter {

/// A UUIDv7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then 74 random bits. Any thread.
[[nodiscard]] IdBytes makeUuid7(WallTime now);

template <class AnyId>
[[nodiscard]] AnyId makeId(WallTime now = Clock::system().wall()) {
    return AnyId(makeUuid7(now));
}

} // namespace banter
