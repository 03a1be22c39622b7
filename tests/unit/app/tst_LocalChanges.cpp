// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "app/store/StoreDatabase.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/banter.pb.h"

using namespace banter;
using namespace banter::client;

/// Replies, edits, deletions, reactions, hiding, the user's own operations, states and search in the client's store.
class tst_LocalChanges : public QObject {
    Q_OBJECT

    const UserId m_self = makeId<UserId>();
    const UserId m_tom = makeId<UserId>();
    const ConversationId m_id = makeId<ConversationId>();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StoreDatabase> m_store;

    QString path() const { return m_folder->filePath(QStringLiteral("store.db")); }
    void open() {
        auto opened = StoreDatabase::open(path(), m_self);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().detail.c_str());
        m_store = std::move(*opened);
    }
    StoreChanges apply(const StoreBatch &batch) {
        auto changes = m_store->apply(batch);
        if (!changes.ok())
            qFatal("%s", changes.error().detail.c_str());
        return std::move(*changes);
    }
    MessageRow message(std::uint64_t seq, const std::string &text, std::uint64_t replyTo = 0,
                       std::uint64_t changeRev = 0) const {
        MessageRow row;
        row.conversation = m_id;
        row.seq = seq;
        row.rev = seq;
        row.changeRev = changeRev;
        row.sender = seq % 2 == 0 ? m_self : m_tom;
        row.sentAtMs = static_cast<std::int64_t>(1000 * seq);
        row.replyTo = replyTo;
        v1::Content content;
        content.mutable_text()->set_body(text);
        content.set_reply_to_seq(replyTo);
        row.content = content.SerializeAsString();
        return row;
    }
    MessageRow tombstone(std::uint64_t seq, std::uint64_t changeRev) const {
        MessageRow row = message(seq, {}, 0, changeRev);
        row.deleted = true;
        row.content.clear();
        return row;
    }
    StoreChanges put(const MessageRow &row) {
        StoreBatch batch;
        batch.messages.push_back(row);
        return apply(batch);
    }
    StoreChanges reach(std::uint64_t rev) {
        StoreBatch batch;
        Progress progress;
        progress.conversation = m_id;
        progress.rev = rev;
        progress.ranges.add({1, 4});
        progress.lastSeq = 4;
        batch.progress.push_back(progress);
        return apply(batch);
    }
    TimelineRow row(std::uint64_t seq) {
        auto rows = m_store->timeline(m_id, seq + 1, 1);
        return rows.ok() && !rows->empty() && rows->front().seq == seq ? rows->front() : TimelineRow{};
    }
    static std::string textOf(const std::string &content) {
        v1::Content parsed;
        parsed.ParseFromString(content);
        return parsed.text().body();
    }
    ConversationRow conversation() {
        auto found = m_store->conversation(m_id);
        return found.ok() && *found ? **found : ConversationRow{};
    }
    OperationRow operation(OperationKind kind, const std::string &slot, const v1::ClientFrame &frame) {
        OperationRow one;
        one.conversation = m_id;
        one.kind = kind;
        one.slot = slot;
        one.request = frame.SerializeAsString();
        one.createdMs = 5000;
        auto added = m_store->addOperation(one);
        if (!added.ok())
            qFatal("%s", added.error().detail.c_str());
        return one;
    }
    static std::set<std::uint64_t> seqsOf(const StoreChanges &changes) {
        std::set<std::uint64_t> seqs;
        for (const TimelineRow &one : changes.rows)
            seqs.insert(one.seq);
        return seqs;
    }
    std::vector<std::uint64_t> hits(const std::string &words) {
        auto rows = m_store->search(words, {}, 10);
        std::vector<std::uint64_t> seqs;
        for (const TimelineRow &one : rows.ok() ? *rows : std::vector<TimelineRow>{})
            seqs.push_back(one.seq);
        return seqs;
    }
    using Seqs = std::vector<std::uint64_t>;
    using SeqSet = std::set<std::uint64_t>;

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
        StoreBatch batch;
        ConversationFacts facts;
        facts.id = m_id;
        facts.kind = kDirectKind;
        facts.members = {{m_self, 1, 0, 1, false}, {m_tom, 1, 0, 1, false}};
        batch.conversations.push_back(facts);
        batch.messages = {message(1, "apples and pears"), message(2, "What about plums?", 1), message(3, "Plums, yes"),
                          message(4, "good")};
        apply(batch);
        reach(4);
    }
    void cleanup() {
        m_store.reset();
        m_folder.reset();
    }

    void aReplyShowsItsOriginalAsItIsNow() {
        QCOMPARE(row(2).quoted.seq, std::uint64_t{1});
        QVERIFY(row(2).quoted.isHeld);
        QCOMPARE(textOf(row(2).quoted.content), std::string("apples and pears"));
        QCOMPARE(seqsOf(put(message(1, "cherries", 0, 5))), (SeqSet{1, 2}));
        QCOMPARE(textOf(row(2).quoted.content), std::string("cherries"));
        QCOMPARE(seqsOf(put(tombstone(1, 6))), (SeqSet{1, 2}));
        QVERIFY(row(2).quoted.deleted);
        QVERIFY(row(2).quoted.content.empty());
        QCOMPARE(seqsOf(put(message(1, "late", 0, 5))), (SeqSet{})); // an old row never comes back
        QVERIFY(row(1).deleted);
    }

    void reactionsFollowTheirRev() {
        StoreBatch batch;
        batch.reactions.push_back({m_id, 1, 10, {{"👍", 2}}, std::string("👍")});
        QCOMPARE(seqsOf(apply(batch)), (SeqSet{1}));
        QCOMPARE(row(1).reactions, (std::vector<EmojiCount>{{"👍", 2}}));
        QCOMPARE(row(1).ownReaction, std::string("👍"));
        batch.reactions = {{m_id, 1, 9, {}, std::string()}}; // late
        QVERIFY(apply(batch).rows.empty());
        batch.reactions = {{m_id, 1, 11, {{"👍", 1}}, std::nullopt}}; // somebody else's: one's own stays
        apply(batch);
        QCOMPARE(row(1).reactions.at(0).count, 1u);
        QCOMPARE(row(1).ownReaction, std::string("👍"));
        put(tombstone(1, 12));
        QVERIFY(row(1).reactions.empty());
    }

    void newsOfAReactionBeforeItsMessage() {
        StoreBatch batch;
        batch.reactions.push_back({m_id, 9, 20, {{"👍", 2}}, std::nullopt}); // an event: it says nothing of one's own
        apply(batch);
        MessageRow late = message(9, "from history");
        late.reactions = ReactionsRow{m_id, 9, 20, {{"👍", 2}}, std::string("👍")};
        put(late);
        QCOMPARE(row(9).ownReaction, std::string("👍"));
        batch.reactions.front().rev = 21;
        put(tombstone(9, 22));
        QVERIFY(apply(batch).rows.empty()); // late news of what is deleted
    }

    void operationsShowAtOnceAndUntilTheirRevIsThere() {
        v1::ClientFrame edit;
        edit.mutable_edit_message()->set_seq(2);
        edit.mutable_edit_message()->mutable_content()->mutable_text()->set_body("What about figs?");
        const OperationRow one = operation(OperationKind::Edit, "edit 2", edit);
        QCOMPARE(textOf(row(2).content), std::string("What about figs?"));
        QCOMPARE(row(2).quoted.seq, std::uint64_t{1}); // still a reply
        QVERIFY(row(2).isChanging && row(2).editedAtMs > 0);
        m_store.reset(); // as after a kill -9
        open();
        QCOMPARE(textOf(row(2).content), std::string("What about figs?"));
        QCOMPARE(m_store->snapshot()->operations.size(), std::size_t{1});
        StoreBatch carried;
        carried.done.push_back({m_id, one.position, 9});
        apply(carried);
        QVERIFY(row(2).isChanging); // the row of the server is not here yet
        put(message(2, "What about figs?", 1, 9));
        QCOMPARE(seqsOf(reach(9)), (SeqSet{2}));
        QVERIFY(!row(2).isChanging);
        QVERIFY(m_store->operations()->empty());
    }

    void whatIsRefusedShowsNoMore() {
        v1::ClientFrame remove;
        remove.mutable_delete_messages()->add_seqs(1);
        const OperationRow one = operation(OperationKind::Delete, "delete 1", remove);
        QVERIFY(row(1).deleted && row(1).content.empty());
        QVERIFY(row(2).quoted.deleted);
        StoreBatch refused;
        refused.done.push_back({m_id, one.position, 0});
        QCOMPARE(seqsOf(apply(refused)), (SeqSet{1, 2}));
        QCOMPARE(textOf(row(1).content), std::string("apples and pears"));
    }

    void aLaterOperationTakesTheSlot() {
        v1::ClientFrame react;
        react.mutable_set_reaction()->set_seq(1);
        react.mutable_set_reaction()->set_emoji("👍");
        operation(OperationKind::React, "react 1", react);
        QCOMPARE(row(1).reactions, (std::vector<EmojiCount>{{"👍", 1}}));
        react.mutable_set_reaction()->set_emoji("🎉");
        operation(OperationKind::React, "react 1", react);
        QCOMPARE(row(1).reactions, (std::vector<EmojiCount>{{"🎉", 1}}));
        react.mutable_set_reaction()->set_emoji("");
        operation(OperationKind::React, "react 1", react);
        QVERIFY(row(1).reactions.empty());
        QCOMPARE(m_store->operations()->size(), std::size_t{1});
    }

    void whatIsHiddenStaysAway() {
        v1::ClientFrame hide;
        hide.mutable_hide_messages()->add_seqs(3);
        operation(OperationKind::Hide, "hide 3", hide);
        QCOMPARE(row(3).seq, std::uint64_t{0});
        put(message(3, "Plums, yes", 0, 20)); // an edit, or history
        QCOMPARE(row(3).seq, std::uint64_t{0});
        StoreBatch other;
        other.hidden.push_back({m_id, {4}});
        const StoreChanges changes = apply(other);
        QCOMPARE(changes.hidden.size(), std::size_t{1});
        QCOMPARE(row(4).seq, std::uint64_t{0});
        QVERIFY(hits("plums yes").empty());
        const auto page = m_store->page(m_id, {0, 0, 50});
        QCOMPARE(page->rows.size(), std::size_t{2});
        QVERIFY(page->reachesStart);
    }

    void statesFollowTheAccountAndWishesShowAtOnce() {
        StoreBatch batch;
        ConversationStateRow state;
        state.conversation = m_id;
        state.rev = 7;
        state.pinnedAtMs = 100;
        state.mutedUntilMs = -1;
        batch.states.push_back(state);
        apply(batch);
        QCOMPARE(conversation().pinnedAtMs, std::int64_t{100});
        QCOMPARE(conversation().mutedUntilMs, std::int64_t{-1});
        v1::ClientFrame wish;
        wish.mutable_set_conversation_state()->set_archived(true);
        operation(OperationKind::State, "state archived", wish);
        QVERIFY(conversation().isArchived);
        QCOMPARE(conversation().pinnedAtMs, std::int64_t{100});
        batch.states.front().rev = 6; // late
        batch.states.front().pinnedAtMs = 0;
        apply(batch);
        QVERIFY(conversation().isArchived);
        batch.states.front().rev = 8; // the server's word
        apply(batch);
        QVERIFY(!conversation().isArchived);
        QCOMPARE(conversation().pinnedAtMs, std::int64_t{0});
    }

    void theNewerDraftStays() {
        QVERIFY(m_store->setDraft(m_id, "mine", 2, 5000).ok());
        StoreBatch batch;
        ConversationStateRow state;
        state.conversation = m_id;
        state.rev = 7;
        state.draft = "older, from elsewhere";
        state.draftChangedMs = 4000;
        batch.states.push_back(state);
        apply(batch);
        QCOMPARE(m_store->draft(m_id)->text, std::string("mine"));
        QCOMPARE(m_store->draft(m_id)->replyTo, std::uint64_t{2});
        batch.states.front() = state;
        batch.states.front().rev = 8;
        batch.states.front().draft = "newer, from elsewhere";
        batch.states.front().draftChangedMs = 6000;
        apply(batch);
        QCOMPARE(conversation().draft, std::string("newer, from elsewhere"));
        QVERIFY(m_store->setDraft(m_id, "", 0, 5500).ok()); // of a clock that is behind
        QVERIFY(conversation().draft.empty());
        apply(batch);
        QVERIFY(conversation().draft.empty());
    }

    void wordsAreFoundAsLongAsTheyAreThere() {
        QCOMPARE(hits("plums"), (Seqs{3, 2}));
        QCOMPARE(hits("PLU"), (Seqs{3, 2}));
        QCOMPARE(hits("plums yes"), (Seqs{3}));
        QVERIFY(hits("\"").empty());
        QVERIFY(hits("  ").empty());
        put(message(3, "Figs, yes", 0, 8));
        QCOMPARE(hits("plums"), (Seqs{2}));
        QCOMPARE(hits("figs"), (Seqs{3}));
        put(tombstone(2, 9));
        QVERIFY(hits("plums").empty());
    }

    void deletedWordsLeaveTheFile() {
        put(message(5, "xylophonecanary rings"));
        put(tombstone(5, 30));
        QVERIFY(m_store->tidy().ok());
        m_store.reset();
        for (const QString &name : {path(), path() + QStringLiteral("-wal")}) {
            QFile file(name);
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains("xylophonecanary"), qPrintable(name));
        }
        open();
    }

    void settingsAndContacts() {
        StoreBatch batch;
        batch.settings = AccountSettings{true, 3};
        batch.contacts.push_back({m_tom, false});
        batch.users.push_back({m_tom, "tom", "Tom"});
        const StoreChanges changes = apply(batch);
        QVERIFY(changes.settings && changes.contacts);
        QCOMPARE(*m_store->settings(), (AccountSettings{true, 3}));
        QCOMPARE(*m_store->contacts(), (std::vector<UserRow>{{m_tom, "tom", "Tom"}}));
        batch.contacts = {{m_tom, true}};
        apply(batch);
        QVERIFY(m_store->contacts()->empty());
    }
};

QTEST_APPLESS_MAIN(tst_LocalChanges)
#include "tst_LocalChanges.moc"
