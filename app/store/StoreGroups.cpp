// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "app/store/SqlValues.h"
#include "app/store/StoreDatabase.h"

namespace banter::client {
namespace {

/// Counts that are looked at for a timeline: of the newest messages of ours.
constexpr int kCountsKept = 512;

std::uint32_t howMany(const std::vector<std::uint64_t> &ascending, std::uint64_t reach) {
    return static_cast<std::uint32_t>(ascending.end() - std::lower_bound(ascending.begin(), ascending.end(), reach));
}

} // namespace

Result<StoreDatabase::OtherMarks> StoreDatabase::otherMarks(const ConversationId &id) {
    OtherMarks marks;
    BANTER_TRY(QSqlQuery *const head,
               run("SELECT kind, all_delivered, all_read FROM conversation WHERE id = ?", {toSql(id)}));
    std::uint64_t allDelivered = 0;
    std::uint64_t allRead = 0;
    if (head->next()) {
        marks.isGroup = head->value(0).toInt() == kGroupKind;
        allDelivered = fromSqlNumber(head->value(1));
        allRead = fromSqlNumber(head->value(2));
    }
    head->finish();
    // Who was removed holds nobody back any more.
    BANTER_TRY(QSqlQuery *const each,
               run("SELECT w.delivered_seq, w.read_seq FROM watermark w LEFT JOIN member m ON m.conversation = "
                   "w.conversation AND m.user = w.user"
                   " WHERE w.conversation = ? AND w.user <> ? AND coalesce(m.removed, 0) = 0",
                   {toSql(id), toSql(m_self)}));
    while (each->next()) {
        marks.eachDelivered.push_back(fromSqlNumber(each->value(0)));
        marks.eachRead.push_back(fromSqlNumber(each->value(1)));
    }
    std::sort(marks.eachDelivered.begin(), marks.eachDelivered.end());
    std::sort(marks.eachRead.begin(), marks.eachRead.end());
    if (!marks.eachDelivered.empty()) {
        marks.delivered = marks.eachDelivered.front();
        marks.read = marks.eachRead.front();
    }
    marks.delivered = std::max(marks.delivered, allDelivered);
    marks.read = std::max(marks.read, allRead);
    if (!marks.isGroup)
        return marks;
    BANTER_TRY(QSqlQuery *const counts, run("SELECT seq, recipients, delivered, read FROM receipt_count"
                                            " WHERE conversation = ? ORDER BY seq DESC LIMIT ?",
                                            {toSql(id), kCountsKept}));
    while (counts->next()) {
        const ReceiptCountRow row{fromSqlNumber(counts->value(0)), counts->value(1).toUInt(), counts->value(2).toUInt(),
                                  counts->value(3).toUInt()};
        marks.counts.emplace(row.seq, row);
    }
    return marks;
}

/// Counts of the server, where it counted; else what the watermarks of the others say.
void StoreDatabase::countReceipts(TimelineRow &row, const OtherMarks &marks) {
    if (const auto counted = marks.counts.find(row.seq); counted != marks.counts.end()) {
        row.recipients = counted->second.recipients;
        row.deliveredTo = counted->second.delivered;
        row.readBy = counted->second.read;
        return;
    }
    row.recipients = static_cast<std::uint32_t>(marks.eachDelivered.size());
    row.deliveredTo = howMany(marks.eachDelivered, row.seq);
    row.readBy = howMany(marks.eachRead, row.seq);
}

Result<void> StoreDatabase::fillPeer(ConversationRow &row) {
    BANTER_TRY(QSqlQuery *const peer,
               run("SELECT m.user, u.username, u.display_name, b.user IS NOT NULL FROM member m LEFT JOIN user u ON "
                   "u.id = m.user"
                   " LEFT JOIN block b ON b.user = m.user"
                   " WHERE m.conversation = ? AND m.user <> ? AND m.removed = 0 LIMIT 1",
                   {toSql(row.id), toSql(m_self)}));
    if (peer->next()) {
        row.peer = fromSqlId<UserId>(peer->value(0));
        row.peerUsername = fromSqlText(peer->value(1));
        row.peerDisplayName = fromSqlText(peer->value(2));
        row.isPeerBlocked = peer->value(3).toBool();
    }
    peer->finish();
    return {};
}

Result<void> StoreDatabase::fillGroup(ConversationRow &row) {
    BANTER_TRY(QSqlQuery *const own, run("SELECT role FROM member WHERE conversation = ? AND user = ? AND removed = 0",
                                         {toSql(row.id), toSql(m_self)}));
    row.myRole = own->next() ? own->value(0).toInt() : 0;
    own->finish();
    if (row.isLeft)
        row.myRole = 0;
    if (!row.isMembersListed)
        return {};
    BANTER_TRY(QSqlQuery *const count,
               run("SELECT count(*) FROM member WHERE conversation = ? AND removed = 0", {toSql(row.id)}));
    if (count->next())
        row.memberCount = count->value(0).toUInt();
    count->finish();
    return {};
}

Result<MemberList> StoreDatabase::members(const ConversationId &id) {
    MemberList list;
    BANTER_TRY(QSqlQuery *const head, run("SELECT members_listed FROM conversation WHERE id = ?", {toSql(id)}));
    list.isComplete = head->next() && head->value(0).toBool();
    head->finish();
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT m.user, m.role, m.joined_seq, m.rev, u.username, u.display_name FROM member m LEFT JOIN "
                   "user u ON u.id = m.user WHERE m.conversation = ? AND m.removed = 0",
                   {toSql(id)}));
    while (query->next()) {
        MemberEntry entry;
        entry.member.user = entry.user.id = fromSqlId<UserId>(query->value(0));
        entry.member.role = query->value(1).toInt();
        entry.member.joinedSeq = fromSqlNumber(query->value(2));
        entry.member.rev = fromSqlNumber(query->value(3));
        entry.user.username = fromSqlText(query->value(4));
        entry.user.displayName = fromSqlText(query->value(5));
        list.members.push_back(std::move(entry));
    }
    return list;
}

Result<std::vector<UserRow>> StoreDatabase::blocks() {
    BANTER_TRY(QSqlQuery *const query, run("SELECT b.user, coalesce(u.username, ''), coalesce(u.display_name, '') FROM "
                                           "block b LEFT JOIN user u ON u.id = b.user"
                                           " ORDER BY u.display_name, u.username, b.user"));
    std::vector<UserRow> users;
    while (query->next())
        users.push_back(
            {fromSqlId<UserId>(query->value(0)), fromSqlText(query->value(1)), fromSqlText(query->value(2))});
    return users;
}

Result<void> StoreDatabase::putMembers(const ConversationId &id, const std::vector<MemberRow> &members,
                                       Touched &touched) {
    if (members.empty())
        return {};
    BANTER_TRY(const OtherMarks before, otherMarks(id));
    bool isRemoval = false;
    bool isChanged = false;
    for (const MemberRow &member : members) {
        BANTER_TRY(
            QSqlQuery *const put,
            run("INSERT INTO member(conversation, user, role, joined_seq, rev, removed) VALUES(?, ?, ?, ?, ?, ?)"
                " ON CONFLICT(conversation, user) DO UPDATE SET role = excluded.role, joined_seq = excluded.joined_seq,"
                " rev = excluded.rev, removed = excluded.removed WHERE excluded.rev > rev",
                {toSql(id), toSql(member.user), member.role, toSql(member.joinedSeq), toSql(member.rev),
                 member.removed}));
        const bool isNew = put->numRowsAffected() > 0;
        put->finish();
        isChanged = isChanged || isNew;
        isRemoval = isRemoval || (isNew && member.removed);
    }
    if (!isChanged)
        return {};
    touched.conversations.insert(id);
    touched.changes.members.push_back(id);
    if (!isRemoval)
        return {};
    BANTER_TRY(const OtherMarks after, otherMarks(id));
    return touchOwn(id, {before.delivered, after.delivered}, {before.read, after.read}, touched);
}

Result<void> StoreDatabase::putMembersListed(const StoreBatch::MembersListed &listed, Touched &touched) {
    const std::set<UserId> present(listed.present.begin(), listed.present.end());
    BANTER_TRY(QSqlQuery *const held, run("SELECT user FROM member WHERE conversation = ? AND rev <= ?",
                                          {toSql(listed.conversation), toSql(listed.rev)}));
    std::vector<UserId> gone;
    while (held->next()) {
        const auto user = fromSqlId<UserId>(held->value(0));
        if (!present.contains(user))
            gone.push_back(user);
    }
    for (const UserId &user : gone)
        BANTER_TRY_VOID(execute("DELETE FROM member WHERE conversation = ? AND user = ?",
                                {toSql(listed.conversation), toSql(user)}));
    touched.conversations.insert(listed.conversation);
    touched.changes.members.push_back(listed.conversation);
    return {};
}

Result<void> StoreDatabase::putInfo(const GroupInfoRow &info) {
    return execute("UPDATE conversation SET title = ?, description = ?, shows_history = ? WHERE id = ?",
                   {toSql(info.title), toSql(info.description), info.showsHistory, toSql(info.conversation)});
}

Result<void> StoreDatabase::putBlock(const StoreBatch::Block &block, Touched &touched) {
    if (block.isRemoved)
        BANTER_TRY_VOID(execute("DELETE FROM block WHERE user = ?", {toSql(block.user)}));
    else
        BANTER_TRY_VOID(execute("INSERT INTO block(user) VALUES(?) ON CONFLICT DO NOTHING", {toSql(block.user)}));
    touched.changes.blocks = true;
    BANTER_TRY(QSqlQuery *const direct,
               run("SELECT c.id FROM member m JOIN conversation c ON c.id = m.conversation WHERE m.user = ? AND c.kind "
                   "= ?",
                   {toSql(block.user), kDirectKind}));
    while (direct->next())
        touched.conversations.insert(fromSqlId<ConversationId>(direct->value(0)));
    return {};
}

Result<void> StoreDatabase::putCounts(const StoreBatch::Counts &counts, Touched &touched) {
    BANTER_TRY(const OtherMarks before, otherMarks(counts.conversation));
    for (const ReceiptCountRow &count : counts.counts) {
        BANTER_TRY_VOID(
            execute("INSERT INTO receipt_count(conversation, seq, recipients, delivered, read) VALUES(?, ?, ?, ?, ?)"
                    " ON CONFLICT(conversation, seq) DO UPDATE SET recipients = excluded.recipients,"
                    " delivered = max(delivered, excluded.delivered), read = max(read, excluded.read)",
                    {toSql(counts.conversation), toSql(count.seq), count.recipients, count.delivered, count.read}));
        touched.messages.emplace(counts.conversation, count.seq);
        // Who has a message has those before it.
        if (count.recipients > 0)
            BANTER_TRY_VOID(
                execute("UPDATE conversation SET all_delivered = max(all_delivered, ?), all_read = max(all_read, ?) "
                        "WHERE id = ?",
                        {toSql(count.delivered >= count.recipients ? count.seq : 0),
                         toSql(count.read >= count.recipients ? count.seq : 0), toSql(counts.conversation)}));
    }
    BANTER_TRY(const OtherMarks after, otherMarks(counts.conversation));
    touched.conversations.insert(counts.conversation);
    return touchOwn(counts.conversation, {before.delivered, after.delivered}, {before.read, after.read}, touched);
}

} // namespace banter::client
