// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace banter {

/// Exactly one emoji, as people see it: a pictogram with its modifiers, several that are joined, a flag, a keycap; at
/// most limits::kMaxEmojiBytes of UTF-8. By the grammar of UTS #51 (section 1.4.9) over whole blocks of pictograms, so
/// that the emoji of the next years are taken before anybody's tables know them.
[[nodiscard]] bool isEmoji(std::string_view text);

/// Whether two emoji differ at most in how they ask to be drawn (U+FE0F), which keyboards leave out or not.
[[nodiscard]] bool isSameEmoji(std::string_view one, std::string_view other);

} // namespace banter
