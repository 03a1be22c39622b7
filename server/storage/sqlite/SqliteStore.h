// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "server/storage/StoreUse.h"
#include "server/storage/common/BatchPlan.h"
#include "server/storage/common/SqlStoreBase.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// The store in one file: WAL, synchronous=FULL (a commit is on disk). One connection may write; the others are
/// read-only.
class SqliteStore final : public SqlStoreBase {
public:
    /// Configuration error if the file cannot be made or opened. Creates the folder (0700) and the file (0600).
    static Result<std::unique_ptr<SqlStoreBase>> open(const std::string &path, StoreUse use);
    /// Brings the schema to this program's version. Configuration error if that cannot be.
    static Result<void> migrate(const std::string &path);

    Result<std::vector<Appended>> append(std::vector<NewMessage> &batch, std::int64_t nowMs, bool idempotent) override;
    Result<void> raiseReceipts(std::vector<ReceiptRow> rows, std::int64_t nowMs) override;
    Result<StoreStats> stats() override;
    /// Some time after words were erased: takes what was there before out of the write-ahead log, too.
    bool refresh() override;

protected:
    void noteErased() override;
    Result<void> addWords(const ConversationId &id, std::uint64_t seq, const std::vector<std::string> &words) override;
    Result<void> removeWords(const ConversationId &id, std::uint64_t seq,
                             const std::vector<std::string> &words) override;
    Result<std::vector<SearchPlace>> searchHits(const std::vector<IdBytes> &ids, const WantedWords &wanted,
                                                const std::optional<SearchPlace> &below, int limit) override;

private:
    using SqlStoreBase::SqlStoreBase;
    static Result<std::unique_ptr<SqlConnection>> connect(const std::string &path, StoreUse use);

    Result<bool> findStored(const NewMessage &message, Outcome &outcome);
    Result<void> appendGroup(const std::vector<NewMessage> &batch, const std::vector<std::uint32_t> &fresh,
                             std::int64_t nowMs, std::vector<Outcome> &outcomes);
    Result<void> insertMessage(const NewMessage &message, const Outcome &outcome);
    void emptyLog();

    MonoTime m_emptyLogAt{MonoTime::max()}; ///< max: nothing was erased since it was emptied
};

} // namespace banter::server
