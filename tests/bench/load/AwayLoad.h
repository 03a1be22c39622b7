// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "tests/bench/load/Histogram.h"
#include "tests/bench/load/Options.h"
#include "tests/bench/load/Peer.h"
#include "tests/bench/load/Report.h"

namespace banter::bench {

/// A device that comes back after a month: connects, says when it listed last, and reads the list to its end, several
/// times. The first page, which comes with Welcome, is what a client shows first.
class AwayLoad final : public PeerListener {
public:
    AwayLoad(Reactor &reactor, const Options &options, Target target, std::string token);

    /// false: see error(), or not done within a minute.
    [[nodiscard]] bool run();
    void report(Report &report) const;
    [[nodiscard]] const std::string &error() const { return m_error; }

    void onOpen(Peer &peer) override;
    void onMessage(Peer &peer, std::string_view payload) override;
    void onClosed(Peer &peer, std::uint16_t code, std::string_view why) override;

private:
    void connect();

    Reactor &m_reactor;
    const Options &m_options;
    Target m_target;
    std::string m_token, m_error;
    Peer m_peer;
    std::size_t m_done{0}, m_listed{0}, m_pages{0};
    std::uint64_t m_firstBytes{0}, m_firstEntries{0}, m_bytes{0};
    std::int64_t m_sinceMs{0}, m_beganNs{0};
    Histogram m_first, m_all;
};

} // namespace banter::bench
