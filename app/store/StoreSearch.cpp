// SPDX-License-Identifier: Apache-2.0
#include <QStringList>

#include "app/store/SqlValues.h"
#include "app/store/StoreDatabase.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

/// The index over the words of what is held. Deleted, edited and hidden texts leave it with their row.

Result<StoreDatabase::HeldWords> StoreDatabase::heldWords(const ConversationId &id, std::uint64_t seq) {
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT id, content FROM message WHERE conversation = ? AND seq = ?", {toSql(id), toSql(seq)}));
    HeldWords held;
    if (query->next()) {
        held.id = query->value(0).toLongLong();
        held.text = wordsOf(fromSqlBlob(query->value(1)));
    }
    query->finish();
    return held;
}

std::string StoreDatabase::wordsOf(const std::string &content) {
    v1::Content parsed;
    return parsed.ParseFromString(content) && parsed.has_text() ? parsed.text().body() : std::string();
}

Result<void> StoreDatabase::putWords(std::int64_t id, const std::string &before, const std::string &now) {
    if (before == now)
        return {};
    if (!before.empty()) {
        BANTER_TRY_VOID(execute("INSERT INTO message_words(message_words, rowid, body) VALUES('delete', ?, ?)",
                                {qlonglong{id}, toSql(before)}));
        m_hasStaleWords = true;
    }
    if (now.empty())
        return {};
    return execute("INSERT INTO message_words(rowid, body) VALUES(?, ?)", {qlonglong{id}, toSql(now)});
}

Result<void> StoreDatabase::forgetWords(const ConversationId &id) {
    BANTER_TRY(QSqlQuery *const rows,
               run("SELECT id, content FROM message WHERE conversation = ? AND deleted = 0", {toSql(id)}));
    while (rows->next())
        BANTER_TRY_VOID(putWords(rows->value(0).toLongLong(), wordsOf(fromSqlBlob(rows->value(1))), {}));
    rows->finish();
    return {};
}

/// A removed word stays in the index's older parts until they are merged; this merges all of them.
Result<void> StoreDatabase::tidy() {
    if (!m_hasStaleWords)
        return {};
    m_hasStaleWords = false;
    BANTER_TRY_VOID(execute("INSERT INTO message_words(message_words) VALUES('optimize')"));
    return pragma("wal_checkpoint(TRUNCATE)");
}

namespace {

/// Each word as it is, the last one as a beginning. Empty: nothing to look for.
QString toQuery(const std::string &words) {
    QStringList quoted;
    const QStringList all = QString::fromStdString(words).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : all)
        quoted += QLatin1Char('"') + QString(word).replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    return quoted.isEmpty() ? QString() : quoted.join(QLatin1Char(' ')) + QLatin1Char('*');
}

} // namespace

Result<std::vector<TimelineRow>> StoreDatabase::search(const std::string &words, const ConversationId &within,
                                                       int limit) {
    std::vector<TimelineRow> rows;
    const QString query = toQuery(words);
    if (query.isEmpty())
        return rows;
    BANTER_TRY(QSqlQuery *const found,
               run("SELECT m.conversation, m.seq FROM message_words w JOIN message m ON m.id = w.rowid"
                   " WHERE message_words MATCH ? AND m.deleted = 0 AND (? IS NULL OR m.conversation = ?)"
                   " ORDER BY m.sent_at DESC, m.seq DESC LIMIT ?",
                   {query, toSqlOrNull(within), toSqlOrNull(within), limit}));
    std::vector<std::pair<ConversationId, std::uint64_t>> hits;
    while (found->next())
        hits.emplace_back(fromSqlId<ConversationId>(found->value(0)), fromSqlNumber(found->value(1)));
    std::map<ConversationId, RowContext> contexts;
    for (const auto &[id, seq] : hits) {
        const auto [context, isNew] = contexts.try_emplace(id);
        if (isNew) {
            BANTER_TRY(context->second, contextOf(id));
        }
        BANTER_TRY(auto row, messageRow(id, seq, context->second));
        if (row && !row->deleted)
            rows.push_back(std::move(*row));
    }
    return rows;
}

} // namespace banter::client
