// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "server/net/FrameDecoder.h"
#include "server/net/OutputQueue.h"
#include "server/net/PeerAddress.h"
#include "server/net/Socket.h"
#include "server/net/TimerWheel.h"
#include "server/net/Transport.h"
#include "server/net/UpgradeParser.h"
#include "server/net/Watcher.h"

namespace banter::server {

class EdgeLoop;

/// What the acceptor decided before the first byte was read.
struct Admission {
    std::uint16_t status{101}; ///< else the HTTP status that the request will be answered
    std::uint16_t retryAfterSeconds{0};
};

/// One accepted connection on its loop: TLS handshake, HTTP upgrade, then a server's side of RFC 6455. Idle it holds no
/// buffer, about 200 bytes plus the TLS session. Owned by its EdgeLoop; lives on that loop's thread.
class Connection final : public Transport, public Watcher, private OutputQueue::StallListener {
public:
    Connection(EdgeLoop &edge, int fd, const PeerAddress &address, Admission admission);
    ~Connection() override;

    // Transport
    void send(FramePtr frame) override;
    void close(std::uint16_t code, std::string_view reason) override;
    void setAuthenticated() override { m_authenticated = true; }
    [[nodiscard]] std::string peerAddress() const override { return m_address.toText(); }
    [[nodiscard]] std::size_t bufferedBytes() const override { return m_output ? m_output->bytes() : 0; }

    void onReady(std::uint32_t events) override;

    // For the EdgeLoop only.
    void start();
    /// Writes what is queued and does what was put off to the end of the turn.
    void flush(bool writable = false);
    /// The whole edge ends: close() for a session, 503 for a request that is still coming in.
    void endGently(std::uint16_t code, std::string_view reason, Millis patience);
    /// Ends it at once; the listener hears 1006, or the code of a close that is under way.
    void abort();
    /// A place for its handshake has become free.
    void beginTls();
    /// More input was read from the socket than fitted; goes on with it.
    void readOn() { readable(); }
    [[nodiscard]] const PeerAddress &address() const { return m_address; }
    [[nodiscard]] bool isAdmitted() const { return m_admission.status == 101; }

private:
    friend class EdgeLoop;
    enum class Stage : std::uint8_t {
        Tls,     ///< handshake, or waiting for a place to do it
        Upgrade, ///< reading the request
        Open,
        Closing, ///< our close frame is queued or sent; the peer's is awaited
        Ending, ///< nothing more is read: the last bytes go out, then our end of the stream, then the peer's is awaited
        Gone
    };

    void readable();
    void consume(char *data, std::size_t size);
    void consumeRequest(char *&cursor, char *end);
    void consumeFrames(char *cursor, char *end);
    void upgrade(const UpgradeRequest &request);
    void refuse(int status, unsigned retryAfterSeconds = 0);
    void onPing(std::string_view payload);
    void onCloseFrame(const FrameEvent &event);
    void onPeerEnded();
    void fail(std::uint16_t code, const char *what);
    void endWith(FramePtr last, Closing closing);
    void drop(Closing closing);
    void tellListener(Closing closing);
    void continueTls();
    void onDeadline();
    void onMessageLate();
    void onStalled() override;
    void watchFor(std::uint32_t events);
    OutputQueue &output();
    Transfer write();

    EdgeLoop &m_edge;
    Socket m_socket;
    PeerAddress m_address;
    Admission m_admission;
    Stage m_stage;
    bool m_authenticated{false};
    bool m_dirty{false};      // in the EdgeLoop's list for the end of the turn
    bool m_blocked{false};    // the kernel takes no more; EPOLLOUT is armed
    bool m_overflowed{false}; // more output than allowed; found inside send(), told at the end of the turn
    bool m_halfClosed{false};
    bool m_broken{false}; // a write failed inside send()
    bool m_readAgain{false};
    Closing m_closing;
    std::uint32_t m_discarded{0};
    FrameDecoder m_decoder;
    std::unique_ptr<UpgradeParser> m_parser;     // while the request comes in
    std::unique_ptr<Deadline> m_messageDeadline; // while a message comes in
    std::unique_ptr<OutputQueue> m_output;       // while something is to be sent
    std::unique_ptr<TransportListener> m_listener;
    std::int64_t m_pingTime{0}; // GCRA: when the ping allowance is full again, ms
    Deadline m_deadline;        // what it means depends on the stage
    // The EdgeLoop's lists.
    Connection *m_previous{nullptr};
    Connection *m_following{nullptr};
    Connection *m_nextDirty{nullptr};
};

} // namespace banter::server
