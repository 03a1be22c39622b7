// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/ops/RateLimits.h"

namespace banter::server {

/// The buckets of what is not one session's: accounts and addresses. Thread-safe, in stripes. Keys are kept as 64-bit
/// keyed hashes (SipHash, key random per process), so an entry has a fixed size and nobody can aim for another's
/// bucket. Bounded: full buckets are forgotten first; when there are none, those that are nearest to full.
class SharedLimiter {
public:
    /// `enabled` is Config::rateLimits. `maxEntries`: about 64 bytes each.
    explicit SharedLimiter(bool enabled, std::size_t maxEntries = 65'536);

    /// `subject`: a canonical user name, a user id as text, or what addressSubject() answers. Zero: allowed, and taken.
    /// Else refuse with RateLimited and this as retryAfterMs.
    [[nodiscard]] Millis take(Limit limit, std::string_view subject, MonoTime now, std::uint64_t cost = 1);

    [[nodiscard]] std::size_t size() const;

    /// An address as the unit that is limited: IPv4 as it is, IPv6 cut to its /64 (what one customer gets), IPv4 inside
    /// IPv6 as IPv4. Text that is no address is answered unchanged.
    [[nodiscard]] static std::string addressSubject(std::string_view address);

private:
    static constexpr std::size_t kStripes = 16;
    struct Stripe {
        mutable std::mutex mutex;
        std::unordered_map<std::uint64_t, Gcra> buckets;
        MonoTime sweptAt{};
        std::size_t cursor{0}; ///< where the search for a victim goes on
    };

    [[nodiscard]] std::uint64_t keyOf(Limit limit, std::string_view subject) const;
    void makeRoom(Stripe &stripe, MonoTime now) const;

    std::array<unsigned char, 16> m_hashKey{};
    std::array<Stripe, kStripes> m_stripes;
    std::size_t m_maxPerStripe;
    bool m_enabled;
};

} // namespace banter::server
