// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "server/net/Transport.h"

namespace banter::server {

/// A close frame. `reason` is cut to 123 bytes, at a character's border; the codes 1005 and 1006 give an empty one.
[[nodiscard]] FramePtr makeCloseFrame(std::uint16_t code, std::string_view reason);
/// The answer to a ping; the payload is at most 125 bytes.
[[nodiscard]] FramePtr makePongFrame(std::string_view payload);

} // namespace banter::server
