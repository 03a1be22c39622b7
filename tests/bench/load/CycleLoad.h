// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/load/Accounts.h"
#include "tests/bench/load/Histogram.h"
#include "tests/bench/load/Options.h"
#include "tests/bench/load/Peer.h"
#include "tests/bench/load/Report.h"
#include "tests/bench/load/SignIn.h"

namespace banter::bench {

/// Connections that come, do one thing and go: resume with a token (Hello, ListChanged since the last time, close), or
/// log in (Hello, LogIn, LogOut). A fixed number of them at once, each a real connection of its own, closed properly.
class CycleLoad final : public PeerListener {
public:
    CycleLoad(Reactor &reactor, const Options &options, Target target);
    ~CycleLoad() override;

    /// Resume: each account once, listing everything, which learns the moment to ask from later. false: see error().
    [[nodiscard]] bool learn(std::vector<AccountLine> accounts);
    /// Takes the accounts for log-ins.
    void use(std::vector<AccountLine> accounts) { m_accounts = std::move(accounts); }
    /// Runs that many cycles over the accounts in turn, within five minutes. false: see error().
    [[nodiscard]] bool run(std::size_t cycles);
    void report(Report &report) const;
    [[nodiscard]] const std::string &error() const { return m_error; }

    void onOpen(Peer &peer) override;
    void onMessage(Peer &peer, std::string_view payload) override;
    void onClosed(Peer &peer, std::uint16_t code, std::string_view why) override;

private:
    /// One of the connections that are there at once; its index is the peer's tag.
    struct Lane {
        std::unique_ptr<Peer> peer;
        std::size_t account{0};
        std::int64_t beganNs{0};
        bool done{false};
    };
    void startLane(Lane &lane);
    void onAnswer(Lane &lane, Peer &peer, std::string_view payload);
    void listed(Lane &lane, Peer &peer, const StartNews &news);
    void finish(Lane &lane);
    void fail(std::string why);

    Reactor &m_reactor;
    const Options &m_options;
    Target m_target;
    std::vector<AccountLine> m_accounts;
    std::vector<std::int64_t> m_sinceMs; ///< by account; empty while learning
    std::vector<std::int64_t> m_learnt;
    std::vector<Lane> m_lanes;
    std::string m_error;
    std::size_t m_started{0}, m_finished{0}, m_wanted{0}, m_listed{0};
    std::int64_t m_beganNs{0}, m_endedNs{0};
    Histogram m_duration;
};

} // namespace banter::bench
