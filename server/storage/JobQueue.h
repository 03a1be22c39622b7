// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "server/storage/StoreJob.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// Jobs for a few threads, on as few of them as keep up: each further thread that takes turns costs wake-ups on both
/// sides of the database's socket and cold caches in one more of its processes (a resume cost 490 us with two readers
/// and 330 with one; measured). One thread works; another one joins it while jobs have waited for kPatience, or while
/// nothing was taken for kStuck, which is one slow statement in front of quick ones. Who worked last is called first.
class JobQueue {
public:
    static constexpr Millis kPatience{20};
    static constexpr Millis kStuck{5};
    /// A thread that has had nothing to do for so long gets an empty job.
    static constexpr Millis kIdleCheck{2000};

    explicit JobQueue(std::size_t maxJobs) : m_maxJobs(maxJobs) {}

    enum class Refused { Full, Stopping };
    /// Takes the job unless it answers why not.
    std::optional<Refused> push(StoreJob &job);

    /// One per thread; lives as long as the thread asks.
    class Worker {
        friend class JobQueue;
        std::condition_variable wake;
        bool called{false};
        bool isBusy{false};
    };
    /// Ends the worker's last job and waits for the next. Empty: nothing came for a while; nullopt: the end.
    std::optional<StoreJob> next(Worker &worker);

    /// What is queued is still handed out.
    void stop();

private:
    struct Entry {
        StoreJob job;
        MonoTime since;
    };

    void call(Worker &worker);
    void callOne();
    [[nodiscard]] bool mayTake(MonoTime now) const;
    [[nodiscard]] MonoTime nextLook() const;
    StoreJob take(Worker &worker, MonoTime now);
    /// Whether the worker was called before the time was over.
    bool idle(Worker &worker, std::unique_lock<std::mutex> &lock);

    const std::size_t m_maxJobs;
    std::mutex m_mutex;
    std::deque<Entry> m_jobs;
    std::vector<Worker *> m_idle; ///< who worked last at the end
    Worker *m_watcher{nullptr};   ///< waits whether those that work keep up
    int m_busy{0};                ///< have a job
    int m_coming{0};              ///< called, not here yet
    MonoTime m_lastTake{};
    bool m_stopping{false};
};

} // namespace banter::server
