// SPDX-License-Identifier: Apache-2.0
#include "server/session/ConversationPages.h"

#include <algorithm>
#include <string>

#include "server/session/ToProto.h"

namespace banter::server {
namespace {

constexpr std::int64_t kOverlapMs = 10'000;

/// Opaque to the client.
std::string makeCursor(const ConversationRow &last) {
    std::string bytes = std::to_string(last.lastMs);
    bytes.push_back('.');
    return bytes + last.id.toText();
}

} // namespace

std::int64_t listFromMs(std::int64_t sinceMs) { return std::max<std::int64_t>(0, sinceMs - kOverlapMs); }

std::optional<std::pair<std::int64_t, ConversationId>> parsePageCursor(std::string_view cursor) {
    const auto dot = cursor.find('.');
    if (dot == std::string_view::npos || dot == 0 || dot > 15)
        return std::nullopt;
    std::int64_t ms = 0;
    for (const char c : cursor.substr(0, dot)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        ms = ms * 10 + (c - '0');
    }
    const auto id = ConversationId::fromText(cursor.substr(dot + 1));
    if (!id || ms == 0)
        return std::nullopt;
    return {{ms, *id}};
}

void fillPage(std::vector<ListedConversation> rows, int limit, std::int64_t asOfMs, const UserId &viewer,
              v1::ConversationPage &page) {
    page.set_as_of_ms(asOfMs);
    if (rows.size() > static_cast<std::size_t>(limit)) {
        rows.resize(static_cast<std::size_t>(limit));
        page.set_next_cursor(makeCursor(rows.back().conversation));
    }
    for (const ListedConversation &row : rows)
        toProto(row, viewer, *page.add_conversations());
}

} // namespace banter::server
