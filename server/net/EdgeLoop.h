// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/net/Connection.h"
#include "server/net/EdgeSettings.h"
#include "server/net/EdgeStats.h"
#include "server/net/EventLoop.h"

namespace banter::server {

/// The edge's part of one loop: owns its connections and what they share (buffers, the list of those that have
/// something to write, places for TLS handshakes). Made and destroyed by the Acceptor; everything but counters() on the
/// loop's thread.
class EdgeLoop {
public:
    struct Retired {
        PeerAddress address;
        bool admitted;
    };
    /// Hears which connections have ended, at most kReportDelay later: each call wakes the acceptor's thread.
    using OnRetired = std::function<void(std::size_t loopIndex, std::vector<Retired> retired)>;

    EdgeLoop(EventLoop &loop, std::size_t index, std::shared_ptr<const EdgeSettings> settings, OnRetired onRetired);
    ~EdgeLoop();
    EdgeLoop(const EdgeLoop &) = delete;
    EdgeLoop &operator=(const EdgeLoop &) = delete;

    /// Takes over an accepted non-blocking socket.
    void adopt(int fd, const PeerAddress &address, Admission admission);
    /// Ends every connection with this code; who has not finished after `patience` is dropped.
    void endAll(std::uint16_t code, std::string_view reason, Millis patience);
    void abortAll();
    [[nodiscard]] EventLoop &loop() { return m_loop; }
    [[nodiscard]] EdgeCounters &counters() { return m_counters; }

    // For connections.
    [[nodiscard]] const EdgeSettings &settings() const { return *m_settings; }
    [[nodiscard]] const WebSocketLimits &limits() const { return m_settings->options.limits; }
    [[nodiscard]] std::size_t index() const { return m_index; }
    [[nodiscard]] std::span<char> readBuffer() { return m_readBuffer; }
    [[nodiscard]] std::span<char> scratch() { return m_scratch; }
    [[nodiscard]] std::unique_ptr<OutputQueue> takeQueue();
    void giveQueueBack(std::unique_ptr<OutputQueue> queue);
    void flushLater(Connection &connection);
    void readLater(Connection &connection);
    void retire(Connection &connection);
    /// Begins the connection's handshake now, or as soon as there is a place.
    void requestTls(Connection &connection);
    void tlsDone(Connection &connection);
    /// Bounds the handshakes of one turn, so that a storm of them does not keep the others of this loop waiting.
    [[nodiscard]] bool mayHandshake();
    [[nodiscard]] ssl_st *newTlsSession(int fd);

private:
    struct Handshaking {
        Connection *connection;
        MonoTime since;
    };
    void scheduleTurnEnd();
    void onTurnEnd();
    void bury();
    void reportRetired();
    void admitWaiting();
    void beginTls(Connection &connection);
    void forget(Connection &connection);
    void trim();

    EventLoop &m_loop;
    /// What waits in the loop holds it weakly: the edge may go before its turn ends.
    const std::shared_ptr<void> m_alive{std::make_shared<char>()};
    const std::size_t m_index;
    const std::shared_ptr<const EdgeSettings> m_settings;
    const OnRetired m_onRetired;
    EdgeCounters m_counters;
    std::vector<char> m_readBuffer;
    std::vector<char> m_scratch;
    std::vector<std::unique_ptr<OutputQueue>> m_spareQueues;
    Connection *m_first{nullptr}; // all connections
    Connection *m_dirty{nullptr}; // those with something for the end of the turn
    bool m_turnEndScheduled{false};
    std::vector<Connection *> m_graveyard;
    std::vector<Retired> m_retired;
    std::vector<Connection *> m_readAgain;
    std::deque<Handshaking> m_handshaking; // oldest first
    std::deque<Connection *> m_waitingForTls;
    unsigned m_handshakesThisTurn{0};
    unsigned m_retiredSinceTrim{0};
    MonoTime m_trimAllowed{};
    Deadline m_report{[this] { reportRetired(); }};
    Deadline m_trim{[this] { trim(); }};
    Deadline m_tlsRetry{[this] { admitWaiting(); }};
};

} // namespace banter::server
