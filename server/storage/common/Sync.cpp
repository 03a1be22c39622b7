// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"
#include "shared/protocol/Limits.h"

namespace banter::server {
namespace {

constexpr char kBackwards[] = "SELECT " BANTER_MESSAGE_COLUMNS " FROM message m WHERE m.conversation_id = ? AND "
                              "m.seq > ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?";
constexpr char kForwards[] = "SELECT " BANTER_MESSAGE_COLUMNS " FROM message m WHERE m.conversation_id = ? AND "
                             "m.seq > ? ORDER BY m.seq LIMIT ?";
constexpr char kNewest[] = "SELECT " BANTER_MESSAGE_COLUMNS " FROM message m WHERE m.conversation_id = ? AND "
                           "m.seq > ? ORDER BY m.seq DESC LIMIT ?";
constexpr char kChanged[] = "SELECT " BANTER_MESSAGE_COLUMNS " FROM message m WHERE m.conversation_id = ? AND "
                            "m.change_rev > ? AND m.seq > ? AND m.seq <= ? ORDER BY m.change_rev LIMIT ?";
constexpr char kChangedMembers[] = "SELECT " BANTER_MEMBER_COLUMNS " FROM member b WHERE b.conversation_id = ? AND "
                                   "b.rev > ? ORDER BY b.rev, b.user_id LIMIT ?";
constexpr char kCountChanges[] =
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM message m WHERE m.conversation_id = ? AND m.change_rev > ? AND "
    "m.seq <= ? LIMIT ?) messages) + (SELECT count(*) FROM (SELECT 1 FROM reaction r WHERE r.conversation_id = ? AND "
    "r.rev > ? LIMIT ?) reactions) + (SELECT count(*) FROM (SELECT 1 FROM member b WHERE b.conversation_id = ? AND "
    "b.rev > ? LIMIT ?) members)";

// Of those who were members when a message was sent, and still are.
#define BANTER_RECIPIENTS \
    " FROM member b LEFT JOIN receipt r ON r.conversation_id = b.conversation_id AND r.user_id = b.user_id WHERE " \
    "b.conversation_id = ? AND b.removed = 0 AND b.since_seq < ? AND b.user_id <> ? "
constexpr char kCountReceipts[] =
    "SELECT count(*), coalesce(sum(CASE WHEN r.delivered_seq >= ? THEN 1 ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN r.read_seq >= ? THEN 1 ELSE 0 END), 0)" BANTER_RECIPIENTS;
constexpr char kReceiptPage[] =
    "SELECT b.user_id, r.delivered_seq, r.read_seq" BANTER_RECIPIENTS "AND b.user_id > ? ORDER BY b.user_id LIMIT ?";

void setRange(HistoryRows &rows, std::uint64_t from, std::uint64_t to) {
    if (from > to)
        return;
    rows.fromSeq = from;
    rows.toSeq = to;
}

/// The rest of a query's rows, or as many as may be in a page together. Whether there were more.
bool readPage(Query &query, std::vector<MessageRow> &rows) {
    std::size_t bytes = 0;
    while (query.next()) {
        if (bytes >= limits::kMaxPageBytes)
            return true;
        rows.push_back(readMessage(query, 0));
        bytes += rows.back().body.size();
    }
    return false;
}

} // namespace

Result<std::optional<SqlStoreBase::View>> SqlStoreBase::view(const UserId &user, const ConversationId &id) {
    Query query(connection(), "SELECT c.kind, c.first_seq, h.last_seq, h.last_rev, b.joined_seq, c.info_rev, b.role "
                              "FROM member b "
                              "JOIN conversation_head h ON h.conversation_id = b.conversation_id "
                              "JOIN conversation c ON c.conversation_id = b.conversation_id "
                              "WHERE b.conversation_id = ? AND b.user_id = ? AND b.removed = 0");
    query.id(id).id(user);
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return std::optional<View>();
    View view;
    view.kind = static_cast<ConversationKind>(query.signedAt(0));
    view.firstSeq = query.unsignedAt(1);
    view.lastSeq = query.unsignedAt(2);
    view.lastRev = query.unsignedAt(3);
    view.joinedSeq = query.unsignedAt(4);
    view.infoRev = query.unsignedAt(5);
    view.role = static_cast<MemberRole>(query.signedAt(6));
    return std::optional(view);
}

Result<HistoryRows> SqlStoreBase::history(const UserId &user, const ConversationId &id, std::uint64_t beforeSeq,
                                          std::uint64_t afterSeq, int limit) {
    BANTER_TRY(const std::optional<View> seen, view(user, id));
    if (!seen)
        return Error{ErrorCode::NotFound, "no such conversation, or no member"};
    const bool backwards = beforeSeq > 0;
    const std::uint64_t floor = seen->floor();
    const std::uint64_t above = backwards ? floor : std::max(floor, afterSeq);
    HistoryRows rows;
    Query query(connection(), backwards ? kBackwards : kForwards);
    query.id(id).number(above);
    if (backwards)
        query.number(beforeSeq);
    query.number(limit);
    BANTER_TRY_VOID(query.run());
    const bool isCut = readPage(query, rows.messages);
    if (backwards)
        std::reverse(rows.messages.begin(), rows.messages.end());

    // The head was read before the rows: there may be rows above its last seq.
    const bool full = isCut || rows.messages.size() >= static_cast<std::size_t>(limit);
    const std::uint64_t newest = std::max(seen->lastSeq, rows.messages.empty() ? 0 : rows.messages.back().seq);
    if (backwards) {
        const std::uint64_t from = full ? rows.messages.front().seq : floor + 1;
        setRange(rows, from, std::min(beforeSeq - 1, newest));
        rows.atStart = from <= floor + 1;
        rows.atEnd = beforeSeq > newest;
    } else {
        const std::uint64_t to = full ? rows.messages.back().seq : newest;
        setRange(rows, above + 1, to);
        rows.atStart = above == floor;
        rows.atEnd = to >= newest;
    }
    BANTER_TRY_VOID(leaveOutHidden(user, id, rows.messages));
    BANTER_TRY_VOID(addReactions(user, id, rows.messages));
    return rows;
}

Result<SyncRows> SqlStoreBase::sync(const UserId &user, const ConversationId &id, std::uint64_t rev,
                                    std::uint64_t topSeq, std::uint64_t afterRev, int limit) {
    BANTER_TRY(const std::optional<View> seen, view(user, id));
    if (!seen)
        return Error{ErrorCode::NotFound, "no such conversation, or no member"};
    SyncRows rows;
    rows.rev = seen->lastRev;
    rows.lastSeq = seen->lastSeq;
    rows.firstSeq = seen->firstSeq;
    const bool firstPage = afterRev == 0;
    // A client that holds more than the store outlived a restored backup: it starts again, too.
    rows.reset = rev > seen->lastRev || topSeq > seen->lastSeq;
    if (!rows.reset && firstPage && rev > 0 && seen->lastRev - rev > limits::kMaxSyncChanges) {
        BANTER_TRY(const bool behind, tooFarBehind(id, rev, topSeq));
        rows.reset = behind;
    }
    if (rows.reset)
        return rows;
    // Who is new to a group asks for its members when they are to be shown; the list may be long.
    const bool withMembers = seen->kind == ConversationKind::Direct || rev > 0;
    BANTER_TRY_VOID(readChanges(rows, id, *seen, {user, std::max(rev, afterRev), topSeq, withMembers, limit}));
    BANTER_TRY_VOID(leaveOutHidden(user, id, rows.changed));
    if (firstPage) {
        BANTER_TRY_VOID(readNewest(rows, id, *seen, topSeq));
        BANTER_TRY_VOID(leaveOutHidden(user, id, rows.newest));
        BANTER_TRY_VOID(addReactions(user, id, rows.newest));
    }
    BANTER_TRY(std::vector<ReceiptRow> receipts, visibleReceipts(user, id, seen->kind));
    rows.receipts = std::move(receipts);
    return rows;
}

Result<bool> SqlStoreBase::tooFarBehind(const ConversationId &id, std::uint64_t rev, std::uint64_t topSeq) {
    constexpr std::uint64_t kBound = limits::kMaxSyncChanges + 1;
    Query query(connection(), kCountChanges);
    query.id(id).number(rev).number(topSeq).number(kBound);
    query.id(id).number(rev).number(kBound).id(id).number(rev).number(kBound);
    BANTER_TRY_VOID(query.run());
    return query.next() && query.unsignedAt(0) > limits::kMaxSyncChanges;
}

Result<void> SqlStoreBase::readInfo(SyncRows &rows, const ConversationId &id) {
    Query query(connection(), "SELECT title, description, shows_history, info_rev FROM conversation WHERE "
                              "conversation_id = ?");
    query.id(id);
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return {};
    rows.info = GroupInfo{query.textAt(0), query.textAt(1), query.boolAt(2)};
    rows.infoRev = query.unsignedAt(3);
    return {};
}

/// One page over the kinds of change, cut at the rev of the last row that fits. Members that were written by one
/// change share its rev and stay together, so a page may be longer than the limit by those.
Result<void> SqlStoreBase::readChanges(SyncRows &rows, const ConversationId &id, const View &seen,
                                       const SyncRange &range) {
    const std::uint64_t after = range.after;
    const std::uint64_t floor = seen.floor();
    const auto bound = static_cast<std::size_t>(range.limit);
    bool isCut = false;
    if (range.topSeq > floor) {
        Query query(connection(), kChanged);
        query.id(id).number(after).number(floor).number(range.topSeq).number(range.limit + 1);
        BANTER_TRY_VOID(query.run());
        isCut = readPage(query, rows.changed);
    }
    BANTER_TRY(rows.reactions, reactionsChanged(id, range, floor));
    if (seen.infoRev > after)
        BANTER_TRY_VOID(readInfo(rows, id));
    if (range.withMembers) {
        // Not limited to the page: who shares a rev must stay together, and no change has more than a page of them.
        Query query(connection(), kChangedMembers);
        query.id(id).number(after).number(static_cast<int>(limits::kMaxSyncChanges));
        BANTER_TRY_VOID(query.run());
        while (query.next())
            rows.members.push_back(readMember(query, 0));
    }
    std::vector<std::uint64_t> revs;
    for (const MessageRow &row : rows.changed)
        revs.push_back(row.changeRev);
    for (const ReactionSummary &row : rows.reactions)
        revs.push_back(row.rev);
    for (const MemberRow &row : rows.members)
        revs.push_back(row.rev);
    if (rows.info)
        revs.push_back(rows.infoRev);
    if (revs.size() <= bound && !isCut)
        return {};
    std::sort(revs.begin(), revs.end());
    std::uint64_t last = revs[std::min(bound, revs.size()) - 1];
    // A row with a content has its rev for itself: only an edit gives it one.
    if (isCut)
        last = std::min(last, rows.changed.back().changeRev);
    else if (revs.back() == last)
        return {};
    std::erase_if(rows.changed, [last](const MessageRow &row) { return row.changeRev > last; });
    std::erase_if(rows.reactions, [last](const ReactionSummary &row) { return row.rev > last; });
    std::erase_if(rows.members, [last](const MemberRow &row) { return row.rev > last; });
    if (rows.infoRev > last)
        rows.info.reset();
    rows.nextRev = last;
    return {};
}

Result<void> SqlStoreBase::readNewest(SyncRows &rows, const ConversationId &id, const View &seen,
                                      std::uint64_t topSeq) {
    const std::uint64_t above = std::max(topSeq, seen.floor());
    Query query(connection(), kNewest);
    query.id(id).number(above).number(static_cast<int>(limits::kDefaultPage));
    BANTER_TRY_VOID(query.run());
    readPage(query, rows.newest);
    std::reverse(rows.newest.begin(), rows.newest.end());
    if (!rows.newest.empty() && rows.newest.front().seq > above + 1) {
        rows.holeFrom = above + 1;
        rows.holeTo = rows.newest.front().seq - 1;
    }
    return {};
}

Result<std::vector<ReceiptRow>> SqlStoreBase::visibleReceipts(const UserId &user, const ConversationId &id,
                                                              ConversationKind kind) {
    std::vector<ReceiptRow> rows;
    Query query(connection(), "SELECT r.user_id, r.delivered_seq, r.read_seq, r.own_read_seq FROM receipt r JOIN "
                              "member b ON "
                              "b.conversation_id = r.conversation_id AND b.user_id = r.user_id "
                              "WHERE r.conversation_id = ? AND b.removed = 0 ORDER BY r.user_id LIMIT ?");
    query.id(id).number(static_cast<int>(limits::kMaxListedMembers + 1));
    BANTER_TRY_VOID(query.run());
    while (query.next())
        rows.push_back({id, query.idAt<UserId>(0), query.unsignedAt(1), query.unsignedAt(2), query.unsignedAt(3)});
    for (ReceiptRow &row : rows) {
        if (row.user == user)
            row.readSeq = row.ownRead();
    }
    if (kind == ConversationKind::Direct || rows.size() <= limits::kMaxListedMembers)
        return rows;
    rows.clear();
    Query own(connection(), "SELECT delivered_seq, CASE WHEN read_seq < own_read_seq THEN own_read_seq ELSE read_seq "
                            "END FROM receipt WHERE conversation_id = ? AND user_id = ?");
    own.id(id).id(user);
    BANTER_TRY_VOID(own.run());
    if (own.next())
        rows.push_back({id, user, own.unsignedAt(0), own.unsignedAt(1)});
    return rows;
}

Result<MessageReceipts> SqlStoreBase::messageReceipts(const UserId &user, const ConversationId &id, std::uint64_t seq,
                                                      const UserId &after, int limit) {
    BANTER_TRY(const std::optional<View> seen, view(user, id));
    if (!seen || seq <= seen->floor())
        return Error{ErrorCode::NotFound, "no such message, or not for this user"};
    UserId sender;
    {
        Query query(connection(), "SELECT sender_id FROM message WHERE conversation_id = ? AND seq = ?");
        query.id(id).number(seq);
        BANTER_TRY_VOID(query.run());
        if (!query.next())
            return Error{ErrorCode::NotFound, "no such message"};
        sender = query.idAt<UserId>(0);
    }
    MessageReceipts receipts;
    receipts.count.seq = seq;
    {
        Query query(connection(), kCountReceipts);
        query.number(seq).number(seq).id(id).number(seq).id(sender);
        BANTER_TRY_VOID(query.run());
        if (query.next()) {
            receipts.count.recipients = static_cast<std::uint32_t>(query.unsignedAt(0));
            receipts.count.delivered = static_cast<std::uint32_t>(query.unsignedAt(1));
            receipts.count.read = static_cast<std::uint32_t>(query.unsignedAt(2));
        }
    }
    Query query(connection(), kReceiptPage);
    query.id(id).number(seq).id(sender).id(after).number(limit);
    BANTER_TRY_VOID(query.run());
    while (query.next())
        receipts.rows.push_back({id, query.idAt<UserId>(0), query.unsignedAt(1), query.unsignedAt(2)});
    return receipts;
}

} // namespace banter::server
