// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include <QElapsedTimer>
#include <QTest>

#include "tests/contract/StorageBed.h"
#include "tests/support/FatalLogger.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;
using namespace std::chrono_literals;

/// What PostgreSQL does to us when it dies, and what must hold then: nothing lost, doubled, reordered or unanswered.
class StorageFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        expectLog(QStringLiteral("the database is away"));
        QVERIFY2(m_postgres.start(), qPrintable(m_postgres.error()));
    }
    void init();
    void cleanup();

    void survivesKill9();
    void survivesLostConnections();
    void survivesDeadlocks();
    void readsComeBack();
    void receiptsWaitForTheDatabase();

private:
    /// Sends from a thread until told to stop, now and then something twice.
    void keepSending(Sender &sender, int threadNumber);

    PostgresServer m_postgres;
    ThreadExecutor m_executor;
    std::string m_database;
    std::unique_ptr<Storage> m_storage;
    UserRow m_hub;
    std::vector<ConversationId> m_conversations;
    std::atomic<bool> m_sending{false};
    int m_count{0};
};

void StorageFaults::init() {
    m_database = m_postgres.createDatabase(QStringLiteral("banter%1").arg(++m_count));
    StorageOptions options;
    options.database = m_database;
    options.writers = 2;
    auto storage = Storage::open(options);
    VERIFY_OK(storage);
    m_storage = std::move(storage).value();
    const auto store = StoreBed::openAt(m_database, StoreUse::Write);
    QVERIFY(store);
    m_hub = newUser();
    VERIFY_OK(store->createUser(m_hub, std::nullopt));
    m_conversations.clear();
    for (int i = 0; i < 10; ++i) {
        m_conversations.push_back(makeId<ConversationId>());
        VERIFY_OK(store->openDirect(m_conversations.back(), m_hub.id, makeId<UserId>(), 1));
    }
}

void StorageFaults::cleanup() { m_storage.reset(); }

void StorageFaults::keepSending(Sender &sender, int threadNumber) {
    for (std::uint64_t i = 0; m_sending; ++i) {
        NewMessage message;
        // Each thread has conversations of its own, so that it knows their order.
        message.conversation = m_conversations[i % 5 * 2 + static_cast<std::uint64_t>(threadNumber)];
        message.sender = m_hub.id;
        message.clientId = makeId<ClientId>();
        message.checkedAclRev = 1;
        message.body = std::to_string(i);
        while (m_sending && !sender.send(message))
            QTest::qSleep(2);
        if (i % 20 == 19)
            (void)sender.sendAgain(sender.sent() - 10);
        if (i % 8 == 0)
            QTest::qSleep(1);
    }
}

void StorageFaults::survivesKill9() {
    Sender one(*m_storage, m_executor);
    Sender other(*m_storage, m_executor);
    m_sending = true;
    std::thread first([&] { keepSending(one, 0); });
    std::thread second([&] { keepSending(other, 1); });
    for (int i = 0; i < 3; ++i) {
        QTest::qSleep(400);
        // Frozen first: what the senders have handed over since then is in flight when it dies.
        m_postgres.freeze();
        QTest::qSleep(100);
        m_postgres.kill9();
        QTest::qSleep(200);
        if (!m_postgres.restart())
            break;
    }
    QTest::qSleep(300);
    m_sending = false;
    first.join();
    second.join();
    QVERIFY2(m_postgres.error().isEmpty(), qPrintable(m_postgres.error()));
    QVERIFY(one.waitForAll(90s) && other.waitForAll(90s));
    const Storage::Stats stats = m_storage->stats();
    QVERIFY(stats.retriedBatches > 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_storage->stats().databaseUp, 20'000); // told after the answers
    const auto store = StoreBed::openAt(m_database, StoreUse::Read);
    QVERIFY(store);
    for (Sender *sender : {&one, &other}) {
        const QString wrong = sender->check(*store, m_hub.id);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        for (std::uint64_t token = 1; token <= sender->sent(); ++token)
            QCOMPARE(sender->answerOf(token)->status,
                     AppendStatus::Stored); // each is news once, also after a lost outcome
    }
}

void StorageFaults::survivesLostConnections() {
    Sender one(*m_storage, m_executor);
    Sender other(*m_storage, m_executor);
    m_sending = true;
    std::thread first([&] { keepSending(one, 0); });
    std::thread second([&] { keepSending(other, 1); });
    for (int i = 0; i < 15; ++i) {
        QTest::qSleep(60);
        (void)m_postgres.run(m_database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                         "WHERE application_name = 'banterd' AND pid <> pg_backend_pid()");
    }
    m_sending = false;
    first.join();
    second.join();
    QVERIFY(one.waitForAll(60s) && other.waitForAll(60s));
    const auto store = StoreBed::openAt(m_database, StoreUse::Read);
    for (Sender *sender : {&one, &other}) {
        const QString wrong = sender->check(*store, m_hub.id);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

void StorageFaults::survivesDeadlocks() {
    // Somebody else locks heads in the wrong order; the writers must give way, and come back.
    Sender one(*m_storage, m_executor);
    m_sending = true;
    std::thread first([&] { keepSending(one, 0); });
    const auto lock = [](const ConversationId &id) {
        return "SELECT 1 FROM conversation_head WHERE conversation_id = '" +
               QByteArray(id.view().data(), 16).toHex().toStdString() + "' FOR UPDATE; SELECT pg_sleep(0.02);";
    };
    std::vector<ConversationId> backwards = m_conversations;
    std::sort(backwards.rbegin(), backwards.rend());
    std::string script = "BEGIN;";
    for (const ConversationId &id : backwards)
        script += lock(id);
    for (int i = 0; i < 5; ++i)
        (void)m_postgres.run(m_database, script + "COMMIT;");
    m_sending = false;
    first.join();
    QVERIFY(one.waitForAll(60s));
    const auto store = StoreBed::openAt(m_database, StoreUse::Read);
    const QString wrong = one.check(*store, m_hub.id);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void StorageFaults::readsComeBack() {
    const auto read = [this] {
        Waiting<std::optional<UserRow>> waiting(m_executor);
        m_storage->read<std::optional<UserRow>>([this](SqlStore &store) { return store.userById(m_hub.id); },
                                                waiting.promise());
        return waiting.wait();
    };
    VERIFY_OK(read());
    m_postgres.kill9();
    VERIFY_ERROR(read(), ErrorCode::StoreUnavailable);
    QTRY_VERIFY_WITH_TIMEOUT(!m_storage->stats().databaseUp, 20'000);
    Waiting<bool> change(m_executor);
    m_storage->change<bool>([](SqlStore &) -> Result<bool> { return true; }, change.promise());
    VERIFY_ERROR(change.wait(), ErrorCode::StoreUnavailable);
    QVERIFY2(m_postgres.restart(), qPrintable(m_postgres.error()));
    QTRY_VERIFY_WITH_TIMEOUT(read().ok(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_storage->stats().databaseUp, 20'000);
    // A connection that was cut while nobody used it is not noticed by who reads next.
    QVERIFY(m_postgres.run(m_database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                       "WHERE application_name = 'banterd' AND pid <> pg_backend_pid()"));
    for (int i = 0; i < 10; ++i)
        VERIFY_OK(read());
}

void StorageFaults::receiptsWaitForTheDatabase() {
    m_postgres.kill9();
    Waiting<bool> waiting(m_executor);
    m_storage->raiseReceipts({{m_conversations[0], m_hub.id, 3, 2}}, waiting.promise());
    QTest::qSleep(300);
    QVERIFY2(m_postgres.restart(), qPrintable(m_postgres.error()));
    VERIFY_OK(waiting.wait());
    const auto store = StoreBed::openAt(m_database, StoreUse::Read);
    for (const ReceiptRow &row : store->receipts(m_conversations[0]).value())
        QCOMPARE(row.deliveredSeq, std::uint64_t(row.user == m_hub.id ? 3 : 0));
}

QTEST_GUILESS_MAIN(StorageFaults)
#include "tst_StorageFaults.moc"
