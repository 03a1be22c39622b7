// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "app/session/Outbox.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::client;

namespace {

constexpr MonoTime kStart{Millis{1'000'000}};

MonoTime at(std::int64_t ms) { return kStart + Millis{ms}; }

OutboxRow row(const ConversationId &conversation, std::string content = "x") {
    OutboxRow one;
    one.conversation = conversation;
    one.clientId = makeId<ClientId>();
    one.content = std::move(content);
    return one;
}

Result<SendAnswer> accepted(std::uint64_t seq) { return SendAnswer{seq, seq, 1}; }
Result<SendAnswer> refused(ErrorCode code, std::int64_t retryAfterMs = 0) { return Error{code, {}, retryAfterMs}; }

} // namespace

class tst_Outbox : public QObject {
    Q_OBJECT

    // The largest jitter, so that times are exact.
    Outbox make() {
        return Outbox([](std::uint64_t bound) { return bound - 1; });
    }
    const ConversationId m_one = makeId<ConversationId>();
    const ConversationId m_two = makeId<ConversationId>();

private Q_SLOTS:
    void sendsInOrderNamingTheOneBefore() {
        Outbox outbox = make();
        const auto a = row(m_one), b = row(m_one), c = row(m_one);
        QVERIFY(outbox.enqueue(a, false, at(0)).sends.empty()); // not connected
        (void)outbox.enqueue(b, false, at(0));
        const auto first = outbox.onConnected(at(1));
        QCOMPARE(first.sends.size(), std::size_t{2});
        QCOMPARE(first.sends[0].clientId, a.clientId);
        QVERIFY(first.sends[0].after.isNull());
        QVERIFY(!first.sends[0].retry);
        QCOMPARE(first.sends[1].after, a.clientId);
        const auto second = outbox.enqueue(c, false, at(2));
        QCOMPARE(second.sends.at(0).after, b.clientId);
        for (const auto &send : {first.sends[0], first.sends[1], second.sends[0]}) {
            const auto done = outbox.onAnswer(send.token, accepted(1), at(3));
            QCOMPARE(done.accepted.at(0).clientId, send.clientId);
        }
        QVERIFY(outbox.isEmpty());
        // All answered: the next one stands alone.
        QVERIFY(outbox.enqueue(row(m_one), false, at(4)).sends.at(0).after.isNull());
    }

    void keepsToTheWindow() {
        Outbox outbox = make();
        for (int i = 0; i < 20; ++i)
            (void)outbox.enqueue(row(m_one), false, at(0));
        const auto first = outbox.onConnected(at(0));
        QCOMPARE(first.sends.size(), Outbox::kWindow);
        const auto next = outbox.onAnswer(first.sends[0].token, accepted(1), at(1));
        QCOMPARE(next.sends.size(), std::size_t{1});
        QCOMPARE(next.sends[0].after, first.sends.back().clientId);
    }

    void lostConnectionResendsAllAsRetryInOrder() {
        Outbox outbox = make();
        const auto a = row(m_one), b = row(m_one);
        (void)outbox.enqueue(a, false, at(0));
        const auto before = outbox.onConnected(at(0));
        (void)outbox.enqueue(b, false, at(0));
        outbox.onDisconnected();
        const auto again = outbox.onConnected(at(10));
        QCOMPARE(again.sends.size(), std::size_t{2});
        QCOMPARE(again.sends[0].clientId, a.clientId);
        QVERIFY(again.sends[0].retry && again.sends[0].after.isNull());
        QCOMPARE(again.sends[1].clientId, b.clientId);
        QVERIFY(again.sends[1].retry);
        QCOMPARE(again.sends[1].after, a.clientId);
        // An answer of the old connection means nothing any more.
        const auto late = outbox.onAnswer(before.sends[0].token, refused(ErrorCode::NotFound), at(11));
        QVERIFY(late.failed.empty());
        QCOMPARE(outbox.size(), std::size_t{2});
    }

    void loadedMayHaveBeenSent() {
        Outbox outbox = make();
        auto failed = row(m_one);
        failed.state = SendState::Failed;
        outbox.load({row(m_one), failed, row(m_one)});
        const auto sends = outbox.onConnected(at(0)).sends;
        QCOMPARE(sends.size(), std::size_t{2});
        QVERIFY(sends[0].retry && sends[1].retry);
    }

    void passingRefusalStopsItsConversationOnly() {
        Outbox outbox = make();
        const auto a = row(m_one), b = row(m_one);
        (void)outbox.enqueue(a, false, at(0));
        (void)outbox.enqueue(b, false, at(0));
        const auto sends = outbox.onConnected(at(0)).sends;
        QVERIFY(outbox.onAnswer(sends[0].token, refused(ErrorCode::Busy, 5000), at(1)).sends.empty());
        // The other one is not touched.
        QCOMPARE(outbox.enqueue(row(m_two), false, at(2)).sends.size(), std::size_t{1});
        // What was sent behind it is refused too; that is no second stop.
        QVERIFY(outbox.onAnswer(sends[1].token, refused(ErrorCode::OutOfOrder), at(3)).sends.empty());
        QCOMPARE(*outbox.nextDeadline(), at(5001));
        QVERIFY(outbox.tick(at(5000)).sends.empty());
        const auto again = outbox.tick(at(5001)).sends;
        QCOMPARE(again.size(), std::size_t{2});
        QCOMPARE(again[0].clientId, a.clientId);
        QVERIFY(again[0].retry && again[0].after.isNull());
        QCOMPARE(again[1].after, a.clientId);
    }

    void waitsForTheAnswersBehindARefusal() {
        Outbox outbox = make();
        (void)outbox.enqueue(row(m_one), false, at(0));
        (void)outbox.enqueue(row(m_one), false, at(0));
        const auto sends = outbox.onConnected(at(0)).sends;
        (void)outbox.onAnswer(sends[0].token, refused(ErrorCode::Busy), at(1));
        QVERIFY(outbox.tick(at(60'000)).sends.empty()); // the second is still out there
        QCOMPARE(outbox.onAnswer(sends[1].token, refused(ErrorCode::OutOfOrder), at(60'001)).sends.size(),
                 std::size_t{2});
    }

    void outOfOrderStartsAgainFromTheFirstUnanswered() {
        Outbox outbox = make();
        const auto a = row(m_one), b = row(m_one);
        (void)outbox.enqueue(a, false, at(0));
        (void)outbox.enqueue(b, false, at(0));
        const auto sends = outbox.onConnected(at(0)).sends;
        QVERIFY(outbox.onAnswer(sends[1].token, refused(ErrorCode::OutOfOrder), at(1)).sends.empty());
        const auto again = outbox.onAnswer(sends[0].token, accepted(1), at(2)).sends;
        QCOMPARE(again.size(), std::size_t{1});
        QCOMPARE(again[0].clientId, b.clientId);
        QVERIFY(again[0].after.isNull());
    }

    void outOfOrderForEverSlowsDown() {
        Outbox outbox = make();
        (void)outbox.enqueue(row(m_one), false, at(0));
        auto sends = outbox.onConnected(at(0)).sends;
        int tries = 0;
        while (!sends.empty() && ++tries < 1000)
            sends = outbox.onAnswer(sends[0].token, refused(ErrorCode::OutOfOrder), at(1)).sends;
        QVERIFY(tries < 100);
        QVERIFY(outbox.nextDeadline().has_value());
    }

    void permanentRefusalFailsOneAndGoesOn() {
        Outbox outbox = make();
        const auto a = row(m_one), b = row(m_one);
        (void)outbox.enqueue(a, false, at(0));
        (void)outbox.enqueue(b, false, at(0));
        const auto sends = outbox.onConnected(at(0)).sends;
        const auto after = outbox.onAnswer(sends[0].token, refused(ErrorCode::NotAllowed), at(1));
        QCOMPARE(after.failed.at(0).clientId, a.clientId);
        QVERIFY(after.failed.at(0).reason == ErrorCode::NotAllowed);
        QVERIFY(after.sends.empty());
        QVERIFY(outbox.onAnswer(sends[1].token, refused(ErrorCode::OutOfOrder), at(2)).sends.empty());
        const auto again = outbox.onFailureStored(m_one, a.clientId, at(3)).sends;
        QCOMPARE(again.at(0).clientId, b.clientId);
        QVERIFY(again.at(0).after.isNull());
    }

    void nothingIsSentUntilARefusalIsWrittenDown() {
        Outbox outbox = make();
        const auto a = row(m_one), b = row(m_one);
        (void)outbox.enqueue(a, false, at(0));
        const auto sends = outbox.onConnected(at(0)).sends;
        (void)outbox.onAnswer(sends[0].token, refused(ErrorCode::NotAllowed), at(1));
        QVERIFY(outbox.enqueue(b, false, at(2)).sends.empty());
        QCOMPARE(outbox.enqueue(row(m_two), false, at(2)).sends.size(), std::size_t{1}); // others don't wait
        outbox.onDisconnected();
        QCOMPARE(outbox.onConnected(at(3)).sends.size(), std::size_t{1}); // the other conversation's
        QCOMPARE(outbox.onFailureStored(m_one, a.clientId, at(4)).sends.at(0).clientId, b.clientId);
    }

    void settledBySyncIsNotSentAgain() {
        Outbox outbox = make();
        const auto a = row(m_one), b = row(m_one);
        (void)outbox.enqueue(a, false, at(0));
        (void)outbox.enqueue(b, false, at(0));
        const auto sends = outbox.onConnected(at(0)).sends;
        outbox.onDisconnected();
        (void)outbox.onSettled(a.clientId, at(1));
        const auto again = outbox.onConnected(at(2)).sends;
        QCOMPARE(again.size(), std::size_t{1});
        QCOMPARE(again[0].clientId, b.clientId);
        QVERIFY(outbox.onAnswer(sends[0].token, accepted(1), at(3)).accepted.empty());
        (void)outbox.onSettled(b.clientId, at(3));
        QVERIFY(outbox.isEmpty());
    }

    void adviceOutlivesTheConnection() {
        Outbox outbox = make();
        (void)outbox.enqueue(row(m_one), false, at(0));
        auto sends = outbox.onConnected(at(0)).sends;
        (void)outbox.onAnswer(sends[0].token, refused(ErrorCode::RateLimited, 10'000), at(0));
        outbox.onDisconnected();
        QVERIFY(outbox.onConnected(at(5)).sends.empty());
        QCOMPARE(outbox.tick(at(10'000)).sends.size(), std::size_t{1});
    }

    void aStalledConversationLeavesRoomForOthers() {
        Outbox outbox = make();
        for (std::size_t i = 0; i < 3 * Outbox::kMaxInFlight; ++i)
            (void)outbox.enqueue(row(m_one), false, at(0));
        QCOMPARE(outbox.onConnected(at(0)).sends.size(), Outbox::kWindow);
        QCOMPARE(outbox.enqueue(row(m_two), false, at(1)).sends.size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(tst_Outbox)
#include "tst_Outbox.moc"
