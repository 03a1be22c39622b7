// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "app/session/SyncEngine.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::client;

namespace {

constexpr MonoTime kStart{Millis{1'000'000}};
MonoTime at(std::int64_t ms) { return kStart + Millis{ms}; }

template <class Has>
const SyncActions::Request *find(const SyncActions &actions, Has has) {
    for (const auto &request : actions.requests) {
        if (has(request.frame))
            return &request;
    }
    return nullptr;
}
const SyncActions::Request *listIn(const SyncActions &actions) {
    return find(actions, [](const v1::ClientFrame &frame) { return frame.has_list_changed(); });
}
const SyncActions::Request *membersIn(const SyncActions &actions) {
    return find(actions, [](const v1::ClientFrame &frame) { return frame.has_list_members(); });
}
const SyncActions::Request *conversationIn(const SyncActions &actions) {
    return find(actions, [](const v1::ClientFrame &frame) { return frame.has_get_conversation(); });
}
const SyncActions::Request *namesIn(const SyncActions &actions) {
    return find(actions, [](const v1::ClientFrame &frame) { return frame.has_get_users(); });
}
const SyncActions::Request *syncIn(const SyncActions &actions) {
    return find(actions, [](const v1::ClientFrame &frame) { return frame.has_sync(); });
}

} // namespace

/// Members, being removed and added again, blocks and counts.
class tst_SyncGroups : public QObject {
    Q_OBJECT

    const UserId m_self = makeId<UserId>();
    const UserId m_tom = makeId<UserId>();
    const UserId m_aiko = makeId<UserId>();
    const ConversationId m_id = makeId<ConversationId>();

    SyncEngine connected() const {
        StoreSnapshot snapshot;
        snapshot.accountRev = 1;
        snapshot.listedAsOfMs = 5'000'000;
        Progress progress;
        progress.conversation = m_id;
        progress.rev = progress.headRev = 10;
        progress.ranges.add({1, 9});
        progress.lastSeq = progress.knownDelivered = progress.knownRead = progress.wantRead = 9;
        snapshot.progress.push_back(progress);
        SyncEngine engine(m_self, snapshot, {}, [](std::uint64_t bound) { return bound - 1; });
        const auto actions = engine.onConnected(1, at(0));
        v1::ServerFrame list;
        list.mutable_conversation_page()->set_as_of_ms(9'000'000);
        (void)engine.onAnswer(listIn(actions)->token, list, at(0));
        return engine;
    }
    static void put(v1::Member *member, const UserId &user, v1::Role role, std::uint64_t rev, bool isRemoved = false) {
        member->mutable_user()->set_user_id(user.toText());
        member->set_role(role);
        member->set_rev(rev);
        member->set_removed(isRemoved);
    }
    v1::ServerFrame change(std::uint64_t rev) const {
        v1::ServerFrame frame;
        frame.mutable_conversation_event()->set_conversation_id(m_id.toText());
        frame.mutable_conversation_event()->mutable_change()->set_rev(rev);
        return frame;
    }
    v1::ServerFrame removal(std::uint64_t rev) const {
        v1::ServerFrame frame = change(rev);
        put(frame.mutable_conversation_event()->mutable_change()->mutable_member(), m_self, v1::MEMBER, rev, true);
        return frame;
    }
    v1::ServerFrame reference(std::uint64_t rev, bool isRemoved) const {
        v1::ServerFrame frame;
        v1::AccountChange *one = frame.mutable_account_event()->mutable_change();
        one->set_rev(rev);
        one->mutable_conversation()->set_conversation_id(m_id.toText());
        one->mutable_conversation()->set_removed(isRemoved);
        return frame;
    }

private Q_SLOTS:
    void severalMembersInOneChange() {
        SyncEngine engine = connected();
        v1::ServerFrame frame = change(11);
        v1::Members *members = frame.mutable_conversation_event()->mutable_change()->mutable_members();
        put(members->add_members(), m_tom, v1::OWNER, 11);
        put(members->add_members(), m_aiko, v1::ADMIN, 11);
        const auto actions = engine.onEvent(frame, at(1));
        const StoreBatch &batch = actions.writes.at(0).batch;
        QCOMPARE(batch.members.at(0).members.size(), std::size_t{2});
        QCOMPARE(batch.members.at(0).members.at(0).role, static_cast<int>(v1::OWNER));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{11});
        QCOMPARE(namesIn(actions)->frame.get_users().user_ids_size(), 2); // both at once
    }

    void titleDescriptionAndHistoryAreOneChange() {
        SyncEngine engine = connected();
        v1::ServerFrame frame = change(11);
        v1::Title *title = frame.mutable_conversation_event()->mutable_change()->mutable_title();
        title->set_title("House");
        title->set_description("Keys");
        title->set_new_members_see(v1::FROM_JOINING);
        const auto actions = engine.onEvent(frame, at(1));
        const GroupInfoRow &info = actions.writes.at(0).batch.infos.at(0);
        QCOMPARE(info.title, std::string("House"));
        QCOMPARE(info.description, std::string("Keys"));
        QVERIFY(!info.showsHistory);
    }

    void linesAskForTheNamesTheyNeed() {
        SyncEngine engine = connected();
        v1::ServerFrame frame = change(11);
        v1::Message *line = frame.mutable_conversation_event()->mutable_change()->mutable_message();
        line->set_seq(10);
        line->set_rev(11);
        v1::System *system = line->mutable_content()->mutable_system();
        system->set_what(v1::MEMBERS_ADDED);
        system->set_actor_id(m_tom.toText());
        system->add_subject_ids(m_aiko.toText());
        const auto actions = engine.onEvent(frame, at(1));
        QCOMPARE(namesIn(actions)->frame.get_users().user_ids_size(), 2);
    }

    void membersAreListedPageByPageAndOnce() {
        SyncEngine engine = connected();
        const auto first = engine.loadMembers(m_id, 1, at(1));
        QVERIFY(engine.loadMembers(m_id, 2, at(1)).requests.empty()); // it runs
        v1::ServerFrame page;
        put(page.mutable_member_page()->add_members(), m_self, v1::OWNER, 1);
        page.mutable_member_page()->set_rev(10);
        page.mutable_member_page()->set_next_cursor("more");
        const auto second = engine.onAnswer(membersIn(first)->token, page, at(2));
        QCOMPARE(membersIn(second)->frame.list_members().cursor(), std::string("more"));
        QVERIFY(second.loaded.empty());
        v1::ServerFrame last;
        put(last.mutable_member_page()->add_members(), m_tom, v1::MEMBER, 7);
        last.mutable_member_page()->mutable_members(0)->mutable_user()->set_username("tom");
        last.mutable_member_page()->set_rev(12);
        const auto done = engine.onAnswer(membersIn(second)->token, last, at(3));
        const StoreBatch &batch = done.writes.at(0).batch;
        QCOMPARE(batch.membersListed.at(0).present, (std::vector<UserId>{m_self, m_tom}));
        QCOMPARE(batch.membersListed.at(0).rev, std::uint64_t{10}); // of the first page: later changes come apart
        QVERIFY(batch.progress.at(0).isMembersListed);
        QCOMPARE(done.loaded, (std::vector<std::pair<std::uint64_t, bool>>{{1, true}, {2, true}}));
        const auto again = engine.loadMembers(m_id, 3, at(4));
        QVERIFY(again.requests.empty());
        QCOMPARE(again.loaded, (std::vector<std::pair<std::uint64_t, bool>>{{3, true}}));
    }

    void membersAreNotListedBeforeTheFirstSync() {
        SyncEngine engine = connected();
        (void)engine.onEvent(change(5000), at(3));
        const auto syncing = engine.tick(at(6000));
        v1::ServerFrame reset;
        reset.mutable_sync_page()->set_reset(true);
        const auto again = engine.onAnswer(syncIn(syncing)->token, reset, at(6001));
        QVERIFY(!membersIn(engine.loadMembers(m_id, 1, at(6002)))); // what changes meanwhile would be missed
        v1::ServerFrame page;
        page.mutable_sync_page()->set_rev(5000);
        QVERIFY(membersIn(engine.onAnswer(syncIn(again)->token, page, at(6003))));
    }

    void aListingEndsWithTheConnection() {
        SyncEngine engine = connected();
        const auto first = engine.loadMembers(m_id, 1, at(1));
        QCOMPARE(engine.onDisconnected().loaded, (std::vector<std::pair<std::uint64_t, bool>>{{1, false}}));
        v1::ServerFrame late;
        put(late.mutable_member_page()->add_members(), m_tom, v1::MEMBER, 7);
        QVERIFY(engine.onAnswer(membersIn(first)->token, late, at(2)).writes.empty());
        QCOMPARE(engine.loadMembers(m_id, 2, at(3)).loaded, (std::vector<std::pair<std::uint64_t, bool>>{{2, false}}));
    }

    void whoIsRemovedKeepsWhatIsThereAndAsksNoMore() {
        SyncEngine engine = connected();
        const auto gone = engine.onEvent(removal(11), at(1));
        QVERIFY(gone.writes.at(0).batch.progress.at(0).isLeft);
        QVERIFY(gone.writes.at(0).batch.removed.empty());
        QCOMPARE(engine.rangesOf(m_id)->all(), (std::vector<SeqRange>{{1, 9}}));
        QVERIFY(engine.mayForget(m_id));
        // Nothing is asked, whatever comes.
        QVERIFY(engine.onEvent(change(20), at(2)).requests.empty());
        QVERIFY(engine.tick(at(60'000)).requests.empty());
        QVERIFY(engine.markRead(m_id, 9, at(60'001)).requests.empty());
        const auto older = engine.loadOlder(m_id, 1, 5, at(60'002));
        QVERIFY(older.requests.empty());
        QCOMPARE(older.loaded.at(0), (std::pair<std::uint64_t, bool>{5, true}));
        QVERIFY(engine.isUpToDate() || !gone.writes.empty());
    }

    void whoIsAddedAgainGoesOnFromThere() {
        SyncEngine engine = connected();
        (void)engine.onEvent(removal(11), at(1));
        (void)engine.onEvent(reference(2, true), at(2));
        const auto added = engine.onEvent(reference(3, false), at(3));
        const auto *ask = conversationIn(added);
        QVERIFY(ask);
        v1::ServerFrame answer;
        v1::Conversation *conversation = answer.mutable_conversation();
        conversation->set_conversation_id(m_id.toText());
        conversation->set_kind(v1::GROUP);
        conversation->set_last_seq(12);
        conversation->set_last_rev(15);
        put(conversation->add_members(), m_self, v1::MEMBER, 14);
        const auto back = engine.onAnswer(ask->token, answer, at(4));
        QVERIFY(!engine.mayForget(m_id));
        QCOMPARE(syncIn(back)->frame.sync().rev(), std::uint64_t{11});
        QCOMPARE(syncIn(back)->frame.sync().top_seq(), std::uint64_t{9});
    }

    void onlyWhatIsLeftCanBeForgotten() {
        SyncEngine engine = connected();
        QVERIFY(engine.forget(m_id, at(1)).writes.empty());
        (void)engine.onEvent(removal(11), at(2));
        QCOMPARE(engine.forget(m_id, at(3)).writes.at(0).batch.removed, (std::vector<ConversationId>{m_id}));
        QVERIFY(!engine.rangesOf(m_id));
    }

    void blocksComeByTheAccount() {
        SyncEngine engine = connected();
        v1::ServerFrame frame;
        frame.mutable_account_event()->mutable_change()->set_rev(2);
        frame.mutable_account_event()->mutable_change()->mutable_block()->set_user_id(m_tom.toText());
        const auto blocked = engine.onEvent(frame, at(1));
        QCOMPARE(blocked.writes.at(0).batch.blocks.at(0).user, m_tom);
        QVERIFY(!blocked.writes.at(0).batch.blocks.at(0).isRemoved);
        QVERIFY(namesIn(blocked)); // the list of the blocked shows names
    }

    void reactionsSayWhoseTheyAre() {
        SyncEngine engine = connected();
        v1::ServerFrame frame = change(11);
        v1::Reactions *reactions = frame.mutable_conversation_event()->mutable_change()->mutable_reactions();
        reactions->set_seq(3);
        reactions->set_rev(11);
        reactions->set_by(m_tom.toText());
        reactions->set_emoji("👍");
        reactions->add_counts()->set_emoji("👍");
        reactions->mutable_counts(0)->set_count(1);
        auto actions = engine.onEvent(frame, at(1));
        QVERIFY(!actions.writes.at(0).batch.reactions.at(0).own); // somebody else's: nothing is said of one's own
        frame.mutable_conversation_event()->mutable_change()->set_rev(12);
        reactions->set_rev(12);
        reactions->set_by(m_self.toText());
        actions = engine.onEvent(frame, at(2));
        QCOMPARE(actions.writes.at(0).batch.reactions.at(0).own, std::optional<std::string>("👍"));
        QCOMPARE(engine.revOf(m_id), std::uint64_t{12});
    }

    void whatBelongsToTheUserAloneComesByTheAccount() {
        SyncEngine engine = connected();
        v1::ServerFrame frame;
        v1::AccountChange *one = frame.mutable_account_event()->mutable_change();
        one->set_rev(2);
        one->mutable_state()->set_conversation_id(m_id.toText());
        one->mutable_state()->set_rev(2);
        one->mutable_state()->set_pinned_at_ms(77);
        one->mutable_state()->mutable_draft()->set_text("half");
        one->mutable_state()->mutable_draft()->set_changed_ms(5);
        auto actions = engine.onEvent(frame, at(1));
        QCOMPARE(actions.writes.at(0).batch.states.at(0).pinnedAtMs, std::int64_t{77});
        QCOMPARE(actions.writes.at(0).batch.states.at(0).draft, std::string("half"));
        one->set_rev(3);
        one->mutable_hidden()->set_conversation_id(m_id.toText());
        one->mutable_hidden()->add_seqs(4);
        actions = engine.onEvent(frame, at(2));
        QCOMPARE(actions.writes.at(0).batch.hidden.at(0).seqs, (std::vector<std::uint64_t>{4}));
        one->set_rev(4);
        one->mutable_settings()->set_hides_read(true);
        actions = engine.onEvent(frame, at(3));
        QVERIFY(actions.writes.at(0).batch.settings->hidesRead);
        one->set_rev(5);
        one->mutable_contact()->set_user_id(m_tom.toText());
        actions = engine.onEvent(frame, at(4));
        QCOMPARE(actions.writes.at(0).batch.contacts.at(0).user, m_tom);
        QVERIFY(namesIn(actions));
    }

    void countsOfLargeGroupsAreKept() {
        SyncEngine engine = connected();
        v1::ServerFrame frame;
        frame.mutable_watermark_event()->set_conversation_id(m_id.toText());
        v1::ReceiptCount *count = frame.mutable_watermark_event()->add_counts();
        count->set_seq(9);
        count->set_recipients(299);
        count->set_delivered(250);
        count->set_read(12);
        const auto actions = engine.onEvent(frame, at(1));
        QCOMPARE(actions.writes.at(0).batch.counts.at(0).counts.at(0).delivered, std::uint32_t{250});
    }

    void aResetForgetsWhoWasListed() {
        SyncEngine engine = connected();
        const auto listing = engine.loadMembers(m_id, 1, at(1));
        v1::ServerFrame page;
        put(page.mutable_member_page()->add_members(), m_self, v1::OWNER, 1);
        page.mutable_member_page()->set_rev(10);
        (void)engine.onAnswer(membersIn(listing)->token, page, at(2));
        (void)engine.onEvent(change(5000), at(3));
        const auto syncing = engine.tick(at(6000));
        v1::ServerFrame reset;
        reset.mutable_sync_page()->set_reset(true);
        const auto after = engine.onAnswer(syncIn(syncing)->token, reset, at(6001));
        QVERIFY(!after.writes.at(0).batch.progress.at(0).isMembersListed);
        QVERIFY(conversationIn(after)); // the own role may be another
    }
};

QTEST_APPLESS_MAIN(tst_SyncGroups)
#include "tst_SyncGroups.moc"
