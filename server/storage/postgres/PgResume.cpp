// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PgResume.h"

#include <cstring>

namespace banter::server {
namespace {

IdBytes idAt(const char *bytes) {
    IdBytes id{};
    std::memcpy(id.data(), bytes, id.size());
    return id;
}

std::vector<IdBytes> idsOf(const PgResult &result) {
    std::vector<IdBytes> ids;
    ids.reserve(static_cast<std::size_t>(PQntuples(result.get())));
    for (int row = 0; row < PQntuples(result.get()); ++row)
        ids.push_back(idAt(PQgetvalue(result.get(), row, 0)));
    return ids;
}

std::string textAt(const PgResult &result, int row, int column) {
    return {PQgetvalue(result.get(), row, column), static_cast<std::size_t>(PQgetlength(result.get(), row, column))};
}

std::string bytesOf(const UserId &user) { return std::string(user.view()); }

} // namespace

// $1 users, $2 hashes of their secrets, $3 whether the conversations are wanted. OFFSET 0 keeps the planner, which does
// not know how many are asked about, from reading whole tables: each device is three look-ups.
const char PgResume::kDevices[] = R"sql(
SELECT q.n, k.device_id, k.name, k.platform, k.created_ms, k.last_seen_ms, k.rev, k.username, k.display_name, k.joined_ms,
  k.disabled, k.last_rev, k.hides_read, k.audience, k.settings_rev, CASE WHEN q.wanted > 0 THEN ARRAY(
    SELECT c.conversation_id FROM user_conversation c WHERE c.user_id = q.user_id AND c.removed = 0) END
FROM unnest($1::uuid[], $2::bytea[], $3::int8[]) WITH ORDINALITY q(user_id, hash, wanted, n) CROSS JOIN LATERAL (
  SELECT d.device_id, d.name, d.platform, d.created_ms, d.last_seen_ms, d.rev, a.username, a.display_name,
    a.created_ms AS joined_ms, a.disabled::int8, u.last_rev,
    a.hides_read::int8, a.audience::int8, a.settings_rev
  FROM device d JOIN user_account a ON a.user_id = d.user_id JOIN user_head u ON u.user_id = d.user_id
  WHERE d.user_id = q.user_id AND d.secret_hash = q.hash AND d.revoked_ms = 0 OFFSET 0) k)sql";

const char PgResume::kConversations[] =
    "SELECT conversation_id FROM user_conversation WHERE user_id = $1::uuid AND removed = 0";

const char PgResume::kChanged[] = R"sql(
SELECT h.conversation_id FROM conversation_head h WHERE h.conversation_id = ANY ($1::uuid[])
  AND (h.last_ms >= $2::int8 OR h.changed_ms >= $2::int8)
UNION ALL
SELECT w.conversation_id FROM receipt w WHERE w.conversation_id = ANY ($1::uuid[]) AND w.changed_ms >= $2::int8)sql";

Result<PgResult> PgResume::devices(PGconn *connection, const std::vector<ResumeAsk> &asks) {
    m_ids.start(asks.size());
    m_hashes.start(asks.size());
    m_wanted.start(asks.size());
    for (const ResumeAsk &ask : asks) {
        m_ids.add(ask.user.view());
        m_hashes.add(ask.secretHash);
        m_wanted.add(ask.listSinceMs > 0 ? std::int64_t{1} : std::int64_t{0});
    }
    m_devices.clear();
    m_devices.add(m_ids);
    m_devices.add(m_hashes);
    m_devices.add(m_wanted);
    return m_devices.run(connection);
}

std::size_t PgResume::placeOf(const PgResult &result, int row) {
    return static_cast<std::size_t>(pgNumberAt(result, row, 0) - 1);
}

void PgResume::readDevice(const PgResult &result, int row, const ResumeAsk &ask, ResumedDevice &device) {
    const auto number = [&](int column) { return pgNumberAt(result, row, column); };
    device.device.user = ask.user;
    device.device.device = DeviceId(idAt(PQgetvalue(result.get(), row, 1)));
    device.device.secretHash = ask.secretHash;
    device.device.name = textAt(result, row, 2);
    device.device.platform = textAt(result, row, 3);
    device.device.createdMs = static_cast<std::int64_t>(number(4));
    device.device.lastSeenMs = static_cast<std::int64_t>(number(5));
    device.device.rev = number(6);
    device.user.id = ask.user;
    device.user.username = textAt(result, row, 7);
    device.user.displayName = textAt(result, row, 8);
    device.user.createdMs = static_cast<std::int64_t>(number(9));
    device.user.disabled = number(10) != 0;
    device.user.accountRev = number(11);
    device.user.settings = {number(12) != 0, static_cast<Audience>(number(13)), number(14)};
}

std::vector<IdBytes> PgResume::conversationsAt(const PgResult &result, int row) {
    return PgArray::readUuids(textAt(result, row, 15));
}

Result<std::vector<IdBytes>> PgResume::conversations(PGconn *connection, const UserId &user) {
    const std::string id = bytesOf(user);
    m_conversations.clear();
    m_conversations.add(id);
    BANTER_TRY(const PgResult result, m_conversations.run(connection));
    return idsOf(result);
}

Result<std::vector<IdBytes>> PgResume::changedSince(PGconn *connection, const std::vector<IdBytes> &ids,
                                                    std::int64_t sinceMs) {
    const std::string since = PgStatement::int8(sinceMs);
    m_ids.start(ids.size());
    for (const IdBytes &id : ids)
        m_ids.add(std::string_view(reinterpret_cast<const char *>(id.data()), id.size()));
    m_changed.clear();
    m_changed.add(m_ids);
    m_changed.add(since);
    BANTER_TRY(const PgResult result, m_changed.run(connection));
    return idsOf(result);
}

} // namespace banter::server
