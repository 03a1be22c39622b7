// SPDX-License-Identifier: Apache-2.0
#include "server/ops/SharedLimiter.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <sodium.h>

#include "shared/core/Random.h"

namespace banter::server {
namespace {

constexpr Millis kSweepGap{1000};
constexpr int kCandidates = 16;

static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);

} // namespace

SharedLimiter::SharedLimiter(bool enabled, std::size_t maxEntries)
    : m_maxPerStripe(std::max<std::size_t>(1, maxEntries / kStripes)),
      m_enabled(enabled) {
    fillRandom(m_hashKey.data(), m_hashKey.size());
}

std::uint64_t SharedLimiter::keyOf(Limit limit, std::string_view subject) const {
    std::string text;
    text.reserve(subject.size() + 1);
    text += static_cast<char>(limit);
    text += subject;
    std::uint64_t key = 0;
    crypto_shorthash(reinterpret_cast<unsigned char *>(&key), reinterpret_cast<const unsigned char *>(text.data()),
                     text.size(), m_hashKey.data());
    return key;
}

Millis SharedLimiter::take(Limit limit, std::string_view subject, MonoTime now, std::uint64_t cost) {
    if (!m_enabled)
        return Millis{0};
    const std::uint64_t key = keyOf(limit, subject);
    Stripe &stripe = m_stripes[key % kStripes];
    const std::lock_guard lock(stripe.mutex);
    auto found = stripe.buckets.find(key);
    if (found == stripe.buckets.end()) {
        if (stripe.buckets.size() >= m_maxPerStripe)
            makeRoom(stripe, now);
        found = stripe.buckets.emplace(key, Gcra{}).first;
    }
    return found->second.take(limitSpec(limit).rate, now, cost);
}

void SharedLimiter::makeRoom(Stripe &stripe, MonoTime now) const {
    // A whole sweep costs time in proportion to the table: at most one a second, however hard somebody pushes.
    if (stripe.sweptAt == MonoTime{} || now - stripe.sweptAt >= kSweepGap) {
        stripe.sweptAt = now;
        std::erase_if(stripe.buckets, [now](const auto &entry) { return entry.second.isFull(now); });
    }
    if (stripe.buckets.size() < m_maxPerStripe)
        return;
    // Who is being kept out right now is the farthest from full: strangers can't push that bucket out of the table.
    auto victim = stripe.buckets.end();
    int seen = 0;
    for (std::size_t steps = 0; seen < kCandidates && steps < stripe.buckets.bucket_count(); ++steps) {
        stripe.cursor = (stripe.cursor + 1) % stripe.buckets.bucket_count();
        for (auto entry = stripe.buckets.begin(stripe.cursor); entry != stripe.buckets.end(stripe.cursor);
             ++entry, ++seen) {
            if (victim == stripe.buckets.end() || entry->second.fullAtNs() < victim->second.fullAtNs())
                victim = stripe.buckets.find(entry->first);
        }
    }
    if (victim != stripe.buckets.end())
        stripe.buckets.erase(victim);
}

std::size_t SharedLimiter::size() const {
    std::size_t count = 0;
    for (const Stripe &stripe : m_stripes) {
        const std::lock_guard lock(stripe.mutex);
        count += stripe.buckets.size();
    }
    return count;
}

std::string SharedLimiter::addressSubject(std::string_view address) {
    const std::string text(address);
    in6_addr v6{};
    if (inet_pton(AF_INET6, text.c_str(), &v6) != 1)
        return text;
    char out[INET6_ADDRSTRLEN]{};
    if (IN6_IS_ADDR_V4MAPPED(&v6))
        return inet_ntop(AF_INET, v6.s6_addr + 12, out, sizeof out);
    std::memset(v6.s6_addr + 8, 0, 8);
    return std::string(inet_ntop(AF_INET6, &v6, out, sizeof out)) + "/64";
}

} // namespace banter::server
