// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "server/ops/Gcra.h"

namespace banter::server {

/// Everything that is limited in rate. Those of a device come first: DeviceBuckets has one bucket for each.
enum class Limit : std::uint8_t {
    Message,      ///< SendMessage, by count
    MessageBytes, ///< SendMessage, by size of the frame
    Acknowledge,  ///< delivered, read
    Read,         ///< history, sync, lists
    Search,       ///< in messages
    Activity,     ///< typing
    Other,        ///< every other request

    Lookup,       ///< find a user by name
    LogInAccount, ///< log-in attempts at one account, by canonical name, known or not
    LogInAddress,
    Register,
    Connect, ///< new connections; kept by the edge (Config::edgeConnectsPerMinute)
};
inline constexpr std::size_t kDeviceLimits = static_cast<std::size_t>(Limit::Other) + 1;
inline constexpr std::size_t kLimits = static_cast<std::size_t>(Limit::Connect) + 1;

enum class LimitUnit : std::uint8_t { User, Device, Address, Conversation };
enum class LimitCost : std::uint8_t { Count, Bytes };

/// One row of the table.
struct LimitSpec {
    Limit limit;
    std::string_view name; ///< for logs and documentation
    LimitUnit unit;
    LimitCost cost;
    Rate rate;
};

/// The one table of rate limits, in the order of Limit.
[[nodiscard]] std::span<const LimitSpec, kLimits> rateLimits();
[[nodiscard]] const LimitSpec &limitSpec(Limit limit);
[[nodiscard]] std::string_view unitName(LimitUnit unit);

/// The buckets of one device, kept by its session: 64 bytes. A device that reconnects starts with full ones, which the
/// limit on connections pays for. Not thread-safe.
class DeviceBuckets {
public:
    /// `enabled` is Config::rateLimits.
    explicit DeviceBuckets(bool enabled) : m_enabled(enabled) {}

    /// `limit` must be one of a device (up to Limit::Other). Zero: allowed, and taken. Else refuse with RateLimited and
    /// this as retryAfterMs.
    [[nodiscard]] Millis take(Limit limit, MonoTime now, std::uint64_t cost = 1);
    /// Both limits of a message, or none of them.
    [[nodiscard]] Millis takeMessage(MonoTime now, std::uint64_t bytes);

private:
    std::array<Gcra, kDeviceLimits> m_buckets;
    bool m_enabled;
};

} // namespace banter::server
