// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

Result<std::set<IdBytes>> readIds(Query &query) {
    BANTER_TRY_VOID(query.run());
    std::set<IdBytes> ids;
    while (query.next())
        ids.insert(query.idBytesAt(0));
    return ids;
}

} // namespace

Result<PresenceView> SqlStoreBase::presenceView(const UserId &user, const std::vector<UserId> &others,
                                                const std::vector<ConversationId> &conversations) {
    PresenceView seen;
    for (const ConversationId &id : conversations) {
        BANTER_TRY(const std::optional<View> member, view(user, id));
        if (member)
            seen.conversations.push_back(id);
    }
    BANTER_TRY(const std::optional<UserRow> own, userById(user));
    if (!own)
        return Error{ErrorCode::NotFound, "no such user"};
    seen.own = own->settings;
    std::vector<IdBytes> ids;
    for (const UserId &other : others)
        ids.push_back(other.bytes());
    BANTER_TRY(const std::vector<UserRow> rows, usersByIds(ids));
    for (const UserRow &row : rows) {
        PresenceFacts facts;
        facts.user = row.id;
        facts.settings = row.settings;
        seen.others.push_back(facts);
    }
    if (!seen.others.empty())
        BANTER_TRY_VOID(addFacts(user, ids, seen.others));
    return seen;
}

Result<void> SqlStoreBase::addFacts(const UserId &user, const std::vector<IdBytes> &ids,
                                    std::vector<PresenceFacts> &others) {
    BANTER_TRY(const std::vector<IdBytes> conversations, conversationsOf(user));
    Query shared(connection(), "SELECT DISTINCT user_id FROM member WHERE conversation_id {in} AND user_id {in} AND "
                               "removed = 0");
    shared.ids(conversations).ids(ids);
    BANTER_TRY(const std::set<IdBytes> sharing, readIds(shared));
    Query keeping(connection(), "SELECT user_id FROM contact WHERE user_id {in} AND contact_id = ? AND removed = 0");
    keeping.ids(ids).id(user);
    BANTER_TRY(const std::set<IdBytes> keepers, readIds(keeping));
    BANTER_TRY(const std::vector<IdBytes> contacts, contactsAmong(user, ids));
    Query blocking(connection(),
                   "SELECT user_id FROM user_block WHERE user_id {in} AND blocked_id = ? AND removed = 0");
    blocking.ids(ids).id(user);
    BANTER_TRY(const std::set<IdBytes> blockers, readIds(blocking));
    Query blocked(connection(),
                  "SELECT blocked_id FROM user_block WHERE user_id = ? AND blocked_id {in} AND removed = 0");
    blocked.id(user).ids(ids);
    BANTER_TRY(const std::set<IdBytes> blockedOnes, readIds(blocked));
    for (PresenceFacts &facts : others) {
        const IdBytes &id = facts.user.bytes();
        facts.sharesConversation = sharing.contains(id);
        facts.hasAsker = keepers.contains(id);
        facts.isContact = std::find(contacts.begin(), contacts.end(), id) != contacts.end();
        facts.isBlocked = blockers.contains(id) || blockedOnes.contains(id);
    }
    Query seen(connection(), "SELECT user_id, last_seen_ms FROM user_presence WHERE user_id {in}");
    seen.ids(ids);
    BANTER_TRY_VOID(seen.run());
    while (seen.next()) {
        for (PresenceFacts &facts : others) {
            if (facts.user.bytes() == seen.idBytesAt(0))
                facts.lastSeenMs = seen.signedAt(1);
        }
    }
    return {};
}

Result<void> SqlStoreBase::writeLastSeen(std::vector<LastSeenRow> rows) {
    // In one order, so that two nodes cannot wait for each other in a circle.
    std::sort(rows.begin(), rows.end(), [](const LastSeenRow &a, const LastSeenRow &b) { return a.user < b.user; });
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    for (const LastSeenRow &row : rows) {
        Query query(connection(),
                    "INSERT INTO user_presence(user_id, last_seen_ms) VALUES (?, ?) ON CONFLICT (user_id) DO UPDATE "
                    "SET last_seen_ms = excluded.last_seen_ms WHERE user_presence.last_seen_ms < "
                    "excluded.last_seen_ms");
        query.id(row.user).number(row.lastSeenMs);
        BANTER_TRY_VOID(query.run());
    }
    return transaction.commit();
}

} // namespace banter::server
