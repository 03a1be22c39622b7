// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "shared/protocol/banter.pb.h"
#include "tests/contract/StoreBed.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// Search, its index, and the way to a time; on both engines.
class StoreSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init();
    void cleanup() { m_store.reset(); }

    void findsWords_data();
    void findsWords();
    void newestFirstInPages();
    void onlyWhatOneMaySee();
    void deletedAndEditedFollow();
    void theIndexFollowsInParts();
    void theIndexFollowsInSeveralConversations();
    void findsWhatIsBehindAfterAStart();
    void findsATime();

private:
    static std::string text(const std::string &body) {
        v1::Content content;
        content.mutable_text()->set_body(body);
        return content.SerializeAsString();
    }
    void say(const Pair &pair, const std::string &body) {
        QVERIFY(store(*m_store, {pair.message(text(body))}, m_nowMs += 10));
    }
    void index() { QVERIFY(m_store->indexSome({m_pair->conversation}, 1000)->empty()); }
    std::vector<std::uint64_t> found(const std::string &words, const UserRow *user = nullptr) {
        SearchAsk ask;
        ask.user = user ? user->id : m_pair->one.id;
        ask.words = words;
        ask.limit = 100;
        std::vector<std::uint64_t> seqs;
        const auto rows = m_store->search(ask);
        if (!rows.ok())
            return {999};
        for (const auto &[id, row] : rows->messages)
            seqs.push_back(row.seq);
        return seqs;
    }

    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
    std::unique_ptr<Pair> m_pair;
    std::int64_t m_nowMs{2000};
};

void StoreSearch::init() {
    QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
    m_store = m_bed.open();
    QVERIFY(m_store);
    m_pair = std::make_unique<Pair>(*m_store);
    QVERIFY(m_pair->ok);
}

void StoreSearch::findsWords_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("a word") << "house" << true;
    QTest::newRow("the beginning of the last") << "summer hou" << true;
    QTest::newRow("of the last only") << "summ house" << false;
    QTest::newRow("finished") << "hou " << false;
    QTest::newRow("any order") << "free summer" << true;
    QTest::newRow("all of them") << "summer winter" << false;
    QTest::newRow("case and accents") << "CAFE" << true;
    QTest::newRow("with the accent") << "café" << true;
    QTest::newRow("punctuation") << "house, (free)" << true;
    QTest::newRow("quotes do nothing") << "'house' & \"free\":* \\" << true;
    QTest::newRow("another script") << QString::fromUtf8("домик") << true;
    QTest::newRow("nothing like it") << "zebra" << false;
    QTest::newRow("only signs") << "!?" << false;
}

void StoreSearch::findsWords() {
    QFETCH(QString, words);
    QFETCH(bool, isFound);
    say(*m_pair, "The Summer-house by the Café is free! Домик.");
    say(*m_pair, "something else");
    index();
    QCOMPARE(found(words.toStdString()), isFound ? std::vector<std::uint64_t>{1} : std::vector<std::uint64_t>{});
}

void StoreSearch::newestFirstInPages() {
    for (int i = 0; i < 5; ++i)
        say(*m_pair, i == 2 ? "something else" : "needle in hay");
    index();
    std::vector<std::uint64_t> seqs;
    SearchAsk ask;
    ask.user = m_pair->other.id;
    ask.conversation = m_pair->conversation;
    ask.words = "hay needle";
    ask.limit = 2;
    for (bool more = true; more;) {
        const auto page = m_store->search(ask);
        VERIFY_OK(page);
        QVERIFY(page->messages.size() <= 2);
        for (const auto &[id, row] : page->messages)
            seqs.push_back(row.seq);
        ask.below = page->next;
        more = page->next.has_value();
    }
    QCOMPARE(seqs, (std::vector<std::uint64_t>{5, 4, 2, 1}));
}

void StoreSearch::onlyWhatOneMaySee() {
    say(*m_pair, "needle");
    say(*m_pair, "needle");
    index();
    const Pair others(*m_store);
    QVERIFY(others.ok);
    say(others, "needle of others");
    QVERIFY(m_store->indexSome({others.conversation}, 100)->empty());
    QCOMPARE(found("needle"), (std::vector<std::uint64_t>{2, 1}));
    VERIFY_OK(m_store->hideMessages(m_pair->one.id, m_pair->conversation, {2}));
    QCOMPARE(found("needle"), std::vector<std::uint64_t>{1});
    QCOMPARE(found("needle", &m_pair->other), (std::vector<std::uint64_t>{2, 1}));
    SearchAsk foreign;
    foreign.user = m_pair->one.id;
    foreign.conversation = others.conversation;
    foreign.words = "needle";
    foreign.limit = 10;
    VERIFY_ERROR(m_store->search(foreign), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->findByTime(m_pair->one.id, others.conversation, 0), ErrorCode::NotFound);
    // From before one joined.
    QVERIFY(m_bed.run(
        "UPDATE member SET joined_seq = 1 WHERE conversation_id = " + StoreBed::literal(m_pair->conversation) +
        " AND user_id = " + StoreBed::literal(m_pair->other.id)));
    QCOMPARE(found("needle", &m_pair->other), std::vector<std::uint64_t>{2});
}

void StoreSearch::deletedAndEditedFollow() {
    say(*m_pair, "needle one");
    say(*m_pair, "needle two");
    index();
    MessageChoice choice{m_pair->conversation, m_pair->one.id, {1}, false};
    MessageChange erase;
    erase.erased = {1};
    VERIFY_OK(m_store->changeMessages(
        choice, [&](const MessageView &) { return Result<MessageChange>(erase); }, m_nowMs += 10));
    QCOMPARE(found("needle"), std::vector<std::uint64_t>{2});
    choice.seqs = {2};
    MessageChange edit;
    edit.edit = MessageEdit{2, text("thread")};
    VERIFY_OK(m_store->changeMessages(
        choice, [&](const MessageView &) { return Result<MessageChange>(edit); }, m_nowMs += 10));
    QVERIFY(found("needle").empty());
    QCOMPARE(found("thread"), std::vector<std::uint64_t>{2});
    // Before it came to the index.
    say(*m_pair, "needle three");
    choice.seqs = {3};
    edit.edit = MessageEdit{3, text("thimble")};
    VERIFY_OK(m_store->changeMessages(
        choice, [&](const MessageView &) { return Result<MessageChange>(edit); }, m_nowMs += 10));
    index();
    QVERIFY(found("needle").empty());
    QCOMPARE(found("thimble"), std::vector<std::uint64_t>{3});
}

void StoreSearch::theIndexFollowsInParts() {
    for (int i = 0; i < 5; ++i)
        say(*m_pair, "needle");
    const std::vector<ConversationId> ids{m_pair->conversation};
    QCOMPARE(*m_store->indexSome(ids, 3), ids);
    QCOMPARE(found("needle").size(), std::size_t(3));
    QVERIFY(m_store->indexSome(ids, 3)->empty());
    QCOMPARE(found("needle").size(), std::size_t(5));
    QVERIFY(m_store->indexSome(ids, 3)->empty());
    QCOMPARE(found("needle").size(), std::size_t(5));
}

void StoreSearch::theIndexFollowsInSeveralConversations() {
    const Pair other(*m_store);
    const Pair silent(*m_store);
    for (int i = 0; i < 3; ++i)
        say(*m_pair, "needle");
    say(other, "needle");
    say(other, "");
    const std::vector<ConversationId> ids{m_pair->conversation, other.conversation, silent.conversation};
    QCOMPARE(m_store->indexSome({}, 10)->size(), std::size_t(0));
    int rounds = 0;
    for (auto behind = ids; !behind.empty() && rounds < 10; ++rounds) {
        const auto left = m_store->indexSome(behind, 3);
        VERIFY_OK(left);
        behind = *left;
    }
    QVERIFY(rounds < 10);
    QCOMPARE(found("needle"), (std::vector<std::uint64_t>{3, 2, 1}));
    QCOMPARE(found("needle", &other.one), std::vector<std::uint64_t>{1});
}

void StoreSearch::findsWhatIsBehindAfterAStart() {
    say(*m_pair, "needle");
    const auto behind = [&] {
        std::vector<ConversationId> all;
        ConversationId last;
        do {
            const auto some = m_store->conversationsToIndex(last, 2, last).value();
            all.insert(all.end(), some.begin(), some.end());
        } while (!last.isNull());
        return std::count(all.begin(), all.end(), m_pair->conversation);
    };
    QCOMPARE(behind(), 1);
    index();
    QCOMPARE(behind(), 0);
    say(*m_pair, "again");
    QCOMPARE(behind(), 1);
}

void StoreSearch::findsATime() {
    std::vector<std::int64_t> times;
    for (int i = 0; i < 9; ++i) {
        say(*m_pair, "x");
        times.push_back(m_nowMs);
    }
    const auto at = [&](std::int64_t ms) {
        const auto place = m_store->findByTime(m_pair->one.id, m_pair->conversation, ms).value();
        return place ? place->seq : 0;
    };
    QCOMPARE(at(0), std::uint64_t(1));
    for (std::size_t i = 0; i < times.size(); ++i) {
        QCOMPARE(at(times[i]), std::uint64_t(i + 1));
        QCOMPARE(at(times[i] - 1), std::uint64_t(i + 1));
    }
    QCOMPARE(at(times.back() + 1), std::uint64_t(0));
}

QTEST_GUILESS_MAIN(StoreSearch)
#include "tst_StoreSearch.moc"
