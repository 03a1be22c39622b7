// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/load/Accounts.h"
#include "tests/bench/load/Histogram.h"
#include "tests/bench/load/Options.h"
#include "tests/bench/load/Peer.h"
#include "tests/bench/load/Report.h"

namespace banter::bench {

/// Clients that all lose the server at once and come back as the protocol wants it: first after 0 to 2 s, then after
/// twice as long each time, up to 30 s. Each then asks what a client asks: Hello with its token and the time of its
/// last list, presence of the people of its conversation, a Sync of that conversation. Settled is who has all the
/// answers.
class StormLoad final : public PeerListener {
public:
    StormLoad(Reactor &reactor, const Options &options, Target target);
    ~StormLoad() override;

    /// Lines of the pairs' file: a client for each token. false: not all were settled within two minutes; see error().
    [[nodiscard]] bool open(const std::vector<AccountLine> &accounts);
    /// Waits for the server to go and for everybody to be settled again. false: not within two minutes; see error().
    [[nodiscard]] bool weather();
    void report(Report &report) const;
    [[nodiscard]] const std::string &error() const { return m_error; }

    void onOpen(Peer &peer) override;
    void onMessage(Peer &peer, std::string_view payload) override;
    void onClosed(Peer &peer, std::uint16_t code, std::string_view why) override;

private:
    struct Client {
        std::unique_ptr<Peer> peer;
        std::string conversation, token;
        std::int64_t sinceMs{0};
        std::uint64_t lastSeq{0};
        std::uint32_t tries{0};
        std::uint32_t frames{0};  ///< received since the storm began
        std::uint32_t missing{0}; ///< answers that have not come yet
        bool isSettled{false};
    };
    struct Due {
        std::int64_t ns;
        std::uint32_t client;
        bool operator>(const Due &other) const { return ns > other.ns; }
    };

    void connectDue();
    void again(Client &client, std::uint32_t index);
    void ask(Client &client);
    void settle(Client &client);
    [[nodiscard]] bool untilSettled(std::int64_t patience);

    Reactor &m_reactor;
    const Options &m_options;
    Target m_target;
    std::vector<Client> m_clients; ///< by the peer's tag
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
    std::mt19937_64 m_random{20};
    std::string m_error;
    std::size_t m_settled{0}, m_connecting{0};
    std::uint64_t m_frames{0}, m_bytes{0}, m_attempts{0};
    bool m_isStorm{false};
    std::int64_t m_beganNs{0}, m_endedNs{0};
    Histogram m_back; ///< from the loss until settled
};

} // namespace banter::bench
