// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/AwayLoad.h"

#include <chrono>
#include <utility>

#include "tests/bench/load/Reactor.h"
#include "tests/bench/load/SignIn.h"

namespace banter::bench {
namespace {

constexpr std::int64_t kAwayPatience = 60 * kSecond;
constexpr std::int64_t kMonthMs = 31LL * 24 * 3600 * 1000;

} // namespace

AwayLoad::AwayLoad(Reactor &reactor, const Options &options, Target target, std::string token)
    : m_reactor(reactor),
      m_options(options),
      m_target(std::move(target)),
      m_token(std::move(token)),
      m_peer(reactor, *this, 0) {
    using namespace std::chrono;
    m_sinceMs = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() - kMonthMs;
}

bool AwayLoad::run() {
    const std::int64_t deadline = nowNs() + kAwayPatience;
    connect();
    while (m_done < m_options.cycles && m_error.empty()) {
        m_reactor.turn(nowNs() + kSecond / 10);
        if (nowNs() > deadline)
            m_error = "took too long";
    }
    return m_error.empty();
}

void AwayLoad::connect() {
    m_listed = m_pages = 0;
    m_bytes = 0;
    m_beganNs = nowNs();
    if (!m_peer.connect(m_target, 2))
        m_error = "no socket";
}

void AwayLoad::onOpen(Peer &peer) { peer.send(helloFrame(m_token, m_sinceMs)); }

void AwayLoad::onMessage(Peer &peer, std::string_view payload) {
    StartNews news;
    if (!readStart(payload, {}, news) || !news.failure.empty() || (news.requestId == kHelloRequest && !news.signedIn)) {
        m_error = "refused: " + news.failure;
        return;
    }
    m_bytes += payload.size();
    if (!news.hasPage) {
        if (news.requestId == kHelloRequest)
            peer.send(listChangedFrame(m_sinceMs));
        return;
    }
    m_listed += news.conversations;
    if (m_pages++ == 0) {
        m_first.add(nowNs() - m_beganNs);
        m_firstBytes = m_bytes;
        m_firstEntries = news.conversations;
    }
    if (!news.nextCursor.empty())
        return peer.send(listChangedFrame(m_sinceMs, news.nextCursor));
    m_all.add(nowNs() - m_beganNs);
    peer.sayGoodbye();
}

void AwayLoad::onClosed(Peer &, std::uint16_t, std::string_view) {
    if (++m_done < m_options.cycles)
        connect();
}

void AwayLoad::report(Report &report) const {
    report.add("first_page", m_first);
    report.add("first_page_bytes", m_firstBytes);
    report.add("first_page_conversations", m_firstEntries);
    report.add("all_pages", m_all);
    report.add("all_bytes", m_bytes);
    report.add("pages", std::uint64_t{m_pages});
    report.add("conversations", std::uint64_t{m_listed});
    report.add("sound", std::string_view(m_error.empty() ? "yes" : "no"));
    report.add("error", std::string_view(m_error));
}

} // namespace banter::bench
