// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <limits>
#include <map>
#include <thread>

#include <QTest>

#include "tests/contract/StoreBed.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// The hot path: appending and watermarks; on both engines.
class StoreMessages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init() {
        QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
        m_store = m_bed.open();
        QVERIFY(m_store);
    }
    void cleanup() { m_store.reset(); }

    void countsSeqAndRevInOrder();
    void keepsAnyBytes();
    void timeNeverGoesBack();
    void timerSetsTheEnd();
    void aDuplicateStoresNothing();
    void theIdempotentOneAnswersAsBefore();
    void aRepeatInTheBatchGetsTheSameAnswer();
    void aStaleOneLeavesNoGap();
    void aConversationThatIsNotThereIsGone();
    void aBatchOfManyConversationsAnswersInItsOrder();
    void aPoisonedBatchStoresNothing();
    void writersOfOneConversationLeaveNoGap();
    void receiptsOnlyRise();
    void receiptsOfStrangersAreIgnored();

private:
    std::vector<MessageRow> historyOf(const Pair &pair) {
        std::vector<MessageRow> rows;
        for (std::uint64_t after = 0;;) {
            const auto page = m_store->history(pair.one.id, pair.conversation, 0, after, 100);
            if (!page.ok() || page->messages.empty())
                return rows;
            rows.insert(rows.end(), page->messages.begin(), page->messages.end());
            after = rows.back().seq;
        }
    }

    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
};

void StoreMessages::countsSeqAndRevInOrder() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    std::vector<NewMessage> batch;
    for (int i = 0; i < 5; ++i)
        batch.push_back(pair.message("m" + std::to_string(i), i % 2 == 1));
    batch[3].token = 42;
    auto answers = m_store->append(batch, 5000, false);
    VERIFY_OK(answers);
    QCOMPARE(answers->size(), std::size_t(5));
    for (std::size_t i = 0; i < 5; ++i) {
        const Appended &answer = answers->at(i);
        QCOMPARE(answer.status, AppendStatus::Stored);
        QCOMPARE(answer.seq, i + 1);
        QCOMPARE(answer.rev, i + 2); // 1 was the creation
        QCOMPARE(answer.sentAtMs, std::int64_t(5000));
        QCOMPARE(answer.message.body, "m" + std::to_string(i));
    }
    QCOMPARE(answers->at(3).message.token, std::uint64_t(42));
    const auto conversation = m_store->conversation(pair.conversation);
    VERIFY_OK(conversation);
    QCOMPARE((*conversation)->lastSeq, std::uint64_t(5));
    QCOMPARE((*conversation)->lastRev, std::uint64_t(6));
    QCOMPARE((*conversation)->aclRev, std::uint64_t(1));
    QCOMPARE((*conversation)->lastMs, std::int64_t(5000));
    QCOMPARE((*conversation)->members.size(), std::size_t(2));
    const auto rows = historyOf(pair);
    QCOMPARE(rows.size(), std::size_t(5));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].body, "m" + std::to_string(i));
        QVERIFY(rows[i].sender == (i % 2 == 1 ? pair.other.id : pair.one.id));
        QVERIFY(rows[i].clientId == answers->at(i).message.clientId);
        QCOMPARE(rows[i].changeRev, std::uint64_t(0));
    }
}

void StoreMessages::keepsAnyBytes() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    std::string every;
    for (int i = 0; i < 256; ++i)
        every.push_back(static_cast<char>(i));
    const std::vector<std::string> bodies{every,
                                          std::string(3, '\0'),
                                          "",
                                          "\\x41 \\101 '\"; --",
                                          "👩‍👩‍👧 \u202e",
                                          std::string(100'000, '\xff')};
    std::vector<NewMessage> batch;
    for (const std::string &body : bodies)
        batch.push_back(pair.message(body));
    batch[0].kind = MessageKind::System;
    batch[0].sender = UserId();
    QVERIFY(store(*m_store, batch, 1));
    const auto rows = historyOf(pair);
    QCOMPARE(rows.size(), bodies.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QVERIFY2(rows[i].body == bodies[i], std::to_string(i).c_str());
        QVERIFY(!rows[i].deleted); // an empty body is no tombstone
    }
    QCOMPARE(rows[0].kind, MessageKind::System);
    QVERIFY(rows[0].sender.isNull());
}

void StoreMessages::timeNeverGoesBack() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    QVERIFY(store(*m_store, {pair.message("a")}, 9000));
    std::vector<NewMessage> batch{pair.message("b")};
    const auto answers = m_store->append(batch, 4000, false); // the clock was set back
    VERIFY_OK(answers);
    QCOMPARE(answers->front().sentAtMs, std::int64_t(9000));
    QCOMPARE(historyOf(pair).back().sentAtMs, std::int64_t(9000));
}

void StoreMessages::timerSetsTheEnd() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    for (const bool idempotent : {false, true}) {
        std::vector<NewMessage> batch{pair.message("gone soon"), pair.message("stays")};
        batch[0].timerMs = 60'000;
        const auto answers = m_store->append(batch, 10'000, idempotent);
        VERIFY_OK(answers);
        QCOMPARE(answers->at(0).expiresAtMs, std::int64_t(70'000));
        QCOMPARE(answers->at(1).expiresAtMs, std::int64_t(0));
    }
    QCOMPARE(historyOf(pair)[0].expiresAtMs, std::int64_t(70'000));
    QCOMPARE(historyOf(pair)[1].expiresAtMs, std::int64_t(0));
}

void StoreMessages::aDuplicateStoresNothing() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    const NewMessage first = pair.message("first");
    QVERIFY(store(*m_store, {first}, 1));
    std::vector<NewMessage> batch{pair.message("second"), first};
    VERIFY_ERROR(m_store->append(batch, 2, false), ErrorCode::Conflict);
    QCOMPARE(batch.size(), std::size_t(2)); // still there, to be tried again
    QCOMPARE(batch[0].body, std::string("second"));
    QCOMPARE(historyOf(pair).size(), std::size_t(1));
    QVERIFY(store(*m_store, {pair.message("third")}, 3));
    QCOMPARE(historyOf(pair).back().seq, std::uint64_t(2)); // no gap
}

void StoreMessages::theIdempotentOneAnswersAsBefore() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    const NewMessage first = pair.message("first");
    QVERIFY(store(*m_store, {first}, 7000));
    NewMessage staleRetry = first;
    staleRetry.checkedAclRev = 99; // what is stored stays stored, whoever was removed since
    std::vector<NewMessage> batch{pair.message("new"), staleRetry, pair.message("newer")};
    const auto answers = m_store->append(batch, 8000, true);
    VERIFY_OK(answers);
    QCOMPARE(answers->at(0).status, AppendStatus::Stored);
    QCOMPARE(answers->at(0).seq, std::uint64_t(2));
    QCOMPARE(answers->at(1).status, AppendStatus::Duplicate);
    QCOMPARE(answers->at(1).seq, std::uint64_t(1));
    QCOMPARE(answers->at(1).rev, std::uint64_t(2));
    QCOMPARE(answers->at(1).sentAtMs, std::int64_t(7000));
    QCOMPARE(answers->at(2).seq, std::uint64_t(3));
    QCOMPARE(historyOf(pair).size(), std::size_t(3));
    // Another sender may use the same client id.
    std::vector<NewMessage> foreign{first};
    foreign[0].sender = pair.other.id;
    QCOMPARE(m_store->append(foreign, 9000, true)->front().status, AppendStatus::Stored);
}

void StoreMessages::aRepeatInTheBatchGetsTheSameAnswer() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    for (const bool idempotent : {false, true}) {
        const NewMessage twice = pair.message("twice");
        std::vector<NewMessage> batch{twice, pair.message("between"), twice};
        const auto answers = m_store->append(batch, 1, idempotent);
        VERIFY_OK(answers);
        QCOMPARE(answers->at(0).status, AppendStatus::Stored);
        QCOMPARE(answers->at(2).status, AppendStatus::Duplicate);
        QCOMPARE(answers->at(2).seq, answers->at(0).seq);
        QCOMPARE(answers->at(2).rev, answers->at(0).rev);
        QCOMPARE(answers->at(1).seq, answers->at(0).seq + 1);
    }
    QCOMPARE(historyOf(pair).size(), std::size_t(4));
}

void StoreMessages::aStaleOneLeavesNoGap() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    for (const bool idempotent : {false, true}) {
        const std::uint64_t before = (*m_store->conversation(pair.conversation))->lastSeq;
        std::vector<NewMessage> batch{pair.message("a"), pair.message("stale"), pair.message("b")};
        batch[1].checkedAclRev = 77;
        const auto answers = m_store->append(batch, 1, idempotent);
        VERIFY_OK(answers);
        QCOMPARE(answers->at(0).seq, before + 1);
        QCOMPARE(answers->at(1).status, AppendStatus::Stale);
        QCOMPARE(answers->at(2).status, AppendStatus::Stored);
        QCOMPARE(answers->at(2).seq, before + 2);
        std::vector<NewMessage> onlyStale{batch[1]};
        onlyStale[0] = pair.message("stale");
        onlyStale[0].checkedAclRev = 0;
        QCOMPARE(m_store->append(onlyStale, 1, idempotent)->front().status, AppendStatus::Stale);
        QCOMPARE((*m_store->conversation(pair.conversation))->lastSeq, before + 2);
    }
}

void StoreMessages::aConversationThatIsNotThereIsGone() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    for (const bool idempotent : {false, true}) {
        std::vector<NewMessage> batch{pair.message("nowhere"), pair.message("here")};
        batch[0].conversation = makeId<ConversationId>();
        const auto answers = m_store->append(batch, 1, idempotent);
        VERIFY_OK(answers);
        QCOMPARE(answers->at(0).status, AppendStatus::Gone);
        QCOMPARE(answers->at(1).status, AppendStatus::Stored);
    }
}

void StoreMessages::aBatchOfManyConversationsAnswersInItsOrder() {
    std::vector<std::unique_ptr<Pair>> pairs;
    for (int i = 0; i < 10; ++i) {
        pairs.push_back(std::make_unique<Pair>(*m_store));
        QVERIFY(pairs.back()->ok);
    }
    for (const bool idempotent : {false, true}) {
        std::vector<NewMessage> batch;
        for (std::size_t i = 0; i < 128; ++i) {
            batch.push_back(pairs[(i * 7) % 10]->message(std::to_string(i)));
            batch.back().token = i;
        }
        const auto answers = m_store->append(batch, 1, idempotent);
        VERIFY_OK(answers);
        std::map<ConversationId, std::uint64_t> last;
        for (std::size_t i = 0; i < 128; ++i) {
            const Appended &answer = answers->at(i);
            QCOMPARE(answer.status, AppendStatus::Stored);
            QCOMPARE(answer.message.token, i);
            QVERIFY(answer.seq > last[answer.message.conversation]);
            last[answer.message.conversation] = answer.seq;
        }
    }
    for (const auto &pair : pairs) {
        std::uint64_t seq = 0;
        for (const MessageRow &row : historyOf(*pair))
            QCOMPARE(row.seq, ++seq);
        QCOMPARE((*m_store->conversation(pair->conversation))->lastSeq, seq);
    }
}

void StoreMessages::aPoisonedBatchStoresNothing() {
    if (!StoreBed::onPostgres())
        QSKIP("SQLite takes any kind of number");
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    std::vector<NewMessage> batch{pair.message("a"), pair.message("poison")};
    batch[1].timerMs = std::numeric_limits<std::int64_t>::max(); // sent_at + this is out of range
    VERIFY_ERROR(m_store->append(batch, 5000, false), ErrorCode::StoreFailed);
    VERIFY_ERROR(m_store->append(batch, 5000, true), ErrorCode::StoreFailed);
    QCOMPARE(historyOf(pair).size(), std::size_t(0));
    QVERIFY(store(*m_store, {batch[0]}, 5000));
}

void StoreMessages::writersOfOneConversationLeaveNoGap() {
    constexpr int kBatches = 15;
    const Pair pair(*m_store);
    const Pair second(*m_store);
    QVERIFY(pair.ok && second.ok);
    std::atomic<int> stored{0};
    std::atomic<int> failed{0};
    const std::string database = m_bed.database();
    const auto write = [&](bool reversed) {
        const auto own = StoreBed::openAt(database, StoreUse::Write);
        for (int i = 0; i < kBatches; ++i) {
            std::vector<NewMessage> batch;
            for (int n = 0; n < 6; ++n)
                batch.push_back((n % 2 == (reversed ? 1 : 0) ? pair : second).message("x", reversed));
            auto result = own->append(batch, 1, i % 3 == 0);
            for (int again = 0; !result.ok() && again < 20; ++again)
                result = own->append(batch, 1, true);
            result.ok() ? stored += 6 : ++failed;
        }
    };
    std::thread one(write, false);
    std::thread other(write, true);
    one.join();
    other.join();
    QCOMPARE(failed.load(), 0);
    QCOMPARE(stored.load(), 2 * kBatches * 6);
    std::size_t found = 0;
    for (const Pair *each : {&pair, &second}) {
        std::uint64_t seq = 0;
        for (const MessageRow &row : historyOf(*each))
            QCOMPARE(row.seq, ++seq);
        QCOMPARE((*m_store->conversation(each->conversation))->lastSeq, seq);
        found += seq;
    }
    QCOMPARE(found, std::size_t(2 * kBatches * 6));
}

void StoreMessages::receiptsOnlyRise() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    VERIFY_OK(
        m_store->raiseReceipts({{pair.conversation, pair.one.id, 5, 3},
                                {pair.conversation, pair.other.id, 4, 0},
                                {pair.conversation, pair.one.id, 2, 4}}, // the same one twice: the maximum of both
                               2000));
    VERIFY_OK(m_store->raiseReceipts({{pair.conversation, pair.one.id, 1, 1}, {pair.conversation, pair.other.id, 6, 0}},
                                     3000));
    const auto rows = m_store->receipts(pair.conversation);
    VERIFY_OK(rows);
    QCOMPARE(rows->size(), std::size_t(2));
    for (const ReceiptRow &row : *rows) {
        const bool isOne = row.user == pair.one.id;
        QCOMPARE(row.deliveredSeq, std::uint64_t(isOne ? 5 : 6));
        QCOMPARE(row.readSeq, std::uint64_t(isOne ? 4 : 0));
    }
    VERIFY_OK(m_store->raiseReceipts({}, 1));
}

void StoreMessages::receiptsOfStrangersAreIgnored() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    VERIFY_OK(m_store->raiseReceipts(
        {{pair.conversation, makeId<UserId>(), 5, 5}, {makeId<ConversationId>(), pair.one.id, 5, 5}}, 1));
    const auto rows = m_store->receipts(pair.conversation);
    QCOMPARE(rows->size(), std::size_t(2));
    for (const ReceiptRow &row : *rows)
        QCOMPARE(row.deliveredSeq, std::uint64_t(0));
    QVERIFY(m_store->receipts(makeId<ConversationId>())->empty());
}

QTEST_GUILESS_MAIN(StoreMessages)
#include "tst_StoreMessages.moc"
