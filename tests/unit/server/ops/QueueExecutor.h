// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "shared/core/Task.h"

namespace banter::test {

/// A home for promises without an event loop: what was posted runs when the test says so, in its thread.
class QueueExecutor final : public Executor {
public:
    void post(Task task) override {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        m_wake.notify_one();
    }

    /// Runs tasks until `done` holds; false if that took longer than half a minute.
    template <class Predicate>
    bool runUntil(Predicate done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!done()) {
            Task task;
            {
                std::unique_lock lock(m_mutex);
                if (!m_wake.wait_until(lock, end, [this] { return !m_tasks.empty(); }))
                    return false;
                task = std::move(m_tasks.front());
                m_tasks.pop_front();
            }
            task();
        }
        return true;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
};

} // namespace banter::test
