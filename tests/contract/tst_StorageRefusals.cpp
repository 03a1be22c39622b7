// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/contract/StorageBed.h"
#include "tests/support/FatalLogger.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;
using namespace std::chrono_literals;

/// What becomes of the messages behind one that the database refuses for good; on both engines.
class StorageRefusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init();
    void cleanup() { m_storage.reset(); }

    void whatFollowsFailsWithIt();
    void othersAreStored();
    void whatWasWrittenIsNotQuoted();

private:
    /// `count` messages, each behind the one before; that with the number `poisoned` is refused.
    std::vector<NewMessage> chain(int count, int poisoned) const;

    StoreBed m_bed;
    ThreadExecutor m_executor;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<Pair> m_pair;
    std::string m_database;
};

void StorageRefusals::init() {
    QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
    const std::string database = m_database = m_bed.emptyDatabase();
    StorageOptions options;
    options.database = database;
    options.maxBatchMessages = 8; // so that those behind are in the same batch and in later ones
    auto storage = Storage::open(options);
    VERIFY_OK(storage);
    m_storage = std::move(storage).value();
    QVERIFY(m_bed.runAt(database, StoreBed::onPostgres()
                                      ? "ALTER TABLE message ADD CONSTRAINT clean CHECK (body <> 'poison'::bytea)"
                                      : "CREATE TRIGGER clean BEFORE INSERT ON message WHEN NEW.body = "
                                        "CAST('poison' AS BLOB) BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    const auto store = StoreBed::openAt(database, StoreUse::Write);
    QVERIFY(store);
    m_pair = std::make_unique<Pair>(*store);
    QVERIFY(m_pair->ok);
    expectLog(QStringLiteral("a message was refused by the database"));
    expectLog(QStringLiteral("statement refused"));
}

std::vector<NewMessage> StorageRefusals::chain(int count, int poisoned) const {
    std::vector<NewMessage> messages;
    for (int i = 1; i <= count; ++i) {
        NewMessage message = m_pair->message(i == poisoned ? "poison" : std::to_string(i));
        if (!messages.empty())
            message.after = messages.back().clientId;
        messages.push_back(std::move(message));
    }
    return messages;
}

void StorageRefusals::whatFollowsFailsWithIt() {
    Sender sender(*m_storage, m_executor);
    for (NewMessage &message : chain(40, 5))
        QVERIFY(sender.send(std::move(message)));
    QVERIFY(sender.waitForAll(60s));
    for (std::uint64_t token = 1; token <= 40; ++token)
        QCOMPARE(sender.answerOf(token)->status, token < 5 ? AppendStatus::Stored : AppendStatus::Failed);
}

void StorageRefusals::othersAreStored() {
    Sender sender(*m_storage, m_executor);
    for (NewMessage &message : chain(10, 3)) {
        QVERIFY(sender.send(std::move(message)));
        QVERIFY(sender.send(m_pair->message("of the other", true)));
    }
    QVERIFY(sender.waitForAll(60s));
    for (std::uint64_t token = 1; token <= 20; ++token) {
        const bool isBehind = token % 2 == 1 && token >= 5;
        QCOMPARE(sender.answerOf(token)->status, isBehind ? AppendStatus::Failed : AppendStatus::Stored);
    }
}

/// An error's detail goes into the log.
void StorageRefusals::whatWasWrittenIsNotQuoted() {
    const auto store = StoreBed::openAt(m_database, StoreUse::Write);
    QVERIFY(store);
    std::vector<NewMessage> batch{m_pair->message("poison")};
    const auto refused = store->append(batch, 1, false);
    VERIFY_ERROR(refused, ErrorCode::StoreFailed);
    for (const char *words : {"poison", "706f69736f6e"})
        QVERIFY2(refused.error().detail.find(words) == std::string::npos, refused.error().detail.c_str());
}

QTEST_GUILESS_MAIN(StorageRefusals)
#include "tst_StorageRefusals.moc"
