// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace banter {

/// RFC 4648 section 5 without padding.
[[nodiscard]] std::string toBase64Url(std::string_view bytes);
/// Strict: nullopt for padding, foreign characters, an impossible length or non-zero trailing bits,
/// so that every byte string has exactly one text.
[[nodiscard]] std::optional<std::string> fromBase64Url(std::string_view text);

} // namespace banter
