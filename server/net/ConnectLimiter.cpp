// SPDX-License-Identifier: Apache-2.0
#include "server/net/ConnectLimiter.h"

#include <algorithm>

namespace banter::server {
namespace {

constexpr std::size_t kMaxEntries = 65'536;
constexpr unsigned kRetryWhenFull = 10;
constexpr Millis kSweepInterval{1'000};

} // namespace

ConnectLimiter::ConnectLimiter(std::size_t maxPerAddress, double connectsPerMinute)
    : m_maxPerAddress(maxPerAddress),
      m_interval(
          connectsPerMinute > 0 ? std::max<std::int64_t>(static_cast<std::int64_t>(60'000 / connectsPerMinute), 1) : 0),
      m_burst(60'000) {}

void ConnectLimiter::sweep(MonoTime now) {
    std::erase_if(m_entries, [now](const auto &item) { return item.second.open == 0 && item.second.fullAgain <= now; });
}

ConnectLimiter::Entry &ConnectLimiter::entryOf(const PeerAddress &network, MonoTime now) {
    const auto found = m_entries.find(network);
    if (found != m_entries.end())
        return found->second;
    if (m_entries.size() >= kMaxEntries && now >= m_nextSweep) {
        sweep(now);
        m_nextSweep = now + kSweepInterval;
    }
    return m_entries.size() >= kMaxEntries ? m_everybodyElse : m_entries[network];
}

ConnectLimiter::Verdict ConnectLimiter::admit(const PeerAddress &address, MonoTime now) {
    if (m_maxPerAddress == 0 && m_interval == Millis{0})
        return {true, 0};
    Entry &entry = entryOf(address.network(), now);
    if (m_maxPerAddress > 0 && entry.open >= m_maxPerAddress)
        return {false, kRetryWhenFull};
    if (m_interval > Millis{0}) {
        const MonoTime next = std::max(entry.fullAgain, now) + m_interval;
        if (next - now > m_burst)
            return {false, static_cast<unsigned>((next - now - m_burst).count() / 1000 + 1)};
        entry.fullAgain = next;
    }
    if (&entry != &m_everybodyElse) // of which release() could not know
        ++entry.open;
    return {true, 0};
}

void ConnectLimiter::release(const PeerAddress &address) {
    if (m_maxPerAddress == 0 && m_interval == Millis{0})
        return;
    const auto found = m_entries.find(address.network());
    if (found == m_entries.end() || found->second.open == 0)
        return;
    --found->second.open;
    // Without a rate to remember there is no reason to keep it.
    if (found->second.open == 0 && m_interval == Millis{0})
        m_entries.erase(found);
}

} // namespace banter::server
