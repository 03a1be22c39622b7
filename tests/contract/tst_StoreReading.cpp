// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "shared/protocol/Limits.h"
#include "tests/contract/StoreBed.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// History and Sync; on both engines.
class StoreReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init() {
        QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
        m_store = m_bed.open();
        QVERIFY(m_store);
    }
    void cleanup() { m_store.reset(); }

    void readersCannotWrite();
    void historyIsForMembers();
    void historyBackwards();
    void historyForwards();
    void historyOfNothing();
    void historyStartsWhereOneMaySee();
    void syncIsForMembers();
    void syncFromNothing();
    void syncLeavesAHole();
    void syncTellsChangedRows();
    void syncPagesByRev();
    void syncResets();
    void openingTwiceCreatesOnce();
    void aConversationWithOneself();

private:
    /// Marks messages as edited; answers the last rev.
    bool edit(const Pair &pair, std::uint64_t seq, std::uint64_t rev, bool erase) {
        const std::string body =
            erase ? "NULL" : (StoreBed::onPostgres() ? "'edited'::bytea" : "CAST('edited' AS BLOB)");
        const std::string where = " WHERE conversation_id = " + StoreBed::literal(pair.conversation);
        return m_bed.run("UPDATE message SET change_rev = " + std::to_string(rev) + ", body = " + body + where +
                         " AND seq = " + std::to_string(seq)) &&
               m_bed.run("UPDATE conversation_head SET last_rev = " + std::to_string(rev) + where);
    }
    bool fill(const Pair &pair, int count) {
        std::vector<NewMessage> batch;
        for (int i = 1; i <= count; ++i)
            batch.push_back(pair.message(std::to_string(i), i % 2 == 0));
        return store(*m_store, std::move(batch), 5000);
    }

    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
};

void StoreReading::readersCannotWrite() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    const auto reader = m_bed.open(StoreUse::Read);
    QVERIFY(reader);
    QVERIFY(!reader->setDisabled(pair.one.id, true).ok());
    QVERIFY(reader->userById(pair.one.id)->has_value());
    QCOMPARE(reader->userById(pair.one.id)->value().disabled, false);
}

void StoreReading::historyIsForMembers() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 1));
    const UserRow stranger = newUser();
    VERIFY_OK(m_store->createUser(stranger, std::nullopt));
    VERIFY_ERROR(m_store->history(stranger.id, pair.conversation, 0, 0, 50), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->history(pair.one.id, makeId<ConversationId>(), 0, 0, 50), ErrorCode::NotFound);
    QVERIFY(m_bed.run("UPDATE member SET removed = 1 WHERE user_id = " + StoreBed::literal(pair.one.id)));
    VERIFY_ERROR(m_store->history(pair.one.id, pair.conversation, 0, 0, 50), ErrorCode::NotFound);
}

void StoreReading::historyBackwards() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 25));
    const auto newest = m_store->history(pair.one.id, pair.conversation, 1000, 0, 10);
    VERIFY_OK(newest);
    QCOMPARE(newest->messages.size(), std::size_t(10));
    QCOMPARE(newest->messages.front().seq, std::uint64_t(16));
    QCOMPARE(newest->messages.back().seq, std::uint64_t(25));
    QCOMPARE(newest->messages.front().body, std::string("16"));
    QCOMPARE(newest->fromSeq, std::uint64_t(16));
    QCOMPARE(newest->toSeq, std::uint64_t(25));
    QVERIFY(!newest->atStart && newest->atEnd);
    const auto older = m_store->history(pair.one.id, pair.conversation, 16, 0, 10);
    QCOMPARE(older->fromSeq, std::uint64_t(6));
    QCOMPARE(older->toSeq, std::uint64_t(15));
    QVERIFY(!older->atStart && !older->atEnd);
    const auto oldest = m_store->history(pair.one.id, pair.conversation, 6, 0, 10);
    QCOMPARE(oldest->messages.size(), std::size_t(5));
    QCOMPARE(oldest->fromSeq, std::uint64_t(1));
    QCOMPARE(oldest->toSeq, std::uint64_t(5));
    QVERIFY(oldest->atStart && !oldest->atEnd);
    const auto none = m_store->history(pair.one.id, pair.conversation, 1, 0, 10);
    QCOMPARE(none->fromSeq, std::uint64_t(0));
    QVERIFY(none->messages.empty() && none->atStart);
}

void StoreReading::historyForwards() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 25));
    const auto first = m_store->history(pair.other.id, pair.conversation, 0, 0, 10);
    VERIFY_OK(first);
    QCOMPARE(first->fromSeq, std::uint64_t(1));
    QCOMPARE(first->toSeq, std::uint64_t(10));
    QVERIFY(first->atStart && !first->atEnd);
    const auto last = m_store->history(pair.other.id, pair.conversation, 0, 20, 10);
    QCOMPARE(last->messages.size(), std::size_t(5));
    QCOMPARE(last->fromSeq, std::uint64_t(21));
    QCOMPARE(last->toSeq, std::uint64_t(25));
    QVERIFY(!last->atStart && last->atEnd);
    const auto none = m_store->history(pair.other.id, pair.conversation, 0, 25, 10);
    QVERIFY(none->messages.empty() && none->fromSeq == 0 && none->toSeq == 0 && none->atEnd);
}

void StoreReading::historyOfNothing() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    for (const std::uint64_t before : {0, 5}) {
        const auto none = m_store->history(pair.one.id, pair.conversation, before, 0, 10);
        VERIFY_OK(none);
        QVERIFY(none->messages.empty() && none->fromSeq == 0 && none->toSeq == 0 && none->atStart && none->atEnd);
    }
}

void StoreReading::historyStartsWhereOneMaySee() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 20));
    QVERIFY(m_bed.run("UPDATE member SET joined_seq = 8 WHERE user_id = " + StoreBed::literal(pair.other.id)));
    const auto rows = m_store->history(pair.other.id, pair.conversation, 12, 0, 50);
    QCOMPARE(rows->fromSeq, std::uint64_t(9));
    QCOMPARE(rows->messages.size(), std::size_t(3));
    QVERIFY(rows->atStart);
    // Retention: rows are gone, and first_seq says so.
    QVERIFY(
        m_bed.run("DELETE FROM message WHERE seq < 12 AND conversation_id = " + StoreBed::literal(pair.conversation)));
    QVERIFY(m_bed.run("UPDATE conversation SET first_seq = 12 WHERE conversation_id = " +
                      StoreBed::literal(pair.conversation)));
    const auto kept = m_store->history(pair.one.id, pair.conversation, 0, 0, 50);
    QCOMPARE(kept->fromSeq, std::uint64_t(12));
    QCOMPARE(kept->messages.size(), std::size_t(9));
    QVERIFY(kept->atStart && kept->atEnd);
    const auto synced = m_store->sync(pair.other.id, pair.conversation, 0, 0, 0, 50);
    QCOMPARE(synced->firstSeq, std::uint64_t(12));
    QCOMPARE(synced->newest.size(), std::size_t(9));
    QCOMPARE(synced->holeFrom, std::uint64_t(0)); // what is gone is no hole
}

void StoreReading::syncIsForMembers() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    VERIFY_ERROR(m_store->sync(makeId<UserId>(), pair.conversation, 0, 0, 0, 50), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->sync(pair.one.id, makeId<ConversationId>(), 0, 0, 0, 50), ErrorCode::NotFound);
}

void StoreReading::syncFromNothing() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 3));
    VERIFY_OK(m_store->raiseReceipts({{pair.conversation, pair.other.id, 2, 1}}, 6000));
    const auto rows = m_store->sync(pair.one.id, pair.conversation, 0, 0, 0, 50);
    VERIFY_OK(rows);
    QCOMPARE(rows->rev, std::uint64_t(4));
    QCOMPARE(rows->lastSeq, std::uint64_t(3));
    QVERIFY(rows->changed.empty() && !rows->reset && rows->nextRev == 0);
    QCOMPARE(rows->newest.size(), std::size_t(3));
    QCOMPARE(rows->newest.front().seq, std::uint64_t(1));
    QCOMPARE(rows->members.size(), std::size_t(2));
    QCOMPARE(rows->receipts.size(), std::size_t(2));
    QCOMPARE(rows->holeFrom, std::uint64_t(0));
    // Nothing new.
    const auto again = m_store->sync(pair.one.id, pair.conversation, 4, 3, 0, 50);
    VERIFY_OK(again);
    QVERIFY(again->changed.empty() && again->newest.empty() && again->members.empty() && !again->reset);
    QCOMPARE(again->rev, std::uint64_t(4));
}

void StoreReading::syncLeavesAHole() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 120));
    const auto rows = m_store->sync(pair.one.id, pair.conversation, 11, 10, 0, 50);
    VERIFY_OK(rows);
    QCOMPARE(rows->newest.size(), std::size_t(limits::kDefaultPage));
    QCOMPARE(rows->newest.front().seq, std::uint64_t(71));
    QCOMPARE(rows->newest.back().seq, std::uint64_t(120));
    QCOMPARE(rows->holeFrom, std::uint64_t(11));
    QCOMPARE(rows->holeTo, std::uint64_t(70));
    const auto fresh = m_store->sync(pair.one.id, pair.conversation, 0, 0, 0, 50);
    QCOMPARE(fresh->holeFrom, std::uint64_t(1));
    QCOMPARE(fresh->holeTo, std::uint64_t(70));
}

void StoreReading::syncTellsChangedRows() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 10)); // rev 11
    QVERIFY(edit(pair, 7, 12, false) && edit(pair, 3, 13, true) && edit(pair, 9, 14, false));
    const auto rows = m_store->sync(pair.one.id, pair.conversation, 9, 8, 0, 50);
    VERIFY_OK(rows);
    QCOMPARE(rows->rev, std::uint64_t(14));
    QCOMPARE(rows->changed.size(), std::size_t(2)); // 9 is above top: it comes as one of the newest
    QCOMPARE(rows->changed[0].seq, std::uint64_t(7));
    QCOMPARE(rows->changed[0].changeRev, std::uint64_t(12));
    QCOMPARE(rows->changed[0].body, std::string("edited"));
    QCOMPARE(rows->changed[1].seq, std::uint64_t(3));
    QVERIFY(rows->changed[1].deleted && rows->changed[1].body.empty());
    QCOMPARE(rows->newest.size(), std::size_t(2));
    QCOMPARE(rows->newest[0].body, std::string("edited"));
    QVERIFY(m_store->sync(pair.one.id, pair.conversation, 14, 10, 0, 50)->changed.empty());
}

void StoreReading::syncPagesByRev() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 10)); // rev 11
    for (std::uint64_t i = 1; i <= 10; ++i)
        QVERIFY(edit(pair, 11 - i, 11 + i, false));
    QVERIFY(m_bed.run("UPDATE member SET rev = 22, removed = 1 WHERE user_id = " + StoreBed::literal(pair.other.id)));
    QVERIFY(m_bed.run("UPDATE conversation_head SET last_rev = 22 WHERE conversation_id = " +
                      StoreBed::literal(pair.conversation)));
    std::vector<std::uint64_t> revs;
    std::uint64_t after = 0;
    int pages = 0;
    do {
        const auto page = m_store->sync(pair.one.id, pair.conversation, 11, 10, after, 4);
        VERIFY_OK(page);
        QVERIFY(page->changed.size() + page->members.size() <= 4);
        for (const MessageRow &row : page->changed)
            revs.push_back(row.changeRev);
        for (const MemberRow &row : page->members) {
            QVERIFY(row.removed);
            revs.push_back(row.rev);
        }
        QVERIFY(page->newest.empty());
        after = page->nextRev;
        ++pages;
    } while (after != 0 && pages < 10);
    QCOMPARE(pages, 3);
    QCOMPARE(revs.size(), std::size_t(11));
    for (std::size_t i = 0; i < revs.size(); ++i)
        QCOMPARE(revs[i], i + 12);
}

void StoreReading::syncResets() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok && fill(pair, 10));
    const auto ahead = m_store->sync(pair.one.id, pair.conversation, 99, 10, 0, 50);
    VERIFY_OK(ahead);
    QVERIFY(ahead->reset);
    QVERIFY(m_store->sync(pair.one.id, pair.conversation, 11, 99, 0, 50)->reset);
    // Far behind in revs, but with few changes to what one has: no reset.
    QVERIFY(edit(pair, 1, 5000, false));
    QVERIFY(!m_store->sync(pair.one.id, pair.conversation, 11, 10, 0, 50)->reset);
    std::vector<NewMessage> batch;
    for (std::uint64_t i = 0; i <= limits::kMaxSyncChanges; ++i)
        batch.push_back(pair.message("x"));
    QVERIFY(store(*m_store, std::move(batch), 5000));
    QVERIFY(m_bed.run("UPDATE message SET change_rev = 10000 + seq WHERE conversation_id = " +
                      StoreBed::literal(pair.conversation)));
    QVERIFY(m_bed.run("UPDATE conversation_head SET last_rev = 13000 WHERE conversation_id = " +
                      StoreBed::literal(pair.conversation)));
    QVERIFY(m_store->sync(pair.one.id, pair.conversation, 11, 2011, 0, 50)->reset);
    QVERIFY(!m_store->sync(pair.one.id, pair.conversation, 11, 100, 0, 50)->reset);
    const auto restart = m_store->sync(pair.one.id, pair.conversation, 0, 0, 0, 50);
    QVERIFY(!restart->reset && restart->newest.size() == 50);
}

void StoreReading::openingTwiceCreatesOnce() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    const auto again = m_store->openDirect(pair.conversation, pair.other.id, pair.one.id, 99);
    VERIFY_OK(again);
    QCOMPARE(*again, false);
    const auto row = m_store->conversation(pair.conversation);
    QCOMPARE((*row)->members.size(), std::size_t(2));
    QCOMPARE((*row)->lastRev, std::uint64_t(1));
    QCOMPARE((*row)->aclRev, std::uint64_t(1));
    QCOMPARE((*row)->kind, ConversationKind::Direct);
    QVERIFY(m_store->pendingFollowups(10)->empty());
    QVERIFY(!m_store->conversation(makeId<ConversationId>())->has_value());
}

void StoreReading::aConversationWithOneself() {
    const UserRow user = newUser();
    VERIFY_OK(m_store->createUser(user, std::nullopt));
    const auto id = makeId<ConversationId>();
    const auto opened = m_store->openDirect(id, user.id, user.id, 1);
    VERIFY_OK(opened);
    QCOMPARE(*opened, true);
    QCOMPARE((*m_store->conversation(id))->members.size(), std::size_t(1));
    for (const FollowupRow &followup : m_store->pendingFollowups(10).value())
        VERIFY_OK(m_store->applyFollowup(followup, 1));
    QCOMPARE(m_store->listConversations(user.id, 0, 0, {}, 10, 10)->size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(StoreReading)
#include "tst_StoreReading.moc"
