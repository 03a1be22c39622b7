// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/GroupLoad.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "tests/bench/load/BodyNumber.h"
#include "tests/bench/load/Reactor.h"
#include "tests/bench/load/SignIn.h"

namespace banter::bench {
namespace {

constexpr std::int64_t kGroupTurn = kSecond / 10;
constexpr std::int64_t kStartPatience = 120 * kSecond;
constexpr std::int64_t kEndPatience = 15 * kSecond;
constexpr std::size_t kStartingAtOnce = 64;

} // namespace

GroupLoad::GroupLoad(Reactor &reactor, const Options &options, Target target)
    : m_reactor(reactor),
      m_options(options),
      m_target(std::move(target)),
      m_body(options.bodyBytes, ' ') {
    for (char &c : m_body)
        c = static_cast<char>('a' + m_random() % 26);
}

GroupLoad::~GroupLoad() = default;

void GroupLoad::fail(std::string why) {
    if (m_error.empty())
        m_error = std::move(why);
}

bool GroupLoad::open(std::vector<AccountLine> accounts) {
    m_sides.resize(isRelay() ? m_options.count : accounts.size());
    m_target.path = isRelay() ? "/room" : "/";
    for (std::size_t i = 0; i < m_sides.size(); ++i) {
        m_sides[i].peer = std::make_unique<Peer>(m_reactor, *this, static_cast<std::uint32_t>(i));
        if (!isRelay()) {
            m_conversation = accounts[i][0];
            m_sides[i].token = accounts[i][1];
        }
    }
    const std::int64_t deadline = nowNs() + kStartPatience;
    while (m_ready < m_sides.size() && m_error.empty()) {
        for (; m_started < m_sides.size() && m_started - m_ready < kStartingAtOnce; ++m_started)
            if (!m_sides[m_started].peer->connect(m_target, 2))
                fail("no socket for a connection");
        m_reactor.turn(nowNs() + kGroupTurn);
        if (nowNs() > deadline)
            fail("opening the connections took too long");
    }
    return m_error.empty();
}

void GroupLoad::onOpen(Peer &peer) {
    Side &side = m_sides[peer.tag()];
    if (!isRelay())
        return peer.send(helloFrame(side.token));
    side.ready = true;
    ++m_ready;
}

void GroupLoad::onStart(Side &side, Peer &peer, std::string_view payload) {
    StartNews news;
    if (!readStart(payload, m_conversation, news))
        return fail("an answer is no ServerFrame");
    if (!news.failure.empty() || (news.requestId == kHelloRequest && !news.signedIn))
        return fail("refused at the start: " + news.failure);
    if (news.requestId == kHelloRequest)
        return peer.send(listChangedFrame(0));
    if (news.requestId != kListRequest)
        return;
    if (news.conversations == 0)
        return fail("a user of the accounts file has no conversation");
    side.lastSeq = side.acknowledged = news.lastSeq;
    side.ready = true;
    ++m_ready;
}

void GroupLoad::onClosed(Peer &peer, std::uint16_t code, std::string_view why) {
    ++m_broken;
    fail("connection " + std::to_string(peer.tag()) + " ended, close code " + std::to_string(code) + ": " +
         std::string(why));
}

void GroupLoad::turn(std::int64_t untilNs) {
    acknowledgeDue(nowNs());
    const std::int64_t next =
        m_acknowledgements.empty() ? std::numeric_limits<std::int64_t>::max() : m_acknowledgements.top().ns;
    m_reactor.turn(std::min(untilNs, next));
}

void GroupLoad::run(std::int64_t untilNs) {
    if (m_options.rate > 0) {
        if (m_nextDueNs == 0)
            m_nextDueNs = nowNs();
    } else if (!std::exchange(m_closedLoop, true)) {
        for (std::uint32_t sender = 0; sender < std::min(m_options.window, m_sides.size()); ++sender)
            send(sender, nowNs());
    }
    for (std::int64_t now = nowNs(); now < untilNs && m_error.empty(); now = nowNs()) {
        if (m_options.rate > 0)
            sendDue(now);
        turn(m_options.rate > 0 ? std::min(m_nextDueNs, untilNs) : untilNs);
    }
}

/// At even distances: how long the last member waits is the question, not what a burst does.
void GroupLoad::sendDue(std::int64_t now) {
    while (m_nextDueNs <= now) {
        send(m_turn++ % static_cast<std::uint32_t>(m_sides.size()), m_nextDueNs);
        m_nextDueNs += std::llround(static_cast<double>(kSecond) / m_options.rate);
    }
}

void GroupLoad::send(std::uint32_t sender, std::int64_t beganNs) {
    const std::uint64_t number = m_next++;
    const auto others = static_cast<std::uint32_t>(m_sides.size()) - 1;
    m_flights.emplace(number, Flight{beganNs, sender, others + (isRelay() ? 0 : 1)});
    writeNumber(m_body, number);
    if (isRelay())
        return m_sides[sender].peer->send(m_body);
    const ClientIdText clientId = makeClientId(m_random);
    SendParts parts;
    parts.requestId = kFirstSendRequest + number;
    parts.conversationId = m_conversation;
    parts.clientId = {clientId.data(), clientId.size()};
    parts.body = m_body;
    m_frame.clear();
    appendSendMessage(m_frame, parts);
    m_sides[sender].peer->send(m_frame);
}

void GroupLoad::onMessage(Peer &peer, std::string_view payload) {
    Side &side = m_sides[peer.tag()];
    if (isRelay())
        return onDelivered(side, peer, payload, side.lastSeq + 1);
    if (!side.ready)
        return onStart(side, peer, payload);
    ServerNews news;
    if (!readServerFrame(payload, news))
        return fail("a frame of the server is not well formed");
    ++m_events;
    switch (news.kind) {
    case ServerNews::Kind::Accepted:
        ++side.received;
        oneLess(news.requestId - kFirstSendRequest);
        break;
    case ServerNews::Kind::Message:
        if (news.clientId.empty()) // else: one's own
            onDelivered(side, peer, news.body, news.seq);
        break;
    case ServerNews::Kind::Watermark: ++m_watermarks; break;
    case ServerNews::Kind::Failure:
        if (m_refused++ == 0)
            m_firstRefusal = news.errorCode;
        break;
    case ServerNews::Kind::Other: break;
    }
}

void GroupLoad::onDelivered(Side &side, Peer &peer, std::string_view body, std::uint64_t seq) {
    if (seq <= side.lastSeq)
        ++m_disordered;
    side.lastSeq = seq;
    ++side.received;
    if (m_measuring && m_measureToNs == 0)
        ++m_measured;
    oneLess(numberOf(body));
    if (!isRelay() && !m_options.silent)
        queueAcknowledge(side, peer.tag());
}

void GroupLoad::oneLess(std::uint64_t number) {
    const auto found = m_flights.find(number);
    if (found == m_flights.end()) {
        ++m_disordered; // complete already: doubled
        return;
    }
    if (--found->second.left > 0)
        return;
    const Flight flight = found->second;
    m_flights.erase(found);
    ++m_messages;
    if (m_measuring && flight.beganNs >= m_measureFromNs)
        m_last.add(nowNs() - flight.beganNs);
    if (m_closedLoop)
        send(flight.sender, nowNs());
}

void GroupLoad::queueAcknowledge(Side &side, std::uint32_t index) {
    if (!std::exchange(side.acknowledgeQueued, true))
        m_acknowledgements.push({std::max(nowNs(), side.acknowledgedNs + kSecond), index});
}

void GroupLoad::acknowledgeDue(std::int64_t now) {
    while (!m_acknowledgements.empty() && m_acknowledgements.top().ns <= now) {
        Side &side = m_sides[m_acknowledgements.top().side];
        m_acknowledgements.pop();
        side.acknowledgeQueued = false;
        if (side.acknowledged >= side.lastSeq || !side.peer->isOpen())
            continue;
        side.acknowledged = side.lastSeq;
        side.acknowledgedNs = now;
        m_frame.clear();
        appendAcknowledge(m_frame, m_conversation, side.lastSeq);
        side.peer->send(m_frame);
        ++m_acknowledgementsSent;
    }
}

bool GroupLoad::drain() {
    m_closedLoop = false;
    const std::int64_t deadline = nowNs() + kEndPatience;
    while (!m_flights.empty() && m_error.empty() && nowNs() < deadline)
        turn(nowNs() + kGroupTurn);
    m_lost = m_flights.size();
    for (const Side &side : m_sides) {
        if (!isRelay() && side.received != m_next)
            ++m_lost;
    }
    return isSound();
}

void GroupLoad::rest(std::int64_t untilNs) {
    while (nowNs() < untilNs && m_error.empty())
        turn(std::min(untilNs, nowNs() + kGroupTurn));
}

bool GroupLoad::isSound() const { return m_error.empty() && m_disordered + m_refused + m_lost + m_broken == 0; }

void GroupLoad::startMeasuring() {
    m_measuring = true;
    m_measureFromNs = nowNs();
    m_measureToNs = 0;
    m_measured = m_messages = m_watermarks = m_events = m_acknowledgementsSent = 0;
}

void GroupLoad::stopMeasuring() { m_measureToNs = nowNs(); }

void GroupLoad::report(Report &report) const {
    const double seconds = static_cast<double>(m_measureToNs - m_measureFromNs) / static_cast<double>(kSecond);
    report.add("members", std::uint64_t{m_sides.size()});
    report.add("messages", m_messages);
    report.add("deliveries", m_measured);
    report.add("seconds", seconds);
    report.add("deliveries_per_second", seconds > 0 ? static_cast<double>(m_measured) / seconds : 0.0);
    report.add("last_member", m_last);
    report.add("frames", m_events);
    report.add("acknowledgements", m_acknowledgementsSent);
    report.add("watermark_events", m_watermarks);
    report.add("lost", m_lost);
    report.add("disordered", m_disordered);
    report.add("refused", m_refused);
    report.add("first_refusal", m_firstRefusal);
    report.add("broken_connections", m_broken);
    report.add("sound", std::string_view(isSound() ? "yes" : "no"));
    report.add("error", std::string_view(m_error));
}

} // namespace banter::bench
