// SPDX-License-Identifier: Apache-2.0
#include "server/net/Connection.h"

#include <algorithm>
#include <cerrno>

#include "server/net/CloseCode.h"
#include "server/net/EdgeLoop.h"
#include "server/net/Frame.h"
#include "server/net/NetLog.h"

namespace banter::server {
namespace {

constexpr std::uint32_t kMaxDiscarded = 1024 * 1024;

} // namespace

Connection::Connection(EdgeLoop &edge, int fd, const PeerAddress &address, Admission admission)
    : m_edge(edge),
      m_socket(fd),
      m_address(address),
      m_admission(admission),
      m_stage(edge.settings().tls ? Stage::Tls : Stage::Upgrade),
      m_deadline([this] { onDeadline(); }) {}

Connection::~Connection() = default;

void Connection::start() {
    m_deadline.arm(m_edge.loop(), m_edge.limits().upgradeTime);
    if (!m_edge.loop().watch(m_socket.fd(), EPOLLIN, this)) {
        qCWarning(netLog, "a connection cannot be watched: errno %d", errno);
        drop({CloseCode::kAbnormal, false});
    }
}

void Connection::watchFor(std::uint32_t events) { m_edge.loop().rewatch(m_socket.fd(), events, this); }

OutputQueue &Connection::output() {
    if (!m_output) {
        m_output = m_edge.takeQueue();
        m_output->setOwner(this);
    }
    return *m_output;
}

// --- Transport: nothing here calls the listener.

void Connection::send(FramePtr frame) {
    if (m_stage != Stage::Open || m_overflowed)
        return;
    OutputQueue &queue = output();
    const std::size_t limit = m_edge.limits().outputBytes;
    if (queue.bytes() + frame->size() > limit) {
        // A turn may well produce more than a slow peer may owe: give the kernel a chance before judging.
        if (!m_blocked && !m_broken)
            m_broken = write().failed;
        if (queue.bytes() + frame->size() > limit) {
            m_overflowed = true;
            m_edge.flushLater(*this);
            return;
        }
    }
    queue.push(std::move(frame));
    m_edge.counters().framesOut.add(1);
    m_edge.flushLater(*this);
}

void Connection::close(std::uint16_t code, std::string_view reason) {
    if (m_stage != Stage::Open)
        return;
    output().push(makeCloseFrame(code, reason));
    m_stage = Stage::Closing;
    m_closing = {code, false};
    m_messageDeadline.reset();
    m_deadline.arm(m_edge.loop(), m_edge.limits().closeTime);
    m_edge.flushLater(*this);
}

// --- Output

Transfer Connection::write() {
    const auto scratch = m_edge.scratch();
    const Transfer transfer = m_output->writeTo(m_socket, scratch.data(), scratch.size());
    m_edge.counters().bytesOut.add(transfer.bytes);
    return transfer;
}

void Connection::flush(bool writable) {
    if (m_stage == Stage::Gone)
        return;
    if (m_overflowed) {
        m_overflowed = false;
        fail(CloseCode::kSlow, "too much output waits");
    }
    if (m_broken) {
        drop({CloseCode::kAbnormal, true});
        return;
    }
    if (m_output && (writable || !m_blocked)) {
        const Transfer transfer = write();
        if (transfer.failed) {
            drop({CloseCode::kAbnormal, true});
            return;
        }
        if (m_output->isEmpty()) {
            m_edge.giveQueueBack(std::move(m_output));
            if (m_blocked)
                watchFor(EPOLLIN);
            m_blocked = false;
        } else if (!m_blocked) {
            m_blocked = true;
            watchFor(m_stage == Stage::Ending ? EPOLLOUT : EPOLLIN | EPOLLOUT);
            m_output->stall().arm(m_edge.loop(), m_edge.limits().stallTime);
        } else if (transfer.bytes > 0) {
            m_output->stall().arm(m_edge.loop(), m_edge.limits().stallTime);
        }
    }
    if (m_stage == Stage::Ending && !m_output && !m_halfClosed) {
        // Closing at once would reset the stream if the peer has sent more, and it might never see our last bytes.
        m_halfClosed = true;
        m_socket.endOutput();
        m_deadline.arm(m_edge.loop(), m_edge.limits().lingerTime);
    }
}

void Connection::onStalled() {
    if (m_stage == Stage::Open || m_stage == Stage::Closing)
        fail(CloseCode::kSlow, "takes nothing");
}

// --- Ending

void Connection::tellListener(Closing closing) {
    if (const auto listener = std::move(m_listener))
        listener->onClosed(closing);
}

void Connection::drop(Closing closing) {
    if (m_stage == Stage::Gone)
        return;
    m_stage = Stage::Gone;
    m_deadline.cancel();
    m_messageDeadline.reset();
    m_edge.retire(*this);
    tellListener(closing);
}

void Connection::endWith(FramePtr last, Closing closing) {
    m_stage = Stage::Ending;
    m_parser.reset();
    m_messageDeadline.reset();
    if (last)
        output().push(std::move(last));
    if (m_blocked) // who takes nothing need not be heard any more either
        watchFor(EPOLLOUT);
    m_deadline.arm(m_edge.loop(), m_edge.limits().closeTime);
    m_edge.flushLater(*this);
    tellListener(closing);
}

void Connection::fail(std::uint16_t code, const char *what) {
    qCDebug(netLog, "%s: %s (%u)", qUtf8Printable(QString::fromStdString(peerAddress())), what, code);
    if (m_stage == Stage::Closing) { // our close frame is on its way already; nothing may follow it
        const Closing closing = m_closing;
        endWith(nullptr, closing);
        return;
    }
    if (m_output)
        m_output->dropUnsent();
    endWith(makeCloseFrame(code, what), {code, false});
}

void Connection::refuse(int status, unsigned retryAfterSeconds) {
    m_edge.counters().refused.add(1);
    endWith(std::make_shared<const std::string>(makeRefusal(status, retryAfterSeconds)), {CloseCode::kAbnormal, false});
}

void Connection::endGently(std::uint16_t code, std::string_view reason, Millis patience) {
    switch (m_stage) {
    case Stage::Open:
        close(code, reason);
        m_deadline.arm(m_edge.loop(), patience);
        break;
    case Stage::Upgrade: refuse(503, 1); break;
    case Stage::Tls: drop({CloseCode::kAbnormal, false}); break;
    case Stage::Closing:
    case Stage::Ending:
    case Stage::Gone: break;
    }
}

void Connection::abort() { drop(m_stage == Stage::Closing ? m_closing : Closing{CloseCode::kAbnormal, false}); }

void Connection::onDeadline() {
    switch (m_stage) {
    case Stage::Upgrade: refuse(408); break;
    case Stage::Closing: drop(m_closing); break;
    case Stage::Tls:
    case Stage::Open:
    case Stage::Ending: drop({CloseCode::kAbnormal, false}); break;
    case Stage::Gone: break;
    }
}

void Connection::onMessageLate() {
    // Not from inside the deadline's own callback: fail() destroys it.
    const std::unique_ptr<Deadline> expired = std::move(m_messageDeadline);
    fail(CloseCode::kSlow, "message took too long");
}

// --- Input

void Connection::onReady(std::uint32_t events) {
    if (m_stage == Stage::Tls) {
        continueTls();
        return;
    }
    if (events & EPOLLOUT)
        flush(true);
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) && m_stage != Stage::Gone)
        readable();
}

void Connection::readable() {
    constexpr int kRounds = 4; // then the others of this loop have their turn
    const auto buffer = m_edge.readBuffer();
    for (int round = 0; round < kRounds; ++round) {
        const Transfer transfer = m_socket.read(buffer.data(), buffer.size());
        if (transfer.bytes > 0) {
            m_edge.counters().bytesIn.add(transfer.bytes);
            consume(buffer.data(), transfer.bytes);
        }
        if (m_stage == Stage::Gone)
            return;
        if (transfer.ended) {
            onPeerEnded();
            return;
        }
        if (!transfer.more)
            return;
    }
    m_edge.readLater(*this);
}

void Connection::onPeerEnded() {
    if (m_stage == Stage::Ending && !m_halfClosed)
        flush(); // a peer that has sent all may still read our answer
    drop(m_stage == Stage::Closing ? m_closing : Closing{CloseCode::kAbnormal, true});
}

void Connection::consume(char *data, std::size_t size) {
    char *cursor = data;
    char *const end = data + size;
    if (m_stage == Stage::Upgrade)
        consumeRequest(cursor, end);
    if (m_stage == Stage::Open || m_stage == Stage::Closing) {
        consumeFrames(cursor, end);
    } else if (m_stage == Stage::Ending) {
        // What was on its way is thrown away, so that the peer can see our last words; a flood is not worth it.
        m_discarded += static_cast<std::uint32_t>(size);
        if (m_discarded > kMaxDiscarded)
            drop({CloseCode::kAbnormal, false});
    }
}

void Connection::consumeRequest(char *&cursor, char *end) {
    if (!m_parser)
        m_parser = std::make_unique<UpgradeParser>();
    std::size_t consumed = 0;
    const auto outcome = m_parser->feed({cursor, static_cast<std::size_t>(end - cursor)}, consumed);
    cursor += consumed;
    if (outcome == UpgradeParser::Outcome::NeedMore)
        return;
    const std::unique_ptr<UpgradeParser> parser = std::move(m_parser);
    if (!isAdmitted())
        refuse(m_admission.status, m_admission.retryAfterSeconds);
    else if (outcome == UpgradeParser::Outcome::Refused)
        refuse(parser->status());
    else if (const int status = judgeUpgrade(parser->request(), m_edge.settings().policy); status != 101)
        refuse(status);
    else
        upgrade(parser->request());
}

void Connection::upgrade(const UpgradeRequest &request) {
    output().push(std::make_shared<const std::string>(makeUpgradeAnswer(request, m_edge.settings().policy)));
    m_edge.flushLater(*this);
    m_stage = Stage::Open;
    m_listener = m_edge.settings().onUpgraded(m_edge.loop(), m_edge.index(), *this);
    if (!m_listener)
        close(CloseCode::kInternal, "no session");
}

void Connection::consumeFrames(char *cursor, char *end) {
    while (m_stage == Stage::Open || m_stage == Stage::Closing) {
        const FrameLimits &limits = m_authenticated ? m_edge.settings().memberFrames : m_edge.settings().strangerFrames;
        const FrameEvent event = m_decoder.next(cursor, end, limits);
        switch (event.type) {
        case FrameEvent::Type::Message:
            m_messageDeadline.reset();
            m_edge.counters().framesIn.add(1);
            if (m_stage == Stage::Open && m_listener)
                m_listener->onMessage(event.kind, event.payload);
            continue;
        case FrameEvent::Type::Ping:
            if (m_stage == Stage::Open)
                onPing(event.payload);
            continue;
        case FrameEvent::Type::Pong: continue;
        case FrameEvent::Type::Close: onCloseFrame(event); return;
        case FrameEvent::Type::Error: fail(event.code, event.what); return;
        case FrameEvent::Type::NeedMore: break;
        }
        break;
    }
    if (m_stage != Stage::Open)
        return;
    m_deadline.arm(m_edge.loop(), m_edge.limits().silenceTime);
    if (!m_decoder.isMidway()) {
        m_messageDeadline.reset();
    } else if (!m_messageDeadline) {
        m_messageDeadline = std::make_unique<Deadline>([this] { onMessageLate(); });
        m_messageDeadline->arm(m_edge.loop(), m_edge.limits().messageTime);
    }
}

void Connection::onPing(std::string_view payload) {
    const std::int64_t now = m_edge.loop().now().time_since_epoch().count();
    const std::int64_t interval = m_edge.limits().pingInterval.count();
    m_pingTime = std::max(m_pingTime, now) + interval;
    if (m_pingTime - now > interval * m_edge.limits().pingBurst) {
        fail(CloseCode::kRate, "too many pings");
        return;
    }
    output().setPong(makePongFrame(payload));
    m_edge.flushLater(*this);
}

void Connection::onCloseFrame(const FrameEvent &event) {
    if (m_stage == Stage::Closing) {
        const Closing closing = m_closing;
        endWith(nullptr, closing);
        return;
    }
    endWith(makeCloseFrame(event.code, {}), {event.code, true});
}

// --- TLS

void Connection::continueTls() {
    if (!m_socket.isTls()) {
        m_edge.requestTls(*this);
        return;
    }
    if (!m_edge.mayHandshake())
        return; // level-triggered: the next turn comes here again
    switch (m_socket.handshake()) {
    case Socket::Handshake::WantsRead: watchFor(EPOLLIN); return;
    case Socket::Handshake::WantsWrite: watchFor(EPOLLOUT); return;
    case Socket::Handshake::Failed: drop({CloseCode::kAbnormal, true}); return;
    case Socket::Handshake::Done: break;
    }
    m_edge.tlsDone(*this);
    m_stage = Stage::Upgrade;
    watchFor(EPOLLIN);
    readable();
}

void Connection::beginTls() {
    ssl_st *const session = m_edge.newTlsSession(m_socket.fd());
    if (!session) {
        drop({CloseCode::kAbnormal, false});
        return;
    }
    m_socket.startTls(session);
    watchFor(EPOLLIN);
    continueTls();
}

} // namespace banter::server
