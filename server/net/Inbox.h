// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "server/net/Poller.h"
#include "shared/core/Task.h"

namespace banter::server {

/// What other threads hand to a loop. Shared by the loop and by everybody who has something for it, since a loop may be
/// gone before what was collected for it is handed over: then it is closed, and takes nothing. Any thread.
class Inbox {
public:
    /// `poller` must live until close().
    explicit Inbox(Poller &poller) : m_poller(poller) {}

    /// Takes the tasks, in order, and wakes the loop. A closed one leaves them where they are.
    void put(std::vector<Task> &tasks);
    void put(Task task);
    /// Everything that waits.
    void take(std::vector<Task> &tasks);
    [[nodiscard]] bool hasMail() const { return m_hasMail.load(std::memory_order_acquire); }
    void close();
    [[nodiscard]] bool isClosed() const;

private:
    Poller &m_poller; // under m_mutex, and only while not closed
    mutable std::mutex m_mutex;
    std::vector<Task> m_tasks; // under m_mutex
    bool m_closed{false};      // under m_mutex
    std::atomic<bool> m_hasMail{false};
};

} // namespace banter::server
