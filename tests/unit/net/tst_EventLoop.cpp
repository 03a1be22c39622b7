// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

#include "server/net/EventLoop.h"
#include "shared/core/Promise.h"

using namespace banter;
using namespace banter::server;

namespace {

/// Runs it on the loop and waits.
template <class F>
void onLoop(EventLoop &loop, F function) {
    std::promise<void> done;
    loop.post([&] {
        function();
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace

class TestEventLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsTasksInOrder();
    void keepsTheOrderOfEachSender();
    void handsOverAtTheEndOfTheTurn();
    void runsItsOwnTasksInTheNextRound();
    void knowsTheCurrentLoop();
    void runsWhatWasPostedBeforeTheStop();
    void destroysWhatComesTooLate();
    void watchesDescriptors();
    void forgetsWhatIsUnwatchedInTheSameTurn();
    void firesDeadlines();
    void stopsFromAnotherLoop();
};

void TestEventLoop::runsTasksInOrder() {
    EventLoop loop("test");
    std::vector<int> seen;
    for (int i = 0; i < 100; ++i)
        loop.post([&seen, i] { seen.push_back(i); });
    loop.start();
    for (int i = 100; i < 1000; ++i)
        loop.post([&seen, i] { seen.push_back(i); });
    loop.stop();
    QCOMPARE(seen.size(), std::size_t{1000});
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
}

void TestEventLoop::keepsTheOrderOfEachSender() {
    static constexpr int kCount = 20'000;
    EventLoop receiver("receiver");
    EventLoop first("first");
    EventLoop second("second");
    std::vector<int> fromFirst;
    std::vector<int> fromSecond;
    std::vector<int> fromThread;
    for (EventLoop *loop : {&receiver, &first, &second})
        loop->start();
    const auto flood = [&receiver](EventLoop &sender, std::vector<int> &seen) {
        for (int begin = 0; begin < kCount; begin += 7) {
            sender.post([&receiver, &seen, begin] {
                for (int i = begin; i < std::min(begin + 7, kCount); ++i)
                    receiver.post([&seen, i] { seen.push_back(i); });
            });
        }
    };
    flood(first, fromFirst);
    flood(second, fromSecond);
    std::thread thread([&] {
        for (int i = 0; i < kCount; ++i)
            receiver.post([&fromThread, i] { fromThread.push_back(i); });
    });
    thread.join();
    first.stop();
    second.stop();
    receiver.stop();
    for (const auto *seen : {&fromFirst, &fromSecond, &fromThread}) {
        QCOMPARE(seen->size(), std::size_t{kCount});
        QVERIFY(std::is_sorted(seen->begin(), seen->end()));
    }
}

void TestEventLoop::handsOverAtTheEndOfTheTurn() {
    EventLoop sender("sender");
    EventLoop receiver("receiver");
    sender.start();
    receiver.start();
    std::atomic<int> arrived{0};
    std::promise<void> done;
    onLoop(sender, [&] {
        receiver.post([&] { ++arrived; });
        // A hook of the turn comes before the hand-over, so what it posts goes along.
        EventLoop::current()->atTurnEnd([&] {
            receiver.post([&] {
                ++arrived;
                done.set_value();
            });
        });
        QTest::qSleep(20);
        QCOMPARE(arrived.load(), 0);
    });
    done.get_future().wait();
    QCOMPARE(arrived.load(), 2);
    sender.stop();
    receiver.stop();
}

void TestEventLoop::runsItsOwnTasksInTheNextRound() {
    EventLoop loop("test");
    loop.start();
    std::vector<std::string> seen;
    std::promise<void> done;
    loop.post([&] {
        loop.post([&] {
            seen.push_back("next");
            done.set_value();
        });
        loop.atTurnEnd([&] { seen.push_back("end of turn"); });
        seen.push_back("now");
    });
    done.get_future().wait();
    loop.stop();
    QCOMPARE(seen, (std::vector<std::string>{"now", "end of turn", "next"}));
}

void TestEventLoop::knowsTheCurrentLoop() {
    QVERIFY(!EventLoop::current());
    EventLoop loop("test");
    loop.start();
    onLoop(loop, [&] { QCOMPARE(EventLoop::current(), &loop); });
    loop.stop();
}

void TestEventLoop::runsWhatWasPostedBeforeTheStop() {
    EventLoop loop("test");
    loop.start();
    int depth = 0;
    // Tasks that tasks post count as well.
    loop.post([&] {
        ++depth;
        loop.post([&] {
            ++depth;
            loop.post([&] { ++depth; });
        });
    });
    loop.stop();
    QCOMPARE(depth, 3);
    loop.stop();
}

void TestEventLoop::destroysWhatComesTooLate() {
    EventLoop loop("test");
    loop.start();
    loop.stop();
    auto witness = std::make_shared<int>(1);
    bool answered = false;
    loop.post([witness] {});
    // A promise whose home is gone is dropped, not called.
    Promise<int>(&loop, [&](Result<int>) { answered = true; }).resolve(1);
    QCOMPARE(witness.use_count(), 1L);
    QVERIFY(!answered);
}

void TestEventLoop::watchesDescriptors() {
    struct Reader : Watcher {
        void onReady(std::uint32_t events) override {
            if (!(events & EPOLLIN))
                return;
            char byte = 0;
            if (::read(fd, &byte, 1) == 1 && byte == 'x')
                ++got;
            if (got == 3)
                done.set_value();
        }
        int fd{-1};
        int got{0};
        std::promise<void> done;
    } reader;
    int pair[2];
    QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
    reader.fd = pair[0];
    EventLoop loop("test");
    loop.start();
    onLoop(loop, [&] { QVERIFY(loop.watch(pair[0], EPOLLIN, &reader)); });
    QCOMPARE(::write(pair[1], "xxx", 3), ssize_t{3}); // one byte a turn: level-triggered
    reader.done.get_future().wait();
    onLoop(loop, [&] { loop.unwatch(pair[0]); });
    loop.stop();
    ::close(pair[0]);
    ::close(pair[1]);
}

void TestEventLoop::forgetsWhatIsUnwatchedInTheSameTurn() {
    // Two descriptors become ready together; whoever is told first removes the other.
    struct Rival : Watcher {
        Rival(EventLoop &eventLoop, int ownFd, int otherFd) : loop(eventLoop), fd(ownFd), other(otherFd) {}
        void onReady(std::uint32_t) override {
            ++calls;
            loop.unwatch(other);
            loop.unwatch(fd);
        }
        EventLoop &loop;
        int fd;
        int other;
        int calls{0};
    };
    int first[2];
    int second[2];
    QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, first) == 0);
    QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, second) == 0);
    QCOMPARE(::write(first[1], "x", 1), ssize_t{1});
    QCOMPARE(::write(second[1], "x", 1), ssize_t{1});
    EventLoop loop("test");
    Rival one(loop, first[0], second[0]);
    Rival two(loop, second[0], first[0]);
    loop.start();
    onLoop(loop, [&] {
        loop.watch(first[0], EPOLLIN, &one);
        loop.watch(second[0], EPOLLIN, &two);
    });
    for (int i = 0; i < 3; ++i)
        onLoop(loop, [] {});
    loop.stop();
    QCOMPARE(one.calls + two.calls, 1);
    for (const int fd : {first[0], first[1], second[0], second[1]})
        ::close(fd);
}

void TestEventLoop::firesDeadlines() {
    EventLoop loop("test");
    loop.start();
    std::promise<MonoTime> fired;
    EventLoop::Deadline deadline([&fired] { fired.set_value(EventLoop::current()->now()); });
    MonoTime armed{};
    onLoop(loop, [&] {
        armed = loop.now();
        deadline.arm(loop, Millis{150});
    });
    QVERIFY(fired.get_future().get() - armed >= Millis{150}); // the loop wakes by itself
    loop.stop();
}

void TestEventLoop::stopsFromAnotherLoop() {
    EventLoop one("one");
    EventLoop two("two");
    one.start();
    two.start();
    bool ran = false;
    onLoop(one, [&] {
        two.post([&] { ran = true; });
        two.stop();
    });
    QVERIFY(ran);
    one.stop();
}

QTEST_GUILESS_MAIN(TestEventLoop)
#include "tst_EventLoop.moc"
