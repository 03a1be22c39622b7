// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "server/session/Handlers.h"
#include "server/session/ToProto.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::server::handlers {
namespace {

/// Opaque to the client.
std::string makeCursor(const SearchPlace &place) {
    return std::to_string(place.sentAtMs) + '.' + std::to_string(place.seq) + '.' + place.conversation.toText();
}

/// nullopt: not one of ours.
std::optional<SearchPlace> parseCursor(std::string_view cursor) {
    SearchPlace place;
    const auto number = [&cursor](auto &value) {
        const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), value);
        if (error != std::errc() || end == cursor.data() + cursor.size() || *end != '.' || value <= 0)
            return false;
        cursor.remove_prefix(static_cast<std::size_t>(end - cursor.data()) + 1);
        return true;
    };
    std::int64_t seq = 0;
    if (!number(place.sentAtMs) || !number(seq))
        return std::nullopt;
    const auto id = ConversationId::fromText(cursor);
    if (!id)
        return std::nullopt;
    place.seq = static_cast<std::uint64_t>(seq);
    place.conversation = *id;
    return place;
}

/// What is wrong with a request, or nullopt; fills what it asks.
std::optional<std::pair<ErrorCode, std::string_view>> parse(const v1::Search &message, SearchAsk &ask) {
    if (message.words().size() > limits::kMaxSearchBytes)
        return {{ErrorCode::TooLarge, "longer than limits.max_search_bytes"}};
    if (!hasVisibleText(message.words()))
        return {{ErrorCode::Malformed, "nothing is searched for"}};
    if (!message.conversation_id().empty()) {
        ask.conversation = ConversationId::fromText(message.conversation_id());
        if (!ask.conversation)
            return {{ErrorCode::NotFound, {}}};
    }
    if (!message.cursor().empty()) {
        ask.below = parseCursor(message.cursor());
        if (!ask.below)
            return {{ErrorCode::Malformed, "cursor is not one of ours"}};
    }
    ask.words = message.words();
    ask.limit = pageSize(message.limit());
    return std::nullopt;
}

} // namespace

void search(const Request &request, const v1::Search &message) {
    SearchAsk ask;
    ask.user = request.user();
    if (const auto refusal = parse(message, ask))
        return request.refuse(refusal->first, refusal->second);
    request.read<SearchRows>([ask = std::move(ask)](SqlStore &store) { return store.search(ask); },
                             [request](const SearchRows &rows) {
                                 request.answer([&](v1::ServerFrame &frame) {
                                     v1::SearchPage &page = *frame.mutable_search_page();
                                     for (const auto &[id, row] : rows.messages) {
                                         v1::Message &found = *page.add_messages();
                                         toProto(row, request.user(), found);
                                         found.set_conversation_id(id.toText());
                                     }
                                     if (rows.next)
                                         page.set_next_cursor(makeCursor(*rows.next));
                                 });
                             });
}

void findByTime(const Request &request, const v1::FindByTime &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    request.read<std::optional<SearchPlace>>([user = request.user(), id = *id, time = message.time_ms()](
                                                 SqlStore &store) { return store.findByTime(user, id, time); },
                                             [request](const std::optional<SearchPlace> &place) {
                                                 request.answer([&](v1::ServerFrame &frame) {
                                                     v1::FoundSeq &found = *frame.mutable_found_seq();
                                                     if (!place)
                                                         return;
                                                     found.set_seq(place->seq);
                                                     found.set_sent_at_ms(place->sentAtMs);
                                                 });
                                             });
}

} // namespace banter::server::handlers
