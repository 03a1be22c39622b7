// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <QTest>

#include "tests/contract/StoreBed.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// What becomes of messages that are stored: edits, deletions, reactions, hiding; on both engines.
class StoreChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init();
    void cleanup() { m_store.reset(); }

    void anEditTakesTheContentsPlace();
    void anErasedMessageKeepsItsPlace();
    void severalTakeARevEach();
    void aRefusalChangesNothing();
    void onlyWhatOneMaySee();
    void aRetryFindsTheTombstone();
    void theListHearsOfChanges();
    void reactionsAreCounted();
    void reactionsGoWithTheMessage();
    void whoHasReacted();
    void syncPagesOverReactions();
    void hiddenIsHiddenFromOneAlone();
    void hiddenIsSyncedInPages();
    void theListLeavesOutWhatIsHidden();

private:
    std::uint64_t say(const UserRow &user, const std::string &body, ClientId clientId = makeId<ClientId>());
    Result<ConversationChange> change(std::vector<std::uint64_t> seqs, MessageChange wish, const UserRow *by = nullptr);
    Result<ConversationChange> erase(std::vector<std::uint64_t> seqs);
    bool react(const UserRow &user, std::uint64_t seq, const std::string &emoji);
    SyncRows sync(const UserRow &user, std::uint64_t rev, std::uint64_t top, std::uint64_t after = 0, int limit = 100);
    std::vector<std::uint64_t> seqsFor(const UserRow &user);

    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
    std::unique_ptr<Pair> m_pair;
    std::int64_t m_nowMs{2000};
};

void StoreChanges::init() {
    QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
    m_store = m_bed.open();
    QVERIFY(m_store);
    m_pair = std::make_unique<Pair>(*m_store);
    QVERIFY(m_pair->ok);
}

/// Answers the seq; 0 = not stored.
std::uint64_t StoreChanges::say(const UserRow &user, const std::string &body, ClientId clientId) {
    NewMessage message = m_pair->message(body, user.id == m_pair->other.id);
    message.clientId = clientId;
    std::vector<NewMessage> batch{message};
    const auto answers = m_store->append(batch, m_nowMs += 10, true);
    return answers.ok() && answers->front().status == AppendStatus::Stored ? answers->front().seq : 0;
}

Result<ConversationChange> StoreChanges::change(std::vector<std::uint64_t> seqs, MessageChange wish,
                                                const UserRow *by) {
    MessageChoice choice{m_pair->conversation, by ? by->id : m_pair->one.id, std::move(seqs),
                         wish.reaction.has_value()};
    return m_store->changeMessages(
        choice, [&](const MessageView &) { return Result<MessageChange>(wish); }, m_nowMs += 10);
}

Result<ConversationChange> StoreChanges::erase(std::vector<std::uint64_t> seqs) {
    MessageChange wish;
    wish.erased = seqs;
    return change(std::move(seqs), wish);
}

bool StoreChanges::react(const UserRow &user, std::uint64_t seq, const std::string &emoji) {
    MessageChange wish;
    wish.reaction = MessageReaction{seq, emoji};
    return change({seq}, wish, &user).ok();
}

SyncRows StoreChanges::sync(const UserRow &user, std::uint64_t rev, std::uint64_t top, std::uint64_t after, int limit) {
    return m_store->sync(user.id, m_pair->conversation, rev, top, after, limit).value();
}

std::vector<std::uint64_t> StoreChanges::seqsFor(const UserRow &user) {
    std::vector<std::uint64_t> seqs;
    const auto page = m_store->history(user.id, m_pair->conversation, 0, 0, 100);
    for (const MessageRow &row : page.value().messages)
        seqs.push_back(row.seq);
    return seqs;
}

void StoreChanges::anEditTakesTheContentsPlace() {
    QCOMPARE(say(m_pair->one, "before"), std::uint64_t(1));
    MessageChange wish;
    wish.edit = MessageEdit{1, "after"};
    const auto done = change({1}, wish);
    VERIFY_OK(done);
    QCOMPARE(done->lastRev, std::uint64_t(3));
    QCOMPARE(done->lastSeq, std::uint64_t(1));
    QCOMPARE(done->aclRev, std::uint64_t(1));
    QCOMPARE(done->steps.size(), std::size_t(1));
    QCOMPARE(done->steps[0].message->body, std::string("after"));
    const auto page = m_store->history(m_pair->other.id, m_pair->conversation, 0, 0, 10);
    const MessageRow &row = page->messages.front();
    QCOMPARE(row.body, std::string("after"));
    QCOMPARE(row.rev, std::uint64_t(2));
    QCOMPARE(row.changeRev, std::uint64_t(3));
    QCOMPARE(row.editedAtMs, m_nowMs);
    QVERIFY(row.sentAtMs < row.editedAtMs);
    QCOMPARE(sync(m_pair->other, 2, 1).changed.front().body, std::string("after"));
    QVERIFY(sync(m_pair->other, 3, 1).changed.empty());
    QVERIFY(sync(m_pair->other, 2, 0).changed.empty()); // the client does not hold it
}

void StoreChanges::anErasedMessageKeepsItsPlace() {
    say(m_pair->one, "one");
    say(m_pair->one, "two");
    const auto done = erase({2});
    VERIFY_OK(done);
    QVERIFY(done->steps[0].message->deleted);
    QVERIFY(done->steps[0].message->body.empty());
    const auto page = m_store->history(m_pair->other.id, m_pair->conversation, 0, 0, 10);
    QCOMPARE(page->messages.size(), std::size_t(2));
    QVERIFY(page->messages[1].deleted);
    QVERIFY(page->messages[1].body.empty());
    QCOMPARE(page->messages[1].changeRev, std::uint64_t(4));
    QCOMPARE(page->messages[1].sender, m_pair->one.id);
    const auto listed = m_store->listedConversation(m_pair->other.id, m_pair->conversation, 100);
    QVERIFY((*listed)->preview->deleted);
    QCOMPARE((*listed)->unread, 1u);
}

void StoreChanges::severalTakeARevEach() {
    for (const char *body : {"one", "two", "three"})
        say(m_pair->one, body);
    const auto done = erase({1, 3});
    VERIFY_OK(done);
    QCOMPARE(done->lastRev, std::uint64_t(6));
    QCOMPARE(done->steps[0].rev, std::uint64_t(5));
    QCOMPARE(done->steps[1].rev, std::uint64_t(6));
    const SyncRows first = sync(m_pair->other, 4, 3, 0, 1);
    QCOMPARE(first.changed.size(), std::size_t(1));
    QCOMPARE(first.nextRev, std::uint64_t(5));
    const SyncRows second = sync(m_pair->other, 4, 3, first.nextRev, 1);
    QCOMPARE(second.changed.front().seq, std::uint64_t(3));
    QCOMPARE(second.nextRev, std::uint64_t(0));
}

void StoreChanges::aRefusalChangesNothing() {
    say(m_pair->one, "stays");
    MessageChoice choice{m_pair->conversation, m_pair->one.id, {1}, false};
    const auto refusing = [](const MessageView &) -> Result<MessageChange> { return Error{ErrorCode::NotAllowed, ""}; };
    VERIFY_ERROR(m_store->changeMessages(choice, refusing, m_nowMs), ErrorCode::NotAllowed);
    const auto empty = change({1}, {});
    VERIFY_OK(empty);
    QVERIFY(empty->steps.empty());
    QCOMPARE(empty->lastRev, std::uint64_t(2));
    QCOMPARE(sync(m_pair->other, 2, 1).rev, std::uint64_t(2));
}

void StoreChanges::onlyWhatOneMaySee() {
    say(m_pair->one, "one");
    VERIFY_ERROR(erase({2}), ErrorCode::NotFound);
    VERIFY_ERROR(erase({1, 2}), ErrorCode::NotFound);
    const UserRow stranger = newUser();
    VERIFY_OK(m_store->createUser(stranger, std::nullopt));
    VERIFY_ERROR(change({1}, {}, &stranger), ErrorCode::NotFound);
    MessageChoice elsewhere{makeId<ConversationId>(), m_pair->one.id, {1}, false};
    const auto any = [](const MessageView &) { return Result<MessageChange>(MessageChange()); };
    VERIFY_ERROR(m_store->changeMessages(elsewhere, any, 1), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->hideMessages(stranger.id, m_pair->conversation, {1}), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->hideMessages(m_pair->one.id, m_pair->conversation, {1, 2}), ErrorCode::NotFound);
    QCOMPARE(seqsFor(m_pair->one), std::vector<std::uint64_t>{1});
}

void StoreChanges::aRetryFindsTheTombstone() {
    const auto clientId = makeId<ClientId>();
    QCOMPARE(say(m_pair->one, "the words", clientId), std::uint64_t(1));
    VERIFY_OK(erase({1}));
    NewMessage again = m_pair->message("the words");
    again.clientId = clientId;
    again.retry = true;
    std::vector<NewMessage> batch{again};
    const auto answers = m_store->append(batch, m_nowMs, true);
    QCOMPARE(answers->front().status, AppendStatus::Duplicate);
    QCOMPARE(answers->front().seq, std::uint64_t(1));
    const auto page = m_store->history(m_pair->other.id, m_pair->conversation, 0, 0, 10);
    QCOMPARE(page->messages.size(), std::size_t(1));
    QVERIFY(page->messages.front().deleted && page->messages.front().body.empty());
}

void StoreChanges::theListHearsOfChanges() {
    say(m_pair->one, "one");
    const std::int64_t since = m_nowMs + 1;
    QVERIFY(m_store->listConversations(m_pair->other.id, since, 0, {}, 10, 10)->empty());
    m_nowMs += 100;
    VERIFY_OK(erase({1}));
    const auto listed = m_store->listConversations(m_pair->other.id, since, 0, {}, 10, 10);
    QCOMPARE(listed->size(), std::size_t(1));
    QVERIFY(listed->front().preview->deleted);
    QVERIFY(listed->front().conversation.lastMs < since); // it keeps its place
}

void StoreChanges::reactionsAreCounted() {
    say(m_pair->one, "one");
    QVERIFY(react(m_pair->one, 1, "👍"));
    QVERIFY(react(m_pair->other, 1, "🎉"));
    QVERIFY(react(m_pair->other, 1, "👍"));
    const auto page = m_store->history(m_pair->other.id, m_pair->conversation, 0, 0, 10);
    const ReactionSummary &summary = page->messages.front().reactions;
    QCOMPARE(summary.counts.size(), std::size_t(1));
    QCOMPARE(summary.counts.front().emoji, std::string("👍"));
    QCOMPARE(summary.counts.front().count, 2u);
    QCOMPARE(summary.own, std::string("👍"));
    QCOMPARE(summary.rev, std::uint64_t(5));
    QVERIFY(react(m_pair->one, 1, ""));
    const SyncRows rows = sync(m_pair->one, 5, 1);
    QCOMPARE(rows.reactions.size(), std::size_t(1));
    QCOMPARE(rows.reactions.front().rev, std::uint64_t(6));
    QCOMPARE(rows.reactions.front().counts.front().count, 1u);
    QVERIFY(rows.reactions.front().own.empty());
    QVERIFY(rows.changed.empty());
    QVERIFY(sync(m_pair->one, 6, 1).reactions.empty());
    // A page that brings the row brings them along.
    QCOMPARE(sync(m_pair->one, 0, 0).newest.front().reactions.counts.front().count, 1u);
}

void StoreChanges::reactionsGoWithTheMessage() {
    say(m_pair->one, "one");
    QVERIFY(react(m_pair->other, 1, "👍"));
    VERIFY_OK(erase({1}));
    const SyncRows rows = sync(m_pair->one, 2, 1);
    QVERIFY(rows.reactions.empty());
    QVERIFY(rows.changed.front().deleted);
    VERIFY_ERROR(m_store->messageReactions(m_pair->one.id, m_pair->conversation, 1, {}, 10), ErrorCode::NotFound);
}

void StoreChanges::whoHasReacted() {
    say(m_pair->one, "one");
    QVERIFY(react(m_pair->one, 1, "👍"));
    QVERIFY(react(m_pair->other, 1, "🎉"));
    const auto first = m_store->messageReactions(m_pair->one.id, m_pair->conversation, 1, {}, 1);
    VERIFY_OK(first);
    QCOMPARE(first->users.size(), std::size_t(1));
    QCOMPARE(first->summary.counts.size(), std::size_t(2));
    const auto second =
        m_store->messageReactions(m_pair->one.id, m_pair->conversation, 1, first->users.front().first, 10);
    QCOMPARE(second->users.size(), std::size_t(1));
    QVERIFY(first->users.front().first != second->users.front().first);
    QVERIFY(react(m_pair->other, 1, ""));
    QCOMPARE(m_store->messageReactions(m_pair->one.id, m_pair->conversation, 1, {}, 10)->users.size(), std::size_t(1));
}

void StoreChanges::syncPagesOverReactions() {
    for (int i = 0; i < 5; ++i)
        say(m_pair->one, "message");
    for (std::uint64_t seq = 1; seq <= 5; ++seq)
        QVERIFY(react(m_pair->other, seq, "👍")); // revs 7 to 11
    QVERIFY(react(m_pair->one, 1, "👍"));         // 12: the first one moves to the end
    std::vector<std::uint64_t> seqs;
    std::uint64_t after = 0;
    do {
        const SyncRows page = sync(m_pair->one, 6, 5, after, 2);
        QVERIFY(page.reactions.size() <= 2);
        for (const ReactionSummary &row : page.reactions)
            seqs.push_back(row.seq);
        after = page.nextRev;
    } while (after > 0);
    QCOMPARE(seqs, (std::vector<std::uint64_t>{2, 3, 4, 5, 1}));
}

void StoreChanges::hiddenIsHiddenFromOneAlone() {
    for (int i = 0; i < 3; ++i)
        say(m_pair->one, "message");
    QVERIFY(react(m_pair->one, 2, "👍"));
    const auto hidden = m_store->hideMessages(m_pair->other.id, m_pair->conversation, {2});
    VERIFY_OK(hidden);
    QCOMPARE((*hidden)->seqs, std::vector<std::uint64_t>{2});
    QVERIFY(!m_store->hideMessages(m_pair->other.id, m_pair->conversation, {2})->has_value());
    QCOMPARE(seqsFor(m_pair->other), (std::vector<std::uint64_t>{1, 3}));
    QCOMPARE(seqsFor(m_pair->one), (std::vector<std::uint64_t>{1, 2, 3}));
    const auto page = m_store->history(m_pair->other.id, m_pair->conversation, 3, 0, 1);
    QVERIFY(page->messages.empty());
    QCOMPARE(page->fromSeq, std::uint64_t(2)); // the page goes on behind it
    QCOMPARE(sync(m_pair->other, 0, 0).newest.size(), std::size_t(2));
    VERIFY_OK(erase({2}));
    QVERIFY(sync(m_pair->other, 5, 3).changed.empty());
    QCOMPARE(sync(m_pair->one, 5, 3).changed.size(), std::size_t(1));
}

void StoreChanges::hiddenIsSyncedInPages() {
    std::vector<std::uint64_t> seqs;
    for (int i = 0; i < 6; ++i)
        seqs.push_back(say(m_pair->one, "message"));
    std::uint64_t rev = m_store->userById(m_pair->one.id).value()->accountRev;
    for (const std::uint64_t seq : seqs)
        VERIFY_OK(m_store->hideMessages(m_pair->one.id, m_pair->conversation, {seq}));
    std::set<std::uint64_t> told;
    for (bool more = true; more;) {
        const auto page = m_store->syncAccount(m_pair->one.id, rev, 2);
        VERIFY_OK(page);
        QVERIFY(page->hidden.size() <= 2);
        for (const HiddenRows &row : page->hidden)
            told.insert(row.seqs.begin(), row.seqs.end());
        QVERIFY(page->rev > rev);
        rev = page->rev;
        more = page->more;
    }
    QCOMPARE(told, std::set<std::uint64_t>(seqs.begin(), seqs.end()));
    // What was hidden at once comes at once, however short the page.
    std::vector<std::uint64_t> many;
    for (int i = 0; i < 150; ++i)
        many.push_back(say(m_pair->one, "message"));
    VERIFY_OK(m_store->hideMessages(m_pair->one.id, m_pair->conversation, {many.begin(), many.begin() + 100}));
    VERIFY_OK(m_store->hideMessages(m_pair->one.id, m_pair->conversation, {many.begin() + 100, many.end()}));
    const auto first = m_store->syncAccount(m_pair->one.id, rev, 2);
    QCOMPARE(first->hidden.size(), std::size_t(1));
    QCOMPARE(first->hidden.front().seqs.size(), std::size_t(100));
    QVERIFY(first->more);
    const auto second = m_store->syncAccount(m_pair->one.id, first->rev, 2);
    QCOMPARE(second->hidden.front().seqs.size(), std::size_t(50));
    QVERIFY(!second->more);
}

void StoreChanges::theListLeavesOutWhatIsHidden() {
    for (const char *body : {"one", "two", "three"})
        say(m_pair->one, body);
    const auto entry = [&](const UserRow &user) {
        return m_store->listedConversation(user.id, m_pair->conversation, 100).value().value();
    };
    QCOMPARE(entry(m_pair->other).unread, 3u);
    VERIFY_OK(m_store->hideMessages(m_pair->other.id, m_pair->conversation, {2, 3}));
    QCOMPARE(entry(m_pair->other).unread, 1u);
    QCOMPARE(entry(m_pair->other).preview->body, std::string("one"));
    QCOMPARE(entry(m_pair->one).preview->body, std::string("three"));
    VERIFY_OK(m_store->hideMessages(m_pair->other.id, m_pair->conversation, {1}));
    QCOMPARE(entry(m_pair->other).unread, 0u);
    QVERIFY(!entry(m_pair->other).preview);
    say(m_pair->one, "four");
    QCOMPARE(entry(m_pair->other).preview->body, std::string("four"));
    QCOMPARE(entry(m_pair->other).unread, 1u);
}

QTEST_GUILESS_MAIN(StoreChanges)
#include "tst_StoreChanges.moc"
