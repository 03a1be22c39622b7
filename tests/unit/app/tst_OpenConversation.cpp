// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QtTest>

#include "app/chats/Conversation.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/Limits.h"
#include "tests/unit/app/ViewBed.h"

using namespace banter;
using namespace banter::client;
using namespace banter::test;

class tst_OpenConversation : public QObject {
    Q_OBJECT

    std::unique_ptr<ViewBed> m_bed;
    std::unique_ptr<Conversation> m_chat;

    void open() {
        m_chat = std::make_unique<Conversation>(
            m_bed->id, m_bed->self,
            Conversation::Access{m_bed->store.get(), &m_bed->actions, &m_bed->actions, &m_bed->executor, {}});
        m_bed->settle();
        QVERIFY(m_chat->timeline()->isReady());
    }
    QString idOf(int row) const {
        TimelineModel *const timeline = m_chat->timeline();
        return timeline->data(timeline->index(row), TimelineModel::MessageIdRole).toString();
    }
    static StoreBatch readUpTo(const ViewBed &bed, std::uint64_t top, std::uint64_t read) {
        StoreBatch batch = bed.history(1, top);
        batch.progress.front().wantRead = read;
        return batch;
    }

private Q_SLOTS:
    void init() {
        m_bed = std::make_unique<ViewBed>();
        m_bed->apply(readUpTo(*m_bed, 10, 6)); // 7 and 9 are unread
    }
    void cleanup() {
        m_chat.reset();
        m_bed.reset();
    }

    void saysWhoItIs() {
        open();
        QCOMPARE(m_chat->title(), QStringLiteral("Lara Ohm"));
        QCOMPARE(m_chat->initials(), QStringLiteral("LO"));
        QCOMPARE(m_chat->presenceText(), QStringLiteral("@lara"));
        QCOMPARE(m_chat->unread(), 2);
        QCOMPARE(m_bed->actions.inView, m_bed->id);
    }

    void onlyWhatWasShownToSomebodyIsRead() {
        open();
        m_chat->markShown(0);
        QVERIFY(m_bed->actions.read.empty()); // nobody looks
        m_chat->setWatched(true);
        QCOMPARE(m_bed->actions.read, (std::vector<std::uint64_t>{10}));
        m_chat->markShown(0); // once
        m_chat->markShown(3);
        QCOMPARE(m_bed->actions.read.size(), std::size_t{1});
        m_chat->setWatched(false);
        m_bed->apply(m_bed->arrival(m_bed->message(11)));
        m_chat->markShown(0);
        QCOMPARE(m_bed->actions.read.size(), std::size_t{1});
        m_chat->setWatched(true);
        QCOMPARE(m_bed->actions.read, (std::vector<std::uint64_t>{10, 11}));
    }

    void readingFurtherUpReadsOnlyThat() {
        open();
        m_chat->setWatched(true);
        m_chat->markShown(2); // seq 8
        QCOMPARE(m_bed->actions.read, (std::vector<std::uint64_t>{8}));
    }

    void theUnreadLineStaysUntilOneLeaves() {
        open();
        QCOMPARE(m_chat->timeline()->firstUnreadRow(), 3); // seq 7
        m_chat->setWatched(true);
        m_chat->markShown(0);
        StoreBatch read = readUpTo(*m_bed, 10, 10);
        m_bed->apply(read);
        QCOMPARE(m_chat->unread(), 0);
        QCOMPARE(m_chat->timeline()->firstUnreadRow(), 3);
        m_bed->apply(m_bed->arrival(m_bed->message(11)));
        QCOMPARE(m_chat->timeline()->firstUnreadRow(), 4); // the same message
        m_chat.reset();
        open();
        QCOMPARE(m_chat->timeline()->firstUnreadRow(), 0); // the one that came since
    }

    void whatComesUnwatchedGetsALine() {
        m_bed->apply(readUpTo(*m_bed, 10, 10));
        open();
        QCOMPARE(m_chat->timeline()->firstUnreadRow(), -1);
        m_bed->apply(m_bed->arrival(m_bed->message(11)));
        m_bed->apply(m_bed->arrival(m_bed->message(13)));
        QCOMPARE(m_chat->timeline()->firstUnread(), std::uint64_t{11});
    }

    void draftsAreKept() {
        open();
        QSignalSpy replaced(m_chat.get(), &Conversation::draftReplaced);
        m_chat->setDraft(QStringLiteral("half a "));
        m_chat->setDraft(QStringLiteral("half a thought"));
        QCOMPARE(replaced.size(), 0); // it is what the composer shows
        QTRY_COMPARE(m_bed->draft(), std::string("half a thought"));
        m_chat->setDraft(QStringLiteral("half a thought more"));
        m_chat.reset(); // closed before the pause is over
        QCOMPARE(m_bed->draft(), std::string("half a thought more"));
        open();
        QCOMPARE(m_chat->draft(), QStringLiteral("half a thought more"));
    }

    void aKeptDraftDoesNotOverwriteTyping() {
        m_bed->store->setDraft(m_bed->id, "old");
        m_chat = std::make_unique<Conversation>(
            m_bed->id, m_bed->self,
            Conversation::Access{m_bed->store.get(), &m_bed->actions, &m_bed->actions, &m_bed->executor, {}});
        m_chat->setDraft(QStringLiteral("n")); // before the store answers
        m_bed->settle();
        QCOMPARE(m_chat->draft(), QStringLiteral("n"));
    }

    void sendsTheDraftAndClearsIt() {
        open();
        QVERIFY(!m_chat->canSend());
        m_chat->send();
        QVERIFY(m_bed->actions.sent.empty());
        m_chat->setDraft(QStringLiteral("  \n "));
        QVERIFY(!m_chat->canSend());
        m_chat->setDraft(QStringLiteral(" On my way 🚲\n"));
        QSignalSpy replaced(m_chat.get(), &Conversation::draftReplaced);
        m_chat->send();
        QCOMPARE(m_bed->actions.sent, (std::vector<std::string>{"On my way 🚲"}));
        QVERIFY(m_chat->draft().isEmpty());
        QCOMPARE(replaced.size(), 1);
        QCOMPARE(m_bed->draft(), std::string());
        QCOMPARE(m_chat->timeline()->rowCount(), 11);
    }

    void countsBytesAndStopsAtTheLimit() {
        open();
        m_chat->setDraft(QString(static_cast<int>(limits::kMaxTextBytes) - 3, QLatin1Char('x')));
        QCOMPARE(m_chat->counterLeft(), 3);
        m_chat->setDraft(m_chat->draft() + QStringLiteral("é"));
        QCOMPARE(m_chat->counterLeft(), 1);
        QVERIFY(m_chat->canSend());
        m_chat->setDraft(m_chat->draft() + QStringLiteral("é"));
        QCOMPARE(m_chat->counterLeft(), -1);
        QVERIFY(!m_chat->canSend());
    }

    void aRefusedStoreGivesTheTextBack() {
        open();
        m_bed->actions.sendError = ErrorCode::StoreFailed;
        QSignalSpy failed(m_chat.get(), &Conversation::sendFailed);
        m_chat->setDraft(QStringLiteral("keep me"));
        m_chat->send();
        m_chat->setDraft(QStringLiteral("typed on"));
        m_bed->settle();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(m_chat->draft(), QStringLiteral("typed on\nkeep me"));
    }

    void failedMessagesHaveWaysOn() {
        open();
        const ClientId first = m_bed->addPending("first");
        const ClientId second = m_bed->addPending("second");
        const ClientId third = m_bed->addPending("third");
        m_bed->fail(first, ErrorCode::NotAllowed);
        m_bed->fail(second, ErrorCode::TooLarge);
        QCOMPARE(m_chat->lastFailed(), idOf(1));
        m_chat->retry(idOf(0)); // the third waits: nothing to retry
        m_bed->settle();
        m_chat->discard(idOf(2));
        m_bed->settle();
        QCOMPARE(m_chat->timeline()->rowCount(), 12);
        m_chat->setDraft(QStringLiteral("typing"));
        m_chat->edit(idOf(1));
        m_bed->settle();
        QCOMPARE(m_chat->draft(), QStringLiteral("typing\nsecond"));
        QCOMPARE(m_bed->draft(), std::string("typing\nsecond"));
        QCOMPARE(m_chat->timeline()->rowCount(), 11);
        m_bed->fail(third, ErrorCode::NotAllowed);
        m_chat->retry(idOf(0));
        m_bed->settle();
        QCOMPARE(m_chat->timeline()->data(m_chat->timeline()->index(0), TimelineModel::MarkRole).toInt(),
                 static_cast<int>(TimelineModel::Pending));
        QVERIFY(m_chat->lastFailed().isEmpty());
    }

    void leavingIsTold() {
        open();
        QSignalSpy removed(m_chat.get(), &Conversation::removed);
        StoreBatch gone;
        gone.removed.push_back(m_bed->id);
        m_bed->apply(gone);
        QCOMPARE(removed.size(), 1);
    }

    void outlivesItsStore() {
        open();
        m_chat->setDraft(QStringLiteral("x"));
        m_bed->store.reset();
        m_chat->timeline()->loadOlder();
        m_chat->flush();
        QCOMPARE(m_chat->timeline()->rowCount(), 10);
    }
};

QTEST_GUILESS_MAIN(tst_OpenConversation)
#include "tst_OpenConversation.moc"
