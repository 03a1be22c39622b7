// SPDX-License-Identifier: Apache-2.0
#include "server/net/Inbox.h"

#include <iterator>

namespace banter::server {

void Inbox::put(std::vector<Task> &tasks) {
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return;
    if (m_tasks.empty()) {
        m_tasks.swap(tasks);
    } else {
        m_tasks.insert(m_tasks.end(), std::make_move_iterator(tasks.begin()), std::make_move_iterator(tasks.end()));
        tasks.clear(); // they are empty shells now: nothing runs in here
    }
    m_hasMail.store(true, std::memory_order_release);
    m_poller.wake(); // under the lock: the loop may not go between the two
}

void Inbox::put(Task task) {
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return; // the caller's copy of the task is destroyed by the caller, outside of the lock
    m_tasks.push_back(std::move(task));
    m_hasMail.store(true, std::memory_order_release);
    m_poller.wake();
}

void Inbox::take(std::vector<Task> &tasks) {
    const std::lock_guard lock(m_mutex);
    tasks.swap(m_tasks);
    m_hasMail.store(false, std::memory_order_relaxed);
}

void Inbox::close() {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
}

bool Inbox::isClosed() const {
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

} // namespace banter::server
