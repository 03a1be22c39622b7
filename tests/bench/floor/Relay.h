// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace banter::bench {

/// The floor: what it costs at the very least to take a WebSocket frame from one socket and put it on another. One
/// thread, level-triggered epoll, no store, no accounts, no checks, no limits: for measuring on loopback only.
///
/// Two peers that ask for the same path ("GET /17") are a pair; each binary frame of one goes to the other as it is.
/// All that ask for "/room" are a group: a frame of one goes to each of the others, encoded once.
/// The upgrade is answered with the accept value of RFC 6455's sample key, which the load generator always sends.
class Relay {
public:
    Relay();
    ~Relay();
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    /// Binds 127.0.0.1 (port 0: any). Answers the port, or -1 (errno says why).
    int listen(std::uint16_t port);
    /// Serves until the process is ended. Answers only when epoll itself fails.
    void serve();

private:
    struct Peer {
        int fd{-1};
        bool upgraded{false};
        Peer *other{nullptr};
        bool inRoom{false};
        std::string path;   ///< set while it waits for its pair
        std::string unread; ///< the start of a frame whose rest has not come yet
        std::string unsent; ///< what the socket did not take
    };

    void acceptAll();
    void readFrom(Peer &peer);
    /// Answers how many bytes of `data` were whole frames. Unmasks in place. -1: the peer said goodbye.
    std::ptrdiff_t relayFrames(Peer &peer, char *data, std::size_t size);
    bool upgrade(Peer &peer);
    void write(Peer &peer, std::string_view bytes);
    void writeUnsent(Peer &peer);
    void drop(Peer &peer);
    void watch(Peer &peer, int operation, std::uint32_t events) const;

    int m_epoll{-1};
    int m_listener{-1};
    std::unordered_map<std::string, Peer *> m_waiting; ///< by path
    std::vector<Peer *> m_room;
    std::unordered_map<Peer *, std::unique_ptr<Peer>> m_peers;
    std::vector<std::unique_ptr<Peer>> m_dropped; ///< freed after the turn: the turn's events may still name them
    std::array<char, 65536> m_input{};
    std::string m_output;
};

} // namespace banter::bench
