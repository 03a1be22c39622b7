// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "server/storage/sqlite/SqliteStore.h"

/// The index of search on SQLite: a row for each word of a message, by conversation. Not FTS5: its lists are one a word
/// for everybody's messages, so each search would go through those of others, and (up to 3.41) the words of what was
/// deleted stay in its segments until they are merged.
namespace banter::server {
namespace {

#define BANTER_HITS \
    "w.conversation_id, w.seq, m.sent_at FROM search_word w JOIN message m ON m.conversation_id = " \
    "w.conversation_id AND m.seq = w.seq WHERE w.conversation_id {in} AND "
#define BANTER_HITS_BELOW \
    " AND (m.sent_at, w.conversation_id, w.seq) < (?, ?, ?) ORDER BY m.sent_at DESC, w.conversation_id DESC, " \
    "w.seq DESC LIMIT ?"

constexpr char kWhole[] = "SELECT " BANTER_HITS "w.word = ?" BANTER_HITS_BELOW;
constexpr char kBeginning[] = "SELECT DISTINCT " BANTER_HITS "w.word >= ? AND w.word < ?" BANTER_HITS_BELOW;

/// Above all words that begin so: U+10FFFF is no letter.
std::string endOf(const std::string &beginning) { return beginning + "\xf4\x8f\xbf\xbf"; }

} // namespace

Result<void> SqliteStore::addWords(const ConversationId &id, std::uint64_t seq, const std::vector<std::string> &words) {
    for (const std::string &word : words) {
        Query query(connection(),
                    "INSERT INTO search_word(conversation_id, word, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        query.id(id).text(word).number(seq);
        BANTER_TRY_VOID(query.run());
    }
    return {};
}

Result<void> SqliteStore::removeWords(const ConversationId &id, std::uint64_t seq,
                                      const std::vector<std::string> &words) {
    for (const std::string &word : words) {
        Query query(connection(), "DELETE FROM search_word WHERE conversation_id = ? AND word = ? AND seq = ?");
        query.id(id).text(word).number(seq);
        BANTER_TRY_VOID(query.run());
    }
    return {};
}

/// By the longest of the whole words, which is probably the rarest; who asked looks at the others.
Result<std::vector<SearchPlace>> SqliteStore::searchHits(const std::vector<IdBytes> &ids, const WantedWords &wanted,
                                                         const std::optional<SearchPlace> &below, int limit) {
    const auto longest =
        std::max_element(wanted.whole.begin(), wanted.whole.end(),
                         [](const std::string &a, const std::string &b) { return a.size() < b.size(); });
    const bool isWhole = longest != wanted.whole.end();
    const SearchPlace place = below.value_or(SearchPlace{std::numeric_limits<std::int64_t>::max(), {}, 0});
    Query query(connection(), isWhole ? kWhole : kBeginning);
    query.ids(ids);
    if (isWhole)
        query.text(*longest);
    else
        query.text(wanted.beginning).text(endOf(wanted.beginning));
    query.number(place.sentAtMs).id(place.conversation).number(place.seq).number(limit);
    return readHits(query);
}

} // namespace banter::server
