// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace banter::bench {

inline constexpr int kNumberDigits = 16;

/// The number at the start of a body; the largest if there is none.
[[nodiscard]] inline std::uint64_t numberOf(std::string_view body) {
    std::uint64_t number = std::numeric_limits<std::uint64_t>::max();
    if (body.size() >= kNumberDigits)
        std::from_chars(body.data(), body.data() + kNumberDigits, number, 16);
    return number;
}

inline void writeNumber(std::string &body, std::uint64_t number) {
    for (int digit = kNumberDigits - 1; digit >= 0; --digit, number >>= 4)
        body[static_cast<std::size_t>(digit)] = "0123456789abcdef"[number & 15];
}

} // namespace banter::bench
