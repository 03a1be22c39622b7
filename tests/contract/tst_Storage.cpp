// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <latch>

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include "tests/contract/StorageBed.h"
#include "tests/support/FatalLogger.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;
using namespace std::chrono_literals;

/// Group commit, pools, bounds and the end; on both engines.
class StorageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init() {
        QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
        m_store = m_bed.open();
        QVERIFY(m_store);
    }
    void cleanup() { m_store.reset(); }

    void storesInOrderUnderLoad();
    void answersEachHome();
    void staleAndGoneAreAnswered();
    void aPoisonedMessageFailsAlone();
    void aFullQueueRefuses();
    void readsAndChanges();
    void aFullReadersQueueIsBusy();
    void receiptsAreMerged();
    void stopDrains();
    void stopGivesUpOnADatabaseThatHangs();

private:
    StorageOptions options() {
        StorageOptions options;
        options.database = m_bed.database();
        options.writers = 2;
        return options;
    }
    /// Makes the database unable to commit, and able again.
    void hold();
    void release();

    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
    ThreadExecutor m_executor;
    QSqlDatabase m_holder;
};

void StorageTest::hold() {
    if (StoreBed::onPostgres()) {
        m_bed.postgres().freeze();
        return;
    }
    m_holder = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("holder"));
    m_holder.setDatabaseName(QString::fromStdString(m_bed.database().substr(7)));
    QVERIFY(m_holder.open());
    QSqlQuery query(m_holder);
    QVERIFY(query.exec(QStringLiteral("BEGIN IMMEDIATE")));
}

void StorageTest::release() {
    if (StoreBed::onPostgres()) {
        m_bed.postgres().thaw();
        return;
    }
    m_holder.close();
    m_holder = QSqlDatabase();
    QSqlDatabase::removeDatabase(QStringLiteral("holder"));
}

void StorageTest::storesInOrderUnderLoad() {
    std::vector<std::unique_ptr<Pair>> pairs;
    const UserRow hub = newUser();
    VERIFY_OK(m_store->createUser(hub, std::nullopt));
    std::vector<ConversationId> conversations;
    for (int i = 0; i < 12; ++i) {
        conversations.push_back(makeId<ConversationId>());
        VERIFY_OK(m_store->openDirect(conversations.back(), hub.id, makeId<UserId>(), 1000));
    }
    auto storage = Storage::open(options());
    VERIFY_OK(storage);
    Sender sender(**storage, m_executor);
    for (std::uint64_t i = 1; i <= 3000; ++i) {
        NewMessage message;
        message.conversation = conversations[i % 7 == 0 ? 0 : i % conversations.size()];
        message.sender = hub.id;
        message.clientId = makeId<ClientId>();
        message.checkedAclRev = 1;
        message.body = "message " + std::to_string(i);
        while (!sender.send(message))
            QTest::qSleep(1);
        if (i % 50 == 0) // an earlier one comes again
            QVERIFY(sender.sendAgain(i - 20) || true);
        if (i % 500 == 0)
            QTest::qSleep(5);
    }
    QVERIFY(sender.waitForAll(60s));
    (*storage)->stop(10'000);
    const QString wrong = sender.check(*m_store, hub.id);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    const Storage::Stats stats = (*storage)->stats();
    QCOMPARE(stats.appended, std::uint64_t(3000));
    QVERIFY2(stats.batches < 1500, "messages that wait together are committed together");
    QVERIFY(stats.databaseUp);
    QCOMPARE(stats.queued, std::size_t(0));
}

void StorageTest::answersEachHome() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    auto storage = Storage::open(options());
    VERIFY_OK(storage);
    Sender first(**storage, m_executor);
    Sender second(**storage, m_executor);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(first.send(pair.message("first")));
        QVERIFY(i % 2 == 0 || second.send(pair.message("second")));
    }
    QVERIFY(first.waitForAll(30s) && second.waitForAll(30s));
    QCOMPARE(first.answered(), std::size_t(20));
    QCOMPARE(second.answered(), std::size_t(10));
    QCOMPARE(first.answerOf(1)->message.body, std::string("first"));
    QCOMPARE(second.answerOf(1)->message.body, std::string("second"));
}

void StorageTest::staleAndGoneAreAnswered() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    auto storage = Storage::open(options());
    VERIFY_OK(storage);
    Sender sender(**storage, m_executor);
    NewMessage stale = pair.message("stale");
    stale.checkedAclRev = 9;
    NewMessage gone = pair.message("gone");
    gone.conversation = makeId<ConversationId>();
    QVERIFY(sender.send(stale) && sender.send(gone) && sender.send(pair.message("good")));
    QVERIFY(sender.waitForAll(30s));
    QCOMPARE(sender.answerOf(1)->status, AppendStatus::Stale);
    QCOMPARE(sender.answerOf(2)->status, AppendStatus::Gone);
    QCOMPARE(sender.answerOf(3)->status, AppendStatus::Stored);
    QCOMPARE(sender.answerOf(3)->seq, std::uint64_t(1));
}

void StorageTest::aPoisonedMessageFailsAlone() {
    if (!StoreBed::onPostgres())
        QSKIP("SQLite takes any kind of number");
    expectLog(QStringLiteral("a message was refused by the database"));
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    auto storage = Storage::open(options());
    VERIFY_OK(storage);
    Sender sender(**storage, m_executor);
    for (int i = 1; i <= 40; ++i) {
        NewMessage message = pair.message(std::to_string(i));
        message.timerMs = i == 17 ? std::numeric_limits<std::int64_t>::max() : 0;
        QVERIFY(sender.send(message));
    }
    QVERIFY(sender.waitForAll(60s));
    for (std::uint64_t i = 1; i <= 40; ++i) {
        QCOMPARE(sender.answerOf(i)->status, i == 17 ? AppendStatus::Failed : AppendStatus::Stored);
        if (i != 17)
            QCOMPARE(sender.answerOf(i)->seq, i < 17 ? i : i - 1);
    }
}

void StorageTest::aFullQueueRefuses() {
    expectLog(QStringLiteral("the database is away"));
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    StorageOptions small = options();
    small.maxQueue = 50;
    auto storage = Storage::open(small);
    VERIFY_OK(storage);
    Sender sender(**storage, m_executor);
    hold();
    int refused = 0;
    for (int i = 0; i < 400 && refused < 5; ++i)
        refused += sender.send(pair.message("x")) ? 0 : 1;
    const std::size_t before = sender.answered();
    release();
    QCOMPARE(refused, 5);
    QVERIFY(before < sender.sent());
    QVERIFY(sender.waitForAll(60s));
    QVERIFY(sender.send(pair.message("there is room again")));
    QVERIFY(sender.waitForAll(60s));
    const QString wrong = sender.check(*m_store, pair.one.id);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void StorageTest::readsAndChanges() {
    auto storage = Storage::open(options());
    VERIFY_OK(storage);
    const UserRow user = newUser();
    Waiting<bool> created(m_executor);
    (*storage)->change<bool>(
        [user](SqlStore &store) -> Result<bool> {
            BANTER_TRY_VOID(store.createUser(user, std::nullopt));
            return true;
        },
        created.promise());
    VERIFY_OK(created.wait());
    Waiting<std::optional<UserRow>> found(m_executor);
    (*storage)->read<std::optional<UserRow>>([user](SqlStore &store) { return store.userById(user.id); },
                                             found.promise());
    const auto row = found.wait();
    VERIFY_OK(row);
    QCOMPARE(row->value().username, user.username);
    Waiting<bool> failing(m_executor);
    (*storage)->change<bool>(
        [](SqlStore &) -> Result<bool> {
            return Error{ErrorCode::NotAllowed, "no"};
        },
        failing.promise());
    VERIFY_ERROR(failing.wait(), ErrorCode::NotAllowed);
    QVERIFY((*storage)->stats().changes >= 2 && (*storage)->stats().reads >= 1);
}

void StorageTest::aFullReadersQueueIsBusy() {
    StorageOptions small = options();
    small.readers = 1;
    small.maxQueue = 3;
    auto storage = Storage::open(small);
    VERIFY_OK(storage);
    std::latch go(1);
    std::vector<std::unique_ptr<Waiting<bool>>> waiting;
    for (int i = 0; i < 8; ++i) {
        waiting.push_back(std::make_unique<Waiting<bool>>(m_executor));
        (*storage)->read<bool>(
            [&go](SqlStore &) -> Result<bool> {
                go.wait();
                return true;
            },
            waiting.back()->promise());
    }
    VERIFY_ERROR(waiting.back()->wait(), ErrorCode::Busy); // one runs, three wait
    go.count_down();
    VERIFY_OK(waiting.front()->wait());
    int good = 0;
    for (std::size_t i = 1; i + 1 < waiting.size(); ++i)
        good += waiting[i]->wait().ok() ? 1 : 0;
    QVERIFY(good == 2 || good == 3);
}

void StorageTest::receiptsAreMerged() {
    const Pair pair(*m_store);
    const Pair second(*m_store);
    QVERIFY(pair.ok && second.ok);
    auto storage = Storage::open(options());
    VERIFY_OK(storage);
    std::vector<std::unique_ptr<Waiting<bool>>> waiting;
    for (std::uint64_t i = 1; i <= 200; ++i) {
        waiting.push_back(std::make_unique<Waiting<bool>>(m_executor));
        (*storage)->raiseReceipts(
            {{pair.conversation, pair.one.id, i, 201 - i}, {second.conversation, second.other.id, 7, 0}},
            waiting.back()->promise());
    }
    for (const auto &each : waiting)
        VERIFY_OK(each->wait());
    Waiting<bool> nothing(m_executor);
    (*storage)->raiseReceipts({}, nothing.promise());
    VERIFY_OK(nothing.wait());
    for (const ReceiptRow &row : m_store->receipts(pair.conversation).value()) {
        QCOMPARE(row.deliveredSeq, std::uint64_t(row.user == pair.one.id ? 200 : 0));
        QCOMPARE(row.readSeq, std::uint64_t(row.user == pair.one.id ? 200 : 0));
    }
    for (const ReceiptRow &row : m_store->receipts(second.conversation).value())
        QCOMPARE(row.deliveredSeq, std::uint64_t(row.user == second.other.id ? 7 : 0));
}

void StorageTest::stopDrains() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    auto storage = Storage::open(options());
    VERIFY_OK(storage);
    Sender sender(**storage, m_executor);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(sender.send(pair.message("x")));
    Waiting<bool> receipt(m_executor);
    (*storage)->raiseReceipts({{pair.conversation, pair.one.id, 1, 1}}, receipt.promise());
    (*storage)->stop(60'000);
    VERIFY_OK(receipt.wait());
    QVERIFY(sender.waitForAll(30s)); // posted already
    const QString wrong = sender.check(*m_store, pair.one.id);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QVERIFY(!sender.send(pair.message("late")));
    Waiting<bool> late(m_executor);
    (*storage)->read<bool>([](SqlStore &) -> Result<bool> { return true; }, late.promise());
    VERIFY_ERROR(late.wait(), ErrorCode::ShuttingDown);
    Waiting<bool> change(m_executor);
    (*storage)->change<bool>([](SqlStore &) -> Result<bool> { return true; }, change.promise());
    VERIFY_ERROR(change.wait(), ErrorCode::ShuttingDown);
    Waiting<bool> raise(m_executor);
    (*storage)->raiseReceipts({{pair.conversation, pair.one.id, 2, 2}}, raise.promise());
    VERIFY_ERROR(raise.wait(), ErrorCode::ShuttingDown);
}

void StorageTest::stopGivesUpOnADatabaseThatHangs() {
    expectLog(QStringLiteral("the database is away"));
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    auto storage = Storage::open(options());
    VERIFY_OK(storage);
    Sender sender(**storage, m_executor);
    QVERIFY(sender.send(pair.message("first")) && sender.waitForAll(30s));
    hold();
    for (int i = 0; i < 200; ++i)
        QVERIFY(sender.send(pair.message("x")));
    (*storage)->stop(200); // comes back, that is the test
    release();
    // What was acknowledged is stored; what was not may be or not, but without a gap.
    const auto rows = m_store->history(pair.one.id, pair.conversation, 0, 0, 1000);
    VERIFY_OK(rows);
    QVERIFY(rows->messages.size() >= sender.answered());
    for (std::size_t i = 0; i < rows->messages.size(); ++i)
        QCOMPARE(rows->messages[i].seq, i + 1);
}

QTEST_GUILESS_MAIN(StorageTest)
#include "tst_Storage.moc"
