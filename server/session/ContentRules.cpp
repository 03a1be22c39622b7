// SPDX-License-Identifier: Apache-2.0
#include "server/session/ContentRules.h"

#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::server {
namespace {

/// Room for what stands around the text in a stored Content (fallback, fields of newer clients).
constexpr std::size_t kContentOverhead = 4096;

} // namespace

std::optional<std::pair<ErrorCode, std::string_view>> contentRefusal(const v1::Content &content,
                                                                     std::size_t maxTextBytes) {
    if (content.kind_case() != v1::Content::kText)
        return {{ErrorCode::Unsupported, "this server takes text only"}};
    if (content.text().body().size() > maxTextBytes || content.fallback().size() > limits::kMaxFallbackBytes ||
        content.ByteSizeLong() > maxTextBytes + kContentOverhead)
        return {{ErrorCode::TooLarge, "the text is longer than limits.max_text_bytes"}};
    if (!hasVisibleText(content.text().body()))
        return {{ErrorCode::Malformed, "the text is empty"}};
    return std::nullopt;
}

} // namespace banter::server
