// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "app/models/TimelineModel.h"
#include "app/timeline/MessageItem.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"
#include "tests/unit/app/ViewBed.h"

using namespace banter;
using namespace banter::client;
using namespace banter::test;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QVariant at(const TimelineModel &model, int row, int role) { return model.data(model.index(row), role); }

std::vector<std::uint64_t> seqs(const TimelineModel &model) {
    std::vector<std::uint64_t> all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.push_back(model.seqAt(row));
    return all;
}

std::vector<std::uint64_t> down(std::uint64_t from, std::uint64_t to) {
    std::vector<std::uint64_t> all;
    for (std::uint64_t seq = from; seq >= to && seq > 0; --seq)
        all.push_back(seq);
    return all;
}

} // namespace

class tst_TimelineModel : public QObject {
    Q_OBJECT

    std::unique_ptr<ViewBed> m_bed;
    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    void open() {
        m_model = std::make_unique<TimelineModel>(m_bed->id, m_bed->self, m_bed->store.get(), &m_bed->actions,
                                                  &m_bed->executor);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), kFatal);
        m_bed->settle();
        QVERIFY(m_model->isReady());
    }

private Q_SLOTS:
    void init() { m_bed = std::make_unique<ViewBed>(); }
    void cleanup() {
        m_tester.reset();
        m_model.reset();
        m_bed.reset();
    }

    void opensAtTheNewestPageNewestFirst() {
        m_bed->apply(m_bed->history(1, 120));
        open();
        QCOMPARE(seqs(*m_model), down(120, 71));
        QVERIFY(m_model->atNewest());
        QVERIFY(!m_model->atOldest());
        QCOMPARE(at(*m_model, 0, TimelineModel::TextRole).toString(), QStringLiteral("m120"));
        QCOMPARE(at(*m_model, 1, TimelineModel::SenderNameRole).toString(), QStringLiteral("Lara Ohm"));
        QCOMPARE(at(*m_model, 1, TimelineModel::SenderInitialsRole).toString(), QStringLiteral("LO"));
        QVERIFY(at(*m_model, 0, TimelineModel::MineRole).toBool());
    }

    /// A row of the window is made of the entry, everything else of the roles.
    void theEntrySaysWhatTheRolesSay() {
        StoreBatch batch = m_bed->history(1, 6);
        MessageRow &busy = batch.messages[3];
        busy.replyTo = 2;
        busy.editedAtMs = busy.sentAtMs + 1000;
        busy.reactions = ReactionsRow{m_bed->id, busy.seq, busy.rev, {{"+", 2}}, {}};
        m_bed->apply(batch);
        open();
        m_model->setFirstUnread(3);
        const QHash<int, QByteArray> names = m_model->roleNames();
        const QMetaObject &item = MessageItem::staticMetaObject;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            MessageItem shown;
            shown.setEntry(at(*m_model, row, TimelineModel::EntryRole).value<MessageEntry>());
            int compared = 0;
            for (auto it = names.begin(); it != names.end(); ++it) {
                const int property = item.indexOfProperty(it.value());
                if (property < 0 || it.key() == TimelineModel::EntryRole)
                    continue;
                const QVariant role = at(*m_model, row, it.key());
                QVERIFY2(item.property(property).read(&shown).toString() == role.toString() &&
                             item.property(property).read(&shown).toList() == role.toList(),
                         it.value().constData());
                ++compared;
            }
            QVERIFY(compared > 20);
        }
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setFirstUnread(4);
        QVERIFY(!changed.isEmpty());
        for (const auto &one : changed)
            QVERIFY(one.at(2).value<QList<int>>().contains(TimelineModel::EntryRole));
    }

    void olderPagesComeFromTheStore() {
        m_bed->apply(m_bed->history(1, 120));
        open();
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_model->loadOlder();
        QVERIFY(m_model->loadingOlder());
        m_model->loadOlder(); // one at a time
        m_bed->settle();
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 50); // at the far end: what is in sight does not move
        m_model->loadOlder();
        m_bed->settle();
        QCOMPARE(seqs(*m_model), down(120, 1));
        QVERIFY(m_model->atOldest());
        m_model->loadOlder();
        QVERIFY(!m_model->loadingOlder());
        QVERIFY(m_bed->actions.asked.empty());
    }

    void theWindowSlidesAndStaysBounded() {
        m_bed->apply(m_bed->history(1, 2000));
        open();
        for (int page = 0; page < 60 && !m_model->atOldest(); ++page) {
            m_model->loadOlder();
            m_bed->settle();
            QVERIFY(m_model->rowCount() <= static_cast<int>(TimelineModel::kMaxRows));
        }
        QVERIFY(m_model->atOldest());
        QVERIFY(!m_model->atNewest());
        QCOMPARE(seqs(*m_model), down(400, 1));
        // News of what is not in the window changes nothing.
        m_bed->apply(m_bed->arrival(m_bed->message(2001)));
        QCOMPARE(m_model->seqAt(0), std::uint64_t{400});
        for (int page = 0; page < 60 && !m_model->atNewest(); ++page) {
            m_model->loadNewer();
            m_bed->settle();
            QVERIFY(m_model->rowCount() <= static_cast<int>(TimelineModel::kMaxRows));
        }
        QCOMPARE(seqs(*m_model), down(2001, 1602));
    }

    void jumpToLatestStartsAnewAtTheEnd() {
        m_bed->apply(m_bed->history(1, 1000));
        open();
        for (int page = 0; page < 10; ++page) {
            m_model->loadOlder();
            m_bed->settle();
        }
        QVERIFY(!m_model->atNewest());
        QSignalSpy jumped(m_model.get(), &TimelineModel::jumped);
        m_model->loadOlder(); // on its way when the window starts anew
        m_model->jumpToLatest();
        m_bed->settle();
        QCOMPARE(jumped.size(), 1);
        QCOMPARE(seqs(*m_model), down(1000, 951));
        QVERIFY(!m_model->loadingOlder());
    }

    void holesAreFilledThroughTheServer() {
        m_bed->apply(m_bed->history(501, 530, SeqRanges({{501, 530}})));
        open();
        QCOMPARE(m_model->rowCount(), 30);
        QVERIFY(!m_model->atOldest());
        m_bed->actions.server = [this](std::uint64_t before) {
            return m_bed->history(before - 50, before - 1, SeqRanges({{before - 50, 530}}), 530);
        };
        m_model->loadOlder();
        m_bed->settle();
        QCOMPARE(m_bed->actions.asked, (std::vector<std::uint64_t>{501}));
        QCOMPARE(seqs(*m_model), down(530, 451));
        // Without a connection it says so, and asks again when told to.
        m_bed->actions.server = {};
        m_model->loadOlder();
        m_bed->settle();
        QVERIFY(!m_model->olderErrorText().isEmpty());
        QCOMPARE(m_model->rowCount(), 80);
        m_model->setOnline();
        QVERIFY(m_model->olderErrorText().isEmpty());
    }

    void neverShowsWhatLiesBelowAHole() {
        m_bed->apply(m_bed->history(1, 60, SeqRanges({{1, 60}})));
        m_bed->apply(m_bed->history(501, 530, SeqRanges({{1, 60}, {501, 530}}), 530));
        open();
        QCOMPARE(seqs(*m_model), down(530, 501));
        m_model->loadOlder();
        m_bed->settle();
        QCOMPARE(seqs(*m_model), down(530, 501)); // no connection: not across the hole
        QCOMPARE(m_bed->actions.asked, (std::vector<std::uint64_t>{501}));
    }

    /// Back after a long absence: the newest page comes, with a hole below that is not held.
    void aHoleThatOpensBelowNewsIsNotPapered() {
        m_bed->apply(m_bed->history(1, 60));
        open();
        m_model->setFollowing(false); // somebody reads further up
        m_bed->apply(m_bed->history(501, 530, SeqRanges({{1, 60}, {501, 530}}), 530));
        QCOMPARE(seqs(*m_model), down(60, 11));
        QVERIFY(!m_model->atNewest());
        m_bed->actions.server = [this](std::uint64_t before) {
            const std::uint64_t from = before > 111 ? before - 50 : 61;
            return m_bed->history(from, before - 1, SeqRanges({{1, 60}, {from, 530}}), 530);
        };
        for (int page = 0; page < 20 && !m_model->atNewest(); ++page) {
            m_model->loadNewer();
            m_bed->settle();
            m_bed->settle();
            m_bed->settle();
        }
        QCOMPARE(m_model->seqAt(0), std::uint64_t{530});
        const auto shown = seqs(*m_model);
        QCOMPARE(shown, down(shown.front(), shown.back()));
    }

    void whoIsAtTheEndGoesAlong() {
        m_bed->apply(m_bed->history(1, 60));
        open();
        m_bed->apply(m_bed->history(501, 530, SeqRanges({{1, 60}, {501, 530}}), 530));
        QCOMPARE(seqs(*m_model), down(530, 501));
        QVERIFY(m_model->atNewest());
    }

    void aMessageArrives() {
        m_bed->apply(m_bed->history(1, 3));
        open();
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy arrived(m_model.get(), &TimelineModel::messageArrived);
        m_bed->apply(m_bed->arrival(m_bed->message(4, m_bed->peer, "On my way")));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(arrived.size(), 1);
        QVERIFY(arrived.first().first().toString().contains(QStringLiteral("On my way")));
        QCOMPARE(m_model->seqAt(0), std::uint64_t{4});
        m_bed->apply(m_bed->arrival(m_bed->message(4, m_bed->peer, "On my way"))); // doubled
        QCOMPARE(inserted.size(), 1);
    }

    void aSendGoesThroughItsStates() {
        m_bed->apply(m_bed->history(1, 2));
        open();
        const ClientId first = m_bed->addPending("one");
        m_bed->addPending("two");
        QCOMPARE(at(*m_model, 0, TimelineModel::TextRole).toString(), QStringLiteral("two"));
        QCOMPARE(at(*m_model, 1, TimelineModel::MarkRole).toInt(), static_cast<int>(TimelineModel::Pending));
        const QString key = at(*m_model, 1, TimelineModel::MessageIdRole).toString();

        MessageRow accepted = m_bed->message(3, m_bed->self, "one", ViewBed::when(0, 0));
        accepted.clientId = first;
        m_bed->apply(m_bed->arrival(accepted));
        QCOMPARE(m_model->rowCount(), 4);
        QCOMPARE(at(*m_model, 1, TimelineModel::MarkRole).toInt(), static_cast<int>(TimelineModel::Sent));
        QCOMPARE(at(*m_model, 1, TimelineModel::MessageIdRole).toString(), key); // the same bubble

        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_bed->apply(m_bed->marks(m_bed->peer, 3, 0));
        QCOMPARE(at(*m_model, 1, TimelineModel::MarkRole).toInt(), static_cast<int>(TimelineModel::Delivered));
        QCOMPARE(changed.size(), 2); // seq 2 and 3, nothing else
        m_bed->apply(m_bed->marks(m_bed->peer, 3, 3));
        QCOMPARE(at(*m_model, 1, TimelineModel::MarkRole).toInt(), static_cast<int>(TimelineModel::Read));
        QVERIFY(at(*m_model, 1, TimelineModel::AccessibleTextRole).toString().endsWith(QStringLiteral(", read")));
    }

    void whatWasRefusedSaysWhy() {
        m_bed->apply(m_bed->history(1, 2));
        open();
        const ClientId id = m_bed->addPending("too much");
        m_bed->fail(id, ErrorCode::TooLarge);
        QCOMPARE(at(*m_model, 0, TimelineModel::MarkRole).toInt(), static_cast<int>(TimelineModel::Failed));
        QVERIFY(at(*m_model, 0, TimelineModel::FailureTextRole).toString().startsWith(QStringLiteral("Not sent")));
        // Sent again it goes to the end.
        m_bed->addPending("later");
        QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
        m_bed->store->retryFailed(id, {&m_bed->executor, [](const Result<OutboxRow> &) {}});
        m_bed->settle();
        QCOMPARE(moved.size(), 1);
        QCOMPARE(at(*m_model, 0, TimelineModel::TextRole).toString(), QStringLiteral("too much"));
        QCOMPARE(at(*m_model, 0, TimelineModel::MarkRole).toInt(), static_cast<int>(TimelineModel::Pending));
        m_bed->fail(id, ErrorCode::NotAllowed);
        m_bed->store->discardFailed(id, {&m_bed->executor, [](const Result<StoreChanges> &) {}});
        m_bed->settle();
        QCOMPARE(m_model->rowCount(), 3);
    }

    void groupsAndDays() {
        StoreBatch batch = m_bed->history(1, 0, SeqRanges({{1, 6}}), 6);
        const auto put = [&](std::uint64_t seq, const UserId &who, int daysAgo, int minute) {
            batch.messages.push_back(m_bed->message(seq, who, "x", ViewBed::when(daysAgo, minute)));
        };
        put(1, m_bed->peer, 1, 0);
        put(2, m_bed->peer, 1, 5);  // five minutes: the same group
        put(3, m_bed->peer, 1, 11); // six: another
        put(4, m_bed->self, 1, 12);
        put(5, m_bed->self, 0, -60); // another day
        put(6, m_bed->self, 0, -59);
        m_bed->apply(batch);
        open();
        const auto flags = [&](int role) {
            QString text;
            for (int row = m_model->rowCount() - 1; row >= 0; --row)
                text += at(*m_model, row, role).toBool() ? QLatin1Char('1') : QLatin1Char('0');
            return text;
        };
        QCOMPARE(flags(TimelineModel::IsFirstOfGroupRole), QStringLiteral("101110"));
        QCOMPARE(flags(TimelineModel::IsLastOfGroupRole), QStringLiteral("011101"));
        QCOMPARE(flags(TimelineModel::IsFirstOfDayRole), QStringLiteral("100010"));
        QCOMPARE(at(*m_model, 0, TimelineModel::DayTextRole).toString(), QStringLiteral("Today"));
        QCOMPARE(at(*m_model, 5, TimelineModel::DayTextRole).toString(), QStringLiteral("Yesterday"));
        // One more in the group changes its neighbour's shape, and only that.
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_bed->apply(m_bed->arrival(m_bed->message(7, m_bed->self, "y", ViewBed::when(0, -58))));
        QCOMPARE(flags(TimelineModel::IsLastOfGroupRole), QStringLiteral("0111001"));
        QCOMPARE(changed.size(), 1);
        // The unread line parts a group.
        m_model->setFirstUnread(2);
        QCOMPARE(flags(TimelineModel::IsFirstOfGroupRole), QStringLiteral("1111100"));
        QCOMPARE(m_model->firstUnreadRow(), 5);
        QVERIFY(at(*m_model, 5, TimelineModel::IsFirstUnreadRole).toBool());
    }

    void editsAndTombstonesReplaceTheText() {
        m_bed->apply(m_bed->history(1, 3));
        open();
        MessageRow edited = m_bed->message(2, m_bed->self, "see https://example.org/x");
        edited.changeRev = 100;
        m_bed->apply(m_bed->arrival(edited));
        QCOMPARE(at(*m_model, 1, TimelineModel::TextRole).toString(), QStringLiteral("see https://example.org/x"));
        edited.changeRev = 101;
        edited.deleted = true;
        edited.content.clear();
        m_bed->apply(m_bed->arrival(edited));
        QVERIFY(at(*m_model, 1, TimelineModel::DeletedRole).toBool());
        QVERIFY(at(*m_model, 1, TimelineModel::TextRole).toString().isEmpty());
        QCOMPARE(at(*m_model, 1, TimelineModel::MarkRole).toInt(), static_cast<int>(TimelineModel::NoMark));
        QVERIFY(at(*m_model, 1, TimelineModel::AccessibleTextRole).toString().contains(QStringLiteral("deleted")));
    }

    void systemAndUnknownContentIsShown() {
        StoreBatch batch = m_bed->history(1, 0, SeqRanges({{1, 2}}), 2);
        MessageRow created = m_bed->message(1);
        created.sender = {};
        v1::Content content;
        content.mutable_system()->set_what(v1::CREATED);
        content.mutable_system()->set_actor_id(m_bed->peer.toText());
        created.content = content.SerializeAsString();
        MessageRow poll = m_bed->message(2);
        v1::Content other;
        other.set_fallback("A poll: where to?");
        poll.content = other.SerializeAsString();
        batch.messages = {created, poll};
        m_bed->apply(batch);
        open();
        QCOMPARE(at(*m_model, 1, TimelineModel::KindRole).toInt(), static_cast<int>(TimelineModel::System));
        QVERIFY(at(*m_model, 1, TimelineModel::TextRole).toString().contains(QStringLiteral("Lara Ohm")));
        QCOMPARE(at(*m_model, 0, TimelineModel::KindRole).toInt(), static_cast<int>(TimelineModel::Unknown));
        QCOMPARE(at(*m_model, 0, TimelineModel::TextRole).toString(), QStringLiteral("A poll: where to?"));
        // A new name is a new line.
        StoreBatch renamed;
        renamed.users = {{m_bed->peer, "lara", "Lara Neu"}};
        m_bed->apply(renamed);
        QVERIFY(at(*m_model, 1, TimelineModel::TextRole).toString().contains(QStringLiteral("Lara Neu")));
    }

    void aResetIsReadAgain() {
        m_bed->apply(m_bed->history(1, 80));
        open();
        m_bed->firstRev = 1000;
        StoreBatch batch = m_bed->history(61, 90, SeqRanges({{61, 90}}), 90);
        batch.resets.push_back(m_bed->id);
        m_bed->apply(batch);
        QCOMPARE(seqs(*m_model), down(90, 61));
        QVERIFY(!m_model->atOldest());
    }

    void theFirstMessageOfAnEmptyConversation() {
        m_bed->apply(m_bed->history(1, 0, SeqRanges{}, 0));
        open();
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(m_model->atOldest());
        m_bed->addPending("hello");
        QCOMPARE(m_model->rowCount(), 1);
        m_bed->apply(m_bed->arrival(m_bed->message(1)));
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->seqAt(1), std::uint64_t{1});
    }
};

QTEST_GUILESS_MAIN(tst_TimelineModel)
#include "tst_TimelineModel.moc"
