// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#include "app/store/LocalStore.h"
#include "app/store/StoreDatabase.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/banter.pb.h"

using namespace banter;
using namespace banter::client;

class tst_LocalStore : public QObject {
    Q_OBJECT

    const UserId m_self = makeId<UserId>();
    const UserId m_peer = makeId<UserId>();
    const ConversationId m_id = makeId<ConversationId>();
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("accounts/store.db")); }
    std::unique_ptr<StoreDatabase> open() {
        auto opened = StoreDatabase::open(path(), m_self);
        if (!opened.ok())
            qFatal("%s", opened.error().detail.c_str());
        return std::move(opened).value();
    }

    MessageRow message(std::uint64_t seq, const UserId &sender, const ClientId &clientId = {}) const {
        MessageRow row;
        row.conversation = m_id;
        row.seq = seq;
        row.rev = seq + 1;
        row.sender = sender;
        row.clientId = clientId;
        row.sentAtMs = 1000 + static_cast<std::int64_t>(seq);
        v1::Content content;
        content.mutable_text()->set_body("m" + std::to_string(seq));
        row.content = content.SerializeAsString();
        return row;
    }

    /// The server gives a message's client id to its sender's devices, always the same one.
    static ClientId ownId(std::uint64_t seq) {
        IdBytes bytes{};
        bytes[0] = 1;
        bytes[15] = static_cast<std::uint8_t>(seq);
        return ClientId(bytes);
    }

    StoreBatch batchUpTo(std::uint64_t top) const {
        StoreBatch batch;
        batch.users.push_back({m_peer, "lara", "Lara"});
        ConversationFacts facts;
        facts.id = m_id;
        facts.kind = 1;
        facts.lastSeq = top;
        facts.members = {{m_self, 1, 0, 1, false}, {m_peer, 1, 0, 1, false}};
        batch.conversations.push_back(facts);
        for (std::uint64_t seq = 1; seq <= top; ++seq)
            batch.messages.push_back(seq % 2 == 0 ? message(seq, m_self, ownId(seq)) : message(seq, m_peer));
        Progress progress;
        progress.conversation = m_id;
        progress.rev = progress.headRev = top + 1;
        progress.lastSeq = top;
        progress.ranges.add({1, top});
        batch.progress.push_back(progress);
        batch.accountRev = 3;
        batch.listedAsOfMs = 77;
        return batch;
    }

    OutboxRow send(const std::string &text) const {
        OutboxRow row;
        row.conversation = m_id;
        row.clientId = makeId<ClientId>();
        v1::Content content;
        content.mutable_text()->set_body(text);
        row.content = content.SerializeAsString();
        row.createdMs = 5;
        return row;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsWhatWasCommitted() {
        const OutboxRow first = send("a");
        {
            const auto store = open();
            QVERIFY(store->apply(batchUpTo(5)).ok());
            OutboxRow a = first;
            OutboxRow b = send("b");
            QVERIFY(store->addPending(a).ok());
            QVERIFY(store->addPending(b).ok());
            QVERIFY(b.position > a.position);
        }
        const auto store = open();
        const auto snapshot = store->snapshot();
        QCOMPARE(snapshot->accountRev, std::uint64_t{3});
        QCOMPARE(snapshot->listedAsOfMs, std::int64_t{77});
        QCOMPARE(snapshot->progress.size(), std::size_t{1});
        QCOMPARE(snapshot->progress[0].rev, std::uint64_t{6});
        QCOMPARE(snapshot->progress[0].ranges, SeqRanges({{1, 5}}));
        QCOMPARE(snapshot->outbox.size(), std::size_t{2});
        QCOMPARE(snapshot->outbox[0].clientId, first.clientId);
        const auto rows = store->timeline(m_id, 0, 3);
        QCOMPARE(rows->size(), std::size_t{5}); // three messages, two pending
        QCOMPARE((*rows)[0].seq, std::uint64_t{3});
        QVERIFY((*rows)[3].state == MessageState::Pending);
        QCOMPARE((*rows)[3].clientId, first.clientId);
    }

    /// A process that dies leaves its WAL behind; what is copied from under a living one is the same.
    void survivesAKill() {
        const auto store = open();
        QVERIFY(store->apply(batchUpTo(5)).ok());
        OutboxRow row = send("unsent");
        QVERIFY(store->addPending(row).ok());
        const QString copy = m_folder->filePath(QStringLiteral("dead/store.db"));
        QDir().mkpath(m_folder->filePath(QStringLiteral("dead")));
        for (const char *suffix : {"", "-wal"})
            QVERIFY(QFile::copy(path() + QLatin1String(suffix), copy + QLatin1String(suffix)));
        auto reopened = StoreDatabase::open(copy, m_self);
        QVERIFY(reopened.ok());
        const auto snapshot = reopened.value()->snapshot();
        QCOMPARE(snapshot->outbox.size(), std::size_t{1});
        QCOMPARE(snapshot->outbox[0].clientId, row.clientId);
        QCOMPARE(snapshot->progress[0].rev, std::uint64_t{6});
    }

    void twoCannotWorkOnOneFile() {
        const auto store = open();
        const auto second = StoreDatabase::open(path(), m_self);
        QVERIFY(!second.ok());
        QVERIFY(second.error().code == ErrorCode::StoreUnavailable);
    }

    void anotherSchemaDropsTheCacheAndKeepsTheOutbox() {
        OutboxRow row = send("precious");
        {
            const auto store = open();
            QVERIFY(store->apply(batchUpTo(5)).ok());
            QVERIFY(store->addPending(row).ok());
            QVERIFY(store->setDraft(m_id, "half a thought", 0, 9).ok());
        }
        {
            auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("future"));
            database.setDatabaseName(path());
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(QStringLiteral("ALTER TABLE message RENAME COLUMN content TO body")));
            QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = 4711")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("future"));
        const auto store = open();
        const auto snapshot = store->snapshot();
        QVERIFY(snapshot->progress.empty());
        QCOMPARE(snapshot->accountRev, std::uint64_t{0});
        QCOMPARE(snapshot->outbox.size(), std::size_t{1});
        QCOMPARE(snapshot->outbox[0].clientId, row.clientId);
        QCOMPARE(store->draft(m_id)->text, std::string("half a thought"));
        QVERIFY(store->apply(batchUpTo(5)).ok()); // and works
        QCOMPARE(store->timeline(m_id, 0, 10)->size(), std::size_t{6});
    }

    void pagesStopAtHoles() {
        const auto store = open();
        StoreBatch batch = batchUpTo(0);
        for (std::uint64_t seq = 1; seq <= 30; ++seq) {
            if (seq <= 10 || seq >= 21)
                batch.messages.push_back(message(seq, m_peer));
        }
        batch.conversations.front().lastSeq = 30;
        batch.progress.front().lastSeq = 30;
        batch.progress.front().ranges = SeqRanges({{1, 10}, {21, 30}});
        QVERIFY(store->apply(batch).ok());
        OutboxRow waiting = send("waits");
        QVERIFY(store->addPending(waiting).ok());

        auto page = store->page(m_id, {0, 0, 5});
        QCOMPARE(page->rows.size(), std::size_t{6}); // five and what waits
        QCOMPARE(page->rows.front().seq, std::uint64_t{26});
        QVERIFY(page->reachesEnd && !page->reachesStart && page->holeBefore == 0);
        page = store->page(m_id, {26, 0, 50});
        QCOMPARE(page->rows.size(), std::size_t{5});
        QCOMPARE(page->holeBefore, std::uint64_t{21});
        QVERIFY(!page->reachesEnd);
        page = store->page(m_id, {21, 0, 50}); // nothing of what lies right below
        QVERIFY(page->rows.empty());
        QCOMPARE(page->holeBefore, std::uint64_t{21});
        page = store->page(m_id, {11, 0, 50});
        QCOMPARE(page->rows.size(), std::size_t{10});
        QVERIFY(page->reachesStart && page->holeBefore == 0);

        page = store->page(m_id, {0, 5, 3});
        QCOMPARE(page->rows.back().seq, std::uint64_t{8});
        QVERIFY(!page->reachesEnd && page->holeAboveUpTo == 0);
        page = store->page(m_id, {0, 8, 50});
        QCOMPARE(page->rows.size(), std::size_t{2});
        QCOMPARE(page->holeAboveUpTo, std::uint64_t{21});
        page = store->page(m_id, {0, 28, 50});
        QCOMPARE(page->rows.size(), std::size_t{3});
        QVERIFY(page->reachesEnd);
    }

    /// Accepted before those ahead of it are here: it must not vanish from sight.
    void aMessageAboveWhatIsHeldIsShown() {
        const auto store = open();
        QVERIFY(store->apply(batchUpTo(5)).ok());
        StoreBatch early;
        early.messages.push_back(message(9, m_self));
        QVERIFY(store->apply(early).ok());
        const auto page = store->page(m_id, {0, 0, 50});
        QCOMPARE(page->rows.back().seq, std::uint64_t{9});
        QCOMPARE(page->rows.size(), std::size_t{6});
        QVERIFY(page->reachesStart && page->reachesEnd);
    }

    void anEmptyConversationIsComplete() {
        const auto store = open();
        StoreBatch batch = batchUpTo(0);
        batch.progress.clear();
        QVERIFY(store->apply(batch).ok());
        const auto page = store->page(m_id, {0, 0, 50});
        QVERIFY(page->rows.empty() && page->reachesStart && page->reachesEnd);
        // One of which nothing has been fetched yet is not.
        batch.conversations.front().lastSeq = 7;
        QVERIFY(store->apply(batch).ok());
        QVERIFY(!store->page(m_id, {0, 0, 50})->reachesStart);
    }

    void draftsAreNewsOfTheirConversation() {
        const auto store = open();
        QVERIFY(store->apply(batchUpTo(1)).ok());
        QCOMPARE(store->setDraft(m_id, "half", 0, 5)->conversations, std::vector<ConversationId>{m_id});
        QCOMPARE((*store->conversation(m_id))->draft, std::string("half"));
        QCOMPARE(store->conversations()->front().draft, std::string("half"));
        QVERIFY(!*store->conversation(makeId<ConversationId>()));
    }

    void applyingTwiceChangesNothing() {
        const auto store = open();
        QCOMPARE(store->apply(batchUpTo(5))->rows.size(), std::size_t{5});
        QCOMPARE(store->apply(batchUpTo(5))->rows.size(), std::size_t{0});
        QCOMPARE(store->timeline(m_id, 0, 10)->size(), std::size_t{5});
    }

    void onlyNewerRowsReplace() {
        const auto store = open();
        QVERIFY(store->apply(batchUpTo(2)).ok());
        StoreBatch edit;
        MessageRow row = message(1, m_peer);
        row.changeRev = 9;
        row.deleted = true;
        row.content.clear();
        edit.messages.push_back(row);
        QCOMPARE(store->apply(edit)->rows.size(), std::size_t{1});
        // History that was read before the edit arrives after it.
        QVERIFY(store->apply(batchUpTo(2))->rows.empty());
        QVERIFY((*store->timeline(m_id, 0, 10))[0].deleted);
        QVERIFY((*store->timeline(m_id, 0, 10))[0].content.empty());
    }

    void aSyncedRowSettlesTheOutbox() {
        const auto store = open();
        QVERIFY(store->apply(batchUpTo(2)).ok());
        OutboxRow row = send("mine");
        const auto added = store->addPending(row);
        QVERIFY(added->rows.at(0).state == MessageState::Pending);
        StoreBatch batch;
        batch.messages.push_back(message(3, m_self, row.clientId));
        const auto changes = store->apply(batch);
        QCOMPARE(changes->rows.size(), std::size_t{1});
        QCOMPARE(changes->rows[0].seq, std::uint64_t{3});
        QCOMPARE(changes->rows[0].clientId, row.clientId);
        QVERIFY(store->outbox()->empty());
        QCOMPARE(store->timeline(m_id, 0, 10)->size(), std::size_t{3});
    }

    void marksRiseAndTellWhichMessagesTheyReach() {
        const auto store = open();
        QVERIFY(store->apply(batchUpTo(6)).ok()); // 2, 4, 6 are ours
        const auto mark = [&](std::uint64_t delivered, std::uint64_t read) {
            StoreBatch batch;
            batch.marks.push_back({m_id, {{m_peer, delivered, read}}});
            std::vector<std::pair<std::uint64_t, MessageState>> states;
            const auto changes = store->apply(batch);
            for (const TimelineRow &row : changes->rows)
                states.emplace_back(row.seq, row.state);
            return states;
        };
        using States = std::vector<std::pair<std::uint64_t, MessageState>>;
        QVERIFY(mark(4, 2) == (States{{2, MessageState::Read}, {4, MessageState::Delivered}}));
        QVERIFY(mark(3, 1).empty()); // never back
        QVERIFY(mark(6, 2) == (States{{6, MessageState::Delivered}}));
        QVERIFY(mark(6, 6) == (States{{4, MessageState::Read}, {6, MessageState::Read}}));
    }

    void failedStaysUntilRetriedOrDiscarded() {
        const auto store = open();
        QVERIFY(store->apply(batchUpTo(1)).ok());
        OutboxRow first = send("first"), second = send("second");
        QVERIFY(store->addPending(first).ok() && store->addPending(second).ok());
        StoreBatch batch;
        batch.failed.push_back({first.conversation, first.clientId, ErrorCode::NotAllowed});
        const auto changes = store->apply(batch);
        QVERIFY(changes->rows.at(0).state == MessageState::Failed);
        QVERIFY(changes->rows.at(0).failure == ErrorCode::NotAllowed);
        QCOMPARE(store->snapshot()->outbox.size(), std::size_t{1}); // a failed one is not sent again by itself
        const auto retried = store->retryFailed(first.clientId, 10);
        QVERIFY(retried->first.position > second.position);
        QVERIFY(!store->retryFailed(first.clientId, 11).ok());
        QVERIFY(!store->discardFailed(second.clientId).ok()); // pending: may be stored already
        QVERIFY(store->apply(batch).ok());
        QCOMPARE(store->discardFailed(first.clientId)->gone, (std::vector<ClientId>{first.clientId}));
        QCOMPARE(store->outbox()->size(), std::size_t{1});
    }

    void resetKeepsPending() {
        const auto store = open();
        QVERIFY(store->apply(batchUpTo(5)).ok());
        OutboxRow row = send("kept");
        QVERIFY(store->addPending(row).ok());
        StoreBatch batch;
        batch.resets.push_back(m_id);
        QCOMPARE(store->apply(batch)->reloads, (std::vector<ConversationId>{m_id}));
        QCOMPARE(store->timeline(m_id, 0, 10)->size(), std::size_t{1});
        QVERIFY(store->snapshot()->progress[0].ranges.isEmpty());
    }

    void listsConversations() {
        const auto store = open();
        StoreBatch batch = batchUpTo(5);
        batch.progress[0].wantRead = 2;
        QVERIFY(store->apply(batch).ok());
        const auto rows = store->conversations();
        QCOMPARE(rows->size(), std::size_t{1});
        const ConversationRow &row = rows->front();
        QCOMPARE(row.peerUsername, std::string("lara"));
        QCOMPARE(row.unread, 2u); // 3 and 5
        QCOMPARE(row.ownSeq, std::uint64_t{4});
        QCOMPARE(row.preview->seq, std::uint64_t{5});
    }

    void answersInOrderOnItsOwnThread() {
        QtExecutor home;
        std::vector<int> order;
        std::size_t rows = 0;
        {
            LocalStore store(path(), m_self, &home);
            QSignalSpy changed(&store, &LocalStore::changed);
            store.open({&home, [&](const Result<StoreSnapshot> &snapshot) {
                            QVERIFY(snapshot.ok());
                            order.push_back(1);
                        }});
            store.apply(batchUpTo(4), {&home, [&](const Result<StoreChanges> &changes) {
                                           QVERIFY(changes.ok());
                                           QCOMPARE(changed.count(), 1); // told before it is answered
                                           order.push_back(2);
                                       }});
            store.timeline(m_id, 0, 10, {&home, [&](const Result<std::vector<TimelineRow>> &read) {
                                             rows = read->size();
                                             order.push_back(3);
                                         }});
            QTRY_COMPARE(order, (std::vector<int>{1, 2, 3}));
            QCOMPARE(rows, std::size_t{4});
            store.apply(batchUpTo(9), {&home, [](const Result<StoreChanges> &) {}});
        }
        // Asked for and destroyed at once: carried out all the same.
        QCOMPARE(open()->timeline(m_id, 0, 20)->size(), std::size_t{9});
    }

    void refusesBeforeOpen() {
        QtExecutor home;
        LocalStore store(path(), m_self, &home);
        bool isRefused = false;
        store.outbox({&home, [&](const Result<std::vector<OutboxRow>> &rows) { isRefused = !rows.ok(); }});
        QTRY_VERIFY(isRefused);
    }
};

QTEST_GUILESS_MAIN(tst_LocalStore)
#include "tst_LocalStore.moc"
