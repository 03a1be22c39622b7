// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "app/session/SyncEngine.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::client;

namespace {

constexpr MonoTime kStart{Millis{1'000'000}};
MonoTime at(std::int64_t ms) { return kStart + Millis{ms}; }

Result<v1::ServerFrame> refused(ErrorCode code, std::int64_t retryAfterMs = 0) { return Error{code, {}, retryAfterMs}; }

} // namespace

class tst_SyncEngine : public QObject {
    Q_OBJECT

    const UserId m_self = makeId<UserId>();
    const UserId m_peer = makeId<UserId>();
    const ConversationId m_id = makeId<ConversationId>();

    SyncEngine make(const StoreSnapshot &snapshot = {}, SyncEngine::Policy policy = {}) {
        return SyncEngine(m_self, snapshot, policy, [](std::uint64_t bound) { return bound - 1; });
    }

    StoreSnapshot held(std::uint64_t rev, SeqRange range) const {
        StoreSnapshot snapshot;
        snapshot.accountRev = 1;
        snapshot.listedAsOfMs = 5'000'000;
        Progress progress;
        progress.conversation = m_id;
        progress.rev = progress.headRev = rev;
        progress.ranges.add(range);
        progress.lastSeq = progress.knownDelivered = progress.knownRead = progress.wantRead = range.to;
        snapshot.progress.push_back(progress);
        return snapshot;
    }

    v1::Message message(std::uint64_t seq, std::uint64_t rev, const UserId &sender) const {
        v1::Message one;
        one.set_seq(seq);
        one.set_rev(rev);
        one.set_sender_id(sender.toText());
        one.set_sent_at_ms(1000 + static_cast<std::int64_t>(seq));
        one.mutable_content()->mutable_text()->set_body("m" + std::to_string(seq));
        return one;
    }

    v1::ServerFrame event(std::uint64_t seq, std::uint64_t rev) const {
        v1::ServerFrame frame;
        frame.mutable_conversation_event()->set_conversation_id(m_id.toText());
        frame.mutable_conversation_event()->mutable_change()->set_rev(rev);
        *frame.mutable_conversation_event()->mutable_change()->mutable_message() = message(seq, rev, m_peer);
        return frame;
    }

    v1::Conversation conversation(std::uint64_t lastSeq, std::uint64_t lastRev, std::uint64_t delivered,
                                  std::uint64_t read) const {
        v1::Conversation one;
        one.set_conversation_id(m_id.toText());
        one.set_kind(v1::DIRECT);
        one.set_last_seq(lastSeq);
        one.set_last_rev(lastRev);
        v1::Watermark *mark = one.add_watermarks();
        mark->set_user_id(m_self.toText());
        mark->set_delivered_seq(delivered);
        mark->set_read_seq(read);
        return one;
    }

    v1::ServerFrame list(std::initializer_list<v1::Conversation> conversations, const std::string &next = {}) const {
        v1::ServerFrame frame;
        for (const v1::Conversation &one : conversations)
            *frame.mutable_conversation_page()->add_conversations() = one;
        frame.mutable_conversation_page()->set_next_cursor(next);
        frame.mutable_conversation_page()->set_as_of_ms(9'000'000);
        return frame;
    }

    template <class Has>
    static const SyncActions::Request *find(const SyncActions &actions, Has has) {
        for (const auto &request : actions.requests) {
            if (has(request.frame))
                return &request;
        }
        return nullptr;
    }
    static const SyncActions::Request *syncIn(const SyncActions &actions) {
        return find(actions, [](const v1::ClientFrame &frame) { return frame.has_sync(); });
    }
    static const SyncActions::Request *listIn(const SyncActions &actions) {
        return find(actions, [](const v1::ClientFrame &frame) { return frame.has_list_changed(); });
    }
    static const SyncActions::Request *ackIn(const SyncActions &actions) {
        return find(actions, [](const v1::ClientFrame &frame) { return frame.has_acknowledge(); });
    }
    static const SyncActions::Request *historyIn(const SyncActions &actions) {
        return find(actions, [](const v1::ClientFrame &frame) { return frame.has_get_history(); });
    }
    static std::vector<std::uint64_t> rowsIn(const SyncActions &actions) {
        std::vector<std::uint64_t> seqs;
        for (const auto &write : actions.writes) {
            for (const MessageRow &row : write.batch.messages)
                seqs.push_back(row.seq);
        }
        return seqs;
    }
    using Seqs = std::vector<std::uint64_t>;

    /// Connected, listed, nothing to do.
    SyncEngine connected(const StoreSnapshot &snapshot, SyncEngine::Policy policy = {}) {
        SyncEngine engine = make(snapshot, policy);
        const auto actions = engine.onConnected(snapshot.accountRev, at(0));
        const auto *request = listIn(actions);
        if (!request)
            qFatal("no list");
        (void)engine.onAnswer(request->token, list({}), at(0));
        return engine;
    }

    /// The writes of these actions, and of what follows from them, are committed.
    static void commit(SyncEngine &engine, SyncActions actions) {
        while (!actions.writes.empty())
            actions = engine.onWritten(actions.writes.back().token, at(1));
    }

private Q_SLOTS:
    void eventsApplyInOrderOfRev() {
        SyncEngine engine = connected(held(10, {1, 9}));
        QCOMPARE(rowsIn(engine.onEvent(event(10, 11), at(1))), (Seqs{10}));
        QVERIFY(engine.onEvent(event(10, 11), at(2)).writes.empty()); // doubled
        QVERIFY(engine.onEvent(event(12, 13), at(3)).writes.empty()); // early
        QCOMPARE(rowsIn(engine.onEvent(event(11, 12), at(4))), (Seqs{11, 12}));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{13});
        QCOMPARE(engine.rangesOf(m_id)->all(), (std::vector<SeqRange>{{1, 12}}));
    }

    void aGapIsSyncedAfterPatience() {
        SyncEngine engine = connected(held(10, {1, 9}));
        (void)engine.onEvent(event(11, 12), at(100));
        QCOMPARE(*engine.nextDeadline(), at(2100));
        QVERIFY(!syncIn(engine.tick(at(2099))));
        const auto actions = engine.tick(at(2100));
        const auto *sync = syncIn(actions);
        QVERIFY(sync);
        QCOMPARE(sync->frame.sync().rev(), std::uint64_t{10});
        QCOMPARE(sync->frame.sync().top_seq(), std::uint64_t{9});
        v1::ServerFrame page;
        page.mutable_sync_page()->set_rev(12);
        *page.mutable_sync_page()->add_newest() = message(10, 11, m_peer);
        *page.mutable_sync_page()->add_newest() = message(11, 12, m_peer);
        QCOMPARE(rowsIn(engine.onAnswer(sync->token, page, at(2200))), (Seqs{10, 11}));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{12});
    }

    void unknownChangeMovesRev() {
        SyncEngine engine = connected(held(10, {1, 9}));
        v1::ServerFrame frame;
        frame.mutable_conversation_event()->set_conversation_id(m_id.toText());
        frame.mutable_conversation_event()->mutable_change()->set_rev(11);
        (void)engine.onEvent(frame, at(1));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{11});
        QCOMPARE(rowsIn(engine.onEvent(event(10, 12), at(2))), (Seqs{10}));
    }

    void eventsDuringSyncAreHeld() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        const auto syncing = engine.onAnswer(listIn(listing)->token, list({conversation(12, 13, 9, 9)}), at(1));
        const auto *sync = syncIn(syncing);
        QVERIFY(sync);
        QVERIFY(engine.onEvent(event(13, 14), at(2)).writes.empty());
        v1::ServerFrame page;
        page.mutable_sync_page()->set_rev(13);
        for (std::uint64_t seq = 10; seq <= 12; ++seq)
            *page.mutable_sync_page()->add_newest() = message(seq, seq + 1, m_peer);
        QCOMPARE(rowsIn(engine.onAnswer(sync->token, page, at(3))), (Seqs{10, 11, 12, 13}));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{14});
    }

    void revMovesOnlyAfterTheLastPageAndToTheFirstPagesRev() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        const auto syncing = engine.onAnswer(listIn(listing)->token, list({conversation(9, 20, 9, 9)}), at(1));
        v1::ServerFrame page;
        page.mutable_sync_page()->set_rev(20);
        page.mutable_sync_page()->set_next_rev(15);
        page.mutable_sync_page()->add_changes()->set_rev(15);
        const auto second = engine.onAnswer(syncIn(syncing)->token, page, at(2));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{10});
        QCOMPARE(syncIn(second)->frame.sync().after_rev(), std::uint64_t{15});
        QCOMPARE(syncIn(second)->frame.sync().rev(), std::uint64_t{10});
        v1::ServerFrame last;
        last.mutable_sync_page()->set_rev(22); // two messages came in between: the first page did not bring them
        (void)engine.onAnswer(syncIn(second)->token, last, at(3));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{20});
    }

    void firstSyncLeavesTheHoleForScrolling() {
        SyncEngine engine = make();
        const auto listing = engine.onConnected(0, at(0));
        const auto syncing = engine.onAnswer(listIn(listing)->token, list({conversation(200, 201, 0, 0)}), at(1));
        v1::ServerFrame page;
        page.mutable_sync_page()->set_rev(201);
        page.mutable_sync_page()->set_hole_from(1);
        page.mutable_sync_page()->set_hole_to(150);
        for (std::uint64_t seq = 151; seq <= 200; ++seq)
            *page.mutable_sync_page()->add_newest() = message(seq, seq + 1, m_peer);
        const auto synced = engine.onAnswer(syncIn(syncing)->token, page, at(2));
        QVERIFY(!historyIn(synced));
        QCOMPARE(engine.rangesOf(m_id)->all(), (std::vector<SeqRange>{{151, 200}}));
        // Scrolling up: one page is asked for, and its whole range counts as held.
        const auto older = engine.loadOlder(m_id, 151, 7, at(3));
        QCOMPARE(historyIn(older)->frame.get_history().before_seq(), std::uint64_t{151});
        v1::ServerFrame history;
        history.mutable_history_page()->set_from_seq(101);
        history.mutable_history_page()->set_to_seq(150);
        for (std::uint64_t seq = 101; seq <= 150; ++seq)
            *history.mutable_history_page()->add_messages() = message(seq, seq + 1, m_peer);
        const auto loaded = engine.onAnswer(historyIn(older)->token, history, at(4));
        QCOMPARE(loaded.loaded, (std::vector<std::pair<std::uint64_t, bool>>{{7, true}}));
        QCOMPARE(engine.rangesOf(m_id)->all(), (std::vector<SeqRange>{{101, 200}}));
        QVERIFY(!historyIn(engine.loadOlder(m_id, 200, 8, at(5)))); // a page is there already
        // At the start: never asked again.
        const auto oldest = engine.loadOlder(m_id, 101, 9, at(6));
        v1::ServerFrame empty;
        empty.mutable_history_page()->set_at_start(true);
        (void)engine.onAnswer(historyIn(oldest)->token, empty, at(7));
        QVERIFY(!historyIn(engine.loadOlder(m_id, 20, 10, at(8))));
        QCOMPARE(engine.rangesOf(m_id)->all(), (std::vector<SeqRange>{{1, 200}}));
    }

    void aHoleAboveWhatIsHeldFillsItselfAndHoldsDelivered() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        const auto syncing = engine.onAnswer(listIn(listing)->token, list({conversation(120, 121, 9, 9)}), at(1));
        v1::ServerFrame page;
        page.mutable_sync_page()->set_rev(121);
        page.mutable_sync_page()->set_hole_from(10);
        page.mutable_sync_page()->set_hole_to(70);
        for (std::uint64_t seq = 71; seq <= 120; ++seq)
            *page.mutable_sync_page()->add_newest() = message(seq, seq + 1, m_peer);
        const auto filling = engine.onAnswer(syncIn(syncing)->token, page, at(2));
        QCOMPARE(historyIn(filling)->frame.get_history().after_seq(), std::uint64_t{9});
        QVERIFY(!ackIn(engine.onWritten(filling.writes.back().token, at(3))));
        v1::ServerFrame history;
        history.mutable_history_page()->set_from_seq(10);
        history.mutable_history_page()->set_to_seq(70);
        for (std::uint64_t seq = 10; seq <= 70; ++seq)
            *history.mutable_history_page()->add_messages() = message(seq, seq + 1, m_peer);
        const auto filled = engine.onAnswer(historyIn(filling)->token, history, at(4));
        QCOMPARE(engine.rangesOf(m_id)->all(), (std::vector<SeqRange>{{1, 120}}));
        QVERIFY(!ackIn(filled)); // not durable yet
        const auto durable = engine.onWritten(filled.writes.back().token, at(5));
        QCOMPARE(ackIn(durable)->frame.acknowledge().delivered_seq(), std::uint64_t{120});
    }

    void resetStartsFromTheNewestPage() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        const auto syncing = engine.onAnswer(listIn(listing)->token, list({conversation(9, 9000, 9, 9)}), at(1));
        v1::ServerFrame page;
        page.mutable_sync_page()->set_reset(true);
        const auto again = engine.onAnswer(syncIn(syncing)->token, page, at(2));
        QCOMPARE(again.writes.at(0).batch.resets, (std::vector<ConversationId>{m_id}));
        QCOMPARE(syncIn(again)->frame.sync().rev(), std::uint64_t{0});
        QCOMPARE(syncIn(again)->frame.sync().top_seq(), std::uint64_t{0});
    }

    void whoMayNotAcknowledgeAsksWhetherItIsAMember() {
        SyncEngine engine = connected(held(10, {1, 9}));
        const auto event11 = engine.onEvent(event(10, 11), at(0));
        const auto ack = engine.onWritten(event11.writes.at(0).token, at(1));
        QVERIFY(ackIn(ack));
        const auto asking = engine.onAnswer(ackIn(ack)->token, refused(ErrorCode::NotFound), at(2));
        QVERIFY(syncIn(asking));
        (void)engine.onAnswer(syncIn(asking)->token, refused(ErrorCode::NotFound), at(3));
        QVERIFY(engine.mayForget(m_id)); // no member
        QVERIFY(!ackIn(engine.tick(at(60'000))));
        QVERIFY(!engine.nextDeadline());
    }

    void acknowledgesDurableRowsOncePerSecond() {
        SyncEngine engine = connected(held(10, {1, 9}));
        const auto first = engine.onEvent(event(10, 11), at(0));
        QVERIFY(!ackIn(first));
        const auto ack = engine.onWritten(first.writes.back().token, at(1));
        QCOMPARE(ackIn(ack)->frame.acknowledge().delivered_seq(), std::uint64_t{10});
        QVERIFY(!ackIn(engine.onAnswer(ackIn(ack)->token, v1::ServerFrame{}, at(2))));
        const auto second = engine.onEvent(event(11, 12), at(3));
        QVERIFY(!ackIn(engine.onWritten(second.writes.back().token, at(4))));
        const auto third = engine.onEvent(event(12, 13), at(5));
        QVERIFY(!ackIn(engine.onWritten(third.writes.back().token, at(6))));
        QCOMPARE(*engine.nextDeadline(), at(1001));
        const auto later = engine.tick(at(1001));
        QCOMPARE(ackIn(later)->frame.acknowledge().delivered_seq(), std::uint64_t{12});
        QVERIFY(!ackIn(engine.tick(at(5000)))); // on its way
    }

    void readIsToldAndCut() {
        SyncEngine engine = connected(held(10, {1, 9}));
        const auto first = engine.onEvent(event(10, 11), at(0));
        (void)engine.onWritten(first.writes.back().token, at(1));
        (void)engine.markRead(m_id, 4711, at(2));
        const auto ack = engine.tick(at(1001));
        QVERIFY(!ackIn(ack)); // the first one is unanswered
        (void)engine.onDisconnected();
        const auto again = engine.onConnected(1, at(3000));
        QCOMPARE(ackIn(again)->frame.acknowledge().read_seq(), std::uint64_t{10});
        QCOMPARE(ackIn(again)->frame.acknowledge().delivered_seq(), std::uint64_t{10});
    }

    void repeatsWhatTheServerLost() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        QVERIFY(!ackIn(listing)); // the server confirmed 9 once
        const auto listed = engine.onAnswer(listIn(listing)->token, list({conversation(9, 10, 5, 3)}), at(1));
        QCOMPARE(ackIn(listed)->frame.acknowledge().delivered_seq(), std::uint64_t{9});
        QCOMPARE(ackIn(listed)->frame.acknowledge().read_seq(), std::uint64_t{9});
    }

    void ownMessageIsAppliedLikeItsEvent() {
        SyncEngine engine = connected(held(10, {1, 9}));
        MessageRow row;
        row.conversation = m_id;
        row.seq = 10;
        row.rev = 11;
        row.sender = m_self;
        row.clientId = makeId<ClientId>();
        const auto actions = engine.onOwnMessage(row, at(1));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{11});
        QVERIFY(engine.rangesOf(m_id)->contains(10));
        QCOMPARE(actions.writes.at(0).batch.messages.at(0).clientId, row.clientId);
        QVERIFY(!ackIn(engine.onWritten(actions.writes.back().token, at(2)))); // sending moved it
        // Early: stored at once, applied when its turn comes.
        row.seq = 12;
        row.rev = 13;
        const auto early = engine.onOwnMessage(row, at(3));
        QCOMPARE(rowsIn(early), (Seqs{12}));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{11});
        (void)engine.onEvent(event(11, 12), at(4));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{13});
    }

    void unknownConversationIsAskedForOnce() {
        SyncEngine engine = make();
        const auto listing = engine.onConnected(0, at(0));
        (void)engine.onAnswer(listIn(listing)->token, list({}), at(0));
        const auto asked = engine.onEvent(event(1, 2), at(1));
        const auto has = [](const v1::ClientFrame &frame) { return frame.has_get_conversation(); };
        const auto *request = find(asked, has);
        QVERIFY(request);
        QVERIFY(!find(engine.onEvent(event(2, 3), at(2)), has));
        v1::ServerFrame answer;
        *answer.mutable_conversation() = conversation(2, 3, 0, 0);
        QVERIFY(syncIn(engine.onAnswer(request->token, answer, at(3))));
    }

    void theListIsPagedAndItsMomentKeptAtTheEnd() {
        SyncEngine engine = make();
        const auto first = engine.onConnected(0, at(0));
        QCOMPARE(listIn(first)->frame.list_changed().since_ms(), std::int64_t{0});
        const auto second = engine.onAnswer(listIn(first)->token, list({conversation(1, 2, 0, 0)}, "more"), at(1));
        QCOMPARE(listIn(second)->frame.list_changed().cursor(), std::string("more"));
        for (const auto &write : second.writes)
            QVERIFY(!write.batch.listedAsOfMs);
        const auto last = engine.onAnswer(listIn(second)->token, list({}), at(2));
        QCOMPARE(*last.writes.back().batch.listedAsOfMs, std::int64_t{9'000'000});
        (void)engine.onDisconnected();
        const auto again = engine.onConnected(0, at(3));
        QVERIFY(listIn(again)->frame.list_changed().since_ms() < 9'000'000);
        QVERIFY(listIn(again)->frame.list_changed().since_ms() > 0);
    }

    void aListThatCameWithWelcomeIsNotAskedFor() {
        SyncEngine engine = make(held(10, {1, 9}), {});
        QCOMPARE(engine.listSinceMs(), std::int64_t{4'940'000});
        const auto first = engine.onConnected(1, at(0));
        (void)engine.onAnswer(listIn(first)->token, list({conversation(9, 10, 9, 9)}), at(1));
        (void)engine.onDisconnected();
        QVERIFY(engine.listSinceMs() > 0 && engine.listSinceMs() < 9'000'000);

        auto welcome = list({conversation(12, 13, 9, 9)}).conversation_page();
        welcome.set_as_of_ms(9'500'000);
        const auto again = engine.onConnected(1, at(2), &welcome);
        QVERIFY(!listIn(again));
        QVERIFY(syncIn(again));
        QCOMPARE(*again.writes.back().batch.listedAsOfMs, std::int64_t{9'500'000});
        (void)engine.onDisconnected();

        welcome.set_next_cursor("more");
        welcome.set_as_of_ms(9'700'000);
        const auto paged = engine.onConnected(1, at(3), &welcome);
        QCOMPARE(listIn(paged)->frame.list_changed().cursor(), std::string("more"));
        const auto last = engine.onAnswer(listIn(paged)->token, list({}), at(4));
        QCOMPARE(*last.writes.back().batch.listedAsOfMs, std::int64_t{9'700'000});
    }

    void refusalsAreRetriedWithPatience() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        QVERIFY(engine.onAnswer(listIn(listing)->token, refused(ErrorCode::Busy, 5000), at(0)).requests.empty());
        QCOMPARE(*engine.nextDeadline(), at(5000));
        const auto again = engine.tick(at(5000));
        const auto syncing = engine.onAnswer(listIn(again)->token, list({conversation(12, 13, 9, 9)}), at(5001));
        QVERIFY(!syncIn(engine.onAnswer(syncIn(syncing)->token, refused(ErrorCode::Busy, 7000), at(5002))));
        QVERIFY(syncIn(engine.tick(at(12'002))));
    }

    void notFoundEndsTheMembership() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        const auto syncing = engine.onAnswer(listIn(listing)->token, list({conversation(12, 13, 9, 9)}), at(1));
        const auto gone = engine.onAnswer(syncIn(syncing)->token, refused(ErrorCode::NotFound), at(2));
        QVERIFY(gone.writes.at(0).batch.progress.at(0).isLeft);
        QCOMPARE(engine.rangesOf(m_id)->all(), (std::vector<SeqRange>{{1, 9}})); // what is held can be read on
    }

    void aListThatIsOlderThanTheRemovalMakesNobodyAMember() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        v1::ServerFrame removal;
        removal.set_type(v1::EVENT);
        removal.mutable_account_event()->mutable_change()->set_rev(2);
        removal.mutable_account_event()->mutable_change()->mutable_conversation()->set_conversation_id(m_id.toText());
        removal.mutable_account_event()->mutable_change()->mutable_conversation()->set_removed(true);
        (void)engine.onEvent(removal, at(1));
        QVERIFY(engine.mayForget(m_id));
        (void)engine.onAnswer(listIn(listing)->token, list({conversation(12, 13, 9, 9)}), at(2)); // overtaken
        QVERIFY(engine.mayForget(m_id));
        v1::ServerFrame back = removal;
        back.mutable_account_event()->mutable_change()->set_rev(3);
        back.mutable_account_event()->mutable_change()->mutable_conversation()->set_removed(false);
        const auto asking = engine.onEvent(back, at(3));
        const auto *asked = find(asking, [](const v1::ClientFrame &frame) { return frame.has_get_conversation(); });
        QVERIFY(asked);
        v1::ServerFrame answer;
        *answer.mutable_conversation() = conversation(12, 13, 9, 9);
        (void)engine.onAnswer(asked->token, answer, at(4));
        QVERIFY(!engine.mayForget(m_id)); // one is
    }

    void accountChangesAreAppliedAndRepaired() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto has = [](const v1::ClientFrame &frame) { return frame.has_sync_account(); };
        QVERIFY(!find(engine.onConnected(1, at(0)), has)); // equal: nothing there
        v1::ServerFrame frame;
        frame.mutable_account_event()->mutable_change()->set_rev(3); // 2 is missing
        const auto repair = engine.onEvent(frame, at(1));
        QCOMPARE(find(repair, has)->frame.sync_account().rev(), std::uint64_t{1});
        v1::ServerFrame page;
        page.mutable_account_page()->set_rev(3);
        v1::AccountChange *change = page.mutable_account_page()->add_changes();
        change->set_rev(2);
        change->mutable_conversation()->set_conversation_id(m_id.toText());
        change->mutable_conversation()->set_removed(true);
        const auto applied = engine.onAnswer(find(repair, has)->token, page, at(2));
        QCOMPARE(*applied.writes.back().batch.accountRev, std::uint64_t{3});
        QVERIFY(applied.writes.back().batch.progress.at(0).isLeft);
    }

    void isUpToDateOnceEverythingIsCommitted() {
        SyncEngine engine = make(held(10, {1, 9}));
        QVERIFY(!engine.isUpToDate()); // no connection: who knows
        auto actions = engine.onConnected(1, at(0));
        QVERIFY(!engine.isUpToDate());
        const auto *request = listIn(actions);
        QVERIFY(request);
        actions = engine.onAnswer(request->token, list({conversation(11, 12, 9, 9)}), at(1));
        const auto *const sync = syncIn(actions);
        QVERIFY(sync);
        commit(engine, actions);
        QVERIFY(!engine.isUpToDate()); // the list told of more than is here
        v1::ServerFrame page;
        page.mutable_sync_page()->set_rev(12);
        *page.mutable_sync_page()->add_newest() = message(10, 11, m_peer);
        *page.mutable_sync_page()->add_newest() = message(11, 12, m_peer);
        actions = engine.onAnswer(sync->token, page, at(2));
        QVERIFY(!actions.writes.empty());
        QVERIFY(!engine.isUpToDate()); // here, but not committed: a crash would lose it
        const auto *const names = find(actions, [](const v1::ClientFrame &frame) { return frame.has_get_users(); });
        QVERIFY(names);
        commit(engine, actions);
        QVERIFY(!engine.isUpToDate()); // who wrote it is still being asked for
        v1::ServerFrame people;
        people.mutable_users()->add_users()->set_user_id(m_peer.toText());
        people.mutable_users()->mutable_users(0)->set_username("lara");
        commit(engine, engine.onAnswer(names->token, people, at(3)));
        QVERIFY(engine.isUpToDate());
        // One more event, and it begins anew.
        actions = engine.onEvent(event(12, 13), at(3));
        QVERIFY(!engine.isUpToDate());
        commit(engine, actions);
        QVERIFY(engine.isUpToDate());
        (void)engine.onEvent(event(14, 15), at(4)); // early: something is missing
        QVERIFY(!engine.isUpToDate());
        (void)engine.onDisconnected();
        QVERIFY(!engine.isUpToDate());
    }

    void aSyncThatBringsNothingIsBelieved() {
        SyncEngine engine = make(held(10, {1, 9}));
        const auto listing = engine.onConnected(1, at(0));
        auto actions = engine.onAnswer(listIn(listing)->token, list({conversation(9, 99, 9, 9)}), at(1));
        int syncs = 0;
        while (const auto *sync = syncIn(actions)) {
            QVERIFY(++syncs < 5);
            v1::ServerFrame page;
            page.mutable_sync_page()->set_rev(10);
            actions = engine.onAnswer(sync->token, page, at(2));
        }
    }
};

QTEST_APPLESS_MAIN(tst_SyncEngine)
#include "tst_SyncEngine.moc"
