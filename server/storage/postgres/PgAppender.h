// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <libpq-fe.h>

#include "server/storage/common/BatchPlan.h"
#include "server/storage/postgres/PgStatement.h"

namespace banter::server {

/// The hot statement: a batch of messages of many conversations, in one statement and one transaction. The plain one
/// counts each conversation's head up once and inserts behind it; a duplicate makes the unique constraint roll all of
/// it back (without a gap). The idempotent one looks for what is stored first (+3 us a message).
class PgAppender {
public:
    /// See SqlStore::append().
    Result<std::vector<Appended>> append(PGconn *connection, std::vector<NewMessage> &batch, std::int64_t nowMs,
                                         bool idempotent);
    /// See SqlStore::raiseReceipts(). `rows` sorted by (conversation, user).
    Result<void> raiseReceipts(PGconn *connection, const std::vector<ReceiptRow> &rows, std::int64_t nowMs);

private:
    using Groups = std::vector<std::size_t>; ///< indices into BatchPlan::groups

    Result<void> appendNew(PGconn *connection, const std::vector<NewMessage> &batch, const BatchPlan &plan,
                           const std::string &now, std::vector<Outcome> &outcomes);
    Result<void> appendAgain(PGconn *connection, const std::vector<NewMessage> &batch, const BatchPlan &plan,
                             const std::string &now, std::vector<Outcome> &outcomes);
    Result<void> tellStaleFromGone(PGconn *connection, const std::vector<NewMessage> &batch, const BatchPlan &plan,
                                   std::vector<Outcome> &outcomes);
    void addMessage(const NewMessage &message);
    void startMessages(std::size_t count);

    PgStatement m_new{"banter_append", kNew};
    PgStatement m_again{"banter_append_again", kAgain};
    PgStatement m_existing{"banter_existing", kExisting};
    PgStatement m_raise{"banter_raise", kRaise};

    // Reused from batch to batch.
    PgArray m_conversations{PgArray::Type::Uuid}, m_senders{PgArray::Type::Uuid}, m_clients{PgArray::Type::Uuid};
    PgArray m_counts{PgArray::Type::Int8}, m_aclRevs{PgArray::Type::Int8}, m_timers{PgArray::Type::Int8};
    PgArray m_kinds{PgArray::Type::Int2}, m_bodies{PgArray::Type::Bytea};
    PgArray m_numbers{PgArray::Type::Int8}, m_groups{PgArray::Type::Int8};

    static const char kNew[];
    static const char kAgain[];
    static const char kExisting[];
    static const char kRaise[];
};

} // namespace banter::server
