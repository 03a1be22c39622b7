// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/net/Socket.h"
#include "server/net/TimerWheel.h"
#include "server/net/Transport.h"

namespace banter::server {

/// What one connection still has to send. Exists only while there is something; recycled by its loop.
class OutputQueue {
public:
    OutputQueue() = default;
    OutputQueue(const OutputQueue &) = delete;
    OutputQueue &operator=(const OutputQueue &) = delete;

    void push(FramePtr frame);
    /// The answer to the newest ping; replaces one that still waits (RFC 6455 section 5.5.3 allows it).
    void setPong(FramePtr pong) { m_pong = std::move(pong); }
    [[nodiscard]] bool isEmpty() const { return m_next == m_frames.size() && m_rest.empty() && !m_pong; }
    /// Bytes that are queued and that the kernel has not taken.
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    /// Forgets all frames of which nothing was sent yet, so that a close frame can follow at once.
    void dropUnsent();

    /// Sends until all is gone or the socket takes no more. `scratch` = at least 16 KiB, to make whole TLS records.
    /// Answers how many bytes went out and whether the socket failed.
    Transfer writeTo(Socket &socket, char *scratch, std::size_t scratchSize);

    /// Makes it as new, for the next connection.
    void reset();

    /// Runs out if the peer takes nothing.
    [[nodiscard]] Deadline &stall() { return m_stall; }
    class StallListener {
    public:
        virtual void onStalled() = 0;

    protected:
        ~StallListener() = default;
    };
    void setOwner(StallListener *owner) { m_owner = owner; }

private:
    void consume(std::size_t bytes);
    Transfer writePlain(Socket &socket);
    Transfer writeTls(Socket &socket, char *scratch, std::size_t scratchSize);
    std::size_t gather(char *scratch, std::size_t scratchSize);

    std::vector<FramePtr> m_frames;
    std::size_t m_next{0};   // first frame that is not wholly sent
    std::size_t m_offset{0}; // how much of it is sent
    std::size_t m_bytes{0};
    FramePtr m_pong;
    std::string m_rest; // TLS: handed to OpenSSL, not taken by the kernel; must be offered again unchanged
    StallListener *m_owner{nullptr};
    Deadline m_stall{[this] { m_owner->onStalled(); }};
};

} // namespace banter::server
