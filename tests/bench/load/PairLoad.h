// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/load/Accounts.h"
#include "tests/bench/load/Histogram.h"
#include "tests/bench/load/HotWire.h"
#include "tests/bench/load/Options.h"
#include "tests/bench/load/Peer.h"
#include "tests/bench/load/Report.h"
#include "tests/bench/load/SeqTracker.h"

namespace banter::bench {

/// Pairs of users, both connected, who write to each other; the two ends are in this one process, so latency needs no
/// synchronised clocks. Checks that every message is accepted once, delivered once, in order, under numbers without
/// gaps that are the same on both sides. Acknowledges deliveries as a client does. Against the floor (Dialect::Relay) a
/// message is complete when it is delivered.
class PairLoad final : public PeerListener {
public:
    PairLoad(Reactor &reactor, const Options &options, Target target);
    ~PairLoad() override;

    /// Connects and signs in everybody, within two minutes. false: see error().
    [[nodiscard]] bool open(std::vector<AccountLine> accounts);
    /// Traffic for a time: closed loop (options.rate is 0) or open loop. May be called again.
    void run(std::int64_t untilNs);
    /// Exactly `messages` from each side, a bounded number of them under way at once. false: not done within two
    /// minutes.
    [[nodiscard]] bool exchange(std::uint32_t messages);
    /// Sends nothing new; waits for what is under way and for the last acknowledgements. false: something is missing
    /// after 15 s.
    [[nodiscard]] bool drain();
    /// Silence, but for the heartbeat of real clients.
    void rest(std::int64_t untilNs);

    /// Messages begun from now on count (latency), and those completed from now on (throughput).
    void startMeasuring();
    void stopMeasuring();
    void report(Report &report) const;
    [[nodiscard]] const std::string &error() const { return m_error; }
    [[nodiscard]] bool isSound() const;
    [[nodiscard]] std::uint64_t measured() const { return m_measured; }
    [[nodiscard]] std::size_t connections() const { return m_sides.size(); }

    void onOpen(Peer &peer) override;
    void onMessage(Peer &peer, std::string_view payload) override;
    void onClosed(Peer &peer, std::uint16_t code, std::string_view why) override;

private:
    enum class Sending : std::uint8_t { Nothing, Closed, Counted, Open };
    struct Flight {
        std::int64_t beganNs{0};
        ClientIdText clientId{};
        bool accepted{false};
        bool delivered{false};
    };
    struct Side {
        std::unique_ptr<Peer> peer;
        std::string token;
        std::deque<Flight> flights;   ///< sent and not complete, oldest first
        std::uint64_t firstFlight{0}; ///< number of flights.front()
        std::uint64_t expected{0};    ///< number of the next message from the other side
        std::uint64_t lastAccepted{0};
        std::uint64_t lastReceived{0};
        std::uint64_t acknowledged{0};
        std::int64_t acknowledgedNs{0};
        SeqTracker seen;
        std::uint32_t toSend{0};
        bool acknowledgeQueued{false};
        bool ready{false};
    };
    struct Due {
        std::int64_t ns;
        std::uint32_t side;
        bool operator>(const Due &other) const { return ns > other.ns; }
    };

    bool isRelay() const { return m_options.dialect == Options::Dialect::Relay; }
    Side &other(const Peer &peer) { return m_sides[peer.tag() ^ 1u]; }
    const std::string &conversationOf(const Peer &peer) const { return m_conversations[peer.tag() / 2]; }
    void connectNext();
    void onStart(Side &side, Peer &peer, std::string_view payload);
    void sendFrom(std::uint32_t index, std::int64_t beganNs);
    void sendDue(std::int64_t now);
    void sendWaiting(std::int64_t now);
    void onAccepted(Side &side, Peer &peer, std::uint64_t requestId, std::uint64_t seq, std::int64_t now);
    void onDelivered(Side &side, Peer &peer, std::string_view body, std::uint64_t seq, std::int64_t now);
    void onComplete(std::uint32_t senderIndex, std::int64_t now);
    void acknowledge(Side &side, Peer &peer, std::int64_t now);
    void acknowledgeDue(std::int64_t now);
    void turn(std::int64_t untilNs);
    void fail(std::string why);

    Reactor &m_reactor;
    const Options &m_options;
    Target m_target;
    std::vector<std::string> m_conversations; ///< by pair
    std::vector<Side> m_sides;                ///< 2 * pair + side, which is the peer's tag
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_acknowledgements;
    std::deque<std::uint32_t> m_waiting; ///< sides that may send (Sending::Counted)
    std::mt19937_64 m_random{20};
    std::string m_body, m_frame, m_error;
    std::size_t m_connected{0}, m_ready{0}, m_started{0};
    std::uint64_t m_underWay{0};
    Sending m_sending{Sending::Nothing};
    std::int64_t m_nextDueNs{0};

    bool m_measuring{false};
    std::int64_t m_measureFromNs{0}, m_measureToNs{0};
    std::uint64_t m_measured{0}, m_watermarks{0}, m_acknowledgementsSent{0};
    Histogram m_ack, m_delivery, m_lag;
    std::uint64_t m_sent{0}, m_doubled{0}, m_disordered{0}, m_refused{0}, m_lost{0}, m_gaps{0}, m_broken{0},
        m_firstRefusal{0};
};

} // namespace banter::bench
