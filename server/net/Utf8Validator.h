// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace banter::server {

/// Checks UTF-8 piece by piece (RFC 3629: no surrogates, no over-long forms, nothing above U+10FFFF); fails at the
/// first byte that cannot be continued to valid text. One byte of state.
class Utf8Validator {
public:
    /// False once the text is invalid. Pieces may end inside a character.
    bool feed(std::string_view piece);
    /// Whether the text may end here.
    [[nodiscard]] bool isComplete() const { return m_state == 0; }
    [[nodiscard]] static bool isValid(std::string_view text) {
        Utf8Validator validator;
        return validator.feed(text) && validator.isComplete();
    }

private:
    std::uint8_t m_state{0};
};

} // namespace banter::server
