// SPDX-License-Identifier: Apache-2.0
#include "server/net/Frame.h"

#include "server/net/CloseCode.h"

namespace banter::server {
namespace {

void appendBigEndian(std::string &out, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(value >> shift));
}

FramePtr encode(std::uint8_t firstByte, std::string_view payload) {
    auto frame = std::make_shared<std::string>();
    frame->reserve(payload.size() + 10);
    frame->push_back(static_cast<char>(firstByte));
    if (payload.size() < 126) {
        frame->push_back(static_cast<char>(payload.size()));
    } else if (payload.size() < 65536) {
        frame->push_back(126);
        appendBigEndian(*frame, payload.size(), 2);
    } else {
        frame->push_back(127);
        appendBigEndian(*frame, payload.size(), 8);
    }
    frame->append(payload);
    return frame;
}

} // namespace

FramePtr makeFrame(FrameKind kind, std::string_view payload) {
    return encode(kind == FrameKind::Text ? 0x81 : 0x82, payload);
}

FramePtr makeCloseFrame(std::uint16_t code, std::string_view reason) {
    if (code == CloseCode::kNoStatus || code == CloseCode::kAbnormal)
        return encode(0x88, {});
    constexpr std::size_t kMaxReason = 123;
    if (reason.size() > kMaxReason) {
        std::size_t size = kMaxReason;
        while (size > 0 && (static_cast<unsigned char>(reason[size]) & 0xc0) == 0x80)
            --size;
        reason = reason.substr(0, size);
    }
    std::string payload;
    appendBigEndian(payload, code, 2);
    payload.append(reason);
    return encode(0x88, payload);
}

FramePtr makePongFrame(std::string_view payload) { return encode(0x8a, payload); }

} // namespace banter::server
