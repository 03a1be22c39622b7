// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "app/session/OperationQueue.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::client;

namespace {

constexpr MonoTime kStart{Millis{1'000'000}};
MonoTime at(std::int64_t ms) { return kStart + Millis{ms}; }

Result<std::uint64_t> done(std::uint64_t rev) { return rev; }
Result<std::uint64_t> refused(ErrorCode code, std::int64_t retryAfterMs = 0) { return Error{code, {}, retryAfterMs}; }

} // namespace

class tst_OperationQueue : public QObject {
    Q_OBJECT

    const ConversationId m_one = makeId<ConversationId>();
    const ConversationId m_two = makeId<ConversationId>();
    std::int64_t m_position{0};

    OperationQueue make() {
        return OperationQueue([](std::uint64_t bound) { return bound - 1; });
    }
    OperationRow row(const ConversationId &id, const std::string &slot, const std::string &request) {
        OperationRow one;
        one.position = ++m_position;
        one.conversation = id;
        one.slot = slot;
        one.request = request;
        return one;
    }

private Q_SLOTS:
    void oneAtATimeAndInOrder() {
        OperationQueue queue = make();
        (void)queue.enqueue(row(m_one, "a", "first"), at(0));
        (void)queue.enqueue(row(m_one, "b", "second"), at(0));
        (void)queue.enqueue(row(m_two, "a", "other"), at(0));
        auto actions = queue.onConnected(at(1));
        QCOMPARE(actions.sends.size(), std::size_t{2}); // conversations don't wait for each other
        const auto first = actions.sends[0].request == "first" ? actions.sends[0] : actions.sends[1];
        QCOMPARE(first.request, std::string("first"));
        actions = queue.onAnswer(first.token, done(7), at(2));
        QCOMPARE(actions.done.at(0).rev, std::uint64_t{7});
        QCOMPARE(actions.done.at(0).row.request, std::string("first"));
        QCOMPARE(actions.sends.at(0).request, std::string("second"));
    }

    void theLaterOfTwoForOneSlotCounts() {
        OperationQueue queue = make();
        (void)queue.enqueue(row(m_one, "react 1", "thumb"), at(0));
        (void)queue.enqueue(row(m_one, "react 1", "heart"), at(0));
        auto actions = queue.onConnected(at(1));
        QCOMPARE(actions.sends.at(0).request, std::string("heart"));
        // One that is on its way is answered first.
        QVERIFY(queue.enqueue(row(m_one, "react 1", "none"), at(2)).sends.empty());
        actions = queue.onAnswer(actions.sends.at(0).token, done(3), at(3));
        QCOMPARE(actions.sends.at(0).request, std::string("none"));
    }

    void aLostConnectionAsksAgain() {
        OperationQueue queue = make();
        (void)queue.enqueue(row(m_one, "a", "first"), at(0));
        const auto before = queue.onConnected(at(0)).sends;
        queue.onDisconnected();
        QVERIFY(!queue.nextDeadline());
        const auto again = queue.onConnected(at(1)).sends;
        QCOMPARE(again.at(0).request, std::string("first"));
        QVERIFY(queue.onAnswer(before.at(0).token, done(1), at(2)).done.empty()); // of an attempt that is over
        QCOMPARE(queue.onAnswer(again.at(0).token, done(1), at(3)).done.size(), std::size_t{1});
        QVERIFY(queue.tick(at(4)).sends.empty());
        QVERIFY(queue.isEmpty());
    }

    void aPassingRefusalWaits() {
        OperationQueue queue = make();
        (void)queue.enqueue(row(m_one, "a", "first"), at(0));
        (void)queue.enqueue(row(m_two, "a", "other"), at(0));
        const auto sends = queue.onConnected(at(0)).sends;
        const auto &first = sends[0].request == "first" ? sends[0] : sends[1];
        QVERIFY(queue.onAnswer(first.token, refused(ErrorCode::RateLimited, 9000), at(0)).sends.empty());
        QCOMPARE(*queue.nextDeadline(), at(9000));
        QVERIFY(queue.tick(at(8999)).sends.empty());
        QCOMPARE(queue.tick(at(9000)).sends.at(0).request, std::string("first"));
    }

    void whatIsRefusedForGoodIsToldAndTheNextGoes() {
        OperationQueue queue = make();
        (void)queue.enqueue(row(m_one, "a", "first"), at(0));
        (void)queue.enqueue(row(m_one, "b", "second"), at(0));
        const auto sends = queue.onConnected(at(0)).sends;
        const auto actions = queue.onAnswer(sends.at(0).token, refused(ErrorCode::NotAllowed), at(1));
        QCOMPARE(actions.refused.at(0).row.request, std::string("first"));
        QVERIFY(actions.refused.at(0).reason == ErrorCode::NotAllowed);
        QCOMPARE(actions.sends.at(0).request, std::string("second"));
    }

    void whatWasCarriedOutBeforeARestartIsNotAskedAgain() {
        OperationQueue queue = make();
        OperationRow carried = row(m_one, "a", "first");
        carried.doneRev = 9;
        queue.load({carried, row(m_one, "b", "second")});
        const auto sends = queue.onConnected(at(0)).sends;
        QCOMPARE(sends.size(), std::size_t{1});
        QCOMPARE(sends.at(0).request, std::string("second"));
    }
};

QTEST_APPLESS_MAIN(tst_OperationQueue)
#include "tst_OperationQueue.moc"
