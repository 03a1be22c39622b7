// SPDX-License-Identifier: Apache-2.0
#include "server/net/OutputQueue.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace banter::server {
namespace {

constexpr std::size_t kPiecesPerWrite = 64;
constexpr std::size_t kKeptFrames = 64; // capacity that an idle queue may keep
constexpr std::size_t kTlsRecord = 16 * 1024;

} // namespace

void OutputQueue::push(FramePtr frame) {
    m_bytes += frame->size();
    m_frames.push_back(std::move(frame));
}

void OutputQueue::dropUnsent() {
    const std::size_t kept = m_offset > 0 ? m_next + 1 : m_next;
    for (std::size_t i = kept; i < m_frames.size(); ++i)
        m_bytes -= m_frames[i]->size();
    m_frames.resize(kept);
    m_pong.reset();
}

void OutputQueue::reset() {
    m_stall.cancel();
    m_frames.clear();
    if (m_frames.capacity() > kKeptFrames)
        std::vector<FramePtr>().swap(m_frames);
    m_next = m_offset = m_bytes = 0;
    m_pong.reset();
    std::string().swap(m_rest);
    m_owner = nullptr;
}

void OutputQueue::consume(std::size_t bytes) {
    m_bytes -= bytes;
    m_offset += bytes;
    while (m_next < m_frames.size() && m_offset >= m_frames[m_next]->size()) {
        m_offset -= m_frames[m_next]->size();
        m_frames[m_next++].reset();
    }
    if (m_next == m_frames.size()) {
        m_frames.clear();
        m_next = 0;
    } else if (m_next >= kPiecesPerWrite) {
        m_frames.erase(m_frames.begin(), m_frames.begin() + static_cast<std::ptrdiff_t>(m_next));
        m_next = 0;
    }
}

Transfer OutputQueue::writeTo(Socket &socket, char *scratch, std::size_t scratchSize) {
    // A pong goes out only if nothing is stuck before it; until then a newer one may replace it.
    if (m_pong && m_offset == 0 && m_rest.empty())
        push(std::move(m_pong));
    Transfer transfer = socket.isTls() ? writeTls(socket, scratch, scratchSize) : writePlain(socket);
    if (m_pong && !transfer.failed && m_next == m_frames.size() && m_rest.empty()) {
        push(std::move(m_pong));
        const Transfer second = socket.isTls() ? writeTls(socket, scratch, scratchSize) : writePlain(socket);
        transfer.bytes += second.bytes;
        transfer.failed = second.failed;
    }
    return transfer;
}

Transfer OutputQueue::writePlain(Socket &socket) {
    Transfer total;
    while (m_next < m_frames.size()) {
        std::array<iovec, kPiecesPerWrite> pieces;
        std::size_t count = 0;
        std::size_t offered = 0;
        for (std::size_t i = m_next; i < m_frames.size() && count < pieces.size(); ++i, ++count) {
            const std::size_t skip = i == m_next ? m_offset : 0;
            pieces[count].iov_base = const_cast<char *>(m_frames[i]->data() + skip); // read only
            pieces[count].iov_len = m_frames[i]->size() - skip;
            offered += pieces[count].iov_len;
        }
        const Transfer once = socket.writePlain(pieces.data(), count);
        consume(once.bytes);
        total.bytes += once.bytes;
        total.failed = once.failed;
        if (once.failed || once.bytes < offered)
            break;
    }
    return total;
}

/// Copies frames from the head of the queue into the scratch buffer and takes them off; m_bytes still counts them.
std::size_t OutputQueue::gather(char *scratch, std::size_t scratchSize) {
    std::size_t size = 0;
    while (m_next < m_frames.size() && size < scratchSize) {
        const std::string &frame = *m_frames[m_next];
        const std::size_t part = std::min(frame.size() - m_offset, scratchSize - size);
        std::memcpy(scratch + size, frame.data() + m_offset, part);
        size += part;
        m_bytes += part; // consume() takes it off again
        consume(part);
    }
    return size;
}

Transfer OutputQueue::writeTls(Socket &socket, char *scratch, std::size_t scratchSize) {
    Transfer total;
    const auto account = [&](const Transfer &once) {
        total.bytes += once.bytes;
        total.failed = once.failed;
        m_bytes -= once.bytes;
    };
    if (!m_rest.empty()) {
        const Transfer once = socket.writeTls(m_rest);
        account(once);
        m_rest.erase(0, once.bytes);
        if (!m_rest.empty())
            return total;
        std::string().swap(m_rest);
    }
    while (!total.failed && m_next < m_frames.size()) {
        const std::size_t size = gather(scratch, std::min(scratchSize, kTlsRecord));
        const Transfer once = socket.writeTls({scratch, size});
        account(once);
        if (once.bytes < size) {
            m_rest.assign(scratch + once.bytes, size - once.bytes);
            break;
        }
    }
    return total;
}

} // namespace banter::server
