// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "server/net/ConnectLimiter.h"
#include "server/net/EdgeLoop.h"
#include "server/net/EventLoop.h"

namespace banter::server {

/// The listening socket on the acceptor's own loop: accepts, judges by address and by number, and hands each socket to
/// the loop with the fewest connections.
class Listener final : public Watcher {
public:
    /// Takes the listening non-blocking socket over. `edges` must outlive it.
    Listener(EventLoop &loop, int fd, std::shared_ptr<const EdgeSettings> settings,
             std::vector<std::unique_ptr<EdgeLoop>> &edges, std::size_t maxConnections);
    ~Listener() override;
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    // On the acceptor's loop:
    void listen();
    void close();
    void drain() { m_draining = true; }
    void onRetired(std::size_t loopIndex, const std::vector<EdgeLoop::Retired> &retired);
    void onReady(std::uint32_t events) override;

    // Any thread:
    [[nodiscard]] std::uint64_t accepted() const { return m_accepted.get(); }
    [[nodiscard]] std::uint64_t turnedAway() const { return m_turnedAway.get(); }
    /// Waits until no connection is left anywhere, or `patience` has passed; whether none is left.
    bool waitUntilEmpty(Millis patience);

private:
    Admission judge(const PeerAddress &address);
    void handOut(int fd, const PeerAddress &address);
    void onOutOfDescriptors(int error);
    void resume();

    EventLoop &m_loop;
    int m_fd;
    int m_reserve{-1}; // given up to turn a peer away when there is no other descriptor
    const std::shared_ptr<const EdgeSettings> m_settings;
    std::vector<std::unique_ptr<EdgeLoop>> &m_edges;
    const std::size_t m_maxConnections;
    std::vector<std::size_t> m_perLoop;
    std::size_t m_admitted{0};
    std::size_t m_refusing{0};
    bool m_draining{false};
    bool m_watching{false};
    ConnectLimiter m_limiter;
    MonoTime m_lastWarning{};
    Counter m_accepted;
    Counter m_turnedAway;
    Deadline m_resume{[this] { resume(); }};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_open{0}; // under m_mutex
};

} // namespace banter::server
