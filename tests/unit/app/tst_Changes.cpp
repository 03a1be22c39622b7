// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <QSignalSpy>
#include <QtTest>

#include "app/chats/Conversation.h"
#include "app/models/ConversationListModel.h"
#include "app/models/SearchModel.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"
#include "tests/unit/app/ViewBed.h"

using namespace banter;
using namespace banter::client;
using namespace banter::test;

/// What a window does to what exists: replies, edits, reactions, deletions, jumps, the state of the list, search.
class tst_Changes : public QObject {
    Q_OBJECT

    std::unique_ptr<ViewBed> m_bed;
    std::unique_ptr<Conversation> m_chat;

    void open() {
        m_chat = std::make_unique<Conversation>(
            m_bed->id, m_bed->self,
            Conversation::Access{m_bed->store.get(), &m_bed->actions, &m_bed->actions, &m_bed->executor, {}, nullptr});
        m_bed->settle();
        m_bed->actions.changes.clear();
    }
    QVariant at(int row, int role) const {
        TimelineModel *const timeline = m_chat->timeline();
        return timeline->data(timeline->index(row), role);
    }
    QString idOf(std::uint64_t seq) const {
        return at(m_chat->timeline()->rowOfSeq(seq), TimelineModel::MessageIdRole).toString();
    }
    MessageRow fresh(std::uint64_t seq, const UserId &sender, const std::string &text,
                     std::uint64_t replyTo = 0) const {
        MessageRow row = m_bed->message(seq, sender, text, QDateTime::currentMSecsSinceEpoch() - 1000 + qint64(seq));
        row.replyTo = replyTo;
        return row;
    }
    using Changes = std::vector<std::string>;

private Q_SLOTS:
    void init() {
        m_bed = std::make_unique<ViewBed>();
        StoreBatch batch = m_bed->history(1, 4);
        batch.messages = {fresh(1, m_bed->peer, "apples"), fresh(2, m_bed->self, "pears", 1),
                          fresh(3, m_bed->peer, "plums"), fresh(4, m_bed->self, "figs")};
        m_bed->apply(std::move(batch));
    }
    void cleanup() {
        m_chat.reset();
        m_bed.reset();
    }

    void aReplyShowsWhatItAnswers() {
        open();
        const int row = m_chat->timeline()->rowOfSeq(2);
        QCOMPARE(at(row, TimelineModel::ReplySeqRole).toULongLong(), 1ull);
        QCOMPARE(at(row, TimelineModel::ReplyNameRole).toString(), QStringLiteral("Lara Ohm"));
        QCOMPARE(at(row, TimelineModel::ReplyTextRole).toString(), QStringLiteral("apples"));
        StoreBatch batch;
        MessageRow gone = m_bed->message(1, m_bed->peer, {});
        gone.changeRev = 50;
        gone.deleted = true;
        gone.content.clear();
        batch.messages.push_back(gone);
        m_bed->apply(std::move(batch));
        QCOMPARE(at(row, TimelineModel::ReplyTextRole).toString(), QStringLiteral("Message deleted"));
    }

    void replyingIsKeptWithTheDraftAndSent() {
        open();
        m_chat->beginReply(idOf(3));
        QCOMPARE(m_chat->bar(), Conversation::Reply);
        QCOMPARE(m_chat->barText(), QStringLiteral("plums"));
        m_chat->setDraft(QStringLiteral("me too"));
        m_chat->flush();
        open(); // as after a restart
        QCOMPARE(m_chat->draft(), QStringLiteral("me too"));
        QCOMPARE(m_chat->bar(), Conversation::Reply);
        m_chat->send();
        QCOMPARE(m_bed->actions.repliedTo.back(), std::uint64_t{3});
        QCOMPARE(m_chat->bar(), Conversation::NoBar);
        QVERIFY(m_bed->actions.sharedDrafts > 0); // the other devices forget it
    }

    void editingLeavesTheDraftAlone() {
        open();
        m_chat->setDraft(QStringLiteral("half a thought"));
        m_chat->beginEdit(idOf(1)); // somebody else's
        QCOMPARE(m_chat->bar(), Conversation::NoBar);
        QCOMPARE(m_chat->lastEditable(), idOf(4));
        m_chat->beginEdit(idOf(4));
        QCOMPARE(m_chat->draft(), QStringLiteral("figs"));
        m_chat->setDraft(QStringLiteral("fresh figs"));
        m_chat->send();
        m_bed->settle();
        QCOMPARE(m_bed->actions.changes, (Changes{"edit 4 fresh figs"}));
        QCOMPARE(m_chat->draft(), QStringLiteral("half a thought"));
        QVERIFY(m_bed->actions.sent.empty());
        m_chat->beginEdit(idOf(4));
        m_chat->send(); // nothing changed
        QCOMPARE(m_bed->actions.changes.size(), std::size_t{1});
    }

    void anAnswerComesBackAfterAnEdit() {
        open();
        m_chat->beginReply(idOf(3));
        m_chat->setDraft(QStringLiteral("me too"));
        m_chat->beginEdit(idOf(4));
        m_chat->takeBack(QStringLiteral("refused")); // of another edit
        QCOMPARE(m_chat->draft(), QStringLiteral("figs"));
        m_chat->cancelBar();
        QCOMPARE(m_chat->bar(), Conversation::Reply);
        QCOMPARE(m_chat->barText(), QStringLiteral("plums"));
        QCOMPARE(m_chat->draft(), QStringLiteral("me too\nrefused"));
        m_chat->cancelBar();
        m_chat->takeBack(QStringLiteral("again"));
        QCOMPARE(m_chat->draft(), QStringLiteral("me too\nrefused\nagain"));
    }

    void whatIsToldOfAChange() {
        open();
        QSignalSpy told(m_chat->timeline(), &QAbstractItemModel::dataChanged);
        StoreBatch batch;
        batch.reactions.push_back({m_bed->id, 2, 60, {{"👍", 2}}, std::string("👍")});
        m_bed->apply(std::move(batch));
        const int row = m_chat->timeline()->rowOfSeq(2);
        const auto tellsReactions = [&](const QList<QVariant> &one) {
            const auto roles = one.at(2).value<QList<int>>();
            return one.at(0).toModelIndex().row() == row &&
                   (roles.isEmpty() || roles.contains(TimelineModel::ReactionsRole));
        };
        QVERIFY(std::any_of(told.begin(), told.end(), tellsReactions));
        const QString words = at(row, TimelineModel::AccessibleTextRole).toString();
        QVERIFY(words.contains(QStringLiteral("reply to Lara Ohm: apples")));
        QVERIFY(words.contains(QStringLiteral("you reacted with 👍")));
    }

    void reactionsAndDeletions() {
        open();
        m_chat->react(idOf(1), QStringLiteral("👍"));
        m_chat->deleteForEveryone({idOf(4), idOf(2), QStringLiteral("s99")});
        m_chat->deleteForMe({idOf(1)});
        QCOMPARE(m_bed->actions.changes, (Changes{"react 1 👍", "delete 2", "hide 1"}));
        StoreBatch batch;
        batch.reactions.push_back({m_bed->id, 1, 60, {{"👍", 2}, {"🎉", 1}}, std::string("👍")});
        m_bed->apply(std::move(batch));
        const QVariantList shown = at(m_chat->timeline()->rowOfSeq(1), TimelineModel::ReactionsRole).toList();
        QCOMPARE(shown.size(), 2);
        QCOMPARE(shown.at(0).toMap().value(QStringLiteral("count")).toInt(), 2);
        QVERIFY(shown.at(0).toMap().value(QStringLiteral("own")).toBool());
        m_chat->react(idOf(1), QStringLiteral("👍")); // again: taken away
        QCOMPARE(m_bed->actions.changes.back(), std::string("react 1 "));
    }

    void whatMayBeDeletedDependsOnWhoAndWhen() {
        StoreBatch old;
        old.messages.push_back(m_bed->message(5, m_bed->self, "old", m_bed->when(3, 0)));
        old.messages.back().changeRev = 70;
        m_bed->apply(std::move(old));
        open();
        const auto may = [this](std::uint64_t seq, int role) {
            return at(m_chat->timeline()->rowOfSeq(seq), role).toBool();
        };
        QVERIFY(may(4, TimelineModel::CanDeleteRole) && may(4, TimelineModel::CanEditRole));
        QVERIFY(!may(3, TimelineModel::CanDeleteRole) && !may(3, TimelineModel::CanEditRole));
        QVERIFY(may(3, TimelineModel::CanReplyRole));
        QVERIFY(!may(5, TimelineModel::CanDeleteRole) && !may(5, TimelineModel::CanEditRole));
        m_chat->timeline()->setStanding(groups::Standing::Admin);
        QVERIFY(may(3, TimelineModel::CanDeleteRole) && may(5, TimelineModel::CanDeleteRole));
        QVERIFY(!may(3, TimelineModel::CanEditRole));
    }

    void hiddenRowsLeave() {
        open();
        QSignalSpy removed(m_chat->timeline(), &QAbstractItemModel::rowsRemoved);
        StoreBatch batch;
        batch.hidden.push_back({m_bed->id, {2, 3}});
        m_bed->apply(std::move(batch));
        QCOMPARE(m_chat->timeline()->count(), 2);
        QCOMPARE(removed.size(), 2);
    }

    void jumpsIntoWhatIsNotHeld() {
        m_bed->firstRev = 1000;
        StoreBatch batch = m_bed->history(401, 500, SeqRanges({{401, 500}}), 500);
        batch.resets.push_back(m_bed->id);
        m_bed->apply(std::move(batch));
        m_bed->actions.server = [this](std::uint64_t before) {
            StoreBatch page =
                m_bed->history(before - 50, before - 1, SeqRanges({{before - 50, before - 1}, {401, 500}}), 500);
            return page;
        };
        open();
        TimelineModel *const timeline = m_chat->timeline();
        QSignalSpy found(timeline, &TimelineModel::found);
        timeline->jumpTo(495);
        QCOMPARE(found.size(), 1);
        QCOMPARE(timeline->seqAt(found.takeFirst().at(0).toInt()), std::uint64_t{495});
        timeline->jumpTo(200);
        m_bed->settle();
        m_bed->settle();
        QCOMPARE(found.size(), 1);
        QCOMPARE(timeline->seqAt(found.takeFirst().at(0).toInt()), std::uint64_t{200});
        QVERIFY(!timeline->atNewest());
        m_bed->actions.server = {};
        QSignalSpy notFound(timeline, &TimelineModel::notFound);
        timeline->jumpTo(20);
        m_bed->settle();
        QCOMPARE(notFound.size(), 1);
        m_bed->actions.foundSeq = 495;
        m_chat->jumpToDate(QDate::currentDate());
        m_bed->settle();
        QCOMPARE(found.size(), 1);
    }

    void theListFollowsItsStates() {
        ConversationListModel list;
        list.setActions(&m_bed->actions);
        list.setStore(m_bed->store.get(), &m_bed->executor);
        StoreBatch batch;
        ConversationFacts other;
        other.id = makeId<ConversationId>();
        other.kind = kGroupKind;
        other.title = "House";
        other.lastSeq = 1;
        other.lastMs = QDateTime::currentMSecsSinceEpoch() + 60'000;
        batch.conversations.push_back(other);
        m_bed->apply(std::move(batch));
        const auto title = [&](int row) {
            return list.data(list.index(row), ConversationListModel::TitleRole).toString();
        };
        QCOMPARE(title(0), QStringLiteral("House"));
        const auto state = [&](std::int64_t pinned, std::int64_t muted, bool archived) {
            StoreBatch states;
            ConversationStateRow row;
            row.conversation = m_bed->id;
            static std::uint64_t rev = 0;
            row.rev = ++rev;
            row.pinnedAtMs = pinned;
            row.mutedUntilMs = muted;
            row.isArchived = archived;
            states.states.push_back(row);
            m_bed->apply(std::move(states));
        };
        state(5, -1, false);
        QCOMPARE(title(0), QStringLiteral("Lara Ohm")); // pinned ones first
        QVERIFY(list.data(list.index(0), ConversationListModel::PinnedRole).toBool());
        QVERIFY(list.data(list.index(0), ConversationListModel::MutedRole).toBool());
        QCOMPARE(list.unreadTotal(), 0); // a muted one does not count
        state(0, 0, false);
        QCOMPARE(list.unreadTotal(), 2);
        state(0, 0, true);
        QCOMPARE(list.count(), 1);
        QCOMPARE(list.archivedCount(), 1);
        QCOMPARE(list.unreadTotal(), 0);
        list.setShowsArchived(true);
        QCOMPARE(title(0), QStringLiteral("Lara Ohm"));
        m_bed->actions.changes.clear();
        list.setArchived(list.idAt(0), false);
        list.mute(list.idAt(0), 8);
        list.setPinned(list.idAt(0), true);
        list.setMarkedUnread(list.idAt(0), true);
        QCOMPARE(m_bed->actions.changes, (Changes{"state archived", "state muted", "state pinned", "state unread"}));
    }

    void searchShowsWhatIsHereAlsoOffline() {
        SearchModel search(&m_bed->actions);
        search.setStore(m_bed->store.get(), &m_bed->executor, m_bed->self);
        search.setQuery(QStringLiteral("plu"));
        QTRY_COMPARE(search.count(), 1);
        QCOMPARE(search.data(search.index(0), SearchModel::SeqRole).toULongLong(), 3ull);
        QCOMPARE(search.data(search.index(0), SearchModel::SenderNameRole).toString(), QStringLiteral("Lara Ohm"));
        QCOMPARE(search.data(search.index(0), SearchModel::HitLengthRole).toInt(), 3);
        QTRY_VERIFY(!search.errorText().isEmpty()); // the server could not be asked
        StoreBatch batch;
        batch.hidden.push_back({m_bed->id, {3}});
        m_bed->apply(std::move(batch));
        QCOMPARE(search.count(), 0);
    }

    void aDraftOfAnotherDeviceDoesNotDisturbWhatIsTyped() {
        open();
        const auto arrives = [this](const std::string &text, std::int64_t ms) {
            StoreBatch batch;
            ConversationStateRow row;
            row.conversation = m_bed->id;
            row.rev = static_cast<std::uint64_t>(ms);
            row.draft = text;
            row.draftChangedMs = ms;
            batch.states.push_back(row);
            m_bed->apply(std::move(batch));
        };
        arrives("from the phone", 1000);
        QCOMPARE(m_chat->draft(), QStringLiteral("from the phone"));
        m_chat->setDraft(QStringLiteral("typed here"));
        arrives("later, from the phone", QDateTime::currentMSecsSinceEpoch() + 60'000);
        QCOMPARE(m_chat->draft(), QStringLiteral("typed here"));
    }
};

QTEST_GUILESS_MAIN(tst_Changes)
#include "tst_Changes.moc"
