// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "shared/core/Clock.h"

namespace banter {

/// When to try again: the first attempt uniform in [0, first), then doubled up to `longest`, each uniform in
/// [half, whole] of its step, so that a crowd that was cut off together does not come back together.
/// Pure: randomness comes from outside. Not thread-safe.
class Backoff {
public:
    /// Answers a uniform number in [0, bound).
    using Random = std::function<std::uint64_t(std::uint64_t bound)>;

    explicit Backoff(Millis first = Millis{2000}, Millis longest = Millis{30000}, Random random = {});

    [[nodiscard]] Millis next();
    void reset() { m_attempt = 0; }
    /// A server under load may ask everybody to come back more slowly (Welcome.reconnect_spread_ms).
    void setFirst(Millis first) { m_first = first; }

private:
    Millis m_first;
    Millis m_longest;
    Random m_random;
    int m_attempt{0};
};

} // namespace banter
