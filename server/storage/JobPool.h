// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "server/storage/JobQueue.h"
#include "server/storage/StoreHolder.h"
#include "server/storage/StoreJob.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// Runs one job: while the database is away the job is answered at once; with `mayRetry` it is run again, once, if its
/// connection turns out to be broken. For the threads of this folder.
void runStoreJob(StoreHolder &holder, const StoreJob &job, bool mayRetry);

/// Threads with a connection each, and one bounded queue for all of them. Any thread, but stop() once.
class JobPool {
public:
    struct Options {
        int threads{1};
        std::size_t maxQueue{4096};
        StoreUse use{StoreUse::Read};
        const char *name{"store"}; ///< of the threads, at most 15 characters
    };
    JobPool(const StoreFactory &factory, Health &health, Options options);
    ~JobPool();

    /// Answers Busy if the queue is full, ShuttingDown after requestStop().
    void enqueue(StoreJob job);
    [[nodiscard]] std::uint64_t done() const { return m_done; }

    /// Takes no more; what is queued is run until `deadline`, then refused.
    void requestStop(MonoTime deadline);
    /// Waits for the threads; those that still hang at `deadline` are torn from the database.
    void join(MonoTime deadline);

private:
    void work(StoreHolder &holder);

    const Options m_options;
    std::mutex m_mutex;
    std::condition_variable m_ended;
    JobQueue m_queue;
    bool m_stopping{false};
    MonoTime m_deadline{};
    int m_running{0};
    std::atomic<std::uint64_t> m_done{0};
    std::vector<std::unique_ptr<StoreHolder>> m_holders;
    std::vector<std::thread> m_threads;
};

} // namespace banter::server
