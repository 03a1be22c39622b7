// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <QTest>

#include "shared/core/Random.h"
#include "shared/protocol/Limits.h"
#include "tests/contract/StoreBed.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// Groups, invites and blocks; on both engines.
class StoreGroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init() {
        QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
        m_store = m_bed.open();
        QVERIFY(m_store);
        m_users.clear();
        for (int i = 0; i < 4; ++i) {
            m_users.push_back(newUser());
            VERIFY_OK(m_store->createUser(m_users.back(), std::nullopt));
        }
        m_group.id = makeId<ConversationId>();
        m_group.info = {"Title", "About", true};
        m_group.owner = m_users[0].id;
        m_group.others = {m_users[1].id};
        m_group.line = "line";
        QCOMPARE(m_store->createGroup(m_group, 1000).value(), true);
        applyAll();
    }
    void cleanup() { m_store.reset(); }

    void createsOnce();
    void changesTakeRevsInOrder();
    void whoJoinsSeesWhatTheGroupSays();
    void whoComesBack();
    void aRefusalChangesNothing();
    void aChangeMakesSendsStale();
    void theListGoesOnBehindWhatOneLeft();
    void followupsOfOneUser();
    void membersInPages();
    void aNewMemberOfManyIsNotReset();
    void receiptsOfAMessage();
    void invitesAreUsedUp();
    void invitesEnd();
    void invitesAreBounded();
    void blocksAreFlagged();
    void aBlockTellsNobodyWhoItWas();
    void blocksAreSynced();
    void blocksThatWait();

private:
    /// Writes a change that needs no decision.
    Result<ConversationChange> change(GroupChange change, std::vector<UserId> users = {}) {
        return m_store->changeConversation(
            m_group.id, users, [&](const GroupView &) { return Result<GroupChange>(change); }, m_nowMs += 10);
    }
    static MemberRow member(const UserRow &user, bool removed = false) {
        MemberRow row;
        row.user = user.id;
        row.removed = removed;
        return row;
    }
    void applyAll() {
        while (true) {
            const auto pending = m_store->pendingFollowups(100);
            VERIFY_OK(pending);
            if (pending->empty())
                return;
            VERIFY_OK(m_store->applyFollowups(*pending, m_nowMs));
        }
    }
    bool say(const UserRow &user, const std::string &body, std::uint64_t aclRev = 1) {
        NewMessage message;
        message.conversation = m_group.id;
        message.sender = user.id;
        message.clientId = makeId<ClientId>();
        message.checkedAclRev = aclRev;
        message.body = body;
        return store(*m_store, {message}, m_nowMs += 10);
    }
    InviteRow invite(std::uint32_t maxUses = 0, std::int64_t expiresMs = 0) {
        InviteRow row;
        row.conversation = m_group.id;
        row.id = makeId<InviteId>();
        row.creator = m_users[0].id;
        row.createdMs = m_nowMs;
        row.maxUses = maxUses;
        row.expiresMs = expiresMs;
        return row;
    }

    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
    std::vector<UserRow> m_users;
    NewGroup m_group;
    std::int64_t m_nowMs{2000};
};

void StoreGroups::createsOnce() {
    QCOMPARE(m_store->createGroup(m_group, 5000).value(), false);
    const auto row = m_store->conversation(m_group.id);
    QCOMPARE((*row)->kind, ConversationKind::Group);
    QCOMPARE((*row)->info.title, std::string("Title"));
    QCOMPARE((*row)->info.description, std::string("About"));
    QCOMPARE((*row)->memberCount, 2u);
    QCOMPARE((*row)->lastSeq, std::uint64_t(1));
    QCOMPARE((*row)->lastRev, std::uint64_t(3));
    QCOMPARE((*row)->aclRev, std::uint64_t(1));
    for (const MemberRow &entry : (*row)->members)
        QCOMPARE(entry.role, entry.user == m_group.owner ? MemberRole::Owner : MemberRole::Member);
    const auto listed = m_store->listConversations(m_users[1].id, 0, 0, {}, 10, 10);
    QCOMPARE(listed->size(), std::size_t(1));
    QCOMPARE(listed->front().unread, 0u); // the line is for nobody to read
    QCOMPARE(listed->front().preview->kind, MessageKind::System);
    QVERIFY(listed->front().preview->sender.isNull());
    QCOMPARE(listed->front().conversation.members.size(), std::size_t(1)); // the own one
}

void StoreGroups::changesTakeRevsInOrder() {
    GroupChange all;
    all.members = {member(m_users[2]), member(m_users[3])};
    all.info = GroupInfo{"New", "", false};
    all.line = "both added";
    const auto done = change(all);
    VERIFY_OK(done);
    QCOMPARE(done->steps.size(), std::size_t(3));
    QCOMPARE(done->steps[0].rev, std::uint64_t(4));
    QCOMPARE(done->steps[0].members.size(), std::size_t(2));
    QCOMPARE(done->steps[1].info->title, std::string("New"));
    QCOMPARE(done->steps[2].message->seq, std::uint64_t(2));
    QCOMPARE(done->steps[2].message->rev, std::uint64_t(6));
    QVERIFY(done->aclRev == 4 && done->lastSeq == 2 && done->lastRev == 6 && done->hasFollowups);
    const auto row = m_store->conversation(m_group.id);
    QVERIFY((*row)->lastRev == 6 && (*row)->aclRev == 4 && (*row)->memberCount == 4 && (*row)->infoRev == 5);

    const auto synced = m_store->sync(m_users[0].id, m_group.id, 3, 1, 0, 50);
    QCOMPARE(synced->members.size(), std::size_t(2));
    QCOMPARE(synced->info->title, std::string("New"));
    QCOMPARE(synced->newest.size(), std::size_t(1));
    const auto paged = m_store->sync(m_users[0].id, m_group.id, 3, 1, 0, 1);
    QVERIFY(!paged->info && paged->members.size() == 2 && paged->nextRev == 4); // who shares a rev stays together
    const auto next = m_store->sync(m_users[0].id, m_group.id, 3, 1, 4, 1);
    QVERIFY(next->info && next->members.empty() && next->nextRev == 0);
}

void StoreGroups::whoJoinsSeesWhatTheGroupSays() {
    QVERIFY(say(m_users[0], "before"));
    VERIFY_OK(change({{member(m_users[2])}, {}, "two", {}}));
    VERIFY_OK(change({{}, GroupInfo{"Title", "", false}, {}, {}}));
    VERIFY_OK(change({{member(m_users[3])}, {}, "three", {}}));
    applyAll();
    QCOMPARE(m_store->history(m_users[2].id, m_group.id, 0, 0, 50)->messages.size(), std::size_t(4));
    const auto late = m_store->history(m_users[3].id, m_group.id, 0, 0, 50);
    QCOMPARE(late->messages.size(), std::size_t(1));
    QCOMPARE(late->messages[0].body, std::string("three"));
    QCOMPARE(late->fromSeq, std::uint64_t(4));
    for (const UserRow &user : {m_users[2], m_users[3]}) {
        const auto listed = m_store->listedConversation(user.id, m_group.id, 100);
        QVERIFY(listed->has_value());
        QCOMPARE((*listed)->unread, 0u);
        QCOMPARE((*listed)->preview->body, std::string("three"));
    }
    QVERIFY(say(m_users[0], "after", (*m_store->conversation(m_group.id))->aclRev));
    QCOMPARE((*m_store->listedConversation(m_users[3].id, m_group.id, 100))->unread, 1u);
}

void StoreGroups::whoComesBack() {
    VERIFY_OK(change({{member(m_users[1], true)}, {}, "left", {}}, {m_users[1].id}));
    VERIFY_ERROR(m_store->history(m_users[1].id, m_group.id, 0, 0, 50), ErrorCode::NotFound);
    QVERIFY(!m_store->listedConversation(m_users[1].id, m_group.id, 10)->has_value());
    QCOMPARE((*m_store->conversation(m_group.id))->memberCount, 1u);
    applyAll();
    const auto account = m_store->syncAccount(m_users[1].id, 0, 10);
    QVERIFY(account->conversations.size() == 1 && account->conversations[0].removed);
    VERIFY_OK(change({{member(m_users[1])}, {}, "back", {}}, {m_users[1].id}));
    applyAll();
    QCOMPARE(m_store->history(m_users[1].id, m_group.id, 0, 0, 50)->messages.size(), std::size_t(3));
    QCOMPARE((*m_store->conversation(m_group.id))->memberCount, 2u);
    QVERIFY(!m_store->syncAccount(m_users[1].id, 0, 10)->conversations[0].removed);
}

void StoreGroups::aRefusalChangesNothing() {
    const auto refused = m_store->changeConversation(
        m_group.id, {m_users[1].id, m_users[3].id},
        [&](const GroupView &view) -> Result<GroupChange> {
            if (!view.member(m_users[1].id) || view.member(m_users[3].id) || view.member(m_users[0].id))
                return Error{ErrorCode::Internal, "not what was asked for"};
            return Error{ErrorCode::NotAllowed, "no"};
        },
        5000);
    VERIFY_ERROR(refused, ErrorCode::NotAllowed);
    VERIFY_ERROR(
        m_store->changeConversation(
            makeId<ConversationId>(), {}, [](const GroupView &) { return Result<GroupChange>(GroupChange()); }, 1),
        ErrorCode::NotFound);
    const auto nothing = change({});
    QVERIFY(nothing->steps.empty() && nothing->lastRev == 3);
    QCOMPARE((*m_store->conversation(m_group.id))->lastRev, std::uint64_t(3));
}

void StoreGroups::aChangeMakesSendsStale() {
    VERIFY_OK(change({{}, GroupInfo{"Other", "", true}, "renamed", {}}));
    QVERIFY(say(m_users[1], "a title moves no rights"));
    VERIFY_OK(change({{member(m_users[1], true)}, {}, {}, {}}, {m_users[1].id}));
    NewMessage late;
    late.conversation = m_group.id;
    late.sender = m_users[1].id;
    late.clientId = makeId<ClientId>();
    late.checkedAclRev = 1;
    late.body = "late";
    std::vector<NewMessage> batch{late};
    const auto answers = m_store->append(batch, 9000, false);
    QCOMPARE(answers->front().status, AppendStatus::Stale);
}

void StoreGroups::theListGoesOnBehindWhatOneLeft() {
    std::vector<NewGroup> groups;
    for (int i = 0; i < 6; ++i) {
        NewGroup group = m_group;
        group.id = makeId<ConversationId>();
        QVERIFY(m_store->createGroup(group, 10'000 + i).value());
        groups.push_back(group);
    }
    applyAll();
    // Four of the newest are left, and the own side has not heard of it.
    for (const std::size_t i : {5u, 4u, 2u, 1u})
        VERIFY_OK(m_store->changeConversation(
            groups[i].id, {m_users[1].id},
            [&](const GroupView &) {
                return Result<GroupChange>({{member(m_users[1], true)}, {}, {}, {}});
            },
            20'000));
    const auto page = m_store->listConversations(m_users[1].id, 0, 0, {}, 3, 10);
    VERIFY_OK(page);
    QCOMPARE(page->size(), std::size_t(3)); // not fewer: that would be the last page
    QVERIFY((*page)[0].conversation.id == groups[3].id && (*page)[1].conversation.id == groups[0].id);
    QVERIFY((*page)[2].conversation.id == m_group.id);
    QCOMPARE(m_store->listConversations(m_users[1].id, 0, 0, {}, 4, 10)->size(), std::size_t(3));
    applyAll();
}

void StoreGroups::followupsOfOneUser() {
    VERIFY_OK(change({{member(m_users[2]), member(m_users[3])}, {}, {}, {}}));
    const auto mine = m_store->followupsOf(m_group.id, m_users[3].id);
    QCOMPARE(mine->size(), std::size_t(1));
    const auto moves = m_store->applyFollowups(*mine, 1);
    QCOMPARE(moves->size(), std::size_t(1));
    QVERIFY(moves->front().user == m_users[3].id && !moves->front().removed);
    QVERIFY(m_store->applyFollowups(*mine, 1)->empty()); // once
    QCOMPARE(m_store->listConversations(m_users[3].id, 0, 0, {}, 10, 10)->size(), std::size_t(1));
    QCOMPARE(m_store->listConversations(m_users[2].id, 0, 0, {}, 10, 10)->size(), std::size_t(0));
    applyAll();
    QCOMPARE(m_store->listConversations(m_users[2].id, 0, 0, {}, 10, 10)->size(), std::size_t(1));
}

void StoreGroups::membersInPages() {
    VERIFY_OK(change({{member(m_users[2]), member(m_users[3])}, {}, {}, {}}));
    VERIFY_OK(change({{member(m_users[2], true)}, {}, {}, {}}, {m_users[2].id}));
    VERIFY_ERROR(m_store->listMembers(m_users[2].id, m_group.id, {}, 10), ErrorCode::NotFound);
    std::set<UserId> seen;
    UserId after;
    for (int pages = 0; pages < 5; ++pages) {
        const auto page = m_store->listMembers(m_users[0].id, m_group.id, after, 2);
        VERIFY_OK(page);
        QCOMPARE(page->rev, std::uint64_t(5));
        for (const MemberRow &row : page->members) {
            QVERIFY(after < row.user && seen.insert(row.user).second);
            after = row.user;
        }
        if (page->members.size() < 2)
            break;
    }
    QVERIFY(seen == (std::set<UserId>{m_users[0].id, m_users[1].id, m_users[3].id}));
}

void StoreGroups::aNewMemberOfManyIsNotReset() {
    // As many member rows as would be a reset, if they were told.
    std::string rows;
    for (std::uint64_t i = 0; i <= limits::kMaxSyncChanges + 5; ++i)
        rows += (i ? ", (" : "(") + StoreBed::literal(m_group.id) + ", " + StoreBed::literal(makeId<UserId>()) +
                ", 1, 0, 4, 0, 0)";
    QVERIFY(m_bed.run("INSERT INTO member(conversation_id, user_id, role, joined_seq, rev, removed, blocked) VALUES " +
                      rows));
    QVERIFY(m_bed.run("UPDATE conversation_head SET last_rev = 9000 WHERE conversation_id = " +
                      StoreBed::literal(m_group.id)));
    const auto fresh = m_store->sync(m_users[1].id, m_group.id, 0, 0, 0, 50);
    VERIFY_OK(fresh);
    QVERIFY(!fresh->reset && fresh->members.empty() && fresh->newest.size() == 1 && fresh->nextRev == 0);
    QVERIFY(m_store->sync(m_users[1].id, m_group.id, 3, 1, 0, 50)->reset);
}

void StoreGroups::receiptsOfAMessage() {
    QVERIFY(say(m_users[0], "to one")); // seq 2
    VERIFY_OK(change({{member(m_users[2]), member(m_users[3])}, {}, {}, {}}));
    const auto acl = (*m_store->conversation(m_group.id))->aclRev;
    QVERIFY(say(m_users[0], "to three", acl)); // seq 3
    VERIFY_OK(m_store->raiseReceipts({{m_group.id, m_users[1].id, 3, 3}, {m_group.id, m_users[2].id, 3, 0}}, 1));
    const auto first = m_store->messageReceipts(m_users[0].id, m_group.id, 2, {}, 10);
    VERIFY_OK(first);
    QVERIFY(first->count.recipients == 1 && first->count.delivered == 1 && first->count.read == 1);
    QCOMPARE(first->rows.size(), std::size_t(1));
    const auto second = m_store->messageReceipts(m_users[1].id, m_group.id, 3, {}, 2);
    QVERIFY(second->count.recipients == 3 && second->count.delivered == 2 && second->count.read == 1);
    QCOMPARE(second->rows.size(), std::size_t(2));
    const auto rest = m_store->messageReceipts(m_users[1].id, m_group.id, 3, second->rows.back().user, 2);
    QCOMPARE(rest->rows.size(), std::size_t(1));
    VERIFY_ERROR(m_store->messageReceipts(m_users[1].id, m_group.id, 4, {}, 2), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->messageReceipts(m_users[1].id, m_group.id, 0, {}, 2), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->messageReceipts(newUser().id, m_group.id, 3, {}, 2), ErrorCode::NotFound);
}

void StoreGroups::invitesAreUsedUp() {
    const std::string hash = randomBytes(32);
    const InviteRow made = invite(2);
    VERIFY_OK(m_store->createInvite(made, hash, 10));
    const auto found = m_store->inviteByCode(hash);
    QVERIFY(found->has_value() && (*found)->id == made.id && (*found)->conversation == m_group.id);
    QVERIFY((*found)->creator == m_users[0].id && (*found)->maxUses == 2);
    QVERIFY(!m_store->inviteByCode(randomBytes(32))->has_value());
    VERIFY_OK(change({{member(m_users[2])}, {}, {}, made.id}));
    QCOMPARE(m_store->listInvites(m_group.id, m_nowMs)->front().uses, 1u);
    VERIFY_OK(change({{member(m_users[3])}, {}, {}, made.id}));
    QVERIFY(m_store->listInvites(m_group.id, m_nowMs)->empty());
    QVERIFY(!(*m_store->inviteByCode(hash))->isUsable(m_nowMs));
    const auto rev = (*m_store->conversation(m_group.id))->lastRev;
    VERIFY_ERROR(change({{member(newUser())}, {}, {}, made.id}), ErrorCode::NotFound);
    QCOMPARE((*m_store->conversation(m_group.id))->lastRev, rev); // nobody came in by it
}

void StoreGroups::invitesEnd() {
    const std::string hash = randomBytes(32), other = randomBytes(32);
    const InviteRow made = invite(0, m_nowMs + 1000), revoked = invite();
    VERIFY_OK(m_store->createInvite(made, hash, 10));
    VERIFY_OK(m_store->createInvite(revoked, other, 10));
    QCOMPARE(m_store->listInvites(m_group.id, m_nowMs)->size(), std::size_t(2));
    VERIFY_OK(m_store->revokeInvite(m_group.id, revoked.id, 5));
    VERIFY_OK(m_store->revokeInvite(m_group.id, revoked.id, 6));
    QVERIFY(!m_store->inviteByCode(other)->has_value());
    VERIFY_ERROR(change({{member(m_users[2])}, {}, {}, revoked.id}), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->revokeInvite(m_group.id, makeId<InviteId>(), 5), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->revokeInvite(makeId<ConversationId>(), made.id, 5), ErrorCode::NotFound);
    QVERIFY(m_store->listInvites(m_group.id, m_nowMs + 1000)->empty());
    m_nowMs += 1000;
    VERIFY_ERROR(change({{member(m_users[2])}, {}, {}, made.id}), ErrorCode::NotFound);
}

void StoreGroups::invitesAreBounded() {
    for (int i = 0; i < 3; ++i)
        VERIFY_OK(m_store->createInvite(invite(), randomBytes(32), 3));
    VERIFY_ERROR(m_store->createInvite(invite(), randomBytes(32), 3), ErrorCode::TooLarge);
    VERIFY_OK(m_store->revokeInvite(m_group.id, m_store->listInvites(m_group.id, m_nowMs)->front().id, 5));
    VERIFY_OK(m_store->createInvite(invite(), randomBytes(32), 3));
    InviteRow nowhere = invite();
    nowhere.conversation = makeId<ConversationId>();
    VERIFY_ERROR(m_store->createInvite(nowhere, randomBytes(32), 3), ErrorCode::NotFound);
}

void StoreGroups::blocksAreFlagged() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    const auto set = m_store->setBlock(pair.one.id, pair.other.id, true);
    VERIFY_OK(set);
    QVERIFY(set->has_value() && !(*set)->removed);
    QVERIFY(!m_store->setBlock(pair.one.id, pair.other.id, true)->has_value());
    const auto done = m_store->applyBlock(pair.one.id, pair.other.id, pair.conversation);
    VERIFY_OK(done);
    QVERIFY(done->steps.size() == 1 && done->aclRev == 2 && done->lastRev == 2);
    QVERIFY(m_store->applyBlock(pair.one.id, pair.other.id, pair.conversation)->steps.empty());
    const auto row = m_store->conversation(pair.conversation);
    for (const MemberRow &entry : (*row)->members)
        QCOMPARE(entry.blocked, entry.user == pair.one.id);
    QCOMPARE(m_store->blockersAmong(pair.other.id, {pair.one.id, m_users[0].id})->size(), std::size_t(1));
    QVERIFY(m_store->blockersAmong(pair.one.id, {pair.other.id})->empty());
    std::vector<NewMessage> batch{pair.message("late", true)};
    QCOMPARE(m_store->append(batch, 1, false)->front().status, AppendStatus::Stale); // checked before the block

    VERIFY_OK(m_store->setBlock(pair.one.id, pair.other.id, false));
    QCOMPARE(m_store->applyBlock(pair.one.id, pair.other.id, pair.conversation)->aclRev, std::uint64_t(3));
    QVERIFY(m_store->blockersAmong(pair.other.id, {pair.one.id})->empty());
    QVERIFY(!m_store->setBlock(pair.one.id, pair.other.id, false)->has_value());
}

void StoreGroups::aBlockTellsNobodyWhoItWas() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    VERIFY_OK(m_store->setBlock(pair.one.id, pair.other.id, true));
    VERIFY_OK(m_store->applyBlock(pair.one.id, pair.other.id, pair.conversation));
    const auto synced = m_store->sync(pair.other.id, pair.conversation, 1, 0, 0, 50);
    QVERIFY(synced->members.empty() && synced->rev == 2);
    QVERIFY(m_store->syncAccount(pair.other.id, 0, 50)->blocks.empty());
}

void StoreGroups::blocksAreSynced() {
    const UserId user = m_users[0].id;
    const std::uint64_t before = m_store->syncAccount(user, 0, 100)->rev;
    VERIFY_OK(m_store->setBlock(user, m_users[1].id, true));
    VERIFY_OK(m_store->setBlock(user, m_users[2].id, true));
    VERIFY_OK(m_store->setBlock(user, m_users[1].id, false));
    const auto account = m_store->syncAccount(user, before, 100);
    QCOMPARE(account->rev, before + 3);
    QCOMPARE(account->blocks.size(), std::size_t(2));
    QVERIFY(account->blocks[0].user == m_users[2].id && !account->blocks[0].removed);
    QVERIFY(account->blocks[1].user == m_users[1].id && account->blocks[1].removed);
    const auto page = m_store->syncAccount(user, before, 1);
    QVERIFY(page->blocks.size() == 1 && page->more && page->rev == before + 2);
}

void StoreGroups::blocksThatWait() {
    VERIFY_OK(m_store->setBlock(m_users[0].id, m_users[1].id, true));
    const auto mine = [&] {
        const auto waiting = m_store->pendingBlocks(1000);
        return std::count_if(waiting->begin(), waiting->end(),
                             [&](const BlockRow &row) { return row.user == m_users[0].id; });
    };
    QCOMPARE(mine(), 1);
    // They have no conversation: that is taken over when they get one.
    VERIFY_OK(m_store->applyBlock(m_users[0].id, m_users[1].id, makeId<ConversationId>()));
    QCOMPARE(mine(), 0);
    VERIFY_OK(m_store->applyBlock(m_users[1].id, m_users[0].id, makeId<ConversationId>())); // there is none
}

QTEST_GUILESS_MAIN(StoreGroups)
#include "tst_StoreGroups.moc"
