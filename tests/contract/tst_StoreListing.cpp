// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <QTest>

#include "tests/contract/StoreBed.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// The list of conversations; on both engines.
class StoreListing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init() {
        QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
        m_store = m_bed.open();
        QVERIFY(m_store);
    }
    void cleanup() { m_store.reset(); }

    void showsBothSidesPreviewAndUnread();
    void countsUnreadUpToTheCap();
    void listsOnlyWhatChanged();
    void whoComesBackIsToldWhatChanged();
    void pagesNewestFirst();
    void leavesOutWhatOneLeft();
    void oneConversation();

private:
    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
};

void StoreListing::showsBothSidesPreviewAndUnread() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    auto listed = m_store->listConversations(pair.one.id, 0, 0, {}, 50, 1000);
    VERIFY_OK(listed);
    QCOMPARE(listed->size(), std::size_t(1));
    QVERIFY(!listed->front().preview.has_value());
    QCOMPARE(listed->front().unread, 0u);

    NewMessage system = pair.message("system");
    system.kind = MessageKind::System;
    system.sender = UserId();
    QVERIFY(store(*m_store, {system, pair.message("mine"), pair.message("theirs", true), pair.message("last", true)},
                  5000));
    VERIFY_OK(m_store->raiseReceipts({{pair.conversation, pair.one.id, 4, 2}}, 6000));
    listed = m_store->listConversations(pair.one.id, 0, 0, {}, 50, 1000);
    VERIFY_OK(listed);
    const ListedConversation &mine = listed->front();
    QVERIFY(mine.conversation.id == pair.conversation);
    QCOMPARE(mine.conversation.lastSeq, std::uint64_t(4));
    QCOMPARE(mine.conversation.lastRev, std::uint64_t(5));
    QCOMPARE(mine.conversation.lastMs, std::int64_t(5000));
    QCOMPARE(mine.conversation.members.size(), std::size_t(2));
    QCOMPARE(mine.receipts.size(), std::size_t(2));
    QCOMPARE(mine.preview->body, std::string("last"));
    QCOMPARE(mine.unread, 2u);
    const auto theirs = m_store->listConversations(pair.other.id, 0, 0, {}, 50, 1000);
    QCOMPARE(theirs->front().unread, 1u); // "mine": neither their own nor the system's
    for (const ReceiptRow &row : theirs->front().receipts)
        QCOMPARE(row.readSeq, std::uint64_t(row.user == pair.one.id ? 2 : 0));
}

void StoreListing::countsUnreadUpToTheCap() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    std::vector<NewMessage> batch;
    for (int i = 0; i < 30; ++i)
        batch.push_back(pair.message("x", true));
    QVERIFY(store(*m_store, std::move(batch), 5000));
    QCOMPARE(m_store->listConversations(pair.one.id, 0, 0, {}, 50, 20)->front().unread, 20u);
    QCOMPARE(m_store->listConversations(pair.one.id, 0, 0, {}, 50, 1000)->front().unread, 30u);
    QVERIFY(m_bed.run("UPDATE message SET body = NULL, change_rev = 99 WHERE seq <= 5 AND conversation_id = " +
                      StoreBed::literal(pair.conversation)));
    QCOMPARE(m_store->listConversations(pair.one.id, 0, 0, {}, 50, 1000)->front().unread,
             25u); // deleted ones don't count
}

void StoreListing::listsOnlyWhatChanged() {
    const Pair pair(*m_store, 1000);
    QVERIFY(pair.ok);
    QVERIFY(store(*m_store, {pair.message("a")}, 5000));
    const auto listed = [&](std::int64_t since) {
        return m_store->listConversations(pair.one.id, since, 0, {}, 50, 1000)->size();
    };
    QCOMPARE(listed(5000), std::size_t(1));
    QCOMPARE(listed(5001), std::size_t(0));
    VERIFY_OK(m_store->raiseReceipts({{pair.conversation, pair.other.id, 1, 0}}, 7000));
    QCOMPARE(listed(7000), std::size_t(1)); // the partner's watermark moved
    QCOMPARE(listed(7001), std::size_t(0));
    VERIFY_OK(m_store->raiseReceipts({{pair.conversation, pair.one.id, 0, 1}}, 8000));
    QCOMPARE(listed(8000), std::size_t(1)); // the own one, by another device
    VERIFY_OK(m_store->raiseReceipts({{pair.conversation, pair.one.id, 0, 1}}, 9000));
    QCOMPARE(listed(8001), std::size_t(0)); // did not move
    // In a group the others' watermarks don't bring it up.
    QVERIFY(m_bed.run("UPDATE conversation_head SET kind = 2 WHERE conversation_id = " +
                      StoreBed::literal(pair.conversation)));
    VERIFY_OK(m_store->raiseReceipts({{pair.conversation, pair.other.id, 1, 1}}, 9500));
    QCOMPARE(listed(9000), std::size_t(0));
    VERIFY_OK(m_store->raiseReceipts({{pair.conversation, pair.one.id, 1, 1}}, 9600));
    QCOMPARE(listed(9600), std::size_t(1));
}

void StoreListing::whoComesBackIsToldWhatChanged() {
    const Pair early(*m_store, 1000);
    const Pair late(*m_store, 1000);
    QVERIFY(early.ok && late.ok);
    QVERIFY(store(*m_store, {early.message("a")}, 5000));
    QVERIFY(store(*m_store, {late.message("b")}, 900'000));
    const std::vector<DeviceRow> devices{newDevice(early.one.id), newDevice(early.other.id), newDevice(late.one.id)};
    for (const DeviceRow &device : devices)
        VERIFY_OK(m_store->addDevice(device, 10));
    // Asked about together: whose moments are near each other, and those whose are not.
    const auto listed = [&](std::vector<std::int64_t> since) {
        std::vector<ResumeAsk> asks;
        for (std::size_t i = 0; i < devices.size(); ++i)
            asks.push_back({devices[i].user, devices[i].secretHash, since[i]});
        const auto resumed = m_store->resume(asks, 50, 1000);
        std::vector<std::size_t> sizes;
        for (const auto &one : *resumed)
            sizes.push_back(one->list.size());
        return sizes;
    };
    using Sizes = std::vector<std::size_t>;
    QCOMPARE(listed({0, 0, 0}), (Sizes{0, 0, 0})); // not wanted
    QCOMPARE(listed({1, 1, 1}), (Sizes{1, 1, 1}));
    QCOMPARE(listed({5000, 5001, 900'001}), (Sizes{1, 0, 0}));
    QCOMPARE(listed({5001, 5000, 900'000}), (Sizes{0, 1, 1}));
    const auto one = m_store->resume({{devices[2].user, devices[2].secretHash, 5000}}, 50, 1000);
    const auto plain = m_store->listConversations(devices[2].user, 5000, 0, {}, 50, 1000);
    QVERIFY(one->front()->list.front().conversation.id == late.conversation);
    QCOMPARE(one->front()->list.front().preview->body, plain->front().preview->body);
    QCOMPARE(one->front()->list.front().unread, plain->front().unread);
    QCOMPARE(one->front()->list.front().conversation.members.size(), std::size_t(2));

    VERIFY_OK(m_store->setDisabled(devices[0].user, true));
    QCOMPARE(listed({1, 1, 1}), (Sizes{0, 1, 1}));
}

void StoreListing::pagesNewestFirst() {
    constexpr int kConversations = 23;
    const Pair first(*m_store);
    QVERIFY(first.ok);
    std::set<ConversationId> expected{first.conversation};
    for (int i = 1; i < kConversations; ++i) {
        const UserRow partner = newUser();
        const auto id = makeId<ConversationId>();
        VERIFY_OK(m_store->createUser(partner, std::nullopt));
        VERIFY_OK(m_store->openDirect(id, first.one.id, partner.id, 1000 + i / 4)); // several at the same moment
        expected.insert(id);
    }
    for (const FollowupRow &followup : m_store->pendingFollowups(1000).value())
        VERIFY_OK(m_store->applyFollowup(followup, 1));
    std::set<ConversationId> seen;
    std::int64_t beforeMs = 0;
    ConversationId beforeId;
    for (int pages = 0; pages < 10; ++pages) {
        const auto page = m_store->listConversations(first.one.id, 0, beforeMs, beforeId, 5, 1000);
        VERIFY_OK(page);
        for (const ListedConversation &entry : *page) {
            const ConversationRow &row = entry.conversation;
            QVERIFY(beforeMs == 0 || std::tie(row.lastMs, row.id) < std::tie(beforeMs, beforeId));
            QVERIFY(seen.insert(row.id).second);
            QCOMPARE(row.members.size(), std::size_t(2));
            beforeMs = row.lastMs;
            beforeId = row.id;
        }
        if (page->size() < 5)
            break;
    }
    QVERIFY(seen == expected);
}

void StoreListing::leavesOutWhatOneLeft() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    // The conversation's side is the truth, also while the user's side lags.
    QVERIFY(m_bed.run("UPDATE member SET removed = 1 WHERE user_id = " + StoreBed::literal(pair.one.id)));
    QVERIFY(m_store->listConversations(pair.one.id, 0, 0, {}, 50, 1000)->empty());
    QCOMPARE(m_store->listConversations(pair.other.id, 0, 0, {}, 50, 1000)->size(), std::size_t(1));
    QVERIFY(m_store->listConversations(makeId<UserId>(), 0, 0, {}, 50, 1000)->empty());
}

void StoreListing::oneConversation() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    QVERIFY(store(*m_store, {pair.message("hello", true)}, 5000));
    const auto one = m_store->listedConversation(pair.one.id, pair.conversation, 1000);
    VERIFY_OK(one);
    QVERIFY(one->has_value());
    QCOMPARE((*one)->unread, 1u);
    QCOMPARE((*one)->preview->body, std::string("hello"));
    QCOMPARE((*one)->conversation.members.size(), std::size_t(2));
    QCOMPARE((*one)->receipts.size(), std::size_t(2));
    QVERIFY(!m_store->listedConversation(makeId<UserId>(), pair.conversation, 10)->has_value());
    QVERIFY(!m_store->listedConversation(pair.one.id, makeId<ConversationId>(), 10)->has_value());
}

QTEST_GUILESS_MAIN(StoreListing)
#include "tst_StoreListing.moc"
