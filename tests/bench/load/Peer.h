// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <openssl/types.h>
#include <string>
#include <string_view>

namespace banter::bench {

class Peer;
class Reactor;

/// Of each loopback address (see Peer::connect()).
inline constexpr std::size_t kPeersPerAddress = 10'000;

/// Hears what happens to a peer. Called from Reactor::turn(); a peer must not be destroyed inside a call.
class PeerListener {
public:
    virtual ~PeerListener() = default;
    virtual void onOpen(Peer &peer) = 0;
    virtual void onMessage(Peer &peer, std::string_view payload) = 0;
    /// Once, unless close() came first. `code`: of the close frame, 0 if there was none.
    virtual void onClosed(Peer &peer, std::uint16_t code, std::string_view why) = 0;
};

/// Where peers connect to.
struct Target {
    sockaddr_in address{};
    SSL_CTX *tls{nullptr}; ///< null: plain
    std::string path{"/"};
};

/// One client connection: TCP, TLS if asked, the WebSocket upgrade, frames. As a client on another machine would, each
/// message goes out with a write of its own. Small when idle. Belongs to the reactor's thread.
class Peer {
public:
    /// `tag` is the listener's own.
    Peer(Reactor &reactor, PeerListener &listener, std::uint32_t tag);
    ~Peer();
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    /// Starts connecting; onOpen or onClosed follows. `source`: the last byte of the loopback address to connect from
    /// (127.0.0.x), since an address has only ~28 000 ports. false: no socket (errno).
    [[nodiscard]] bool connect(const Target &target, std::uint8_t source);
    /// A binary message. Only when open.
    void send(std::string_view payload);
    /// Sends a close frame; the server is expected to answer and to close (then onClosed).
    void sayGoodbye();
    /// Ends at once; the listener hears nothing more.
    void close();

    [[nodiscard]] std::uint32_t tag() const { return m_tag; }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] std::int64_t lastSentNs() const { return m_lastSentNs; }

    /// For the reactor.
    void onReady(std::uint32_t events);

private:
    enum class State : std::uint8_t { Idle, Connecting, Securing, Upgrading, Open, Closed };
    enum class Ahead : std::uint8_t { Stay, Gone };

    void secure();
    void upgrade();
    Ahead readAll();
    Ahead handleInput(std::string_view bytes);
    Ahead handleFrames(std::string_view bytes, std::size_t &used);
    Ahead handleFrame(unsigned char first, std::string_view payload);
    void sendFrame(unsigned char opcode, std::string_view payload);
    void write(std::string_view bytes);
    std::ptrdiff_t writeSome(std::string_view bytes);
    void writeUnsent();
    void end(std::uint16_t code, std::string_view why);

    Reactor &m_reactor;
    PeerListener &m_listener;
    std::string m_path;
    std::string m_unread;
    std::string m_unsent;
    std::int64_t m_lastSentNs{0};
    SSL *m_tls{nullptr};
    int m_fd{-1};
    std::uint32_t m_tag;
    std::uint32_t m_mask;
    State m_state{State::Idle};
};

} // namespace banter::bench
