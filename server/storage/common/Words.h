// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// How text is cut into the words that search compares. Pure; any thread.
namespace banter::server {

/// Of one message; what is behind them is not found.
inline constexpr std::size_t kMaxWordsOfMessage = 1000;
/// A longer word is known by its beginning.
inline constexpr std::size_t kMaxWordLength = 32;

/// The different words of a text, without case and accents, in UTF-8, sorted. Everything but letters, marks and digits
/// separates words.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view text, std::size_t most = kMaxWordsOfMessage);

/// What somebody looks for.
struct WantedWords {
    std::vector<std::string> whole; ///< sorted
    std::string beginning;          ///< the last one, of which the rest may be missing; empty: none
    [[nodiscard]] bool isEmpty() const { return whole.empty() && beginning.empty(); }
};

/// The last word of the text is the beginning of one unless something stands behind it.
[[nodiscard]] WantedWords wantedWords(std::string_view text);

/// Whether `words` (of wordsOf()) have all that is wanted.
[[nodiscard]] bool hasAll(const std::vector<std::string> &words, const WantedWords &wanted);

} // namespace banter::server
