// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/store/SqlValues.h"
#include "app/store/StoreDatabase.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

Result<StoreSnapshot> StoreDatabase::snapshot() {
    StoreSnapshot snapshot;
    BANTER_TRY(QSqlQuery *const state, run("SELECT name, value FROM sync_state"));
    while (state->next()) {
        if (state->value(0).toString() == QLatin1String("account_rev"))
            snapshot.accountRev = fromSqlNumber(state->value(1));
        else if (state->value(0).toString() == QLatin1String("listed_as_of_ms"))
            snapshot.listedAsOfMs = state->value(1).toLongLong();
    }
    BANTER_TRY(
        QSqlQuery *const list,
        run("SELECT id, rev, head_rev, last_seq, want_read, known_delivered, known_read, is_left, members_listed FROM "
            "conversation"));
    while (list->next()) {
        Progress progress;
        progress.conversation = fromSqlId<ConversationId>(list->value(0));
        progress.rev = fromSqlNumber(list->value(1));
        progress.headRev = fromSqlNumber(list->value(2));
        progress.lastSeq = fromSqlNumber(list->value(3));
        progress.wantRead = fromSqlNumber(list->value(4));
        progress.knownDelivered = fromSqlNumber(list->value(5));
        progress.knownRead = fromSqlNumber(list->value(6));
        progress.isLeft = list->value(7).toBool();
        progress.isMembersListed = list->value(8).toBool();
        snapshot.progress.push_back(std::move(progress));
    }
    for (Progress &progress : snapshot.progress) {
        BANTER_TRY(progress.ranges, ranges(progress.conversation, false));
        BANTER_TRY(progress.fills, ranges(progress.conversation, true));
    }
    BANTER_TRY(auto all, outbox());
    for (OutboxRow &row : all) {
        if (row.state == SendState::Pending)
            snapshot.outbox.push_back(std::move(row));
    }
    BANTER_TRY(snapshot.operations, operations());
    BANTER_TRY(QSqlQuery *const known, run("SELECT id FROM user"));
    while (known->next())
        snapshot.users.push_back(fromSqlId<UserId>(known->value(0)));
    return snapshot;
}

Result<SeqRanges> StoreDatabase::ranges(const ConversationId &id, bool isFill) {
    BANTER_TRY(
        QSqlQuery *const query,
        run("SELECT from_seq, to_seq FROM held_range WHERE conversation = ? AND is_fill = ?", {toSql(id), isFill}));
    SeqRanges ranges;
    while (query->next())
        ranges.add({fromSqlNumber(query->value(0)), fromSqlNumber(query->value(1))});
    return ranges;
}

Result<std::uint64_t> StoreDatabase::readUpTo(const ConversationId &id) {
    BANTER_TRY(QSqlQuery *const query, run("SELECT want_read FROM conversation WHERE id = ?", {toSql(id)}));
    const std::uint64_t read = query->next() ? fromSqlNumber(query->value(0)) : 0;
    query->finish();
    return read;
}

namespace {

TimelineRow fromOutbox(const OutboxRow &row, const UserId &self) {
    TimelineRow line;
    line.conversation = row.conversation;
    line.position = row.position;
    line.sender = self;
    line.clientId = row.clientId;
    line.sentAtMs = row.createdMs;
    line.mine = true;
    line.content = row.content;
    line.quoted.seq = row.replyTo;
    line.state = row.state == SendState::Failed ? MessageState::Failed : MessageState::Pending;
    line.failure = row.failure;
    return line;
}

OutboxRow toOutboxRow(const QSqlQuery &query) {
    OutboxRow row;
    row.position = query.value(0).toLongLong();
    row.conversation = fromSqlId<ConversationId>(query.value(1));
    row.clientId = fromSqlId<ClientId>(query.value(2));
    row.content = fromSqlBlob(query.value(3));
    row.createdMs = query.value(4).toLongLong();
    row.state = query.value(5).toInt() == static_cast<int>(SendState::Failed) ? SendState::Failed : SendState::Pending;
    row.failure = static_cast<ErrorCode>(query.value(6).toInt());
    v1::Content content;
    if (content.ParseFromString(row.content))
        row.replyTo = content.reply_to_seq();
    return row;
}

} // namespace

Result<std::optional<TimelineRow>> StoreDatabase::outboxRow(const ClientId &id) {
    BANTER_TRY(QSqlQuery *const query, run("SELECT position, conversation, client_id, content, created_ms, state, "
                                           "failure FROM outbox WHERE client_id = ?",
                                           {toSql(id)}));
    std::optional<TimelineRow> row;
    if (query->next())
        row = fromOutbox(toOutboxRow(*query), m_self);
    query->finish();
    if (row && row->quoted.seq > 0) {
        BANTER_TRY(const RowContext context, contextOf(row->conversation));
        BANTER_TRY_VOID(fillQuoted(row->conversation, row->quoted, context));
    }
    return row;
}

Result<std::vector<OutboxRow>> StoreDatabase::outbox() {
    BANTER_TRY(QSqlQuery *const query, run("SELECT position, conversation, client_id, content, created_ms, state, "
                                           "failure FROM outbox ORDER BY position"));
    std::vector<OutboxRow> rows;
    while (query->next())
        rows.push_back(toOutboxRow(*query));
    return rows;
}

Result<std::vector<TimelineRow>> StoreDatabase::timeline(const ConversationId &id, std::uint64_t beforeSeq, int limit) {
    BANTER_TRY(const RowContext context, contextOf(id));
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT " BANTER_MESSAGE_COLUMNS " FROM message"
                   " WHERE conversation = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
                   {toSql(id), beforeSeq == 0 ? QVariant(Q_INT64_C(0x7fffffffffffffff)) : toSql(beforeSeq), limit}));
    std::vector<TimelineRow> rows;
    while (query->next())
        rows.push_back(toTimelineRow(*query, id, context));
    std::reverse(rows.begin(), rows.end());
    BANTER_TRY_VOID(decorate(id, rows, context));
    if (beforeSeq == 0)
        BANTER_TRY_VOID(appendSends(id, rows, context));
    return rows;
}

Result<void> StoreDatabase::appendSends(const ConversationId &id, std::vector<TimelineRow> &rows,
                                        const RowContext &context) {
    BANTER_TRY(QSqlQuery *const waiting, run("SELECT position, conversation, client_id, content, created_ms, state, "
                                             "failure FROM outbox WHERE conversation = ?"
                                             " ORDER BY position",
                                             {toSql(id)}));
    const std::size_t first = rows.size();
    while (waiting->next())
        rows.push_back(fromOutbox(toOutboxRow(*waiting), m_self));
    waiting->finish();
    for (std::size_t i = first; i < rows.size(); ++i) {
        if (rows[i].quoted.seq > 0)
            BANTER_TRY_VOID(fillQuoted(id, rows[i].quoted, context));
    }
    return {};
}

Result<TimelinePage> StoreDatabase::page(const ConversationId &id, const PageRequest &request) {
    return request.after > 0 ? newerPage(id, request) : olderPage(id, request);
}

Result<TimelinePage> StoreDatabase::olderPage(const ConversationId &id, const PageRequest &request) {
    BANTER_TRY(const SeqRanges held, ranges(id, false));
    BANTER_TRY(QSqlQuery *const head, run("SELECT first_seq, last_seq FROM conversation WHERE id = ?", {toSql(id)}));
    const bool isKnown = head->next();
    const std::uint64_t first = std::max<std::uint64_t>(isKnown ? fromSqlNumber(head->value(0)) : 1, 1);
    const std::uint64_t last = isKnown ? fromSqlNumber(head->value(1)) : 0;
    head->finish();

    TimelinePage page;
    page.reachesEnd = request.before == 0;
    const std::uint64_t before = request.before == 0 ? std::uint64_t{1} << 62 : request.before;
    // Rows above the newest range came early: messages of ours, accepted before those ahead of them are here.
    const std::uint64_t from = held.isEmpty()        ? 1
                               : before > held.top() ? held.all().back().from
                                                     : held.rangeAround(before - 1).value_or(SeqRange{before, 0}).from;
    BANTER_TRY(const RowContext context, contextOf(id));
    BANTER_TRY(QSqlQuery *const query, run("SELECT " BANTER_MESSAGE_COLUMNS " FROM message"
                                           " WHERE conversation = ? AND seq < ? AND seq >= ? ORDER BY seq DESC LIMIT ?",
                                           {toSql(id), toSql(before), toSql(from), request.limit}));
    while (query->next())
        page.rows.push_back(toTimelineRow(*query, id, context));
    std::reverse(page.rows.begin(), page.rows.end());
    BANTER_TRY_VOID(decorate(id, page.rows, context));
    const bool isAll = page.rows.size() < static_cast<std::size_t>(request.limit) || page.rows.front().seq == from;
    if (held.isEmpty() && last > 0)
        page.holeBefore = page.rows.empty() ? std::min(before, last + 1) : page.rows.front().seq;
    else
        page.holeBefore = isAll && from > first ? from : 0;
    page.reachesStart = isAll && page.holeBefore <= first;
    if (page.reachesStart)
        page.holeBefore = 0;
    if (page.reachesEnd)
        BANTER_TRY_VOID(appendSends(id, page.rows, context));
    return page;
}

Result<TimelinePage> StoreDatabase::newerPage(const ConversationId &id, const PageRequest &request) {
    BANTER_TRY(const SeqRanges held, ranges(id, false));
    TimelinePage page;
    std::uint64_t upTo = std::uint64_t{1} << 62;
    for (const SeqRange &range : held.all()) {
        if (range.from > request.after + 1) { // a hole starts where what follows `after` ends
            page.holeAboveUpTo = range.from;
            upTo = range.from - 1;
            break;
        }
    }
    BANTER_TRY(const RowContext context, contextOf(id));
    BANTER_TRY(QSqlQuery *const query, run("SELECT " BANTER_MESSAGE_COLUMNS " FROM message"
                                           " WHERE conversation = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
                                           {toSql(id), toSql(request.after), toSql(upTo), request.limit}));
    while (query->next())
        page.rows.push_back(toTimelineRow(*query, id, context));
    BANTER_TRY_VOID(decorate(id, page.rows, context));
    if (page.rows.size() == static_cast<std::size_t>(request.limit)) {
        page.holeAboveUpTo = 0; // more rows come first
        return page;
    }
    page.reachesEnd = page.holeAboveUpTo == 0;
    if (page.reachesEnd)
        BANTER_TRY_VOID(appendSends(id, page.rows, context));
    return page;
}

Result<std::vector<TimelineRow>> StoreDatabase::received(const ConversationId &id, std::uint64_t aboveSeq, int limit) {
    BANTER_TRY(const RowContext context, contextOf(id));
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT " BANTER_MESSAGE_COLUMNS " FROM message"
                   " WHERE conversation = ? AND seq > ? AND sender IS NOT NULL AND sender <> ? ORDER BY seq LIMIT ?",
                   {toSql(id), toSql(aboveSeq), toSql(m_self), limit}));
    std::vector<TimelineRow> rows;
    while (query->next())
        rows.push_back(toTimelineRow(*query, id, context));
    BANTER_TRY_VOID(decorate(id, rows, context));
    return rows;
}

Result<std::vector<TimelineRow>> StoreDatabase::everything() {
    BANTER_TRY(const auto list, conversations());
    std::vector<TimelineRow> all;
    for (const ConversationRow &conversation : list) {
        BANTER_TRY(auto rows, timeline(conversation.id, 0, -1));
        all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    return all;
}

namespace {

std::pair<ConversationRow, std::uint32_t> toConversationRow(const QSqlQuery &query) {
    ConversationRow row;
    row.id = fromSqlId<ConversationId>(query.value(0));
    row.kind = query.value(1).toInt();
    row.title = fromSqlText(query.value(2));
    row.lastSeq = fromSqlNumber(query.value(3));
    row.rev = fromSqlNumber(query.value(4));
    row.lastMs = query.value(5).toLongLong();
    row.readSeq = fromSqlNumber(query.value(7));
    row.draft = fromSqlText(query.value(8));
    row.description = fromSqlText(query.value(9));
    row.showsHistory = query.value(10).toBool();
    row.memberCount = query.value(11).toUInt();
    row.isLeft = query.value(12).toBool();
    row.isMembersListed = query.value(13).toBool();
    row.pinnedAtMs = query.value(14).toLongLong();
    row.mutedUntilMs = query.value(15).toLongLong();
    row.isArchived = query.value(16).toBool();
    row.isMarkedUnread = query.value(17).toBool();
    row.draftReplyTo = query.value(18).toString().toULongLong();
    return {std::move(row), query.value(6).toUInt()};
}

} // namespace

Result<std::vector<ConversationRow>> StoreDatabase::conversations() {
    BANTER_TRY(
        QSqlQuery *const query,
        run("SELECT c.id, c.kind, c.title, c.last_seq, c.rev, c.last_ms, c.server_unread, c.want_read, d.text,"
            " c.description, c.shows_history, c.member_count, c.is_left, c.members_listed"
            ", c.pinned_at, c.muted_until, c.archived, c.marked_unread, d.extra"
            " FROM conversation c LEFT JOIN draft d ON d.conversation = c.id ORDER BY c.last_ms DESC, c.id DESC"));
    std::vector<std::pair<ConversationRow, std::uint32_t>> rows;
    while (query->next())
        rows.push_back(toConversationRow(*query));
    std::vector<ConversationRow> filled;
    for (auto &[row, unread] : rows) {
        BANTER_TRY_VOID(fillConversation(row, unread));
        filled.push_back(std::move(row));
    }
    return filled;
}

Result<std::optional<ConversationRow>> StoreDatabase::conversation(const ConversationId &id) {
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT c.id, c.kind, c.title, c.last_seq, c.rev, c.last_ms, c.server_unread, c.want_read, d.text,"
                   " c.description, c.shows_history, c.member_count, c.is_left, c.members_listed"
                   ", c.pinned_at, c.muted_until, c.archived, c.marked_unread, d.extra"
                   " FROM conversation c LEFT JOIN draft d ON d.conversation = c.id WHERE c.id = ?",
                   {toSql(id)}));
    if (!query->next())
        return std::optional<ConversationRow>{};
    auto [row, unread] = toConversationRow(*query);
    query->finish();
    BANTER_TRY_VOID(fillConversation(row, unread));
    return std::optional<ConversationRow>{std::move(row)};
}

Result<void> StoreDatabase::fillConversation(ConversationRow &row, std::uint32_t serverUnread) {
    BANTER_TRY_VOID(row.isGroup() ? fillGroup(row) : fillPeer(row));
    BANTER_TRY(const OtherMarks marks, otherMarks(row.id));
    row.peerDelivered = marks.delivered;
    row.peerRead = marks.read;
    // By what only our own messages carry, which has an index: a long conversation may hold none of ours.
    BANTER_TRY(QSqlQuery *const own,
               run("SELECT seq FROM message WHERE conversation = ? AND client_id IS NOT NULL ORDER BY seq DESC LIMIT 1",
                   {toSql(row.id)}));
    row.ownSeq = own->next() ? fromSqlNumber(own->value(0)) : 0;
    own->finish();
    BANTER_TRY(auto newest, timeline(row.id, 0, 1));
    for (TimelineRow &line : newest) {
        row.heldSeq = std::max(row.heldSeq, line.seq);
        row.pending += line.state == MessageState::Pending ? 1u : 0u;
        row.failed += line.state == MessageState::Failed ? 1u : 0u;
    }
    if (!newest.empty())
        row.preview = std::move(newest.back());
    // As far as the server would count.
    BANTER_TRY(QSqlQuery *const unread,
               run("SELECT count(*) FROM (SELECT 1 FROM message WHERE conversation = ? AND seq > ? AND"
                   " sender IS NOT NULL AND sender <> ? AND deleted = 0 LIMIT ?)",
                   {toSql(row.id), toSql(row.readSeq), toSql(m_self), limits::kMaxUnread}));
    if (unread->next())
        row.unread = unread->value(0).toUInt();
    unread->finish();
    // Counted here where all of it is held, else as the server counted.
    BANTER_TRY(const SeqRanges held, ranges(row.id, false));
    if (row.lastSeq > row.readSeq && !held.covers({row.readSeq + 1, row.lastSeq}))
        row.unread = std::max(row.unread, serverUnread);
    return {};
}

Result<std::optional<UserRow>> StoreDatabase::userByName(std::string_view canonicalName) {
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT id, username, display_name FROM user WHERE username = ?", {toSql(canonicalName)}));
    std::optional<UserRow> user;
    if (query->next())
        user = UserRow{fromSqlId<UserId>(query->value(0)), fromSqlText(query->value(1)), fromSqlText(query->value(2))};
    query->finish();
    return user;
}

Result<std::vector<UserRow>> StoreDatabase::users() {
    BANTER_TRY(QSqlQuery *const query, run("SELECT id, username, display_name FROM user ORDER BY username"));
    std::vector<UserRow> users;
    while (query->next())
        users.push_back(
            {fromSqlId<UserId>(query->value(0)), fromSqlText(query->value(1)), fromSqlText(query->value(2))});
    return users;
}

Result<DraftRow> StoreDatabase::draft(const ConversationId &id) {
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT text, extra, changed_ms FROM draft WHERE conversation = ?", {toSql(id)}));
    DraftRow draft;
    if (query->next())
        draft = {fromSqlText(query->value(0)), query->value(1).toString().toULongLong(), query->value(2).toLongLong()};
    query->finish();
    return draft;
}

} // namespace banter::client
