// SPDX-License-Identifier: Apache-2.0
#include "server/storage/JobQueue.h"

#include <algorithm>
#include <utility>

namespace banter::server {

std::optional<JobQueue::Refused> JobQueue::push(StoreJob &job) {
    const std::lock_guard lock(m_mutex);
    if (m_stopping)
        return Refused::Stopping;
    if (m_jobs.size() >= m_maxJobs)
        return Refused::Full;
    m_jobs.push_back({std::move(job), Clock::system().mono()});
    callOne();
    return std::nullopt;
}

void JobQueue::call(Worker &worker) {
    worker.called = true;
    ++m_coming;
    worker.wake.notify_one();
}

/// To work, if nobody does; else to watch, if nobody does.
void JobQueue::callOne() {
    if (m_coming > 0 || (m_busy > 0 && m_watcher))
        return;
    if (!m_idle.empty()) {
        Worker &worker = *m_idle.back();
        m_idle.pop_back();
        call(worker);
    } else if (m_busy == 0 && m_watcher) {
        call(*std::exchange(m_watcher, nullptr));
    }
}

bool JobQueue::mayTake(MonoTime now) const {
    return !m_jobs.empty() && (m_busy == 0 || m_stopping || now >= nextLook());
}

MonoTime JobQueue::nextLook() const { return std::min(m_jobs.front().since + kPatience, m_lastTake + kStuck); }

StoreJob JobQueue::take(Worker &worker, MonoTime now) {
    StoreJob job = std::move(m_jobs.front().job);
    m_jobs.pop_front();
    ++m_busy;
    worker.isBusy = true;
    m_lastTake = now;
    if (!m_jobs.empty())
        callOne();
    return job;
}

bool JobQueue::idle(Worker &worker, std::unique_lock<std::mutex> &lock) {
    m_idle.push_back(&worker);
    const MonoTime until = Clock::system().mono() + kIdleCheck;
    const bool called = worker.wake.wait_until(lock, until, [&worker] { return worker.called; });
    if (!called)
        std::erase(m_idle, &worker);
    return called;
}

std::optional<StoreJob> JobQueue::next(Worker &worker) {
    std::unique_lock lock(m_mutex);
    if (std::exchange(worker.isBusy, false))
        --m_busy;
    for (;;) {
        if (std::exchange(worker.called, false))
            --m_coming;
        const MonoTime now = Clock::system().mono();
        if (mayTake(now))
            return take(worker, now);
        if (m_stopping && m_jobs.empty())
            return std::nullopt;
        if (!m_jobs.empty() && !m_watcher) {
            m_watcher = &worker;
            worker.wake.wait_until(lock, nextLook(), [&worker] { return worker.called; });
            if (m_watcher == &worker)
                m_watcher = nullptr;
        } else if (!idle(worker, lock) && m_jobs.empty() && !m_stopping) {
            return StoreJob();
        }
    }
}

void JobQueue::stop() {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    for (Worker *worker : std::exchange(m_idle, {}))
        call(*worker);
    if (m_watcher)
        call(*std::exchange(m_watcher, nullptr));
}

} // namespace banter::server
