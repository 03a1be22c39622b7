// SPDX-License-Identifier: Apache-2.0
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include <QTest>

#include "shared/core/Promise.h"

using namespace banter;

namespace {

/// Collects what is posted; the test decides when it runs.
class QueueExecutor final : public Executor {
public:
    void post(Task task) override {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        m_arrived.notify_all();
    }
    /// Runs what is there; returns how much it was.
    int run() {
        std::deque<Task> tasks;
        {
            const std::lock_guard lock(m_mutex);
            tasks.swap(m_tasks);
        }
        for (Task &task : tasks)
            task();
        return static_cast<int>(tasks.size());
    }
    bool waitForOne() {
        std::unique_lock lock(m_mutex);
        return m_arrived.wait_for(lock, std::chrono::seconds(10), [this] { return !m_tasks.empty(); });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Task> m_tasks;
};

} // namespace

class TestPromise final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersThroughTheExecutorOnly() {
        QueueExecutor home;
        int answer = 0;
        Promise<int> promise(&home, [&](Result<int> result) { answer = result.value(); });
        QVERIFY(promise.isPending());
        promise.resolve(7);
        QVERIFY(!promise.isPending());
        QCOMPARE(answer, 0);
        QCOMPARE(home.run(), 1);
        QCOMPARE(answer, 7);
    }

    void answersOnce() {
        QueueExecutor home;
        int calls = 0;
        {
            Promise<int> promise(&home, [&](const Result<int> &) { ++calls; });
            promise.resolve(1);
            promise.resolve(2);
            promise.resolve(Error{});
        }
        home.run();
        QCOMPARE(calls, 1);
    }

    void answersInTheThreadThatMadeIt() {
        QueueExecutor home;
        std::thread::id answeredIn;
        Promise<std::string> promise(&home,
                                     [&](const Result<std::string> &) { answeredIn = std::this_thread::get_id(); });
        std::thread worker([promise = std::move(promise)]() mutable { promise.resolve(std::string("from afar")); });
        QVERIFY(home.waitForOne());
        worker.join();
        home.run();
        QVERIFY(answeredIn == std::this_thread::get_id());
    }

    void droppedIsLostNotSilent() {
        QueueExecutor home;
        ErrorCode code{};
        std::string detail;
        {
            const Promise<int> promise(&home, [&](const Result<int> &result) {
                code = result.error().code;
                detail = result.error().detail;
            });
        }
        QCOMPARE(home.run(), 1);
        QVERIFY(code == kLostPromiseCode);
        QCOMPARE(detail, std::string("lost promise"));
    }

    void movingDoesNotAnswer() {
        QueueExecutor home;
        int calls = 0;
        Promise<int> first(&home, [&](const Result<int> &) { ++calls; });
        Promise<int> second(std::move(first));
        Promise<int> third;
        third = std::move(second);
        QVERIFY(third.isPending());
        QCOMPARE(home.run(), 0);
        third.resolve(1);
        home.run();
        QCOMPARE(calls, 1);
    }

    void overwritingAnswersTheOldOne() {
        QueueExecutor home;
        std::vector<bool> answers;
        const auto note = [&](const Result<int> &result) { answers.push_back(result.ok()); };
        Promise<int> promise(&home, note);
        promise = Promise<int>(&home, note);
        QCOMPARE(home.run(), 1);
        promise.resolve(1);
        home.run();
        QCOMPARE(answers.size(), std::size_t{2});
        QVERIFY(!answers[0] && answers[1]);
    }

    void aDeadGuardSilencesIt() {
        QueueExecutor home;
        int calls = 0;
        auto guard = std::make_shared<int>(0);
        Promise<int> early(&home, guard, [&](const Result<int> &) { ++calls; });
        Promise<int> late(&home, guard, [&](const Result<int> &) { ++calls; });
        early.resolve(1);
        home.run();
        QCOMPARE(calls, 1);
        late.resolve(2); // under way when the guard dies
        guard.reset();
        QCOMPARE(home.run(), 1);
        QCOMPARE(calls, 1);
    }

    /// Without a guard there is nothing to wait for; with one that was dead from the start nobody listens.
    void aGuardThatNeverLivedSilencesIt() {
        QueueExecutor home;
        int calls = 0;
        Promise<int> promise(&home, std::weak_ptr<void>(), [&](const Result<int> &) { ++calls; });
        promise.resolve(1);
        home.run();
        QCOMPARE(calls, 0);
    }

    void carriesWhatOnlyMoves() {
        QueueExecutor home;
        std::unique_ptr<int> got;
        Promise<std::unique_ptr<int>> promise(
            &home, [&](Result<std::unique_ptr<int>> result) { got = std::move(result).value(); });
        promise.resolve(std::make_unique<int>(5));
        home.run();
        QCOMPARE(*got, 5);
    }

    void anEmptyOneIsNotPending() {
        Promise<int> promise;
        QVERIFY(!promise.isPending());
        promise.resolve(1);
    }

    /// Many threads resolve or drop; each promise is answered exactly once, at home.
    void survivesManyThreads() {
        QueueExecutor home;
        int ok = 0;
        int lost = 0;
        std::vector<std::thread> workers;
        constexpr int kThreads = 4;
        constexpr int kEach = 2000;
        for (int worker = 0; worker < kThreads; ++worker) {
            std::vector<Promise<int>> mine;
            for (int i = 0; i < kEach; ++i)
                mine.emplace_back(&home, [&](const Result<int> &result) { ++(result.ok() ? ok : lost); });
            workers.emplace_back([mine = std::move(mine)]() mutable {
                for (std::size_t i = 0; i < mine.size(); i += 2)
                    mine[i].resolve(1);
            });
        }
        for (std::thread &worker : workers)
            worker.join();
        workers.clear();
        home.run();
        QCOMPARE(ok, kThreads * kEach / 2);
        QCOMPARE(lost, kThreads * kEach / 2);
    }
};

QTEST_APPLESS_MAIN(TestPromise)
#include "tst_Promise.moc"
