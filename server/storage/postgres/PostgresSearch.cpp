// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <unordered_map>

#include "server/storage/postgres/PostgresStore.h"

/// The index of search on PostgreSQL: the words of a message as a tsvector, with a GIN index, in a table of its own
/// that is filled behind the messages.
namespace banter::server {
namespace {

constexpr char kHits[] =
    "SELECT f.conversation_id, f.seq, m.sent_at FROM message_words f JOIN message m ON m.conversation_id = "
    "f.conversation_id AND m.seq = f.seq WHERE f.conversation_id {in} AND f.words @@ CAST(? AS tsquery) AND "
    "(m.sent_at, f.conversation_id, f.seq) < (?, ?, ?) ORDER BY m.sent_at DESC, f.conversation_id DESC, f.seq DESC "
    "LIMIT ?";

/// Words are letters, marks and digits: nothing in them has to be escaped.
std::string arrayOf(const std::vector<std::string> &words) {
    std::string text = "{";
    for (const std::string &word : words)
        text += (text.size() > 1 ? ",\"" : "\"") + word + '"';
    return text + '}';
}

std::string joined(const std::vector<std::string> &words) {
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string queryOf(const WantedWords &wanted) {
    std::string text;
    for (const std::string &word : wanted.whole)
        text += (text.empty() ? "'" : " & '") + word + '\'';
    if (!wanted.beginning.empty())
        text += (text.empty() ? "'" : " & '") + wanted.beginning + "':*";
    return text;
}

} // namespace

Result<std::vector<ConversationId>> PostgresStore::indexSome(const std::vector<ConversationId> &ids, int limit) {
    std::vector<ConversationId> behind;
    if (ids.empty())
        return behind;
    const std::size_t share = std::max<std::size_t>(1, static_cast<std::size_t>(limit) / ids.size());
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const std::vector<PgIndexer::Next> rows,
               m_indexer.next(m_handle, ids, static_cast<std::int64_t>(share)));
    std::vector<PgIndexer::Entry> entries;
    std::unordered_map<ConversationId, std::pair<std::size_t, std::uint64_t>> taken; // how many, and up to where
    for (const PgIndexer::Next &row : rows) {
        auto &[count, last] = taken[row.conversation];
        ++count;
        last = std::max(last, row.message.seq);
        if (std::string words = joined(wordsOfMessage(row.message)); !words.empty())
            entries.push_back({row.conversation, row.message.seq, std::move(words)});
    }
    std::vector<PgIndexer::Head> heads;
    for (const auto &[id, progress] : taken) {
        heads.push_back({id, progress.second});
        if (progress.first == share)
            behind.push_back(id);
    }
    if (!entries.empty())
        BANTER_TRY_VOID(m_indexer.add(m_handle, entries));
    if (!heads.empty())
        BANTER_TRY_VOID(m_indexer.moveHeads(m_handle, heads));
    BANTER_TRY_VOID(transaction.commit());
    return behind;
}

Result<void> PostgresStore::addWords(const ConversationId &id, std::uint64_t seq,
                                     const std::vector<std::string> &words) {
    Query query(connection(),
                "INSERT INTO message_words(conversation_id, seq, words) VALUES (?, ?, array_to_tsvector(CAST(? AS "
                "text[]))) ON CONFLICT (conversation_id, seq) DO UPDATE SET words = excluded.words");
    query.id(id).number(seq).text(arrayOf(words));
    return query.run();
}

Result<void> PostgresStore::removeWords(const ConversationId &id, std::uint64_t seq, const std::vector<std::string> &) {
    Query query(connection(), "DELETE FROM message_words WHERE conversation_id = ? AND seq = ?");
    query.id(id).number(seq);
    return query.run();
}

Result<std::vector<SearchPlace>> PostgresStore::searchHits(const std::vector<IdBytes> &ids, const WantedWords &wanted,
                                                           const std::optional<SearchPlace> &below, int limit) {
    const SearchPlace place = below.value_or(SearchPlace{std::numeric_limits<std::int64_t>::max(), {}, 0});
    Query query(connection(), kHits);
    query.ids(ids).text(queryOf(wanted)).number(place.sentAtMs).id(place.conversation).number(place.seq);
    query.number(limit);
    return readHits(query);
}

} // namespace banter::server
