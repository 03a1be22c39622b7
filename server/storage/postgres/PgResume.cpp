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

std::string bytesOf(const UserId &user) { return std::string(user.view()); }

} // namespace

// $1 user, $2 hash of the secret, $3 whether the conversations are wanted.
const char PgResume::kDevice[] = R"sql(
SELECT d.device_id, d.name, d.platform, d.created_ms, d.last_seen_ms, d.rev, a.username, a.display_name, a.created_ms,
  a.disabled::int8, u.last_rev,
  CASE WHEN $3::int8 > 0 THEN ARRAY(
    SELECT c.conversation_id FROM user_conversation c WHERE c.user_id = $1::uuid AND c.removed = 0) END
FROM device d JOIN user_account a ON a.user_id = d.user_id JOIN user_head u ON u.user_id = d.user_id
WHERE d.user_id = $1::uuid AND d.secret_hash = $2::bytea AND d.revoked_ms = 0)sql";

const char PgResume::kConversations[] =
    "SELECT conversation_id FROM user_conversation WHERE user_id = $1::uuid AND removed = 0";

const char PgResume::kChanged[] = R"sql(
SELECT h.conversation_id FROM conversation_head h WHERE h.conversation_id = ANY ($1::uuid[]) AND h.last_ms >= $2::int8
UNION ALL
SELECT w.conversation_id FROM receipt w WHERE w.conversation_id = ANY ($1::uuid[]) AND w.changed_ms >= $2::int8)sql";

Result<std::optional<ResumedDevice>> PgResume::device(PGconn *connection, const UserId &user,
                                                      std::string_view secretHash, bool withConversations) {
    const std::string id = bytesOf(user);
    const std::string hash(secretHash);
    const std::string wanted = PgStatement::int8(withConversations ? 1 : 0);
    m_device.clear();
    m_device.add(id);
    m_device.add(hash);
    m_device.add(wanted);
    BANTER_TRY(const PgResult result, m_device.run(connection));
    if (PQntuples(result.get()) == 0)
        return std::optional<ResumedDevice>();
    const auto text = [&](int column) {
        return std::string(PQgetvalue(result.get(), 0, column),
                           static_cast<std::size_t>(PQgetlength(result.get(), 0, column)));
    };
    const auto number = [&](int column) { return pgNumberAt(result, 0, column); };
    ResumedDevice row;
    row.device.user = user;
    row.device.device = DeviceId(idAt(PQgetvalue(result.get(), 0, 0)));
    row.device.secretHash = secretHash;
    row.device.name = text(1);
    row.device.platform = text(2);
    row.device.createdMs = static_cast<std::int64_t>(number(3));
    row.device.lastSeenMs = static_cast<std::int64_t>(number(4));
    row.device.rev = number(5);
    row.user.id = user;
    row.user.username = text(6);
    row.user.displayName = text(7);
    row.user.createdMs = static_cast<std::int64_t>(number(8));
    row.user.disabled = number(9) != 0;
    row.user.accountRev = number(10);
    if (withConversations)
        row.conversations = PgArray::readUuids(text(11));
    return std::optional(std::move(row));
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
