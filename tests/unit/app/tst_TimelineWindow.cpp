// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "app/models/TimelineWindow.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::client;
using Kind = TimelineWindow::Change::Kind;

namespace {

TimelineRow message(std::uint64_t seq, const ClientId &clientId = {}) {
    TimelineRow row;
    row.seq = seq;
    row.rev = seq;
    row.clientId = clientId;
    row.state = MessageState::Sent;
    return row;
}

TimelineRow pending(std::int64_t position, const ClientId &clientId) {
    TimelineRow row;
    row.position = position;
    row.clientId = clientId;
    row.mine = true;
    row.state = MessageState::Pending;
    return row;
}

std::vector<std::uint64_t> seqs(const TimelineWindow &window) {
    std::vector<std::uint64_t> all;
    for (const TimelineRow &row : window.rows())
        all.push_back(row.seq);
    return all;
}

} // namespace

class tst_TimelineWindow : public QObject {
    Q_OBJECT
    using Seqs = std::vector<std::uint64_t>;

private Q_SLOTS:
    void ordersBySeqWithPendingAtTheEnd() {
        TimelineWindow window;
        const auto a = makeId<ClientId>(), b = makeId<ClientId>();
        window.reset({pending(2, b), message(3), message(1), pending(1, a), message(2)}, true);
        QCOMPARE(seqs(window), (Seqs{1, 2, 3, 0, 0}));
        QCOMPARE(window.rows()[3].clientId, a);
        QCOMPARE(window.rows()[4].clientId, b);
        QCOMPARE(window.oldestSeq(), std::uint64_t{1});
    }

    void acceptedMovesFromPendingToItsPlace() {
        TimelineWindow window;
        const auto a = makeId<ClientId>(), b = makeId<ClientId>();
        window.reset({message(1), pending(1, a), pending(2, b)}, true);
        QCOMPARE(window.apply(message(2)).to, std::size_t{1}); // the other one wrote in between
        auto change = window.apply(message(3, a));
        QVERIFY(change.kind == Kind::Updated);
        QCOMPARE(change.to, std::size_t{2});
        QCOMPARE(seqs(window), (Seqs{1, 2, 3, 0}));
        // The second was accepted before the first is known: it passes it.
        TimelineWindow other;
        other.reset({pending(1, a), pending(2, b)}, true);
        change = other.apply(message(5, b));
        QVERIFY(change.kind == Kind::Moved);
        QCOMPARE(change.from, std::size_t{1});
        QCOMPARE(change.to, std::size_t{0});
    }

    void showsNothingTwice() {
        TimelineWindow window;
        const auto a = makeId<ClientId>();
        window.reset({}, true);
        QVERIFY(window.apply(pending(1, a)).kind == Kind::Inserted);
        QVERIFY(window.apply(pending(1, a)).kind == Kind::None);
        QVERIFY(window.apply(message(1, a)).kind == Kind::Updated);
        QVERIFY(window.apply(pending(1, a)).kind == Kind::None); // late news of the send
        QVERIFY(window.apply(message(1, a)).kind == Kind::None);
        QCOMPARE(window.rows().size(), std::size_t{1});
    }

    void retriedMovesToTheEnd() {
        TimelineWindow window;
        const auto a = makeId<ClientId>(), b = makeId<ClientId>();
        window.reset({pending(1, a), pending(2, b)}, true);
        const auto change = window.apply(pending(3, a));
        QVERIFY(change.kind == Kind::Moved);
        QCOMPARE(window.rows()[1].clientId, a);
    }

    void olderThanTheWindowIsLeftOutUntilAsked() {
        TimelineWindow window;
        window.reset({message(10), message(11)}, false);
        QVERIFY(window.apply(message(4)).kind == Kind::None);
        QCOMPARE(window.prepend({message(9), message(8), message(10)}, false), std::size_t{2});
        QCOMPARE(seqs(window), (Seqs{8, 9, 10, 11}));
        QCOMPARE(window.prepend({message(7)}, true), std::size_t{1});
        QVERIFY(window.isComplete());
        QVERIFY(window.apply(message(4)).kind == Kind::Inserted);
        QCOMPARE(seqs(window).front(), std::uint64_t{4});
    }

    void slidesTowardsTheOldest() {
        TimelineWindow window;
        const auto a = makeId<ClientId>();
        window.reset({message(5), message(6), pending(1, a)}, false);
        QVERIFY(window.isLive());
        QCOMPARE(window.newestSeq(), std::uint64_t{6});
        window.prepend({message(3), message(4)}, false);
        window.dropNewest(2); // what is pending is newest
        QCOMPARE(seqs(window), (Seqs{3, 4, 5}));
        QVERIFY(!window.isLive());
        // What is newer comes when one scrolls there, not by itself.
        QVERIFY(window.apply(message(7)).kind == Kind::None);
        QVERIFY(window.apply(pending(2, makeId<ClientId>())).kind == Kind::None);
        TimelineRow edited = message(4);
        edited.changeRev = 50;
        QVERIFY(window.apply(edited).kind == Kind::Updated);
    }

    void slidesTowardsTheNewest() {
        TimelineWindow window;
        const auto a = makeId<ClientId>();
        window.reset({message(3), message(4)}, true, false);
        QCOMPARE(window.append({message(4), message(6), message(5)}, false), std::size_t{2});
        QVERIFY(!window.isLive());
        QCOMPARE(window.append({message(7), pending(1, a)}, true), std::size_t{2});
        QCOMPARE(seqs(window), (Seqs{3, 4, 5, 6, 7, 0}));
        QVERIFY(window.isLive());
        QCOMPARE(window.countAbove(5), std::size_t{3});
        window.dropOldest(2);
        QVERIFY(!window.isComplete());
        QCOMPARE(window.oldestSeq(), std::uint64_t{5});
        QVERIFY(window.apply(message(4)).kind == Kind::None);
    }

    void aPlanChangesNothing() {
        TimelineWindow window;
        const auto a = makeId<ClientId>();
        window.reset({message(1), pending(1, a)}, true);
        const auto planned = window.plan(message(2, a));
        QCOMPARE(seqs(window), (Seqs{1, 0}));
        const auto done = window.apply(message(2, a));
        QVERIFY(planned.kind == done.kind && planned.from == done.from && planned.to == done.to);
    }

    void removesDiscarded() {
        TimelineWindow window;
        const auto a = makeId<ClientId>();
        window.reset({message(1), pending(1, a)}, true);
        const auto change = window.remove(a);
        QVERIFY(change.kind == Kind::Removed);
        QCOMPARE(change.from, std::size_t{1});
        QVERIFY(window.remove(a).kind == Kind::None);
        QCOMPARE(seqs(window), (Seqs{1}));
    }
};

QTEST_APPLESS_MAIN(tst_TimelineWindow)
#include "tst_TimelineWindow.moc"
