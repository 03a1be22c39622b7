// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace banter {

/// The canonical form of a user name (lower case), or nullopt if it breaks the profile: ASCII letters, digits,
/// '.', '_', '-'; starts with a letter; ends with a letter or digit; no two punctuation marks in a row;
/// limits::kMinUsernameLength to kMaxUsernameLength. One script, so no two names look alike.
[[nodiscard]] std::optional<std::string> canonicalUsername(std::string_view name);

/// A display or device name made harmless: control, bidirectional-control, and invisible characters removed, white
/// space collapsed and trimmed, at most 4 combining marks in a row, NFC. Cut at a code point within
/// limits::kMaxNameBytes.
[[nodiscard]] std::string cleanName(std::string_view name);

/// Valid UTF-8 (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] bool isUtf8(std::string_view text);

/// Whether there is anything to see: not only white space and invisible characters.
[[nodiscard]] bool hasVisibleText(std::string_view text);

/// Whether a password is among the most used ones or contains the user name; `password` in UTF-8.
[[nodiscard]] bool isWeakPassword(std::string_view password, std::string_view username);

} // namespace banter
