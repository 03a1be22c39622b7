// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <unordered_map>

#include "server/net/PeerAddress.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// Counts what one network (PeerAddress::network) has open and how fast it connects (GCRA: a burst of a minute's
/// worth). At most 65 536 networks are remembered; beyond that all new ones share one rate, and what they have open is
/// not counted. One thread.
class ConnectLimiter {
public:
    /// Zero = no limit.
    ConnectLimiter(std::size_t maxPerAddress, double connectsPerMinute);

    /// Whether one more may come in, and counts it if so. If not: the seconds after which it makes sense to try again.
    struct Verdict {
        bool admitted;
        unsigned retryAfterSeconds;
    };
    [[nodiscard]] Verdict admit(const PeerAddress &address, MonoTime now);
    /// An admitted connection has ended.
    void release(const PeerAddress &address);
    [[nodiscard]] std::size_t remembered() const { return m_entries.size(); }

private:
    struct Entry {
        std::size_t open{0};
        MonoTime fullAgain{}; // when the whole burst is available again
    };
    Entry &entryOf(const PeerAddress &network, MonoTime now);
    void sweep(MonoTime now);

    const std::size_t m_maxPerAddress;
    const Millis m_interval; // between two connects; zero = no limit
    const Millis m_burst;
    std::unordered_map<PeerAddress, Entry> m_entries;
    Entry m_everybodyElse;
    MonoTime m_nextSweep{};
};

} // namespace banter::server
