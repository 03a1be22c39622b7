// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace banter::server {

enum class FrameKind : std::uint8_t { Text, Binary };

/// A whole WebSocket frame, header and payload, ready for the socket. A server's frames are unmasked (RFC 6455
/// section 5.1), so one buffer serves any number of receivers on any thread. Immutable.
using FramePtr = std::shared_ptr<const std::string>;

/// Encodes a server-to-client data frame (FIN set, one fragment). Any thread.
[[nodiscard]] FramePtr makeFrame(FrameKind kind, std::string_view payload);

/// Why a connection ended, for the listener's book-keeping.
struct Closing {
    std::uint16_t code{1006}; ///< RFC 6455 section 7.4; 1006 = no close frame was received
    bool byPeer{false};
};

/// What a connection tells the session above it. Called on the connection's shard only, never from inside a Transport
/// call.
class TransportListener {
public:
    virtual ~TransportListener() = default;
    /// One whole message (fragments are already joined, text is valid UTF-8). The view is valid during the call only.
    virtual void onMessage(FrameKind kind, std::string_view payload) = 0;
    /// The connection is gone; the Transport must not be used any more. Called exactly once. The listener is destroyed
    /// after it.
    virtual void onClosed(const Closing &closing) = 0;
};

/// An established WebSocket connection, as the session sees it. Lives on one shard's thread; every call from that
/// thread.
class Transport {
public:
    virtual ~Transport() = default;

    /// Queues a frame; written at the end of the loop's turn, together with all others of the turn. More than 1 MiB
    /// waiting, or a peer that takes nothing for 30 s, ends the connection with 4408.
    virtual void send(FramePtr frame) = 0;
    /// Sends what is queued and a close frame, waits a bounded time for the peer's, then ends. Later sends are ignored.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;
    /// Until this is called the connection accepts only messages of up to 4 KiB (what an unknown peer may cost).
    virtual void setAuthenticated() = 0;
    /// Address of the peer as text, without port.
    [[nodiscard]] virtual std::string peerAddress() const = 0;
    /// Bytes queued and not yet taken by the kernel.
    [[nodiscard]] virtual std::size_t bufferedBytes() const = 0;
};

} // namespace banter::server
