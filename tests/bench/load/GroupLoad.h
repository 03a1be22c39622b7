// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/bench/load/Accounts.h"
#include "tests/bench/load/Histogram.h"
#include "tests/bench/load/HotWire.h"
#include "tests/bench/load/Options.h"
#include "tests/bench/load/Peer.h"
#include "tests/bench/load/Report.h"

namespace banter::bench {

/// A group whose members are all connected. A few of them (options.window) write, each one the next message when the
/// last is with everybody; or all in turn, at a fixed rate. A message is complete when it is accepted and every other
/// member has it. Checks that each member gets every message once, in order. Acknowledges as a client does, at most
/// once a second, unless options.silent. Against the floor (Dialect::Relay) nothing is accepted and nothing
/// acknowledged.
class GroupLoad final : public PeerListener {
public:
    GroupLoad(Reactor &reactor, const Options &options, Target target);
    ~GroupLoad() override;

    /// Connects and signs in everybody, within two minutes. false: see error().
    [[nodiscard]] bool open(std::vector<AccountLine> accounts);
    void run(std::int64_t untilNs);
    /// Sends nothing new; waits for what is under way. false: something is missing after 15 s.
    [[nodiscard]] bool drain();
    /// Lets acknowledgements and what follows from them pass.
    void rest(std::int64_t untilNs);

    void startMeasuring();
    void stopMeasuring();
    void report(Report &report) const;
    [[nodiscard]] const std::string &error() const { return m_error; }
    /// Deliveries in the measured time.
    [[nodiscard]] std::uint64_t measured() const { return m_measured; }
    [[nodiscard]] bool isSound() const;

    void onOpen(Peer &peer) override;
    void onMessage(Peer &peer, std::string_view payload) override;
    void onClosed(Peer &peer, std::uint16_t code, std::string_view why) override;

private:
    struct Flight {
        std::int64_t beganNs{0};
        std::uint32_t sender{0};
        std::uint32_t left{0}; ///< members that do not have it yet, and the acceptance
    };
    struct Side {
        std::unique_ptr<Peer> peer;
        std::string token;
        std::uint64_t lastSeq{0};
        std::uint64_t received{0}; ///< and accepted of its own
        std::uint64_t acknowledged{0};
        std::int64_t acknowledgedNs{0};
        bool acknowledgeQueued{false};
        bool ready{false};
    };
    struct Due {
        std::int64_t ns;
        std::uint32_t side;
        bool operator>(const Due &other) const { return ns > other.ns; }
    };

    [[nodiscard]] bool isRelay() const { return m_options.dialect == Options::Dialect::Relay; }
    void onStart(Side &side, Peer &peer, std::string_view payload);
    void send(std::uint32_t sender, std::int64_t beganNs);
    void sendDue(std::int64_t now);
    void onDelivered(Side &side, Peer &peer, std::string_view body, std::uint64_t seq);
    void oneLess(std::uint64_t number);
    void queueAcknowledge(Side &side, std::uint32_t index);
    void acknowledgeDue(std::int64_t now);
    void turn(std::int64_t untilNs);
    void fail(std::string why);

    Reactor &m_reactor;
    const Options &m_options;
    Target m_target;
    std::string m_conversation;
    std::vector<Side> m_sides;                           ///< by the peer's tag
    std::unordered_map<std::uint64_t, Flight> m_flights; ///< by the number in the body, which is the request's
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_acknowledgements;
    std::mt19937_64 m_random{20};
    std::string m_body, m_frame, m_error;
    std::size_t m_started{0}, m_ready{0};
    std::uint64_t m_next{0};
    std::uint32_t m_turn{0};
    bool m_closedLoop{false}, m_measuring{false};
    std::int64_t m_nextDueNs{0}, m_measureFromNs{0}, m_measureToNs{0};
    std::uint64_t m_measured{0}, m_messages{0}, m_watermarks{0}, m_events{0}, m_acknowledgementsSent{0};
    std::uint64_t m_disordered{0}, m_refused{0}, m_lost{0}, m_broken{0}, m_firstRefusal{0};
    Histogram m_last;
};

} // namespace banter::bench
