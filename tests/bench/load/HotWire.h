// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace banter::bench {

using ClientIdText = std::array<char, 22>;
/// A UUIDv7 of now, as the protocol writes ids.
[[nodiscard]] ClientIdText makeClientId(std::mt19937_64 &random);

/// The few frames of the hot path, encoded and decoded by hand (shared/protocol/banter.proto), so that the generator
/// stays cheap beside the server it measures. Everything else goes through protobuf.
struct SendParts {
    std::uint64_t requestId{0};
    std::string_view conversationId;
    std::string_view clientId;
    std::string_view after; ///< empty: none
    std::string_view body;
};
void appendSendMessage(std::string &out, const SendParts &parts);
void appendAcknowledge(std::string &out, std::string_view conversationId, std::uint64_t deliveredSeq);
void appendPing(std::string &out, std::uint64_t requestId);

/// What the generator needs to know of a ServerFrame. Views point into the frame.
struct ServerNews {
    enum class Kind : std::uint8_t { Other, Accepted, Message, Watermark, Failure };
    Kind kind{Kind::Other};
    std::uint64_t requestId{0};
    std::uint64_t seq{0};       ///< Accepted, Message
    std::uint64_t errorCode{0}; ///< Failure
    std::string_view clientId;  ///< Message: set on the sender's own devices only
    std::string_view body;      ///< Message
};
/// false: not a well-formed protobuf message.
[[nodiscard]] bool readServerFrame(std::string_view frame, ServerNews &news);

} // namespace banter::bench
