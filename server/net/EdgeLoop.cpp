// SPDX-License-Identifier: Apache-2.0
#include "server/net/EdgeLoop.h"

#include <algorithm>

#include <malloc.h>

#include "server/net/CloseCode.h"
#include "server/net/TlsContext.h"

namespace banter::server {
namespace {

constexpr std::size_t kReadBuffer = 64 * 1024;
constexpr std::size_t kScratch = 16 * 1024; // one TLS record
constexpr std::size_t kSpareQueues = 64;
constexpr Millis kReportDelay{20};
constexpr unsigned kHandshakesPerTurn = 8; // about 0.5 ms each
/// A handshake takes a round trip or two. One that is older gives up its place if somebody else wants it.
constexpr Millis kHandshakePatience{1'000};
constexpr Millis kTlsRetry{100};
/// After so many ends (a storm, a flood) the heap is asked to give its free pages back, when things have calmed down.
constexpr unsigned kRetiredPerTrim = 200;
constexpr Millis kTrimDelay{5'000};
constexpr Millis kTrimInterval{60'000};

} // namespace

EdgeLoop::EdgeLoop(EventLoop &loop, std::size_t index, std::shared_ptr<const EdgeSettings> settings,
                   OnRetired onRetired)
    : m_loop(loop),
      m_index(index),
      m_settings(std::move(settings)),
      m_onRetired(std::move(onRetired)),
      m_readBuffer(kReadBuffer),
      m_scratch(m_settings->tls ? kScratch : 0) {}

EdgeLoop::~EdgeLoop() {
    abortAll();
    onTurnEnd();
    reportRetired();
}

void EdgeLoop::adopt(int fd, const PeerAddress &address, Admission admission) {
    auto *connection = new Connection(*this, fd, address, admission); // deleted by bury()
    connection->m_following = m_first;
    if (m_first)
        m_first->m_previous = connection;
    m_first = connection;
    m_counters.open.add(1);
    connection->start();
}

void EdgeLoop::endAll(std::uint16_t code, std::string_view reason, Millis patience) {
    // The next one is read first: ending one may retire it. Listeners cannot end others from here, since nobody is told
    // yet.
    for (Connection *connection = m_first; connection;) {
        Connection *const next = connection->m_following;
        connection->endGently(code, reason, patience);
        connection = next;
    }
}

void EdgeLoop::abortAll() {
    while (m_first)
        m_first->abort();
}

std::unique_ptr<OutputQueue> EdgeLoop::takeQueue() {
    if (m_spareQueues.empty())
        return std::make_unique<OutputQueue>();
    auto queue = std::move(m_spareQueues.back());
    m_spareQueues.pop_back();
    return queue;
}

void EdgeLoop::giveQueueBack(std::unique_ptr<OutputQueue> queue) {
    queue->reset();
    if (m_spareQueues.size() < kSpareQueues)
        m_spareQueues.push_back(std::move(queue));
}

// --- The end of a turn

void EdgeLoop::scheduleTurnEnd() {
    if (m_turnEndScheduled)
        return;
    m_turnEndScheduled = true;
    m_loop.atTurnEnd([this, alive = std::weak_ptr(m_alive)] {
        if (!alive.expired())
            onTurnEnd();
    });
}

void EdgeLoop::flushLater(Connection &connection) {
    if (connection.m_dirty)
        return;
    connection.m_dirty = true;
    connection.m_nextDirty = m_dirty;
    m_dirty = &connection;
    scheduleTurnEnd();
}

void EdgeLoop::readLater(Connection &connection) {
    if (connection.m_readAgain)
        return;
    connection.m_readAgain = true;
    if (m_readAgain.empty()) {
        m_loop.post([this, alive = std::weak_ptr(m_alive)] {
            if (alive.expired())
                return;
            std::vector<Connection *> again;
            again.swap(m_readAgain);
            for (Connection *reader : again) {
                reader->m_readAgain = false;
                reader->readOn();
            }
        });
    }
    m_readAgain.push_back(&connection);
}

void EdgeLoop::onTurnEnd() {
    // A flush may end a connection, whose listener may make others write: go on until nothing is left.
    while (m_dirty) {
        Connection &connection = *m_dirty;
        m_dirty = connection.m_nextDirty;
        connection.m_nextDirty = nullptr;
        connection.m_dirty = false;
        connection.flush();
    }
    m_turnEndScheduled = false;
    m_handshakesThisTurn = 0;
    bury();
}

void EdgeLoop::bury() {
    std::vector<Connection *> dead;
    dead.swap(m_graveyard);
    for (Connection *connection : dead)
        delete connection;
    if (!m_retired.empty() && !m_report.isArmed())
        m_report.arm(m_loop, kReportDelay);
}

void EdgeLoop::reportRetired() {
    std::vector<Retired> retired;
    retired.swap(m_retired);
    if (!retired.empty())
        m_onRetired(m_index, std::move(retired));
}

void EdgeLoop::retire(Connection &connection) {
    m_loop.unwatch(connection.m_socket.fd());
    (connection.m_previous ? connection.m_previous->m_following : m_first) = connection.m_following;
    if (connection.m_following)
        connection.m_following->m_previous = connection.m_previous;
    m_counters.open.subtract(1);
    forget(connection);
    m_retired.push_back({connection.address(), connection.isAdmitted()});
    m_graveyard.push_back(&connection);
    if (++m_retiredSinceTrim >= kRetiredPerTrim && !m_trim.isArmed())
        m_trim.arm(m_loop, std::max(kTrimDelay, m_trimAllowed - m_loop.now()));
    scheduleTurnEnd();
}

void EdgeLoop::trim() {
    m_retiredSinceTrim = 0;
    m_trimAllowed = m_loop.now() + kTrimInterval;
    ::malloc_trim(0);
}

/// Takes it out of every list but the dirty one, which the end of the turn empties before anybody is deleted.
void EdgeLoop::forget(Connection &connection) {
    std::erase(m_readAgain, &connection);
    if (m_settings->tls) {
        std::erase(m_waitingForTls, &connection);
        tlsDone(connection);
    }
}

// --- TLS

ssl_st *EdgeLoop::newTlsSession(int fd) { return m_settings->tls->newSession(fd); }

bool EdgeLoop::mayHandshake() {
    if (m_handshakesThisTurn >= kHandshakesPerTurn)
        return false;
    ++m_handshakesThisTurn;
    scheduleTurnEnd(); // which counts anew
    return true;
}

void EdgeLoop::beginTls(Connection &connection) {
    m_handshaking.push_back({&connection, m_loop.now()});
    m_counters.handshaking.add(1);
    connection.beginTls();
}

void EdgeLoop::requestTls(Connection &connection) {
    if (m_waitingForTls.empty() && m_handshaking.size() < m_settings->options.maxHandshakes) {
        beginTls(connection);
        return;
    }
    connection.watchFor(0); // its bytes stay with the kernel
    m_waitingForTls.push_back(&connection);
    admitWaiting();
}

void EdgeLoop::admitWaiting() {
    while (!m_waitingForTls.empty()) {
        if (m_handshaking.size() >= m_settings->options.maxHandshakes) {
            const Handshaking oldest = m_handshaking.front();
            if (m_loop.now() - oldest.since < kHandshakePatience)
                break;
            oldest.connection->drop({CloseCode::kAbnormal, false}); // comes back to tlsDone()
            continue;
        }
        Connection &next = *m_waitingForTls.front();
        m_waitingForTls.pop_front();
        beginTls(next);
    }
    if (!m_waitingForTls.empty())
        m_tlsRetry.arm(m_loop, kTlsRetry);
}

void EdgeLoop::tlsDone(Connection &connection) {
    const auto erased =
        std::erase_if(m_handshaking, [&](const Handshaking &entry) { return entry.connection == &connection; });
    m_counters.handshaking.subtract(erased);
    if (erased > 0 && !m_waitingForTls.empty())
        m_tlsRetry.arm(m_loop, Millis{0});
}

} // namespace banter::server
