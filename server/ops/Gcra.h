// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/core/Clock.h"

namespace banter::server {

/// How fast something may happen: at most `burst` at once, and `refill` more in each `period`.
struct Rate {
    std::uint64_t burst{1};
    std::uint64_t refill{1};
    Millis period{1000};

    /// Time that one unit costs, in nanoseconds.
    [[nodiscard]] constexpr std::int64_t unitNs() const {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(period.count()) * 1'000'000u / refill);
    }
};

/// One bucket of the generic cell rate algorithm (ITU-T I.371, Annex A.1): 8 bytes, no timer. It keeps the moment at
/// which the bucket is full again. Pure; not thread-safe.
class Gcra {
public:
    /// Takes `cost` units. Zero: allowed. Else nothing was taken, and this is when it may be tried again (at least 1
    /// ms). What costs more than the whole burst counts as the burst, so that it passes at all.
    [[nodiscard]] Millis take(const Rate &rate, MonoTime now, std::uint64_t cost = 1);
    /// Whether it knows nothing that a new bucket would not.
    [[nodiscard]] bool isFull(MonoTime now) const { return m_fullAtNs <= ns(now); }
    [[nodiscard]] std::int64_t fullAtNs() const { return m_fullAtNs; }

private:
    static std::int64_t ns(MonoTime time) { return time.time_since_epoch().count() * 1'000'000; }

    std::int64_t m_fullAtNs{INT64_MIN};
};

} // namespace banter::server
