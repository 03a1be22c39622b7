// SPDX-License-Identifier: Apache-2.0
#include "server/session/ConversationPages.h"

#include <algorithm>
#include <string>

#include "server/session/ToProto.h"
#include "shared/protocol/Limits.h"

namespace banter::server {
namespace {

constexpr std::int64_t kOverlapMs = 10'000;

/// Opaque to the client.
std::string makeCursor(const ConversationRow &last) {
    std::string bytes = std::to_string(last.lastMs);
    bytes.push_back('.');
    return bytes + last.id.toText();
}

/// As many as were asked for, but fewer if their latest messages are long: a page has to fit what may wait for a
/// connection.
std::size_t entriesInPage(const std::vector<ListedConversation> &rows, std::size_t limit) {
    const std::size_t most = std::min(limit, rows.size());
    std::size_t bytes = 0;
    std::size_t entries = 0;
    for (; entries < most && bytes < limits::kMaxPageBytes; ++entries)
        bytes += rows[entries].preview ? rows[entries].preview->body.size() : 0;
    return entries;
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
    const std::size_t kept = entriesInPage(rows, static_cast<std::size_t>(limit));
    if (kept < rows.size()) {
        rows.resize(kept);
        page.set_next_cursor(makeCursor(rows.back().conversation));
    }
    for (const ListedConversation &row : rows)
        toProto(row, viewer, *page.add_conversations());
}

} // namespace banter::server
