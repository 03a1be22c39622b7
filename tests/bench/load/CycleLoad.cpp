// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/CycleLoad.h"

#include <utility>

#include "tests/bench/load/Reactor.h"
#include "tests/bench/load/SignIn.h"

namespace banter::bench {
namespace {

constexpr std::int64_t kPatience = 300 * kSecond;
constexpr std::size_t kAddresses = 8;

} // namespace

CycleLoad::CycleLoad(Reactor &reactor, const Options &options, Target target)
    : m_reactor(reactor),
      m_options(options),
      m_target(std::move(target)) {}

CycleLoad::~CycleLoad() = default;

void CycleLoad::fail(std::string why) {
    if (m_error.empty())
        m_error = std::move(why);
}

bool CycleLoad::learn(std::vector<AccountLine> accounts) {
    m_accounts = std::move(accounts);
    m_learnt.resize(m_accounts.size());
    const bool done = run(m_accounts.size());
    m_sinceMs = m_learnt;
    return done;
}

bool CycleLoad::run(std::size_t cycles) {
    m_started = m_finished = m_listed = 0;
    m_wanted = cycles;
    m_duration = {};
    m_beganNs = nowNs();
    m_lanes.clear();
    m_lanes.resize(std::min(m_options.concurrency, cycles));
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        m_lanes[i].peer = std::make_unique<Peer>(m_reactor, *this, static_cast<std::uint32_t>(i));
        startLane(m_lanes[i]);
    }
    while (m_finished < m_wanted && m_error.empty()) {
        m_reactor.turn(nowNs() + kSecond / 10);
        if (nowNs() > m_beganNs + kPatience)
            fail("took too long: " + std::to_string(m_finished) + " of " + std::to_string(m_wanted));
    }
    m_endedNs = nowNs();
    return m_error.empty();
}

void CycleLoad::startLane(Lane &lane) {
    if (m_started == m_wanted || !m_error.empty())
        return;
    lane.account = m_started % m_accounts.size();
    lane.done = false;
    lane.beganNs = nowNs();
    ++m_started;
    if (!lane.peer->connect(m_target, static_cast<std::uint8_t>(2 + lane.peer->tag() % kAddresses)))
        fail("no socket for a connection");
}

void CycleLoad::onOpen(Peer &peer) {
    const bool resumes = m_options.mode == Options::Mode::Resume;
    if (!resumes)
        return peer.send(helloFrame({}, 0));
    const std::size_t account = m_lanes[peer.tag()].account;
    peer.send(helloFrame(m_accounts[account][0], m_sinceMs.empty() ? 0 : m_sinceMs[account]));
}

void CycleLoad::onMessage(Peer &peer, std::string_view payload) { onAnswer(m_lanes[peer.tag()], peer, payload); }

void CycleLoad::onAnswer(Lane &lane, Peer &peer, std::string_view payload) {
    StartNews news;
    if (!readStart(payload, {}, news))
        return fail("an answer is no ServerFrame");
    if (!news.failure.empty())
        return fail("refused: " + news.failure);
    const AccountLine &account = m_accounts[lane.account];
    switch (news.requestId) {
    case kHelloRequest:
        if (m_options.mode == Options::Mode::LogIn)
            return peer.send(logInFrame(account[0], account[1]));
        if (!news.signedIn)
            return fail("a token of the accounts file is not known to the server");
        if (news.hasPage)
            return listed(lane, peer, news);
        return peer.send(listChangedFrame(m_sinceMs.empty() ? 0 : m_sinceMs[lane.account]));
    case kListRequest: return listed(lane, peer, news);
    case kLogInRequest: finish(lane); return peer.send(logOutFrame());
    default: return; // an event, or the answer to LogOut, which closes the connection
    }
}

void CycleLoad::listed(Lane &lane, Peer &peer, const StartNews &news) {
    m_listed += news.conversations;
    if (m_sinceMs.empty())
        m_learnt[lane.account] = news.asOfMs;
    finish(lane);
    peer.sayGoodbye();
}

void CycleLoad::finish(Lane &lane) {
    lane.done = true;
    m_duration.add(nowNs() - lane.beganNs);
}

void CycleLoad::onClosed(Peer &peer, std::uint16_t code, std::string_view why) {
    Lane &lane = m_lanes[peer.tag()];
    if (!lane.done)
        return fail("closed too early, code " + std::to_string(code) + ": " + std::string(why));
    ++m_finished;
    startLane(lane);
}

void CycleLoad::report(Report &report) const {
    const double seconds = static_cast<double>(m_endedNs - m_beganNs) / static_cast<double>(kSecond);
    report.add("cycles", std::uint64_t{m_finished});
    report.add("seconds", seconds);
    report.add("per_second", seconds > 0 ? static_cast<double>(m_finished) / seconds : 0.0);
    report.add("duration", m_duration);
    report.add("conversations_listed", std::uint64_t{m_listed});
    report.add("sound", std::string_view(m_error.empty() ? "yes" : "no"));
    report.add("error", std::string_view(m_error));
}

} // namespace banter::bench
