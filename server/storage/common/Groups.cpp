// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"
#include "shared/core/Uuid7.h"

namespace banter::server {
namespace {

constexpr char kGroups[] = "SELECT " BANTER_CONVERSATION_COLUMNS " FROM conversation c JOIN conversation_head h ON "
                           "h.conversation_id = c.conversation_id WHERE c.kind = ? AND c.conversation_id > ? "
                           "ORDER BY c.conversation_id LIMIT ?";
constexpr char kGroupsOf[] = "SELECT " BANTER_CONVERSATION_COLUMNS " FROM conversation c JOIN conversation_head h ON "
                             "h.conversation_id = c.conversation_id WHERE c.kind = ? AND c.conversation_id {in} "
                             "ORDER BY c.conversation_id LIMIT ?";
constexpr char kConversation[] = "SELECT " BANTER_CONVERSATION_COLUMNS " FROM conversation c JOIN conversation_head h "
                                 "ON h.conversation_id = c.conversation_id WHERE c.conversation_id = ?";

} // namespace

Result<void> SqlStoreBase::writeMember(const ConversationId &id, const MemberRow &row) {
    Query query(connection(),
                "INSERT INTO member(conversation_id, user_id, role, joined_seq, rev, removed, blocked, since_seq) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation_id, user_id) DO UPDATE SET "
                "role = excluded.role, joined_seq = excluded.joined_seq, rev = excluded.rev, removed = "
                "excluded.removed, blocked = excluded.blocked, since_seq = excluded.since_seq");
    query.id(id).id(row.user).number(static_cast<int>(row.role)).number(row.joinedSeq).number(row.rev);
    query.number(!row.removed ? kMemberIsThere : (row.expelled ? kMemberExpelled : kMemberLeft));
    query.number(row.blocked ? 1 : 0).number(row.sinceSeq);
    return query.run();
}

/// What was before somebody joined is neither unread to them nor still to be delivered.
Result<void> SqlStoreBase::startReceipt(const ConversationId &id, const UserId &user, std::uint64_t seq,
                                        std::int64_t nowMs) {
    Query query(connection(),
                "INSERT INTO receipt(conversation_id, user_id, delivered_seq, read_seq, changed_ms) VALUES (?, ?, ?, "
                "?, ?) ON CONFLICT (conversation_id, user_id) DO UPDATE SET delivered_seq = CASE WHEN "
                "receipt.delivered_seq < excluded.delivered_seq THEN excluded.delivered_seq ELSE receipt.delivered_seq "
                "END, read_seq = CASE WHEN receipt.read_seq < excluded.read_seq THEN excluded.read_seq ELSE "
                "receipt.read_seq END, changed_ms = excluded.changed_ms");
    query.id(id).id(user).number(seq).number(seq).number(nowMs);
    return query.run();
}

Result<void> SqlStoreBase::addFollowup(const ConversationId &id, const UserId &user, FollowupKind what,
                                       std::uint64_t rev, std::int64_t nowMs) {
    Query followup(connection(),
                   "INSERT INTO followup(conversation_id, id, user_id, what, rev) VALUES (?, ?, ?, ?, ?)");
    followup.id(id).id(makeUuid7(fromMs(nowMs))).id(user).number(static_cast<int>(what)).number(rev);
    return followup.run();
}

/// Answers whether it is new.
Result<bool> SqlStoreBase::insertConversation(const ConversationId &id, ConversationKind kind, const GroupInfo &info,
                                              std::int64_t nowMs) {
    {
        Query query(connection(), "INSERT INTO conversation(conversation_id, kind, title, created_ms, timer_ms, "
                                  "first_seq, description, shows_history, member_count, info_rev) "
                                  "VALUES (?, ?, ?, ?, 0, 1, ?, ?, 0, 0) ON CONFLICT (conversation_id) DO NOTHING");
        query.id(id).number(static_cast<int>(kind)).text(info.title).number(nowMs).text(info.description);
        query.number(info.showsHistory ? 1 : 0);
        BANTER_TRY_VOID(query.run());
        if (query.affected() != 1)
            return false;
    }
    Query head(connection(), "INSERT INTO conversation_head(conversation_id, last_seq, last_rev, acl_rev, last_ms, "
                             "kind) VALUES (?, 0, 0, 0, ?, ?)");
    head.id(id).number(nowMs).number(static_cast<int>(kind));
    BANTER_TRY_VOID(head.run());
    return true;
}

Result<std::optional<GroupView>> SqlStoreBase::groupView(const ConversationId &id, const std::vector<UserId> &users) {
    GroupView view;
    {
        Query query(connection(), kConversation);
        query.id(id);
        BANTER_TRY_VOID(query.run());
        if (!query.next())
            return std::optional<GroupView>();
        view.conversation = readConversation(query, 0);
    }
    std::vector<IdBytes> asked;
    for (const UserId &user : users)
        asked.push_back(user.bytes());
    if (asked.empty())
        return std::optional(std::move(view));
    Query members(connection(), "SELECT " BANTER_MEMBER_COLUMNS " FROM member b WHERE b.conversation_id = ? AND "
                                "b.user_id {in}");
    members.id(id).ids(asked);
    BANTER_TRY_VOID(members.run());
    while (members.next())
        view.conversation.members.push_back(readMember(members, 0));
    return std::optional(std::move(view));
}

Result<std::vector<ConversationRow>> SqlStoreBase::listGroups(const UserId &of, const ConversationId &after,
                                                              int limit) {
    std::vector<ConversationRow> groups;
    const auto read = [&](Query &query) -> Result<void> {
        BANTER_TRY_VOID(query.run());
        while (query.next() && groups.size() < static_cast<std::size_t>(limit))
            groups.push_back(readConversation(query, 0));
        return {};
    };
    if (of.isNull()) {
        Query query(connection(), kGroups);
        query.number(static_cast<int>(ConversationKind::Group)).id(after).number(limit);
        BANTER_TRY_VOID(read(query));
        return groups;
    }
    std::vector<IdBytes> ids;
    {
        Query query(connection(), "SELECT conversation_id FROM user_conversation WHERE user_id = ? AND removed = 0 AND "
                                  "conversation_id > ? ORDER BY conversation_id");
        query.id(of).id(after);
        BANTER_TRY_VOID(query.run());
        while (query.next())
            ids.push_back(query.idBytesAt(0));
    }
    Query query(connection(), kGroupsOf);
    query.number(static_cast<int>(ConversationKind::Group)).ids(ids).number(limit);
    BANTER_TRY_VOID(read(query));
    return groups;
}

/// Holds the head until the transaction ends: no message and no other change gets in between. False: not there.
Result<bool> SqlStoreBase::lockHead(const ConversationId &id) {
    Query query(connection(), "UPDATE conversation_head SET last_rev = last_rev WHERE conversation_id = ? "
                              "RETURNING last_rev");
    query.id(id);
    BANTER_TRY_VOID(query.run());
    return query.next();
}

Result<bool> SqlStoreBase::createGroup(const NewGroup &group, std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const bool isNew, insertConversation(group.id, ConversationKind::Group, group.info, nowMs));
    if (!isNew)
        return false;
    GroupView view;
    view.conversation.id = group.id;
    view.conversation.kind = ConversationKind::Group;
    view.conversation.lastMs = nowMs;
    GroupChange change;
    change.info = group.info;
    change.line = group.line;
    MemberRow owner;
    owner.user = group.owner;
    owner.role = MemberRole::Owner;
    change.members.push_back(owner);
    for (const UserId &user : group.others) {
        MemberRow member;
        member.user = user;
        change.members.push_back(member);
    }
    ConversationChange done;
    BANTER_TRY_VOID(writeChange(view.conversation, view, change, done, nowMs));
    BANTER_TRY_VOID(transaction.commit());
    return true;
}

Result<ConversationChange> SqlStoreBase::changeConversation(const ConversationId &id, const std::vector<UserId> &users,
                                                            const GroupDecision &decide, std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const bool isThere, lockHead(id));
    if (!isThere)
        return Error{ErrorCode::NotFound, "no such conversation"};
    BANTER_TRY(const std::optional<GroupView> view, groupView(id, users));
    if (!view)
        return Error{ErrorCode::NotFound, "no such conversation"};
    BANTER_TRY(const GroupChange change, decide(*view));
    ConversationRow head = view->conversation;
    ConversationChange done{id, head.aclRev, head.lastSeq, head.lastRev, {}, false};
    if (change.isEmpty())
        return done;
    if (change.invite)
        BANTER_TRY_VOID(spendInvite(id, *change.invite, nowMs));
    BANTER_TRY_VOID(writeChange(head, *view, change, done, nowMs));
    BANTER_TRY_VOID(transaction.commit());
    return done;
}

/// `head` is carried along: what stands in it after the last step is written.
Result<void> SqlStoreBase::writeChange(ConversationRow &head, const GroupView &before, const GroupChange &change,
                                       ConversationChange &done, std::int64_t nowMs) {
    if (change.info)
        head.info = *change.info;
    if (!change.members.empty())
        BANTER_TRY_VOID(writeMembers(head, before, change.members, done, nowMs));
    if (change.info) {
        head.infoRev = ++head.lastRev;
        done.steps.push_back({head.lastRev, {}, head.info, {}, {}});
    }
    if (!change.line.empty())
        BANTER_TRY_VOID(writeLine(head, change.line, done, nowMs));
    {
        Query query(connection(), "UPDATE conversation SET title = ?, description = ?, shows_history = ?, "
                                  "member_count = ?, info_rev = ? WHERE conversation_id = ?");
        query.text(head.info.title).text(head.info.description).number(head.info.showsHistory ? 1 : 0);
        query.number(static_cast<std::int64_t>(head.memberCount)).number(head.infoRev).id(head.id);
        BANTER_TRY_VOID(query.run());
    }
    Query query(connection(), "UPDATE conversation_head SET last_seq = ?, last_rev = ?, acl_rev = ?, last_ms = ?, "
                              "changed_ms = CASE WHEN changed_ms < ? THEN ? ELSE changed_ms END "
                              "WHERE conversation_id = ?");
    query.number(head.lastSeq).number(head.lastRev).number(head.aclRev).number(head.lastMs).number(nowMs);
    query.number(nowMs).id(head.id);
    BANTER_TRY_VOID(query.run());
    done.aclRev = head.aclRev;
    done.lastSeq = head.lastSeq;
    done.lastRev = head.lastRev;
    return {};
}

Result<void> SqlStoreBase::writeMembers(ConversationRow &head, const GroupView &before,
                                        const std::vector<MemberRow> &members, ConversationChange &done,
                                        std::int64_t nowMs) {
    head.aclRev = ++head.lastRev;
    ConversationStep &step = done.steps.emplace_back();
    step.rev = head.lastRev;
    for (MemberRow row : members) {
        const MemberRow *known = before.member(row.user);
        const bool wasThere = known && !known->removed;
        row.rev = head.lastRev;
        row.joinedSeq = known ? known->joinedSeq : 0;
        row.sinceSeq = known ? known->sinceSeq : 0;
        row.blocked = known && known->blocked;
        if (!row.removed && !wasThere) {
            row.joinedSeq = head.info.showsHistory ? 0 : head.lastSeq;
            row.sinceSeq = head.lastSeq;
            ++head.memberCount;
            BANTER_TRY_VOID(startReceipt(head.id, row.user, head.lastSeq, nowMs));
        } else if (row.removed && wasThere) {
            --head.memberCount;
        }
        if (row.removed == wasThere) {
            const auto what = row.removed ? FollowupKind::RemoveConversation : FollowupKind::AddConversation;
            BANTER_TRY_VOID(addFollowup(head.id, row.user, what, row.rev, nowMs));
            done.hasFollowups = true;
        }
        BANTER_TRY_VOID(writeMember(head.id, row));
        step.members.push_back(std::move(row));
    }
    return {};
}

Result<void> SqlStoreBase::writeLine(ConversationRow &head, const std::string &body, ConversationChange &done,
                                     std::int64_t nowMs) {
    MessageRow line;
    line.seq = ++head.lastSeq;
    line.rev = ++head.lastRev;
    line.clientId = makeId<ClientId>(fromMs(nowMs));
    line.sentAtMs = head.lastMs = std::max(head.lastMs, nowMs);
    line.kind = MessageKind::System;
    line.body = body;
    Query query(connection(),
                "INSERT INTO message(conversation_id, seq, rev, sender_id, client_id, sent_at, kind, body) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    query.id(head.id).number(line.seq).number(line.rev).id(line.sender).id(line.clientId).number(line.sentAtMs);
    query.number(static_cast<int>(line.kind)).bytes(line.body);
    BANTER_TRY_VOID(query.run());
    done.steps.push_back({line.rev, {}, {}, std::move(line), {}});
    return {};
}

Result<MemberRows> SqlStoreBase::listMembers(const UserId &user, const ConversationId &id, const UserId &after,
                                             int limit) {
    BANTER_TRY(const std::optional<View> seen, view(user, id));
    if (!seen)
        return Error{ErrorCode::NotFound, "no such conversation, or no member"};
    MemberRows rows;
    rows.rev = seen->lastRev;
    Query query(connection(), "SELECT " BANTER_MEMBER_COLUMNS " FROM member b WHERE b.conversation_id = ? AND "
                              "b.user_id > ? AND b.removed = 0 ORDER BY b.user_id LIMIT ?");
    query.id(id).id(after).number(limit);
    BANTER_TRY_VOID(query.run());
    while (query.next())
        rows.members.push_back(readMember(query, 0));
    return rows;
}

} // namespace banter::server
