// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/StormLoad.h"

#include <algorithm>
#include <utility>

#include "tests/bench/load/Reactor.h"
#include "tests/bench/load/SignIn.h"

namespace banter::bench {
namespace {

constexpr std::int64_t kStormTurn = kSecond / 20;
constexpr std::int64_t kStormPatience = 120 * kSecond;
constexpr std::int64_t kFirstDelay = 2 * kSecond;
constexpr std::int64_t kLongestDelay = 30 * kSecond;
constexpr std::size_t kOpeningAtOnce = 256; ///< at the start; in the storm everybody comes when their time is up
constexpr std::uint32_t kAnswers = 3;       ///< Welcome with the list, presence, Sync

} // namespace

StormLoad::StormLoad(Reactor &reactor, const Options &options, Target target)
    : m_reactor(reactor),
      m_options(options),
      m_target(std::move(target)) {}

StormLoad::~StormLoad() = default;

bool StormLoad::open(const std::vector<AccountLine> &accounts) {
    m_clients.resize(2 * accounts.size());
    for (std::uint32_t i = 0; i < m_clients.size(); ++i) {
        m_clients[i].peer = std::make_unique<Peer>(m_reactor, *this, i);
        m_clients[i].conversation = accounts[i / 2][0];
        m_clients[i].token = accounts[i / 2][1 + i % 2];
        m_due.push({0, i});
    }
    return untilSettled(kStormPatience);
}

bool StormLoad::weather() {
    const std::int64_t deadline = nowNs() + kStormPatience;
    while (m_settled == m_clients.size() && nowNs() < deadline)
        m_reactor.turn(nowNs() + kStormTurn); // until the first connection breaks
    const bool done = untilSettled(kStormPatience);
    m_endedNs = nowNs();
    return done;
}

bool StormLoad::untilSettled(std::int64_t patience) {
    const std::int64_t deadline = nowNs() + patience;
    while (m_settled < m_clients.size() && m_error.empty()) {
        connectDue();
        m_reactor.turn(std::min(nowNs() + kStormTurn, m_due.empty() ? deadline : m_due.top().ns));
        if (nowNs() > deadline)
            m_error = std::to_string(m_settled) + " of " + std::to_string(m_clients.size()) + " were settled in time";
    }
    return m_error.empty();
}

void StormLoad::connectDue() {
    const std::int64_t now = nowNs();
    while (!m_due.empty() && m_due.top().ns <= now && (m_isStorm || m_connecting < kOpeningAtOnce)) {
        const std::uint32_t index = m_due.top().client;
        m_due.pop();
        ++m_connecting;
        ++m_attempts;
        Client &client = m_clients[index];
        if (!client.peer->connect(m_target, static_cast<std::uint8_t>(2 + index / kPeersPerAddress)))
            again(client, index);
    }
}

/// 0 to 2 s, then twice as long each time.
void StormLoad::again(Client &client, std::uint32_t index) {
    --m_connecting;
    const std::int64_t longest = std::min(kLongestDelay, kFirstDelay << std::min(client.tries++, 4u));
    m_due.push({nowNs() + static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(longest)), index});
}

void StormLoad::onOpen(Peer &peer) {
    Client &client = m_clients[peer.tag()];
    client.missing = kAnswers;
    peer.send(helloFrame(client.token, client.sinceMs));
}

/// What is asked once the session stands.
void StormLoad::ask(Client &client) {
    if (client.sinceMs == 0)
        client.peer->send(listChangedFrame(0)); // the first time: from when on to ask later
    client.peer->send(interestFrame(client.conversation));
    client.peer->send(syncFrame(client.conversation, client.lastSeq));
}

void StormLoad::onMessage(Peer &peer, std::string_view payload) {
    Client &client = m_clients[peer.tag()];
    ++client.frames;
    if (m_isStorm) {
        ++m_frames;
        m_bytes += payload.size();
    }
    StartNews news;
    if (!readStart(payload, client.conversation, news)) {
        m_error = "an answer is no ServerFrame";
        return;
    }
    if (!news.failure.empty()) {
        m_error = "refused: " + news.failure;
        return;
    }
    if (news.requestId == kHelloRequest)
        ask(client);
    if (news.hasPage) {
        client.sinceMs = news.asOfMs;
        client.lastSeq = std::max(client.lastSeq, news.lastSeq);
    }
    const bool isAnswer = news.hasPage || news.requestId == kInterestRequest || news.requestId == kSyncRequest;
    if (isAnswer && client.missing > 0 && --client.missing == 0)
        settle(client);
}

void StormLoad::settle(Client &client) {
    --m_connecting;
    client.isSettled = true;
    client.tries = 0;
    ++m_settled;
    if (m_isStorm)
        m_back.add(nowNs() - m_beganNs);
}

void StormLoad::onClosed(Peer &peer, std::uint16_t, std::string_view) {
    Client &client = m_clients[peer.tag()];
    if (std::exchange(client.isSettled, false)) {
        --m_settled;
        ++m_connecting; // as again() expects
        client.frames = 0;
        if (!std::exchange(m_isStorm, true))
            m_beganNs = nowNs();
    }
    again(client, peer.tag());
}

void StormLoad::report(Report &report) const {
    std::uint32_t most = 0;
    for (const Client &client : m_clients)
        most = std::max(most, client.frames);
    report.add("clients", std::uint64_t{m_clients.size()});
    report.add("settled_seconds", static_cast<double>(m_endedNs - m_beganNs) / static_cast<double>(kSecond));
    report.add("back", m_back);
    report.add("attempts", m_attempts);
    report.add("frames_per_client", static_cast<double>(m_frames) / static_cast<double>(m_clients.size()));
    report.add("bytes_per_client", static_cast<double>(m_bytes) / static_cast<double>(m_clients.size()));
    report.add("frames_of_one_client_at_most", std::uint64_t{most});
    report.add("sound", std::string_view(m_error.empty() ? "yes" : "no"));
    report.add("error", std::string_view(m_error));
}

} // namespace banter::bench
