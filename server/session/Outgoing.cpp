// SPDX-License-Identifier: Apache-2.0
#include "server/session/Outgoing.h"

#include "shared/protocol/Codec.h"

namespace banter::server {

FramePtr encodeFor(const v1::ServerFrame &frame, bool json) {
    thread_local std::string buffer; // keeps its capacity from frame to frame
    encodeFrame(json ? WireFormat::Json : WireFormat::Binary, frame, buffer);
    FramePtr encoded = makeFrame(json ? FrameKind::Text : FrameKind::Binary, buffer);
    if (buffer.capacity() > 64 * 1024)
        std::string().swap(buffer);
    return encoded;
}

Outgoing Outgoing::encode(const v1::ServerFrame &frame, bool binary, bool json) {
    Outgoing outgoing;
    if (binary)
        outgoing.m_binary = encodeFor(frame, false);
    if (json)
        outgoing.m_json = encodeFor(frame, true);
    return outgoing;
}

} // namespace banter::server
