// SPDX-License-Identifier: Apache-2.0
#include "server/ops/RateLimits.h"

#include <algorithm>

#include <QtGlobal>

namespace banter::server {
namespace {

constexpr Millis kSecond{1000};
constexpr Millis kMinute{60'000};
constexpr std::uint64_t kKiB = 1024;

constexpr std::array<LimitSpec, kLimits> kTable{{
    {Limit::Message, "messages", LimitUnit::Device, LimitCost::Count, {60, 10, kSecond}},
    {Limit::MessageBytes, "message bytes", LimitUnit::Device, LimitCost::Bytes, {512 * kKiB, 64 * kKiB, kSecond}},
    {Limit::Acknowledge, "acknowledgements", LimitUnit::Device, LimitCost::Count, {120, 20, kSecond}},
    {Limit::Read, "history, sync and lists", LimitUnit::Device, LimitCost::Count, {200, 20, kSecond}},
    {Limit::Search, "searches", LimitUnit::Device, LimitCost::Count, {20, 1, kSecond}},
    {Limit::Activity, "activity", LimitUnit::Device, LimitCost::Count, {20, 1, kSecond}},
    {Limit::Other, "other requests", LimitUnit::Device, LimitCost::Count, {60, 5, kSecond}},
    // Of the user, not the device: signing in anew must not allow to list more accounts.
    {Limit::Lookup, "looking up users", LimitUnit::User, LimitCost::Count, {30, 1, 10 * kSecond}},
    {Limit::LogInAccount, "log-ins to one account", LimitUnit::User, LimitCost::Count, {5, 1, kMinute}},
    {Limit::LogInAddress, "log-ins from one address", LimitUnit::Address, LimitCost::Count, {20, 1, 3 * kSecond}},
    {Limit::Register, "registrations", LimitUnit::Address, LimitCost::Count, {5, 1, kMinute}},
    {Limit::Connect, "connections", LimitUnit::Address, LimitCost::Count, {60, 60, kMinute}},
}};

constexpr bool isInOrder() {
    for (std::size_t i = 0; i < kLimits; ++i) {
        if (static_cast<std::size_t>(kTable[i].limit) != i)
            return false;
        if ((kTable[i].unit == LimitUnit::Device) != (i < kDeviceLimits))
            return false;
    }
    return true;
}
static_assert(isInOrder());

} // namespace

std::span<const LimitSpec, kLimits> rateLimits() { return kTable; }
const LimitSpec &limitSpec(Limit limit) { return kTable[static_cast<std::size_t>(limit)]; }

std::string_view unitName(LimitUnit unit) {
    switch (unit) {
    case LimitUnit::User: return "user";
    case LimitUnit::Device: return "device";
    case LimitUnit::Address: return "address";
    case LimitUnit::Conversation: return "conversation";
    }
    return "";
}

Millis DeviceBuckets::take(Limit limit, MonoTime now, std::uint64_t cost) {
    const auto index = static_cast<std::size_t>(limit);
    Q_ASSERT(index < kDeviceLimits);
    if (!m_enabled)
        return Millis{0};
    return m_buckets[std::min(index, kDeviceLimits - 1)].take(limitSpec(limit).rate, now, cost);
}

Millis DeviceBuckets::takeMessage(MonoTime now, std::uint64_t bytes) {
    const Gcra before = m_buckets[static_cast<std::size_t>(Limit::Message)];
    if (const Millis wait = take(Limit::Message, now); wait.count() > 0)
        return wait;
    const Millis wait = take(Limit::MessageBytes, now, bytes);
    if (wait.count() > 0)
        m_buckets[static_cast<std::size_t>(Limit::Message)] = before;
    return wait;
}

} // namespace banter::server
