// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace banter::server {

/// Close codes that the edge itself uses: RFC 6455 section 7.4.1, and ours from 4400 on (they mean what HTTP's do).
namespace CloseCode {
inline constexpr std::uint16_t kNormal = 1000;
inline constexpr std::uint16_t kProtocolError = 1002;
inline constexpr std::uint16_t kNoStatus = 1005; ///< never on the wire: the peer's close frame had no code
inline constexpr std::uint16_t kAbnormal = 1006; ///< never on the wire: no close frame came
inline constexpr std::uint16_t kInvalidText = 1007;
inline constexpr std::uint16_t kTooBig = 1009;
inline constexpr std::uint16_t kInternal = 1011;
inline constexpr std::uint16_t kSlow = 4408; ///< takes too long, in either direction
inline constexpr std::uint16_t kRate = 4429;

/// Whether a peer may send it: RFC 6455 section 7.4.2 and the IANA registry (1012-1014).
[[nodiscard]] constexpr bool isValidFromPeer(std::uint16_t code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}
} // namespace CloseCode

} // namespace banter::server
