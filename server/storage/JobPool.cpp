// SPDX-License-Identifier: Apache-2.0
#include "server/storage/JobPool.h"

#include <optional>
#include <pthread.h>

namespace banter::server {
namespace {

void refuse(const StoreJob &job, ErrorCode code, const char *why) {
    const Error error{code, why};
    job(nullptr, &error, false);
}

} // namespace

void runStoreJob(StoreHolder &holder, const StoreJob &job, bool mayRetry) {
    for (const bool again : {mayRetry, false}) {
        SqlStoreBase *store = holder.get();
        if (!store) {
            job(nullptr, &holder.lastError(), false);
            return;
        }
        if (job(store, nullptr, again)) {
            if (store->refresh())
                holder.succeeded();
            return;
        }
        const Error error{ErrorCode::StoreUnavailable, "the database did not answer in time, or the connection broke"};
        if (store->refresh()) { // a time limit, not a broken connection: again would take as long
            job(nullptr, &error, false);
            return;
        }
        holder.failed(error);
    }
}

JobPool::JobPool(const StoreFactory &factory, Health &health, Options options)
    : m_options(options),
      m_queue(options.maxQueue) {
    m_running = options.threads;
    for (int i = 0; i < options.threads; ++i) {
        m_holders.push_back(std::make_unique<StoreHolder>(factory, options.use, health));
        m_threads.emplace_back([this, holder = m_holders.back().get()] { work(*holder); });
        pthread_setname_np(m_threads.back().native_handle(), options.name);
    }
}

JobPool::~JobPool() {
    requestStop(Clock::system().mono());
    join(Clock::system().mono());
}

void JobPool::enqueue(StoreJob job) {
    const auto refused = m_queue.push(job);
    if (refused == JobQueue::Refused::Stopping)
        refuse(job, ErrorCode::ShuttingDown, "the store is closed");
    else if (refused)
        refuse(job, ErrorCode::Busy, "too many wait for the store");
}

void JobPool::work(StoreHolder &holder) {
    JobQueue::Worker worker;
    while (const std::optional<StoreJob> job = m_queue.next(worker)) {
        bool late = false;
        {
            const std::lock_guard lock(m_mutex);
            late = m_stopping && Clock::system().mono() >= m_deadline;
        }
        if (!*job) { // idle: does the connection still stand? The next job shall find a good one
            if (holder.get())
                holder.succeeded();
        } else if (late) {
            refuse(*job, ErrorCode::ShuttingDown, "the store is closed");
        } else {
            ++m_done; // before the answer, so that who got it finds itself counted
            runStoreJob(holder, *job, m_options.use == StoreUse::Read);
        }
    }
    holder.release();
    const std::lock_guard lock(m_mutex);
    --m_running;
    m_ended.notify_all();
}

void JobPool::requestStop(MonoTime deadline) {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping)
            m_deadline = deadline;
        m_stopping = true;
    }
    m_queue.stop();
}

void JobPool::join(MonoTime deadline) {
    {
        std::unique_lock lock(m_mutex);
        m_ended.wait_until(lock, deadline, [this] { return m_running == 0; });
    }
    for (const auto &holder : m_holders)
        holder->interrupt();
    for (std::thread &thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

} // namespace banter::server
