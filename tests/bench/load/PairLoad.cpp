// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/PairLoad.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "tests/bench/load/BodyNumber.h"
#include "tests/bench/load/HotWire.h"
#include "tests/bench/load/Reactor.h"
#include "tests/bench/load/SignIn.h"

namespace banter::bench {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kOpenPatience = 120 * kSecond;
constexpr std::int64_t kDrainPatience = 15 * kSecond;
constexpr std::int64_t kAcknowledgeGap = kSecond;
constexpr std::size_t kConnectingAtOnce = 64;
constexpr std::uint64_t kUnderWayAtOnce = 1000; ///< of a counted exchange

} // namespace

PairLoad::PairLoad(Reactor &reactor, const Options &options, Target target)
    : m_reactor(reactor),
      m_options(options),
      m_target(std::move(target)),
      m_body(options.bodyBytes, ' ') {
    for (char &c : m_body)
        c = static_cast<char>('a' + m_random() % 26);
}

PairLoad::~PairLoad() = default;

void PairLoad::fail(std::string why) {
    if (m_error.empty())
        m_error = std::move(why);
}

// --- opening -------------------------------------------------------------------------------------------------------

bool PairLoad::open(std::vector<AccountLine> accounts) {
    const std::size_t pairs = isRelay() ? m_options.count : accounts.size();
    m_sides.resize(2 * pairs);
    m_conversations.resize(pairs);
    for (std::size_t i = 0; i < m_sides.size(); ++i) {
        m_sides[i].peer = std::make_unique<Peer>(m_reactor, *this, static_cast<std::uint32_t>(i));
        if (!isRelay()) {
            m_conversations[i / 2] = accounts[i / 2][0];
            m_sides[i].token = accounts[i / 2][1 + i % 2];
        }
    }
    const std::int64_t deadline = nowNs() + kOpenPatience;
    while (m_ready < m_sides.size() && m_error.empty()) {
        connectNext();
        m_reactor.turn(nowNs() + 100 * kMillisecond);
        if (nowNs() > deadline)
            fail("opening the connections took too long: " + std::to_string(m_ready) + " of " +
                 std::to_string(m_sides.size()) + " were ready");
    }
    return m_error.empty();
}

void PairLoad::connectNext() {
    for (; m_started < m_sides.size() && m_started - m_ready < kConnectingAtOnce; ++m_started) {
        if (isRelay())
            m_target.path.assign(1, '/').append(std::to_string(m_started / 2));
        if (!m_sides[m_started].peer->connect(m_target, static_cast<std::uint8_t>(2 + m_started / kPeersPerAddress)))
            return fail("no socket for a connection: raise the limit of open files (ulimit -n)");
    }
}

void PairLoad::onOpen(Peer &peer) {
    if (!isRelay())
        return peer.send(helloFrame(m_sides[peer.tag()].token));
    m_sides[peer.tag()].ready = true;
    ++m_ready;
}

void PairLoad::onStart(Side &side, Peer &peer, std::string_view payload) {
    StartNews news;
    if (!readStart(payload, conversationOf(peer), news))
        return fail("an answer is no ServerFrame");
    if (!news.failure.empty())
        return fail("refused at the start: " + news.failure);
    if (news.requestId == kHelloRequest) {
        if (!news.signedIn)
            return fail("a token of the accounts file is not known to the server");
        peer.send(listChangedFrame(0));
    } else if (news.requestId == kListRequest) {
        if (news.conversations == 0)
            return fail("a user of the accounts file has no conversation");
        side.seen.startAfter(news.lastSeq);
        side.lastAccepted = side.lastReceived = side.acknowledged = news.lastSeq;
        side.ready = true;
        ++m_ready;
    }
}

void PairLoad::onClosed(Peer &peer, std::uint16_t code, std::string_view why) {
    ++m_broken;
    fail("connection " + std::to_string(peer.tag()) + " ended, close code " + std::to_string(code) + ": " +
         std::string(why));
}

// --- traffic -------------------------------------------------------------------------------------------------------

void PairLoad::turn(std::int64_t untilNs) {
    acknowledgeDue(nowNs());
    const std::int64_t acknowledgeNs = m_acknowledgements.empty() ? kNever : m_acknowledgements.top().ns;
    m_reactor.turn(std::min(untilNs, acknowledgeNs));
}

void PairLoad::run(std::int64_t untilNs) {
    if (m_options.rate > 0) {
        m_sending = Sending::Open;
        m_nextDueNs = nowNs();
    } else if (m_sending != Sending::Closed) {
        m_sending = Sending::Closed;
        for (std::uint32_t turnOfPair = 0; turnOfPair < m_options.window; ++turnOfPair)
            for (std::uint32_t pair = 0; pair < m_conversations.size(); ++pair)
                sendFrom(2 * pair + turnOfPair % 2, nowNs());
    }
    for (std::int64_t now = nowNs(); now < untilNs && m_error.empty(); now = nowNs()) {
        if (m_sending == Sending::Open)
            sendDue(now);
        turn(m_sending == Sending::Open ? std::min(m_nextDueNs, untilNs) : untilNs);
    }
}

void PairLoad::sendDue(std::int64_t now) {
    const double gap = static_cast<double>(kSecond) / m_options.rate;
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    while (m_nextDueNs <= now) {
        if (m_measuring)
            m_lag.add(nowNs() - m_nextDueNs);
        sendFrom(static_cast<std::uint32_t>(m_random() % m_sides.size()), m_nextDueNs);
        const double factor = m_options.arrivals == Options::Arrivals::Even ? 1.0 : -std::log(1.0 - uniform(m_random));
        m_nextDueNs += std::max<std::int64_t>(1, std::llround(gap * factor));
    }
}

bool PairLoad::exchange(std::uint32_t messages) {
    m_sending = Sending::Counted;
    for (std::uint32_t i = 0; i < m_sides.size(); ++i) {
        m_sides[i].toSend = messages;
        m_waiting.push_back(i);
    }
    const std::int64_t deadline = nowNs() + kOpenPatience;
    while ((!m_waiting.empty() || m_underWay > 0) && m_error.empty() && nowNs() < deadline) {
        sendWaiting(nowNs());
        turn(nowNs() + 100 * kMillisecond);
    }
    return m_waiting.empty() && m_underWay == 0 && m_error.empty();
}

void PairLoad::sendWaiting(std::int64_t now) {
    for (; !m_waiting.empty() && m_underWay < kUnderWayAtOnce; m_waiting.pop_front()) {
        --m_sides[m_waiting.front()].toSend;
        sendFrom(m_waiting.front(), now);
    }
}

void PairLoad::sendFrom(std::uint32_t index, std::int64_t beganNs) {
    Side &side = m_sides[index];
    const std::uint64_t number = side.firstFlight + side.flights.size();
    writeNumber(m_body, number);
    Flight flight;
    flight.beganNs = beganNs;
    flight.accepted = isRelay();
    ++m_sent;
    ++m_underWay;
    if (isRelay()) {
        side.flights.push_back(flight);
        return side.peer->send(m_body);
    }
    flight.clientId = makeClientId(m_random);
    SendParts parts;
    parts.requestId = kFirstSendRequest + number;
    parts.conversationId = m_conversations[index / 2];
    parts.clientId = {flight.clientId.data(), flight.clientId.size()};
    if (!side.flights.empty() && !side.flights.back().accepted)
        parts.after = {side.flights.back().clientId.data(), side.flights.back().clientId.size()};
    parts.body = m_body;
    m_frame.clear();
    appendSendMessage(m_frame, parts);
    side.flights.push_back(flight);
    side.peer->send(m_frame);
}

void PairLoad::onMessage(Peer &peer, std::string_view payload) {
    Side &side = m_sides[peer.tag()];
    const std::int64_t now = nowNs();
    if (isRelay())
        return onDelivered(side, peer, payload, 0, now);
    if (!side.ready)
        return onStart(side, peer, payload);
    ServerNews news;
    if (!readServerFrame(payload, news))
        return fail("a frame of the server is not well formed");
    switch (news.kind) {
    case ServerNews::Kind::Accepted: onAccepted(side, peer, news.requestId, news.seq, now); break;
    case ServerNews::Kind::Message:
        if (news.clientId.empty()) // else: one's own, told to the devices of the sender
            onDelivered(side, peer, news.body, news.seq, now);
        break;
    case ServerNews::Kind::Watermark: ++m_watermarks; break;
    case ServerNews::Kind::Failure:
        if (m_refused++ == 0)
            m_firstRefusal = news.errorCode;
        break;
    case ServerNews::Kind::Other: break;
    }
}

void PairLoad::onAccepted(Side &side, Peer &peer, std::uint64_t requestId, std::uint64_t seq, std::int64_t now) {
    const std::uint64_t place = requestId - kFirstSendRequest - side.firstFlight;
    if (place >= side.flights.size() || side.flights[place].accepted || !side.seen.note(seq)) {
        ++m_doubled;
        return;
    }
    if (seq <= side.lastAccepted)
        ++m_disordered;
    side.lastAccepted = seq;
    Flight &flight = side.flights[place];
    flight.accepted = true;
    if (m_measuring && flight.beganNs >= m_measureFromNs)
        m_ack.add(now - flight.beganNs);
    if (flight.delivered)
        onComplete(peer.tag(), now);
}

void PairLoad::onDelivered(Side &side, Peer &peer, std::string_view body, std::uint64_t seq, std::int64_t now) {
    const std::uint64_t number = numberOf(body);
    Side &sender = other(peer);
    const std::uint64_t place = number - sender.firstFlight;
    if (body.size() != m_options.bodyBytes || place >= sender.flights.size() || sender.flights[place].delivered ||
        (!isRelay() && !side.seen.note(seq))) {
        ++m_doubled;
        return;
    }
    if (number != side.expected || (!isRelay() && seq <= side.lastReceived))
        ++m_disordered;
    side.expected = number + 1;
    side.lastReceived = seq;
    Flight &flight = sender.flights[place];
    flight.delivered = true;
    if (m_measuring && flight.beganNs >= m_measureFromNs)
        m_delivery.add(now - flight.beganNs);
    if (!isRelay())
        acknowledge(side, peer, now);
    if (flight.accepted)
        onComplete(peer.tag() ^ 1u, now);
}

void PairLoad::onComplete(std::uint32_t senderIndex, std::int64_t now) {
    Side &sender = m_sides[senderIndex];
    while (!sender.flights.empty() && sender.flights.front().accepted && sender.flights.front().delivered) {
        sender.flights.pop_front();
        ++sender.firstFlight;
    }
    --m_underWay;
    if (m_measureFromNs > 0 && m_measureToNs == 0)
        ++m_measured;
    if (m_sending == Sending::Closed)
        sendFrom(senderIndex ^ 1u, now); // they take turns
    else if (m_sending == Sending::Counted && sender.toSend > 0)
        m_waiting.push_back(senderIndex);
}

// --- delivery acknowledgements ---------------------------------------------------------------------------------------

void PairLoad::acknowledge(Side &side, Peer &peer, std::int64_t now) {
    if (m_options.acknowledgeEach || now >= side.acknowledgedNs + kAcknowledgeGap) {
        side.acknowledgedNs = now;
        side.acknowledged = side.lastReceived;
        m_frame.clear();
        appendAcknowledge(m_frame, conversationOf(peer), side.lastReceived);
        peer.send(m_frame);
        ++m_acknowledgementsSent;
    } else if (!std::exchange(side.acknowledgeQueued, true)) {
        m_acknowledgements.push({side.acknowledgedNs + kAcknowledgeGap, peer.tag()});
    }
}

void PairLoad::acknowledgeDue(std::int64_t now) {
    while (!m_acknowledgements.empty() && m_acknowledgements.top().ns <= now) {
        Side &side = m_sides[m_acknowledgements.top().side];
        m_acknowledgements.pop();
        side.acknowledgeQueued = false;
        if (side.acknowledged < side.lastReceived && side.peer->isOpen())
            acknowledge(side, *side.peer, now);
    }
}

// --- the end -------------------------------------------------------------------------------------------------------

bool PairLoad::drain() {
    m_sending = Sending::Nothing;
    const std::int64_t deadline = nowNs() + kDrainPatience;
    while ((m_underWay > 0 || !m_acknowledgements.empty()) && m_error.empty() && nowNs() < deadline)
        turn(nowNs() + 100 * kMillisecond);
    m_lost = m_underWay;
    for (std::size_t i = 0; i < m_sides.size() && !isRelay(); i += 2)
        if (m_sides[i].seen.hasGap() || m_sides[i + 1].seen.hasGap() ||
            m_sides[i].seen.contiguous() != m_sides[i + 1].seen.contiguous())
            ++m_gaps;
    return isSound();
}

bool PairLoad::isSound() const {
    return m_error.empty() && m_doubled + m_disordered + m_refused + m_lost + m_gaps + m_broken == 0;
}

void PairLoad::rest(std::int64_t untilNs) {
    constexpr std::int64_t kHeartbeat = 45 * kSecond;
    while (nowNs() < untilNs && m_error.empty()) {
        const std::int64_t now = nowNs();
        for (const Side &side : m_sides) {
            // +-20 %, by the peer's tag: everybody keeps a rhythm of their own
            const std::int64_t spread =
                (static_cast<std::int64_t>(side.peer->tag() % 100) - 50) * kHeartbeat * 2 / 5 / 100;
            if (isRelay() || now - side.peer->lastSentNs() < kHeartbeat + spread)
                continue;
            m_frame.clear();
            appendPing(m_frame, kPingRequest);
            side.peer->send(m_frame);
        }
        const std::int64_t nextLook = std::min(untilNs, now + 50 * kMillisecond);
        while (nowNs() < nextLook)
            turn(nextLook);
    }
}

void PairLoad::startMeasuring() {
    m_measuring = true;
    m_measureFromNs = nowNs();
    m_measureToNs = 0;
    m_measured = 0;
}

void PairLoad::stopMeasuring() {
    m_measureToNs = nowNs();
} // latencies go on: what began in the window is counted when it ends

void PairLoad::report(Report &report) const {
    const double seconds = static_cast<double>(m_measureToNs - m_measureFromNs) / static_cast<double>(kSecond);
    report.add("messages", m_measured);
    report.add("seconds", seconds);
    report.add("per_second", seconds > 0 ? static_cast<double>(m_measured) / seconds : 0.0);
    report.add("ack", m_ack);
    report.add("delivery", m_delivery);
    report.add("generator_lag", m_lag);
    report.add("sent", m_sent);
    report.add("acknowledgements", m_acknowledgementsSent);
    report.add("watermark_events", m_watermarks);
    report.add("lost", m_lost);
    report.add("doubled", m_doubled);
    report.add("disordered", m_disordered);
    report.add("gaps", m_gaps);
    report.add("refused", m_refused);
    report.add("first_refusal", m_firstRefusal);
    report.add("broken_connections", m_broken);
    report.add("sound", std::string_view(isSound() ? "yes" : "no"));
    report.add("error", std::string_view(m_error));
}

} // namespace banter::bench
