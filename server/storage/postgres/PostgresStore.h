// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include <libpq-fe.h>

#include "server/storage/StoreUse.h"
#include "server/storage/common/SqlStoreBase.h"
#include "server/storage/postgres/PgAppender.h"
#include "server/storage/postgres/PgIndexer.h"
#include "server/storage/postgres/PgResume.h"

namespace banter::server {

/// The store on PostgreSQL 15 or newer, through QPSQL, but for the appender, the receipts what each resume reads and
/// the index of search, which use libpq on the connection that QPSQL holds.
class PostgresStore final : public SqlStoreBase {
public:
    /// `target` as libpq takes it: a URI or key=value pairs. StoreUnavailable: the server does not answer;
    /// Configuration: it does, and refuses.
    static Result<std::unique_ptr<SqlStoreBase>> open(const std::string &target, StoreUse use);
    /// Brings the schema to this program's version, under an advisory lock.
    static Result<void> migrate(const std::string &target);

    Result<std::vector<Appended>> append(std::vector<NewMessage> &batch, std::int64_t nowMs, bool idempotent) override;
    Result<void> raiseReceipts(std::vector<ReceiptRow> rows, std::int64_t nowMs) override;
    Result<std::vector<ConversationId>> indexSome(const std::vector<ConversationId> &ids, int limit) override;
    Result<StoreStats> stats() override;
    bool refresh() override;
    void interrupt() override;

protected:
    Result<std::vector<std::optional<KnownDevice>>> knownDevices(const std::vector<ResumeAsk> &asks) override;
    Result<std::vector<IdBytes>> conversationsOf(const UserId &user) override;
    Result<std::vector<IdBytes>> changedSince(const std::vector<IdBytes> &ids, std::int64_t sinceMs) override;
    Result<void> addWords(const ConversationId &id, std::uint64_t seq, const std::vector<std::string> &words) override;
    Result<void> removeWords(const ConversationId &id, std::uint64_t seq,
                             const std::vector<std::string> &words) override;
    Result<std::vector<SearchPlace>> searchHits(const std::vector<IdBytes> &ids, const WantedWords &wanted,
                                                const std::optional<SearchPlace> &below, int limit) override;

private:
    PostgresStore(std::unique_ptr<SqlConnection> connection, PGconn *handle);

    PGconn *m_handle; ///< QPSQL's; lives as long as the SqlConnection
    int m_socket;
    PgAppender m_appender;
    PgResume m_resume;
    PgIndexer m_indexer;
};

} // namespace banter::server
