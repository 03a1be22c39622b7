// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <latch>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include <QTest>

#include "server/storage/JobQueue.h"

namespace banter::server {
namespace {

/// Threads that run what the queue gives them; join() after stop().
class Crew {
public:
    Crew(JobQueue &queue, int threads) {
        for (int i = 0; i < threads; ++i) {
            m_threads.emplace_back([this, &queue] {
                JobQueue::Worker worker;
                while (const std::optional<StoreJob> job = queue.next(worker)) {
                    if (*job)
                        (*job)(nullptr, nullptr, false);
                }
                ++m_ended;
            });
        }
    }
    void join() {
        for (std::thread &thread : m_threads)
            thread.join();
    }
    [[nodiscard]] int ended() const { return m_ended; }

private:
    std::atomic<int> m_ended{0};
    std::vector<std::thread> m_threads;
};

/// Whether it was taken.
bool push(JobQueue &queue, const std::function<void()> &work) {
    StoreJob job = [work](SqlStore *, const Error *, bool) {
        work();
        return true;
    };
    return !queue.push(job).has_value();
}

} // namespace

class JobQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneThreadDoesMostWhileItKeepsUp() {
        JobQueue queue(100);
        Crew crew(queue, 4);
        constexpr int kJobs = 400;
        std::map<std::thread::id, int> byThread;
        for (int i = 0; i < kJobs; ++i) {
            std::latch done(1);
            QVERIFY(push(queue, [&] {
                ++byThread[std::this_thread::get_id()]; // one job at a time
                done.count_down();
            }));
            done.wait();
        }
        queue.stop();
        crew.join();
        int most = 0;
        for (const auto &[thread, count] : byThread)
            most = std::max(most, count);
        QVERIFY2(most > kJobs / 2, qPrintable(QString::number(most)));
    }

    void aSlowJobHoldsNobodyUp() {
        JobQueue queue(100);
        Crew crew(queue, 3);
        std::latch release(1);
        QVERIFY(push(queue, [&] { release.wait(); }));
        std::latch others(50);
        for (int i = 0; i < 50; ++i)
            QVERIFY(push(queue, [&] { others.count_down(); }));
        others.wait(); // comes back only if somebody goes past the slow one
        release.count_down();
        queue.stop();
        crew.join();
    }

    void allJoinWhenTheOthersAreStuck() {
        JobQueue queue(100);
        Crew crew(queue, 4);
        std::latch together(4);
        for (int i = 0; i < 4; ++i)
            QVERIFY(push(queue, [&] { together.arrive_and_wait(); }));
        together.wait();
        queue.stop();
        crew.join();
        QCOMPARE(crew.ended(), 4);
    }

    void whatIsQueuedIsDoneAfterStop() {
        JobQueue queue(20);
        int done = 0;
        for (int i = 0; i < 20; ++i)
            QVERIFY(push(queue, [&] { ++done; }));
        StoreJob more = [](SqlStore *, const Error *, bool) { return true; };
        QVERIFY(queue.push(more) == JobQueue::Refused::Full);
        QVERIFY(more); // still the caller's, to be answered
        queue.stop();
        QVERIFY(queue.push(more) == JobQueue::Refused::Stopping);
        Crew crew(queue, 1);
        crew.join();
        QCOMPARE(done, 20);
    }

    void eachJobRunsOnce() {
        constexpr int kProducers = 4;
        constexpr int kEach = 20'000;
        JobQueue queue(kProducers * kEach);
        Crew crew(queue, 4);
        std::vector<std::atomic<int>> runs(kProducers * kEach);
        std::vector<std::thread> producers;
        for (int p = 0; p < kProducers; ++p) {
            producers.emplace_back([&, p] {
                for (int i = 0; i < kEach; ++i) {
                    push(queue, [&run = runs[static_cast<std::size_t>(p * kEach + i)]] { ++run; });
                    if (i % 100 == 0) // let the queue run dry now and then
                        std::this_thread::sleep_for(std::chrono::microseconds(200));
                }
            });
        }
        for (std::thread &producer : producers)
            producer.join();
        queue.stop();
        crew.join();
        for (const std::atomic<int> &run : runs)
            QCOMPARE(run.load(), 1);
    }

    void theIdleAreAskedToLookAround() {
        JobQueue queue(1);
        JobQueue::Worker worker;
        const auto job = queue.next(worker); // after kIdleCheck
        QVERIFY(job.has_value() && !*job);
    }
};

} // namespace banter::server

QTEST_GUILESS_MAIN(banter::server::JobQueueTest)
#include "tst_JobQueue.moc"
