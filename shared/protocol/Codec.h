// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "shared/core/Result.h"
#include "shared/protocol/ErrorCode.h"

namespace google::protobuf {
class Message;
}

namespace banter {

enum class WireFormat : std::uint8_t { Binary, Json };

/// Parses one envelope. Binary: protobuf. Json: protobuf's JSON mapping, unknown fields ignored, at most
/// limits::kMaxJsonDepth levels of nesting. Malformed on failure; the target's content is unspecified then. Any thread.
[[nodiscard]] Result<void> decodeFrame(WireFormat format, std::string_view bytes, google::protobuf::Message &target);

/// Replaces the content of `out`, whose capacity is kept. Never fails for valid UTF-8 fields. Any thread.
void encodeFrame(WireFormat format, const google::protobuf::Message &message, std::string &out);

} // namespace banter
