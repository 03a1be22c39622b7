// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "server/net/Transport.h"

namespace banter::server {

struct FrameLimits {
    std::size_t frameBytes;
    std::size_t messageBytes;
    std::size_t fragments;
};

/// What the decoder found.
struct FrameEvent {
    enum class Type : std::uint8_t {
        NeedMore, ///< everything was consumed; nothing whole is left
        Message,  ///< a whole message: kind, payload (text is valid UTF-8)
        Ping,
        Pong,
        Close, ///< code (1005 if the peer gave none); payload is the reason
        Error  ///< the peer broke RFC 6455 or a limit: close with code; `what` says why. Nothing more can be decoded.
    };
    Type type{Type::NeedMore};
    FrameKind kind{FrameKind::Binary};
    std::uint16_t code{0};
    std::string_view payload; ///< valid until the next call, or until the input buffer changes
    const char *what{""};
};

/// The receiving half of RFC 6455 for a server: enforces masking, reserved bits, opcodes, minimal lengths, the rules of
/// control frames and fragments, close codes, UTF-8 and the limits, each as soon as the bytes that break it have come.
/// A whole unfragmented frame is unmasked in place and handed out without a copy; memory is held only while a frame or
/// message is incomplete. No input or output, no clock; not thread-safe.
class FrameDecoder {
public:
    FrameDecoder();
    ~FrameDecoder();
    FrameDecoder(const FrameDecoder &) = delete;
    FrameDecoder &operator=(const FrameDecoder &) = delete;

    /// Decodes from `cursor` on and moves it. Unmasks in place, so the input is changed. Call until NeedMore, Close or
    /// Error.
    [[nodiscard]] FrameEvent next(char *&cursor, char *end, const FrameLimits &limits);
    /// Whether a frame or a fragmented message has begun and is not complete.
    [[nodiscard]] bool isMidway() const { return m_partial != nullptr; }
    [[nodiscard]] bool isInMessage() const;

private:
    struct Header {
        bool fin;
        std::uint8_t opcode;
        std::uint64_t length;
        std::uint32_t key;
    };
    struct Partial;
    enum class Parsed : std::uint8_t { Whole, Incomplete, Broken };

    /// Reads a header from [at, end); `at` moves behind it only if it is whole. Judges what is there already.
    Parsed parseHeader(const char *&at, const char *end, const FrameLimits &limits, Header &header,
                       FrameEvent &error) const;
    bool judgeHeader(const Header &header, const FrameLimits &limits, FrameEvent &error) const;
    FrameEvent step(char *&cursor, char *end, const FrameLimits &limits);
    bool collectHeader(char *&cursor, char *end, const FrameLimits &limits, FrameEvent &error);
    FrameEvent collectPayload(char *&cursor, char *end);
    FrameEvent finishFrame();
    static FrameEvent controlEvent(std::uint8_t opcode, std::string_view payload);
    static FrameEvent error(std::uint16_t code, const char *what);
    Partial &partial();
    void settle();

    std::unique_ptr<Partial> m_partial;
};

} // namespace banter::server
