// SPDX-License-Identifier: Apache-2.0
#include "server/net/FrameDecoder.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "server/net/CloseCode.h"
#include "server/net/Mask.h"
#include "server/net/Utf8Validator.h"

namespace banter::server {
namespace {

constexpr std::uint8_t kContinuation = 0x0;
constexpr std::uint8_t kText = 0x1;
constexpr std::uint8_t kBinary = 0x2;
constexpr std::uint8_t kClose = 0x8;
constexpr std::uint8_t kPing = 0x9;
constexpr std::uint8_t kPong = 0xA;
constexpr std::size_t kMaxHeader = 14;
constexpr std::size_t kMaxControl = 125;

bool isControl(std::uint8_t opcode) { return (opcode & 0x8) != 0; }

std::uint64_t bigEndian(const char *at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = (value << 8) | static_cast<unsigned char>(at[i]);
    return value;
}

} // namespace

/// What is remembered between two reads while something is incomplete.
struct FrameDecoder::Partial {
    // The message, if one has begun.
    std::string message;
    std::size_t fragments{0};
    FrameKind kind{FrameKind::Binary};
    bool inMessage{false};
    Utf8Validator utf8;
    // The frame, if one has begun.
    bool inFrame{false};
    bool delivered{false}; // a message or control frame was handed out of here; cleared by the next call
    std::uint8_t headerSize{0};
    std::uint8_t controlSize{0};
    char header[kMaxHeader]{};
    Header frame{};
    std::uint64_t left{0};
    std::size_t phase{0};
    char control[kMaxControl]{};
};

FrameDecoder::FrameDecoder() = default;
FrameDecoder::~FrameDecoder() = default;

bool FrameDecoder::isInMessage() const {
    return m_partial && (m_partial->inMessage || (m_partial->inFrame && !isControl(m_partial->frame.opcode)));
}

FrameEvent FrameDecoder::error(std::uint16_t code, const char *what) {
    FrameEvent event;
    event.type = FrameEvent::Type::Error;
    event.code = code;
    event.what = what;
    return event;
}

FrameDecoder::Partial &FrameDecoder::partial() {
    if (!m_partial)
        m_partial = std::make_unique<Partial>();
    return *m_partial;
}

void FrameDecoder::settle() {
    if (!m_partial || !m_partial->delivered)
        return;
    m_partial->delivered = false;
    m_partial->controlSize = 0;
    if (!m_partial->inMessage)
        m_partial.reset();
}

bool FrameDecoder::judgeHeader(const Header &header, const FrameLimits &limits, FrameEvent &broken) const {
    const auto refuse = [&broken](std::uint16_t code, const char *what) {
        broken = error(code, what);
        return false;
    };
    if (isControl(header.opcode))
        return true; // its own rules were judged by the first two bytes
    const bool inMessage = m_partial && m_partial->inMessage;
    if (header.length > limits.frameBytes)
        return refuse(CloseCode::kTooBig, "frame too big");
    if (header.length + (inMessage ? m_partial->message.size() : 0) > limits.messageBytes)
        return refuse(CloseCode::kTooBig, "message too big");
    if (inMessage && m_partial->fragments >= limits.fragments)
        return refuse(CloseCode::kTooBig, "too many fragments");
    return true;
}

FrameDecoder::Parsed FrameDecoder::parseHeader(const char *&at, const char *end, const FrameLimits &limits,
                                               Header &header, FrameEvent &broken) const {
    const auto size = static_cast<std::size_t>(end - at);
    const auto refuse = [&broken](const char *what) {
        broken = error(CloseCode::kProtocolError, what);
        return Parsed::Broken;
    };
    if (size == 0)
        return Parsed::Incomplete;
    const auto first = static_cast<std::uint8_t>(at[0]);
    header.fin = (first & 0x80) != 0;
    header.opcode = first & 0x0f;
    const bool inMessage = m_partial && m_partial->inMessage;
    if (first & 0x70)
        return refuse("reserved bit set");
    if (header.opcode > kPong || (header.opcode > kBinary && header.opcode < kClose))
        return refuse("reserved opcode");
    if (isControl(header.opcode) && !header.fin)
        return refuse("fragmented control frame");
    if (header.opcode == kContinuation && !inMessage)
        return refuse("continuation of nothing");
    if ((header.opcode == kText || header.opcode == kBinary) && inMessage)
        return refuse("new message inside a fragmented one");
    if (size == 1)
        return Parsed::Incomplete;
    const auto second = static_cast<std::uint8_t>(at[1]);
    const std::uint8_t shortLength = second & 0x7f;
    if (!(second & 0x80))
        return refuse("frame is not masked");
    if (isControl(header.opcode) && shortLength > kMaxControl)
        return refuse("control frame too long");
    const std::size_t lengthSize = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    if (size < 2 + lengthSize)
        return Parsed::Incomplete;
    header.length = lengthSize == 0 ? shortLength : bigEndian(at + 2, lengthSize);
    if ((lengthSize == 2 && header.length < 126) || (lengthSize == 8 && header.length < 65536))
        return refuse("length not in its shortest form");
    if (header.length >> 63)
        return refuse("length with the highest bit set");
    if (!judgeHeader(header, limits, broken))
        return Parsed::Broken;
    if (size < 2 + lengthSize + 4)
        return Parsed::Incomplete;
    std::memcpy(&header.key, at + 2 + lengthSize, 4);
    at += 2 + lengthSize + 4;
    return Parsed::Whole;
}

FrameEvent FrameDecoder::controlEvent(std::uint8_t opcode, std::string_view payload) {
    FrameEvent event;
    event.payload = payload;
    if (opcode != kClose) {
        event.type = opcode == kPing ? FrameEvent::Type::Ping : FrameEvent::Type::Pong;
        return event;
    }
    event.type = FrameEvent::Type::Close;
    event.code = CloseCode::kNoStatus;
    if (payload.empty())
        return event;
    if (payload.size() == 1)
        return error(CloseCode::kProtocolError, "close frame of one byte");
    event.code = static_cast<std::uint16_t>(bigEndian(payload.data(), 2));
    event.payload = payload.substr(2);
    if (!CloseCode::isValidFromPeer(event.code))
        return error(CloseCode::kProtocolError, "invalid close code");
    if (!Utf8Validator::isValid(event.payload))
        return error(CloseCode::kInvalidText, "close reason is not UTF-8");
    return event;
}

FrameEvent FrameDecoder::next(char *&cursor, char *end, const FrameLimits &limits) {
    settle();
    while (cursor != end) {
        const FrameEvent event = step(cursor, end, limits);
        if (event.type != FrameEvent::Type::NeedMore)
            return event;
    }
    return {};
}

/// One frame, or as much of it as there is; at least one byte.
FrameEvent FrameDecoder::step(char *&cursor, char *end, const FrameLimits &limits) {
    if (m_partial && m_partial->inFrame)
        return collectPayload(cursor, end);
    FrameEvent event;
    if (!m_partial || m_partial->headerSize == 0) {
        Header header{};
        const char *at = cursor;
        const Parsed parsed = parseHeader(at, end, limits, header, event);
        if (parsed == Parsed::Broken)
            return event;
        if (parsed == Parsed::Whole) {
            char *const payload = cursor + (at - cursor);
            const bool whole = static_cast<std::uint64_t>(end - payload) >= header.length;
            const bool alone = !(m_partial && m_partial->inMessage) && header.fin;
            if (whole && (alone || isControl(header.opcode))) {
                // The common case: nothing to remember, nothing to copy.
                const auto size = static_cast<std::size_t>(header.length);
                applyMask(payload, size, header.key, 0);
                cursor = payload + size;
                if (isControl(header.opcode))
                    return controlEvent(header.opcode, {payload, size});
                event.payload = {payload, size};
                event.kind = header.opcode == kText ? FrameKind::Text : FrameKind::Binary;
                if (event.kind == FrameKind::Text && !Utf8Validator::isValid(event.payload))
                    return error(CloseCode::kInvalidText, "text is not UTF-8");
                event.type = FrameEvent::Type::Message;
                return event;
            }
        }
    }
    if (!collectHeader(cursor, end, limits, event))
        return event;
    return collectPayload(cursor, end);
}

/// Moves header bytes into the partial frame; true when the header is whole and the frame has begun.
bool FrameDecoder::collectHeader(char *&cursor, char *end, const FrameLimits &limits, FrameEvent &event) {
    Partial &state = partial();
    while (cursor != end) {
        state.header[state.headerSize++] = *cursor++;
        const char *at = state.header;
        const Parsed parsed = parseHeader(at, state.header + state.headerSize, limits, state.frame, event);
        if (parsed == Parsed::Broken)
            return false;
        if (parsed == Parsed::Incomplete)
            continue;
        state.headerSize = 0;
        state.inFrame = true;
        state.left = state.frame.length;
        state.phase = 0;
        if (!isControl(state.frame.opcode)) {
            if (!state.inMessage) {
                state.inMessage = true;
                state.kind = state.frame.opcode == kText ? FrameKind::Text : FrameKind::Binary;
            }
            ++state.fragments;
        }
        return true;
    }
    return false;
}

FrameEvent FrameDecoder::collectPayload(char *&cursor, char *end) {
    Partial &state = *m_partial;
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(static_cast<std::uint64_t>(end - cursor), state.left));
    state.phase = applyMask(cursor, size, state.frame.key, state.phase);
    const std::string_view piece{cursor, size};
    cursor += size;
    state.left -= size;
    if (isControl(state.frame.opcode)) {
        std::memcpy(state.control + state.controlSize, piece.data(), size);
        state.controlSize = static_cast<std::uint8_t>(state.controlSize + size);
    } else {
        // Grows with what has come, never with what a header promises.
        state.message.append(piece);
        if (state.kind == FrameKind::Text && !state.utf8.feed(piece))
            return error(CloseCode::kInvalidText, "text is not UTF-8");
    }
    if (state.left > 0)
        return {};
    return finishFrame();
}

FrameEvent FrameDecoder::finishFrame() {
    Partial &state = *m_partial;
    state.inFrame = false;
    if (isControl(state.frame.opcode)) {
        state.delivered = true;
        return controlEvent(state.frame.opcode, {state.control, state.controlSize});
    }
    if (!state.frame.fin)
        return {};
    if (state.kind == FrameKind::Text && !state.utf8.isComplete())
        return error(CloseCode::kInvalidText, "text ends inside a character");
    state.delivered = true;
    state.inMessage = false;
    FrameEvent event;
    event.type = FrameEvent::Type::Message;
    event.kind = state.kind;
    event.payload = state.message;
    return event;
}

} // namespace banter::server
