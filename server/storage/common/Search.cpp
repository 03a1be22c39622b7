// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"
#include "server/storage/common/Words.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {
namespace {

constexpr int kHitsAtOnce = 100;
/// A request looks at no more than so many hits; where it stopped the next page begins.
constexpr int kMaxLooks = 10;

std::string textOf(const MessageRow &row) {
    v1::Content content;
    if (row.deleted || row.kind != MessageKind::Text || !content.ParseFromString(row.body))
        return {};
    return content.text().body();
}

} // namespace

std::vector<std::string> SqlStoreBase::wordsOfMessage(const MessageRow &row) { return wordsOf(textOf(row)); }

Result<void> SqlStoreBase::indexMessage(const ConversationId &id, const MessageRow &row) {
    const std::vector<std::string> words = wordsOfMessage(row);
    return words.empty() ? Result<void>() : addWords(id, row.seq, words);
}

/// `row` as it was when its words went in, if they did.
Result<void> SqlStoreBase::unindexMessage(const ConversationId &id, const MessageRow &row) {
    const std::vector<std::string> words = wordsOfMessage(row);
    return words.empty() ? Result<void>() : removeWords(id, row.seq, words);
}

Result<std::uint64_t> SqlStoreBase::indexedSeq(const ConversationId &id) {
    Query query(connection(), "SELECT indexed_seq FROM search_head WHERE conversation_id = ?");
    query.id(id);
    BANTER_TRY_VOID(query.run());
    return query.next() ? query.unsignedAt(0) : 0;
}

Result<std::vector<ConversationId>> SqlStoreBase::indexSome(const std::vector<ConversationId> &ids, int limit) {
    std::vector<ConversationId> behind;
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    int left = limit;
    for (const ConversationId &id : ids) {
        if (left > 0) {
            BANTER_TRY(const int taken, indexNext(id, left));
            left -= taken;
        }
        if (left == 0)
            behind.push_back(id);
    }
    BANTER_TRY_VOID(transaction.commit());
    return behind;
}

/// Answers how many were taken.
Result<int> SqlStoreBase::indexNext(const ConversationId &id, int limit) {
    BANTER_TRY(const std::uint64_t from, indexedSeq(id));
    std::vector<MessageRow> rows;
    {
        Query query(connection(), "SELECT " BANTER_MESSAGE_COLUMNS " FROM message m WHERE m.conversation_id = ? AND "
                                  "m.seq > ? ORDER BY m.seq LIMIT ?");
        query.id(id).number(from).number(limit);
        BANTER_TRY_VOID(query.run());
        while (query.next())
            rows.push_back(readMessage(query, 0));
    }
    if (rows.empty())
        return 0;
    for (const MessageRow &row : rows)
        BANTER_TRY_VOID(indexMessage(id, row));
    Query query(connection(), "INSERT INTO search_head(conversation_id, indexed_seq) VALUES (?, ?) ON CONFLICT "
                              "(conversation_id) DO UPDATE SET indexed_seq = excluded.indexed_seq");
    query.id(id).number(rows.back().seq);
    BANTER_TRY_VOID(query.run());
    return static_cast<int>(rows.size());
}

Result<std::vector<ConversationId>> SqlStoreBase::conversationsToIndex(const ConversationId &after, int limit,
                                                                       ConversationId &last) {
    Query query(connection(),
                "SELECT h.conversation_id, CASE WHEN h.last_seq > coalesce(s.indexed_seq, 0) THEN 1 ELSE 0 END FROM "
                "(SELECT conversation_id, last_seq FROM conversation_head WHERE conversation_id > ? ORDER BY "
                "conversation_id LIMIT ?) h LEFT JOIN search_head s ON s.conversation_id = h.conversation_id "
                "ORDER BY h.conversation_id");
    query.id(after).number(limit);
    BANTER_TRY_VOID(query.run());
    std::vector<ConversationId> behind;
    last = {};
    int read = 0;
    for (; query.next(); ++read) {
        last = query.idAt<ConversationId>(0);
        if (query.boolAt(1))
            behind.push_back(last);
    }
    if (read < limit)
        last = {};
    return behind;
}

Result<SearchRows> SqlStoreBase::search(const SearchAsk &ask) {
    SearchRows page;
    const WantedWords wanted = wantedWords(ask.words);
    std::vector<IdBytes> ids;
    if (ask.conversation) {
        BANTER_TRY(const std::optional<View> seen, view(ask.user, *ask.conversation));
        if (!seen)
            return Error{ErrorCode::NotFound, "no such conversation, or no member"};
        ids.push_back(ask.conversation->bytes());
    } else {
        BANTER_TRY(ids, conversationsOf(ask.user));
    }
    if (ids.empty() || wanted.isEmpty())
        return page;
    std::map<ConversationId, std::uint64_t> floors;
    std::optional<SearchPlace> below = ask.below;
    for (int looks = 0; looks < kMaxLooks; ++looks) {
        BANTER_TRY(const std::vector<SearchPlace> hits, searchHits(ids, wanted, below, kHitsAtOnce));
        for (const SearchPlace &hit : hits) {
            below = hit;
            BANTER_TRY(std::optional<MessageRow> row, foundMessage(ask.user, hit, wanted, floors));
            if (!row)
                continue;
            page.messages.emplace_back(hit.conversation, std::move(*row));
            if (page.messages.size() == static_cast<std::size_t>(ask.limit)) {
                page.next = below;
                return page;
            }
        }
        if (hits.size() < static_cast<std::size_t>(kHitsAtOnce))
            return page;
    }
    page.next = below;
    return page;
}

/// The message of a hit, if the user may see it and it holds the words now: the index may lag behind.
Result<std::optional<MessageRow>> SqlStoreBase::foundMessage(const UserId &user, const SearchPlace &hit,
                                                             const WantedWords &wanted,
                                                             std::map<ConversationId, std::uint64_t> &floors) {
    constexpr std::uint64_t kNothing = ~std::uint64_t{0};
    auto floor = floors.find(hit.conversation);
    if (floor == floors.end()) {
        BANTER_TRY(const std::optional<View> seen, view(user, hit.conversation));
        floor = floors.emplace(hit.conversation, seen ? seen->floor() : kNothing).first;
    }
    if (floor->second == kNothing || hit.seq <= floor->second)
        return std::optional<MessageRow>();
    std::vector<MessageRow> rows;
    {
        Query query(connection(),
                    "SELECT " BANTER_MESSAGE_COLUMNS " FROM message m WHERE m.conversation_id = ? AND m.seq = ?");
        query.id(hit.conversation).number(hit.seq);
        BANTER_TRY_VOID(query.run());
        if (query.next())
            rows.push_back(readMessage(query, 0));
    }
    if (rows.empty() || !hasAll(wordsOf(textOf(rows.front())), wanted))
        return std::optional<MessageRow>();
    BANTER_TRY_VOID(leaveOutHidden(user, hit.conversation, rows));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

Result<std::vector<SearchPlace>> SqlStoreBase::readHits(Query &query) {
    BANTER_TRY_VOID(query.run());
    std::vector<SearchPlace> hits;
    while (query.next())
        hits.push_back({query.signedAt(2), query.idAt<ConversationId>(0), query.unsignedAt(1)});
    return hits;
}

Result<std::optional<SearchPlace>> SqlStoreBase::findByTime(const UserId &user, const ConversationId &id,
                                                            std::int64_t timeMs) {
    BANTER_TRY(const std::optional<View> seen, view(user, id));
    if (!seen)
        return Error{ErrorCode::NotFound, "no such conversation, or no member"};
    // sent_at never falls with seq, so the key finds the place in a few steps, however long the conversation is; an
    // index on the time alone would go through everybody's messages since then.
    std::uint64_t low = seen->floor();
    std::uint64_t high = seen->lastSeq + 1;
    std::optional<SearchPlace> found;
    while (high - low > 1) {
        const std::uint64_t middle = low + (high - low) / 2;
        Query query(connection(), "SELECT seq, sent_at FROM message WHERE conversation_id = ? AND seq >= ? AND seq < ? "
                                  "ORDER BY seq LIMIT 1");
        query.id(id).number(middle).number(high);
        BANTER_TRY_VOID(query.run());
        if (!query.next()) {
            high = middle;
        } else if (query.signedAt(1) >= timeMs) {
            found = SearchPlace{query.signedAt(1), id, query.unsignedAt(0)};
            high = middle;
        } else {
            low = query.unsignedAt(0);
        }
    }
    return found;
}

} // namespace banter::server
