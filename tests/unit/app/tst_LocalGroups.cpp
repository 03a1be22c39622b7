// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QtTest>

#include "app/store/StoreDatabase.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/banter.pb.h"

using namespace banter;
using namespace banter::client;

/// Members, marks of several people, counts and blocks in the client's store.
class tst_LocalGroups : public QObject {
    Q_OBJECT

    const UserId m_self = makeId<UserId>();
    const UserId m_tom = makeId<UserId>();
    const UserId m_aiko = makeId<UserId>();
    const ConversationId m_id = makeId<ConversationId>();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StoreDatabase> m_store;

    StoreChanges apply(const StoreBatch &batch) {
        auto changes = m_store->apply(batch);
        if (!changes.ok())
            qFatal("%s", changes.error().detail.c_str());
        return std::move(*changes);
    }
    MessageRow message(std::uint64_t seq, const UserId &sender) const {
        MessageRow row;
        row.conversation = m_id;
        row.seq = seq;
        row.rev = seq + 1;
        row.sender = sender;
        if (sender == m_self)
            row.clientId = makeId<ClientId>();
        v1::Content content;
        content.mutable_text()->set_body("m" + std::to_string(seq));
        row.content = content.SerializeAsString();
        return row;
    }
    void fill(bool isListed = true) {
        StoreBatch batch;
        batch.users = {{m_tom, "tom", "Tom"}, {m_aiko, "aiko", "Aiko"}};
        ConversationFacts facts;
        facts.id = m_id;
        facts.kind = kGroupKind;
        facts.title = "House";
        facts.memberCount = 7;
        facts.members = {
            {m_self, v1::OWNER, 0, 1, false}, {m_tom, v1::MEMBER, 0, 1, false}, {m_aiko, v1::MEMBER, 0, 1, false}};
        batch.conversations.push_back(facts);
        for (std::uint64_t seq = 1; seq <= 4; ++seq)
            batch.messages.push_back(message(seq, m_self));
        Progress progress;
        progress.conversation = m_id;
        progress.rev = progress.headRev = 5;
        progress.ranges.add({1, 4});
        progress.lastSeq = 4;
        progress.isMembersListed = isListed;
        batch.progress.push_back(progress);
        batch.marks.push_back({m_id, {{m_tom, 0, 0}, {m_aiko, 0, 0}}});
        apply(batch);
    }
    StoreChanges marks(const UserId &user, std::uint64_t delivered, std::uint64_t read) {
        StoreBatch batch;
        batch.marks.push_back({m_id, {{user, delivered, read}}});
        return apply(batch);
    }
    TimelineRow row(std::uint64_t seq) {
        auto rows = m_store->timeline(m_id, seq + 1, 1);
        return rows.ok() && !rows->empty() ? rows->front() : TimelineRow{};
    }
    ConversationRow conversation() {
        auto found = m_store->conversation(m_id);
        return found.ok() && *found ? **found : ConversationRow{};
    }
    static std::vector<std::uint64_t> seqsOf(const StoreChanges &changes) {
        std::vector<std::uint64_t> seqs;
        for (const TimelineRow &one : changes.rows)
            seqs.push_back(one.seq);
        return seqs;
    }
    using Seqs = std::vector<std::uint64_t>;

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = StoreDatabase::open(m_folder->filePath(QStringLiteral("store.db")), m_self);
        QVERIFY(opened.ok());
        m_store = std::move(*opened);
    }
    void cleanup() {
        m_store.reset();
        m_folder.reset();
    }

    void theLowestOfAllCounts() {
        fill();
        QCOMPARE(seqsOf(marks(m_tom, 3, 2)), (Seqs{1, 2, 3}));
        QCOMPARE(row(2).state, MessageState::Sent); // Aiko lacks it
        QCOMPARE(row(2).recipients, 2u);
        QCOMPARE(row(2).deliveredTo, 1u);
        QCOMPARE(row(2).readBy, 1u);
        QCOMPARE(seqsOf(marks(m_aiko, 2, 1)), (Seqs{1, 2}));
        QCOMPARE(row(1).state, MessageState::Read);
        QCOMPARE(row(2).state, MessageState::Delivered);
        QCOMPARE(row(3).state, MessageState::Sent);
        QCOMPARE(conversation().peerDelivered, std::uint64_t{2});
        QVERIFY(seqsOf(marks(m_aiko, 2, 1)).empty()); // nothing moved
    }

    void whoWasRemovedHoldsNobodyBack() {
        fill();
        marks(m_tom, 4, 4);
        QCOMPARE(row(4).state, MessageState::Sent);
        StoreBatch removal;
        removal.members.push_back({m_id, {{m_aiko, v1::MEMBER, 0, 9, true}}});
        const StoreChanges changes = apply(removal);
        QCOMPARE(seqsOf(changes), (Seqs{1, 2, 3, 4}));
        QCOMPARE(changes.members, (std::vector<ConversationId>{m_id}));
        QCOMPARE(row(4).state, MessageState::Read);
        QCOMPARE(row(4).recipients, 1u);
    }

    void countsSpeakForLargeGroups() {
        fill();
        StoreBatch batch;
        batch.counts.push_back({m_id, {{3, 299, 250, 12}}});
        QCOMPARE(seqsOf(apply(batch)), (Seqs{3}));
        QCOMPARE(row(3).recipients, 299u);
        QCOMPARE(row(3).deliveredTo, 250u);
        QCOMPARE(row(3).state, MessageState::Sent);
        batch.counts = {{m_id, {{3, 299, 299, 299}}}};
        QCOMPARE(seqsOf(apply(batch)), (Seqs{1, 2, 3})); // who has this one has those before
        QCOMPARE(row(2).state, MessageState::Read);
        QCOMPARE(row(4).state, MessageState::Sent);
        batch.counts = {{m_id, {{3, 299, 298, 100}}}}; // late
        apply(batch);
        QCOMPARE(row(3).deliveredTo, 299u);
    }

    void rolesAndNumbers() {
        fill(false);
        QCOMPARE(conversation().memberCount, 7u); // the server's word, until they are listed
        QCOMPARE(conversation().myRole, static_cast<int>(v1::OWNER));
        QVERIFY(conversation().peer.isNull());
        auto some = m_store->members(m_id);
        QVERIFY(some.ok() && !some->isComplete);
        fill(true);
        QCOMPARE(conversation().memberCount, 3u);
        auto all = m_store->members(m_id);
        QVERIFY(all.ok() && all->isComplete);
        QCOMPARE(all->members.size(), std::size_t{3});
    }

    void aListingDropsWhoIsNotInIt() {
        fill();
        StoreBatch newcomer;
        const UserId late = makeId<UserId>();
        newcomer.members.push_back({m_id, {{late, v1::MEMBER, 0, 30, false}}});
        apply(newcomer);
        StoreBatch batch;
        batch.membersListed.push_back({m_id, 20, {m_self, m_tom}});
        apply(batch);
        auto now = m_store->members(m_id);
        QVERIFY(now.ok());
        std::set<UserId> users;
        for (const MemberEntry &entry : now->members)
            users.insert(entry.member.user);
        QCOMPARE(users, (std::set<UserId>{m_self, m_tom, late})); // who came after the listing stays
    }

    void infoAndLeaving() {
        fill();
        StoreBatch batch;
        batch.infos.push_back({m_id, "Winter house", "Bring wood", false});
        Progress progress;
        progress.conversation = m_id;
        progress.rev = 8;
        progress.ranges.add({1, 4});
        progress.isLeft = true;
        batch.progress.push_back(progress);
        apply(batch);
        const ConversationRow row = conversation();
        QCOMPARE(row.title, std::string("Winter house"));
        QCOMPARE(row.description, std::string("Bring wood"));
        QVERIFY(!row.showsHistory && row.isLeft);
        QCOMPARE(row.myRole, 0);
        auto snapshot = m_store->snapshot();
        QVERIFY(snapshot.ok() && snapshot->progress.at(0).isLeft);
        auto rows = m_store->timeline(m_id, 0, 10);
        QVERIFY(rows.ok());
        QCOMPARE(rows->size(), std::size_t{4});
    }

    void blocksCloseTheDirectConversation() {
        StoreBatch batch;
        ConversationFacts facts;
        facts.id = m_id;
        facts.kind = kDirectKind;
        facts.members = {{m_self, 1, 0, 1, false}, {m_tom, 1, 0, 1, false}};
        batch.conversations.push_back(facts);
        batch.users = {{m_tom, "tom", "Tom"}};
        batch.blocks.push_back({m_tom, false});
        StoreChanges changes = apply(batch);
        QVERIFY(changes.blocks);
        QVERIFY(conversation().isPeerBlocked);
        auto blocked = m_store->blocks();
        QVERIFY(blocked.ok());
        QCOMPARE(*blocked, (std::vector<UserRow>{{m_tom, "tom", "Tom"}}));
        StoreBatch unblock;
        unblock.blocks.push_back({m_tom, true});
        changes = apply(unblock);
        QCOMPARE(changes.conversations, (std::vector<ConversationId>{m_id}));
        QVERIFY(!conversation().isPeerBlocked);
    }
};

QTEST_APPLESS_MAIN(tst_LocalGroups)
#include "tst_LocalGroups.moc"
