// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/contract/StoreBed.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// What belongs to a user alone: states of the list, drafts, contacts, settings, what is read without showing it; on
/// both engines.
class StoreOwnSide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init();
    void cleanup() { m_store.reset(); }

    void aStateKeepsWhatIsNotSet();
    void whatIsSoTakesNoRev();
    void pinsAreLimited();
    void theNewerDraftStays();
    void statesAreInTheListAndInSync();
    void hiddenMessagesAreNoState();
    void contactsComeAndGo();
    void settingsAreKept();
    void theAccountComesInPages();
    void readWithoutShowingIt();

private:
    Result<ListStateChange> edit(const ListStateEdit &wish, std::uint32_t maxPinned = 10) {
        return m_store->editListState(m_pair->one.id, m_pair->conversation, wish, maxPinned, m_nowMs += 10);
    }
    static ListStateEdit draft(const std::string &text, std::int64_t changedMs) {
        ListStateEdit wish;
        wish.draft = DraftRow{text, 3, changedMs};
        return wish;
    }
    std::uint64_t accountRev(const UserRow &user) { return m_store->userById(user.id).value()->accountRev; }
    ListedConversation listed(const UserRow &user) {
        return m_store->listedConversation(user.id, m_pair->conversation, 100).value().value();
    }

    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
    std::unique_ptr<Pair> m_pair;
    std::int64_t m_nowMs{2000};
};

void StoreOwnSide::init() {
    QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
    m_store = m_bed.open();
    QVERIFY(m_store);
    m_pair = std::make_unique<Pair>(*m_store);
    QVERIFY(m_pair->ok);
}

void StoreOwnSide::aStateKeepsWhatIsNotSet() {
    ListStateEdit wish;
    wish.pinned = true;
    wish.mutedUntilMs = -1;
    const auto first = edit(wish);
    VERIFY_OK(first);
    QVERIFY(first->isNew);
    QCOMPARE(first->state.pinnedMs, m_nowMs);
    QCOMPARE(first->state.rev, accountRev(m_pair->one));
    const std::int64_t pinnedMs = m_nowMs;
    wish = {};
    wish.archived = true;
    const auto second = edit(wish);
    QCOMPARE(second->state.pinnedMs, pinnedMs);
    QCOMPARE(second->state.mutedUntilMs, std::int64_t(-1));
    QVERIFY(second->state.archived && !second->state.markedUnread);
    wish = {};
    wish.pinned = false;
    wish.markedUnread = true;
    const auto third = edit(wish);
    QCOMPARE(third->state.pinnedMs, std::int64_t(0));
    QVERIFY(third->state.archived && third->state.markedUnread);
    VERIFY_ERROR(m_store->editListState(m_pair->one.id, makeId<ConversationId>(), wish, 10, 1), ErrorCode::NotFound);
    const UserRow stranger = newUser();
    VERIFY_OK(m_store->createUser(stranger, std::nullopt));
    VERIFY_ERROR(m_store->editListState(stranger.id, m_pair->conversation, wish, 10, 1), ErrorCode::NotFound);
}

void StoreOwnSide::whatIsSoTakesNoRev() {
    ListStateEdit wish;
    wish.archived = false;
    const std::uint64_t before = accountRev(m_pair->one);
    const auto same = edit(wish);
    VERIFY_OK(same);
    QVERIFY(!same->isNew);
    QCOMPARE(accountRev(m_pair->one), before);
}

void StoreOwnSide::pinsAreLimited() {
    ListStateEdit wish;
    wish.pinned = true;
    VERIFY_ERROR(edit(wish, 0), ErrorCode::TooLarge);
    VERIFY_OK(edit(wish, 1));
    const auto again = edit(wish, 1); // it is one of them
    VERIFY_OK(again);
    QVERIFY(!again->isNew);
}

void StoreOwnSide::theNewerDraftStays() {
    m_nowMs = 10'000;
    QCOMPARE(edit(draft("one", 5000))->state.draft.text, std::string("one"));
    QCOMPARE(edit(draft("older", 4000))->state.draft.text, std::string("one"));
    QCOMPARE(edit(draft("same time", 5000))->state.draft.text, std::string("one"));
    const auto ahead = edit(draft("ahead", 99'999'999));
    QCOMPARE(ahead->state.draft.text, std::string("ahead"));
    QCOMPARE(ahead->state.draft.changedMs, m_nowMs);
    QCOMPARE(edit(draft("", 99'999'999))->state.draft.text, std::string());
    QCOMPARE(edit(draft("late", 5500))->state.draft.text, std::string()); // what was taken away does not come back
    QCOMPARE(edit(draft("Żółw 🐢", 99'999'999))->state.draft.text, std::string("Żółw 🐢"));
}

void StoreOwnSide::statesAreInTheListAndInSync() {
    QVERIFY(!listed(m_pair->one).state);
    const std::uint64_t before = accountRev(m_pair->one);
    m_nowMs = 10'000;
    VERIFY_OK(edit(draft("begun", 9000)));
    QCOMPARE(listed(m_pair->one).state->draft.text, std::string("begun"));
    QCOMPARE(listed(m_pair->one).state->draft.replyToSeq, std::uint64_t(3));
    QVERIFY(!listed(m_pair->other).state);
    const auto page = m_store->syncAccount(m_pair->one.id, before, 10);
    QCOMPARE(page->states.size(), std::size_t(1));
    QCOMPARE(page->states.front().draft.text, std::string("begun"));
    QVERIFY(m_store->syncAccount(m_pair->one.id, page->rev, 10)->states.empty());
}

void StoreOwnSide::hiddenMessagesAreNoState() {
    QVERIFY(store(*m_store, {m_pair->message("x")}, m_nowMs += 10));
    VERIFY_OK(m_store->hideMessages(m_pair->one.id, m_pair->conversation, {1}));
    QVERIFY(!listed(m_pair->one).state);
    QVERIFY(m_store->syncAccount(m_pair->one.id, 0, 100)->states.empty());
    ListStateEdit wish;
    wish.archived = true;
    VERIFY_OK(edit(wish));
    QVERIFY(!listed(m_pair->one).preview); // and the state does not take them back
    VERIFY_OK(m_store->hideMessages(m_pair->one.id, m_pair->conversation, {1}));
    QVERIFY(listed(m_pair->one).state->archived);
}

void StoreOwnSide::contactsComeAndGo() {
    std::vector<UserRow> people;
    for (int i = 0; i < 3; ++i) {
        people.push_back(newUser());
        VERIFY_OK(m_store->createUser(people.back(), std::nullopt));
        QVERIFY(m_store->setContact(m_pair->one.id, people.back().id, true, 3)->has_value());
    }
    QVERIFY(!m_store->setContact(m_pair->one.id, people[0].id, true, 3)->has_value());
    VERIFY_ERROR(m_store->setContact(m_pair->one.id, m_pair->other.id, true, 3), ErrorCode::TooLarge);
    const auto first = m_store->listContacts(m_pair->one.id, {}, 2);
    const auto second = m_store->listContacts(m_pair->one.id, first->back(), 2);
    QCOMPARE(first->size() + second->size(), std::size_t(3));
    QCOMPARE(m_store->usersKnownTo(m_pair->one.id, {people[1].id})->size(), std::size_t(1));
    QVERIFY(m_store->usersKnownTo(people[1].id, {m_pair->one.id})->empty());
    const std::uint64_t before = accountRev(m_pair->one);
    const auto gone = m_store->setContact(m_pair->one.id, people[1].id, false, 3);
    QVERIFY((*gone)->removed);
    QVERIFY(!m_store->setContact(m_pair->one.id, people[1].id, false, 3)->has_value());
    QVERIFY(m_store->usersKnownTo(m_pair->one.id, {people[1].id})->empty());
    const auto page = m_store->syncAccount(m_pair->one.id, before, 10);
    QCOMPARE(page->contacts.size(), std::size_t(1));
    QVERIFY(page->contacts.front().removed);
    VERIFY_OK(m_store->setContact(m_pair->one.id, m_pair->other.id, true, 3));
}

void StoreOwnSide::settingsAreKept() {
    QVERIFY(!m_store->syncAccount(m_pair->one.id, 0, 100)->settings);
    SettingsEdit wish;
    wish.presence = Audience::Contacts;
    VERIFY_OK(m_store->editSettings(m_pair->one.id, wish));
    wish = {};
    wish.hidesRead = true;
    const auto change = m_store->editSettings(m_pair->one.id, wish);
    QVERIFY(change->isNew && change->settings.hidesRead);
    QCOMPARE(change->settings.presence, Audience::Contacts);
    QVERIFY(!m_store->editSettings(m_pair->one.id, wish)->isNew);
    QCOMPARE(m_store->userById(m_pair->one.id).value()->settings.presence, Audience::Contacts);
    const auto page = m_store->syncAccount(m_pair->one.id, 0, 100);
    QCOMPARE(page->settings->rev, change->settings.rev);
    // A device that comes back knows them.
    const DeviceRow device = newDevice(m_pair->one.id);
    VERIFY_OK(m_store->addDevice(device, 10));
    const auto resumed = m_store->resume({{m_pair->one.id, device.secretHash, 0}}, 10, 10);
    QVERIFY(resumed->front()->user.settings.hidesRead);
    QCOMPARE(resumed->front()->user.settings.presence, Audience::Contacts);
}

void StoreOwnSide::theAccountComesInPages() {
    const std::uint64_t before = accountRev(m_pair->one);
    ListStateEdit wish;
    wish.archived = true;
    VERIFY_OK(edit(wish));
    VERIFY_OK(m_store->setContact(m_pair->one.id, m_pair->other.id, true, 10));
    SettingsEdit settings;
    settings.hidesRead = true;
    VERIFY_OK(m_store->editSettings(m_pair->one.id, settings));
    std::vector<std::size_t> counts;
    std::uint64_t rev = before;
    for (bool more = true; more;) {
        const auto page = m_store->syncAccount(m_pair->one.id, rev, 1);
        VERIFY_OK(page);
        counts.push_back(page->states.size() + page->contacts.size() + (page->settings ? 1 : 0));
        rev = page->rev;
        more = page->more;
    }
    QCOMPARE(counts, (std::vector<std::size_t>{1, 1, 1}));
    QCOMPARE(rev, before + 3);
}

void StoreOwnSide::readWithoutShowingIt() {
    for (int i = 0; i < 3; ++i)
        QVERIFY(store(*m_store, {m_pair->message("x")}, m_nowMs += 10));
    VERIFY_OK(m_store->raiseReceipts({{m_pair->conversation, m_pair->other.id, 2, 1, 2}}, m_nowMs));
    const auto readOf = [](const std::vector<ReceiptRow> &rows, const UserId &user) {
        for (const ReceiptRow &row : rows) {
            if (row.user == user)
                return row.readSeq;
        }
        return std::uint64_t(99);
    };
    QCOMPARE(listed(m_pair->other).unread, 1u);
    QCOMPARE(readOf(listed(m_pair->other).receipts, m_pair->other.id), std::uint64_t(2));
    QCOMPARE(readOf(listed(m_pair->one).receipts, m_pair->other.id), std::uint64_t(1));
    const auto sync = [&](const UserRow &user) {
        return m_store->sync(user.id, m_pair->conversation, 0, 0, 0, 10).value().receipts;
    };
    QCOMPARE(readOf(sync(m_pair->other), m_pair->other.id), std::uint64_t(2));
    QCOMPARE(readOf(sync(m_pair->one), m_pair->other.id), std::uint64_t(1));
    QCOMPARE(m_store->messageReceipts(m_pair->one.id, m_pair->conversation, 2, {}, 10)->count.read, 0u);
    // Both only grow, each for itself.
    VERIFY_OK(m_store->raiseReceipts({{m_pair->conversation, m_pair->other.id, 1, 0, 1}}, m_nowMs));
    VERIFY_OK(m_store->raiseReceipts({{m_pair->conversation, m_pair->other.id, 3, 3, 0}}, m_nowMs));
    QCOMPARE(listed(m_pair->other).unread, 0u);
    QCOMPARE(readOf(listed(m_pair->one).receipts, m_pair->other.id), std::uint64_t(3));
}

QTEST_GUILESS_MAIN(StoreOwnSide)
#include "tst_StoreOwnSide.moc"
