// SPDX-License-Identifier: Apache-2.0
#include <iterator>
#include <limits>
#include <map>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

// What is told of a conversation in a list. The inner select decides which and how many, so that the joins are paid for
// one page only; unread is counted by index range up to the cap. Where the user is no member any more (their own side
// has not heard of it yet) there is a row without one: it is left out, and the page goes on.
#define BANTER_LISTED_COLUMNS \
    "SELECT " BANTER_CONVERSATION_COLUMNS ", " BANTER_MEMBER_COLUMNS ", r.delivered_seq, " \
    "CASE WHEN r.read_seq < r.own_read_seq THEN r.own_read_seq ELSE r.read_seq END, (SELECT count(*) FROM (SELECT 1 " \
    "FROM message x WHERE x.conversation_id = h.conversation_id AND " \
    "x.seq > r.read_seq AND x.seq > r.own_read_seq AND x.seq > b.joined_seq AND x.sender_id <> b.user_id AND x.kind " \
    "= 1 AND " \
    "x.body IS NOT NULL LIMIT ?) counted), " BANTER_MESSAGE_COLUMNS " FROM "
#define BANTER_LISTED_JOINS \
    " h JOIN conversation c ON c.conversation_id = h.conversation_id " \
    "LEFT JOIN member b ON b.conversation_id = h.conversation_id AND b.user_id = ? AND b.removed = 0 " \
    "LEFT JOIN receipt r ON r.conversation_id = h.conversation_id AND r.user_id = b.user_id " \
    "LEFT JOIN message m ON m.conversation_id = h.conversation_id AND m.seq = h.last_seq "

constexpr char kListPage[] = BANTER_LISTED_COLUMNS
    "(SELECT f.conversation_id, f.last_seq, f.last_rev, f.acl_rev, f.last_ms FROM conversation_head f "
    "WHERE f.conversation_id {in} AND (f.last_ms, f.conversation_id) < (?, ?) AND (f.last_ms >= ? OR "
    "f.changed_ms >= ? OR (f.kind = 1 AND EXISTS (SELECT 1 FROM receipt w WHERE w.conversation_id = f.conversation_id "
    "AND w.changed_ms >= "
    "?)) "
    "OR (f.kind <> 1 AND EXISTS (SELECT 1 FROM receipt w WHERE w.conversation_id = f.conversation_id AND w.user_id = ? "
    "AND w.changed_ms >= ?))) ORDER BY f.last_ms DESC, f.conversation_id DESC LIMIT ?)" BANTER_LISTED_JOINS
    "ORDER BY h.last_ms DESC, h.conversation_id DESC";

// Usually nothing has changed. Asking that alone is a fifth of what the page costs, whose many joins are set up even
// for no row. A group's receipts of others come along; the page's own condition leaves them out again.
constexpr char kChangedSince[] =
    "SELECT h.conversation_id FROM conversation_head h WHERE h.conversation_id {in} AND "
    "(h.last_ms >= ? OR h.changed_ms >= ?) UNION "
    "SELECT w.conversation_id FROM receipt w WHERE w.conversation_id {in} AND w.changed_ms >= ?";

constexpr char kListOne[] = BANTER_LISTED_COLUMNS "conversation_head" BANTER_LISTED_JOINS "WHERE h.conversation_id = ?";

} // namespace

Result<SqlStoreBase::ListedRows> SqlStoreBase::readListed(Query &query) {
    BANTER_TRY_VOID(query.run());
    ListedRows listed;
    constexpr int kReceipt = kConversationColumns + kMemberColumns;
    while (query.next()) {
        ListedConversation entry;
        entry.conversation = readConversation(query, 0);
        ++listed.rows;
        listed.last = {entry.conversation.lastMs, entry.conversation.id};
        if (query.isNull(kConversationColumns))
            continue;
        const MemberRow own = readMember(query, kConversationColumns);
        entry.receipts.push_back(
            {entry.conversation.id, own.user, query.unsignedAt(kReceipt), query.unsignedAt(kReceipt + 1)});
        entry.unread = static_cast<std::uint32_t>(query.unsignedAt(kReceipt + 2));
        if (!query.isNull(kReceipt + 3)) {
            MessageRow newest = readMessage(query, kReceipt + 3);
            if (newest.seq > own.joinedSeq)
                entry.preview = std::move(newest);
        }
        entry.conversation.members.push_back(own);
        listed.conversations.push_back(std::move(entry));
    }
    return listed;
}

Result<std::vector<IdBytes>> SqlStoreBase::changedSince(const std::vector<IdBytes> &ids, std::int64_t sinceMs) {
    Query query(connection(), kChangedSince);
    query.ids(ids).number(sinceMs).number(sinceMs).ids(ids).number(sinceMs);
    BANTER_TRY_VOID(query.run());
    std::vector<IdBytes> changed;
    while (query.next())
        changed.push_back(query.idBytesAt(0));
    return changed;
}

/// The other side of the direct ones, for all of them at once.
Result<void> SqlStoreBase::addPartners(std::vector<ListedConversation> &listed, const UserId &user) {
    std::vector<IdBytes> direct;
    std::map<IdBytes, ListedConversation *> byId;
    for (ListedConversation &entry : listed) {
        if (entry.conversation.kind != ConversationKind::Direct)
            continue;
        direct.push_back(entry.conversation.id.bytes());
        byId.emplace(entry.conversation.id.bytes(), &entry);
    }
    if (direct.empty())
        return {};
    Query query(connection(),
                "SELECT b.conversation_id, " BANTER_MEMBER_COLUMNS ", r.delivered_seq, r.read_seq FROM member b "
                "LEFT JOIN receipt r ON r.conversation_id = b.conversation_id AND r.user_id = b.user_id "
                "WHERE b.conversation_id {in} AND b.user_id <> ?");
    query.ids(direct).id(user);
    BANTER_TRY_VOID(query.run());
    while (query.next()) {
        const auto found = byId.find(query.idBytesAt(0));
        if (found == byId.end())
            continue;
        ListedConversation &entry = *found->second;
        entry.conversation.members.push_back(readMember(query, 1));
        entry.receipts.push_back({entry.conversation.id, entry.conversation.members.back().user,
                                  query.unsignedAt(1 + kMemberColumns), query.unsignedAt(2 + kMemberColumns)});
    }
    return {};
}

Result<std::vector<ListedConversation>> SqlStoreBase::listPage(const UserId &user, std::vector<IdBytes> ids,
                                                               std::int64_t sinceMs, const ListPlace &before, int limit,
                                                               std::uint32_t unreadCap) {
    if (sinceMs > 0 && !ids.empty()) {
        BANTER_TRY(ids, changedSince(ids, sinceMs));
    }
    return pageAmong(user, ids, sinceMs, before, limit, unreadCap);
}

/// `ids`: those of the user that may have changed.
Result<std::vector<ListedConversation>> SqlStoreBase::pageAmong(const UserId &user, const std::vector<IdBytes> &ids,
                                                                std::int64_t sinceMs, const ListPlace &before,
                                                                int limit, std::uint32_t unreadCap) {
    std::vector<ListedConversation> page;
    if (ids.empty() || limit <= 0)
        return page;
    ListPlace place = before;
    for (bool more = true; more;) {
        const int wanted = limit - static_cast<int>(page.size());
        Query query(connection(), kListPage);
        query.number(static_cast<std::int64_t>(unreadCap)).ids(ids);
        query.number(place.ms > 0 ? place.ms : std::numeric_limits<std::int64_t>::max()).id(place.id);
        query.number(sinceMs).number(sinceMs).number(sinceMs).id(user).number(sinceMs).number(wanted).id(user);
        BANTER_TRY(ListedRows read, readListed(query));
        page.insert(page.end(), std::make_move_iterator(read.conversations.begin()),
                    std::make_move_iterator(read.conversations.end()));
        place = read.last;
        more = read.rows == wanted && static_cast<int>(page.size()) < limit;
    }
    BANTER_TRY_VOID(addPartners(page, user));
    BANTER_TRY_VOID(addOwnSide(user, page, unreadCap));
    return page;
}

Result<std::vector<ListedConversation>> SqlStoreBase::listConversations(const UserId &user, std::int64_t sinceMs,
                                                                        std::int64_t beforeMs,
                                                                        const ConversationId &beforeId, int limit,
                                                                        std::uint32_t unreadCap) {
    BANTER_TRY(std::vector<IdBytes> ids, conversationsOf(user));
    return listPage(user, std::move(ids), sinceMs, {beforeMs, beforeId}, limit, unreadCap);
}

Result<std::optional<ListedConversation>> SqlStoreBase::listedConversation(const UserId &user, const ConversationId &id,
                                                                           std::uint32_t unreadCap) {
    std::vector<ListedConversation> one;
    {
        Query query(connection(), kListOne);
        query.number(static_cast<std::int64_t>(unreadCap)).id(user).id(id);
        BANTER_TRY(ListedRows read, readListed(query));
        one = std::move(read.conversations);
    }
    if (one.empty())
        return std::optional<ListedConversation>();
    BANTER_TRY_VOID(addPartners(one, user));
    BANTER_TRY_VOID(addOwnSide(user, one, unreadCap));
    return std::optional(std::move(one.front()));
}

} // namespace banter::server
