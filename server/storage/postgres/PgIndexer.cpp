// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PgIndexer.h"

#include <cstring>

namespace banter::server {

// OFFSET 0: see PgResume.
const char PgIndexer::kNext[] = R"sql(
SELECT q.id, n.seq, n.kind, n.body FROM unnest($1::uuid[]) q(id)
LEFT JOIN search_head s ON s.conversation_id = q.id CROSS JOIN LATERAL (
  SELECT m.seq, m.kind::int8, m.body FROM message m
  WHERE m.conversation_id = q.id AND m.seq > coalesce(s.indexed_seq, 0) ORDER BY m.seq LIMIT $2::int8 OFFSET 0) n)sql";

const char PgIndexer::kAdd[] = R"sql(
INSERT INTO message_words(conversation_id, seq, words)
SELECT q.id, q.seq, array_to_tsvector(string_to_array(q.words, ' '))
FROM unnest($1::uuid[], $2::int8[], $3::text[]) q(id, seq, words)
ON CONFLICT (conversation_id, seq) DO UPDATE SET words = excluded.words)sql";

const char PgIndexer::kHeads[] = R"sql(
INSERT INTO search_head(conversation_id, indexed_seq) SELECT q.id, q.seq FROM unnest($1::uuid[], $2::int8[]) q(id, seq)
ON CONFLICT (conversation_id) DO UPDATE SET indexed_seq = excluded.indexed_seq)sql";

Result<std::vector<PgIndexer::Next>> PgIndexer::next(PGconn *connection, const std::vector<ConversationId> &ids,
                                                     std::int64_t perConversation) {
    m_ids.start(ids.size());
    for (const ConversationId &id : ids)
        m_ids.add(id);
    const std::string limit = PgStatement::int8(perConversation);
    m_next.clear();
    m_next.add(m_ids);
    m_next.add(limit);
    BANTER_TRY(const PgResult result, m_next.run(connection));
    std::vector<Next> rows(static_cast<std::size_t>(PQntuples(result.get())));
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        Next &next = rows[static_cast<std::size_t>(row)];
        IdBytes id{};
        std::memcpy(id.data(), PQgetvalue(result.get(), row, 0), id.size());
        next.conversation = ConversationId(id);
        next.message.seq = pgNumberAt(result, row, 1);
        next.message.kind = static_cast<MessageKind>(pgNumberAt(result, row, 2));
        next.message.deleted = PQgetisnull(result.get(), row, 3) == 1;
        next.message.body.assign(PQgetvalue(result.get(), row, 3),
                                 static_cast<std::size_t>(PQgetlength(result.get(), row, 3)));
    }
    return rows;
}

Result<void> PgIndexer::add(PGconn *connection, const std::vector<Entry> &entries) {
    m_ids.start(entries.size());
    m_seqs.start(entries.size());
    m_words.start(entries.size());
    for (const Entry &entry : entries) {
        m_ids.add(entry.conversation);
        m_seqs.add(entry.seq);
        m_words.add(std::string_view(entry.words));
    }
    m_add.clear();
    m_add.add(m_ids);
    m_add.add(m_seqs);
    m_add.add(m_words);
    BANTER_TRY_VOID(m_add.run(connection));
    return {};
}

Result<void> PgIndexer::moveHeads(PGconn *connection, const std::vector<Head> &heads) {
    m_ids.start(heads.size());
    m_seqs.start(heads.size());
    for (const Head &head : heads) {
        m_ids.add(head.conversation);
        m_seqs.add(head.seq);
    }
    m_heads.clear();
    m_heads.add(m_ids);
    m_heads.add(m_seqs);
    BANTER_TRY_VOID(m_heads.run(connection));
    return {};
}

} // namespace banter::server
