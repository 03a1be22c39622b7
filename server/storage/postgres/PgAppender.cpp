// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PgAppender.h"

#include <algorithm>
#include <set>

namespace banter::server {

// $1-$3: the groups (conversation, how many, checked acl_rev), sorted by conversation; $4 now; $5-$11: the messages,
// each with its number in its group and the group's number. What does not match is not in the answer.
const char PgAppender::kNew[] = R"sql(
WITH bump AS (
  UPDATE conversation_head h
  SET last_seq = h.last_seq + x.n, last_rev = h.last_rev + x.n, last_ms = greatest(h.last_ms, $4::int8)
  FROM unnest($1::uuid[], $2::int8[], $3::int8[]) WITH ORDINALITY x(id, n, acl, k)
  WHERE h.conversation_id = x.id AND h.acl_rev = x.acl
  RETURNING x.k, h.conversation_id, h.last_seq - x.n AS seq, h.last_rev - x.n AS rev, h.last_ms),
ins AS (
  INSERT INTO message(conversation_id, seq, rev, sender_id, client_id, sent_at, expires_at, kind, body)
  SELECT b.conversation_id, b.seq + i.n, b.rev + i.n, i.sender, i.client, b.last_ms,
    CASE WHEN i.timer > 0 THEN b.last_ms + i.timer END, i.kind, i.body
  FROM unnest($5::uuid[], $6::uuid[], $7::int8[], $8::int2[], $9::bytea[], $10::int8[], $11::int8[])
    i(sender, client, timer, kind, body, n, k) JOIN bump b ON b.k = i.k)
SELECT k, seq, rev, last_ms FROM bump)sql";

// $1-$7: the messages in order; $8 now. A message that somebody else stores between our look and our lock fails on the
// unique constraint, and the batch is run again.
const char PgAppender::kAgain[] = R"sql(
WITH inp AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::int8[], $3::uuid[], $4::uuid[], $5::int8[], $6::int2[], $7::bytea[])
    WITH ORDINALITY t(conv, acl, sender, client, timer, kind, body, ord)),
dup AS MATERIALIZED (
  SELECT i.ord, m.seq, m.rev, m.sent_at, m.expires_at FROM inp i JOIN message m
    ON m.conversation_id = i.conv AND m.sender_id = i.sender AND m.client_id = i.client),
fresh AS MATERIALIZED (
  SELECT i.*, row_number() OVER (PARTITION BY i.conv, i.acl ORDER BY i.ord) AS n
  FROM inp i WHERE NOT EXISTS (SELECT 1 FROM dup d WHERE d.ord = i.ord)),
cnt AS MATERIALIZED (
  SELECT conv, acl, count(*) AS n FROM fresh GROUP BY conv, acl ORDER BY conv, acl),
bump AS (
  UPDATE conversation_head h
  SET last_seq = h.last_seq + c.n, last_rev = h.last_rev + c.n, last_ms = greatest(h.last_ms, $8::int8)
  FROM cnt c WHERE h.conversation_id = c.conv AND h.acl_rev = c.acl
  RETURNING h.conversation_id AS id, c.acl, h.last_seq - c.n AS seq, h.last_rev - c.n AS rev, h.last_ms),
ins AS (
  INSERT INTO message(conversation_id, seq, rev, sender_id, client_id, sent_at, expires_at, kind, body)
  SELECT f.conv, b.seq + f.n, b.rev + f.n, f.sender, f.client, b.last_ms,
    CASE WHEN f.timer > 0 THEN b.last_ms + f.timer END, f.kind, f.body
  FROM fresh f JOIN bump b ON b.id = f.conv AND b.acl = f.acl)
SELECT f.ord, 0::int8, b.seq + f.n, b.rev + f.n, b.last_ms,
  CASE WHEN f.timer > 0 THEN b.last_ms + f.timer ELSE 0 END
FROM fresh f JOIN bump b ON b.id = f.conv AND b.acl = f.acl
UNION ALL SELECT ord, 1::int8, seq, rev, sent_at, coalesce(expires_at, 0) FROM dup)sql";

const char PgAppender::kExisting[] =
    "SELECT conversation_id FROM conversation_head WHERE conversation_id = ANY ($1::uuid[])";

const char PgAppender::kRaise[] = R"sql(
UPDATE receipt r
SET delivered_seq = greatest(r.delivered_seq, x.d), read_seq = greatest(r.read_seq, x.s),
  own_read_seq = greatest(r.own_read_seq, x.o), changed_ms = greatest(r.changed_ms, $6::int8)
FROM unnest($1::uuid[], $2::uuid[], $3::int8[], $4::int8[], $5::int8[]) x(c, u, d, s, o)
WHERE r.conversation_id = x.c AND r.user_id = x.u
  AND (r.delivered_seq < x.d OR r.read_seq < x.s OR r.own_read_seq < x.o))sql";

void PgAppender::startMessages(std::size_t count) {
    for (PgArray *array : {&m_senders, &m_clients, &m_timers, &m_kinds, &m_bodies})
        array->start(count);
}

void PgAppender::addMessage(const NewMessage &message) {
    m_senders.add(message.sender);
    m_clients.add(message.clientId);
    m_timers.add(message.timerMs);
    m_kinds.add(static_cast<std::int64_t>(message.kind));
    m_bodies.add(message.body);
}

Result<std::vector<Appended>> PgAppender::append(PGconn *connection, std::vector<NewMessage> &batch, std::int64_t nowMs,
                                                 bool idempotent) {
    const BatchPlan plan(batch);
    std::vector<Outcome> outcomes(batch.size());
    const std::string now = PgStatement::int8(nowMs);
    if (idempotent)
        BANTER_TRY_VOID(appendAgain(connection, batch, plan, now, outcomes));
    else
        BANTER_TRY_VOID(appendNew(connection, batch, plan, now, outcomes));
    BANTER_TRY_VOID(tellStaleFromGone(connection, batch, plan, outcomes));
    return answer(batch, outcomes, plan);
}

Result<void> PgAppender::appendNew(PGconn *connection, const std::vector<NewMessage> &batch, const BatchPlan &plan,
                                   const std::string &now, std::vector<Outcome> &outcomes) {
    for (PgArray *array : {&m_conversations, &m_counts, &m_aclRevs})
        array->start(plan.groups.size());
    for (PgArray *array : {&m_numbers, &m_groups})
        array->start(plan.order.size());
    startMessages(plan.order.size());
    for (std::size_t k = 0; k < plan.groups.size(); ++k) {
        const BatchPlan::Group &group = plan.groups[k];
        const NewMessage &first = batch[plan.order[group.first]];
        m_conversations.add(first.conversation);
        m_counts.add(static_cast<std::int64_t>(group.count));
        m_aclRevs.add(first.checkedAclRev);
        for (std::uint32_t n = 0; n < group.count; ++n) {
            addMessage(batch[plan.order[group.first + n]]);
            m_numbers.add(static_cast<std::int64_t>(n + 1));
            m_groups.add(static_cast<std::int64_t>(k + 1));
        }
    }
    m_new.clear();
    for (const PgArray *array : {&m_conversations, &m_counts, &m_aclRevs})
        m_new.add(*array);
    m_new.add(now);
    for (const PgArray *array : {&m_senders, &m_clients, &m_timers, &m_kinds, &m_bodies, &m_numbers, &m_groups})
        m_new.add(*array);
    BANTER_TRY(const PgResult result, m_new.run(connection));

    for (int row = 0; row < PQntuples(result.get()); ++row) {
        const BatchPlan::Group &group = plan.groups[pgNumberAt(result, row, 0) - 1];
        const std::uint64_t seq = pgNumberAt(result, row, 1);
        const std::uint64_t rev = pgNumberAt(result, row, 2);
        const auto sentAtMs = static_cast<std::int64_t>(pgNumberAt(result, row, 3));
        for (std::uint32_t n = 0; n < group.count; ++n) {
            const std::uint32_t index = plan.order[group.first + n];
            const std::int64_t timer = batch[index].timerMs;
            outcomes[index] = {AppendStatus::Stored, seq + n + 1, rev + n + 1, sentAtMs,
                               timer > 0 ? sentAtMs + timer : 0};
        }
    }
    return {};
}

Result<void> PgAppender::appendAgain(PGconn *connection, const std::vector<NewMessage> &batch, const BatchPlan &plan,
                                     const std::string &now, std::vector<Outcome> &outcomes) {
    m_conversations.start(plan.order.size());
    m_aclRevs.start(plan.order.size());
    startMessages(plan.order.size());
    for (const std::uint32_t index : plan.order) {
        m_conversations.add(batch[index].conversation);
        m_aclRevs.add(batch[index].checkedAclRev);
        addMessage(batch[index]);
    }
    m_again.clear();
    for (const PgArray *array : {&m_conversations, &m_aclRevs, &m_senders, &m_clients, &m_timers, &m_kinds, &m_bodies})
        m_again.add(*array);
    m_again.add(now);
    BANTER_TRY(const PgResult result, m_again.run(connection));

    for (int row = 0; row < PQntuples(result.get()); ++row) {
        const std::uint32_t index = plan.order[pgNumberAt(result, row, 0) - 1];
        outcomes[index] = {pgNumberAt(result, row, 1) != 0 ? AppendStatus::Duplicate : AppendStatus::Stored,
                           pgNumberAt(result, row, 2), pgNumberAt(result, row, 3),
                           static_cast<std::int64_t>(pgNumberAt(result, row, 4)),
                           static_cast<std::int64_t>(pgNumberAt(result, row, 5))};
    }
    return {};
}

/// For what was not taken: one more read, outside the transaction, and rare.
Result<void> PgAppender::tellStaleFromGone(PGconn *connection, const std::vector<NewMessage> &batch,
                                           const BatchPlan &plan, std::vector<Outcome> &outcomes) {
    std::set<ConversationId> missing;
    for (const std::uint32_t index : plan.order) {
        if (outcomes[index].status == AppendStatus::Gone)
            missing.insert(batch[index].conversation);
    }
    if (missing.empty())
        return {};
    m_conversations.start(missing.size());
    for (const ConversationId &id : missing)
        m_conversations.add(id);
    m_existing.clear();
    m_existing.add(m_conversations);
    BANTER_TRY(const PgResult result, m_existing.run(connection));
    std::set<ConversationId> existing;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        if (const auto id = ConversationId::fromBytes({PQgetvalue(result.get(), row, 0), 16}))
            existing.insert(*id);
    }
    for (const std::uint32_t index : plan.order) {
        if (outcomes[index].status == AppendStatus::Gone && existing.contains(batch[index].conversation))
            outcomes[index].status = AppendStatus::Stale;
    }
    return {};
}

Result<void> PgAppender::raiseReceipts(PGconn *connection, const std::vector<ReceiptRow> &rows, std::int64_t nowMs) {
    for (PgArray *array : {&m_conversations, &m_senders, &m_numbers, &m_counts, &m_groups})
        array->start(rows.size());
    for (const ReceiptRow &row : rows) {
        m_conversations.add(row.conversation);
        m_senders.add(row.user);
        m_numbers.add(row.deliveredSeq);
        m_counts.add(row.readSeq);
        m_groups.add(row.ownReadSeq);
    }
    const std::string now = PgStatement::int8(nowMs);
    m_raise.clear();
    for (const PgArray *array : {&m_conversations, &m_senders, &m_numbers, &m_counts, &m_groups})
        m_raise.add(*array);
    m_raise.add(now);
    BANTER_TRY(const PgResult result, m_raise.run(connection));
    return {};
}

} // namespace banter::server
