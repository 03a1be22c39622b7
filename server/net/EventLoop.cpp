// SPDX-License-Identifier: Apache-2.0
#include "server/net/EventLoop.h"

#include <algorithm>
#include <iterator>

#include <QThread>

#include "server/net/EpollDispatcher.h"

namespace banter::server {
namespace {

thread_local EventLoop *t_current = nullptr;

MonoTime monoNow() { return std::chrono::floor<Millis>(std::chrono::steady_clock::now()); }

constexpr std::size_t kKeptCapacity = 1024; // of task lists, so that one burst does not hold memory for ever

void recycle(std::vector<Task> &tasks) {
    tasks.clear();
    if (tasks.capacity() > kKeptCapacity)
        std::vector<Task>().swap(tasks);
}

} // namespace

class EventLoop::Thread final : public QThread {
public:
    explicit Thread(EventLoop &loop) : m_loop(loop) {
        setObjectName(QString::fromStdString(loop.m_name));
        setEventDispatcher(new EpollDispatcher(loop)); // owned by the thread
    }

protected:
    void run() override {
        t_current = &m_loop;
        exec();
        m_loop.finish();
        t_current = nullptr;
    }

private:
    EventLoop &m_loop;
};

EventLoop::EventLoop(std::string name)
    : m_name(std::move(name)),
      m_now(monoNow()),
      m_wheel(m_now),
      m_inbox(std::make_shared<Inbox>(m_poller)) {}

EventLoop::~EventLoop() {
    stop();
    close();
}

QThread *EventLoop::thread() const { return m_thread.get(); }

void EventLoop::start() {
    if (m_running.exchange(true))
        return;
    m_thread = std::make_unique<Thread>(*this);
    m_thread->start();
}

void EventLoop::stop() {
    if (!m_thread || !m_running.load())
        return;
    // Not through the outbox of a calling loop: that would be handed over only after this call.
    if (t_current)
        t_current->handOver();
    m_inbox->put(Task([this] { m_thread->quit(); }));
    m_thread->wait();
    m_running.store(false);
}

EventLoop *EventLoop::current() { return t_current; }

void EventLoop::post(Task task) {
    EventLoop *const from = t_current;
    if (from == this) {
        m_local.push_back(std::move(task));
        return;
    }
    if (from) {
        for (Outbox &outbox : from->m_outboxes) {
            if (outbox.target == m_inbox) {
                outbox.tasks.push_back(std::move(task));
                return;
            }
        }
        from->m_outboxes.push_back({m_inbox, {}});
        from->m_outboxes.back().tasks.push_back(std::move(task));
        return;
    }
    m_inbox->put(std::move(task));
}

int EventLoop::runTasks() {
    int done = 0;
    const auto run = [&done](std::vector<Task> tasks) {
        for (Task &task : tasks) {
            task();
            task = Task();
            ++done;
        }
        recycle(tasks);
        return tasks;
    };
    if (!m_local.empty()) {
        std::vector<Task> tasks = std::move(m_spare);
        tasks.swap(m_local);
        m_spare = run(std::move(tasks));
    }
    if (m_inbox->hasMail()) {
        std::vector<Task> tasks = std::move(m_spare);
        m_inbox->take(tasks);
        m_spare = run(std::move(tasks));
    }
    return done;
}

void EventLoop::atTurnEnd(Task task) { m_hooks.push_back(std::move(task)); }

void EventLoop::endTurn() {
    // What a hook registers still belongs to this turn; a chain that does not end gives way to the descriptors.
    constexpr int kMaxRounds = 16;
    for (int round = 0; round < kMaxRounds && !m_hooks.empty(); ++round) {
        std::vector<Task> hooks;
        hooks.swap(m_hooks);
        for (Task &hook : hooks)
            hook();
    }
    handOver();
}

void EventLoop::handOver() {
    // By index, and with the tasks taken out: one that a closed inbox leaves is destroyed here and may post again,
    // which may move the outboxes.
    for (std::size_t i = 0; i < m_outboxes.size(); ++i) {
        if (m_outboxes[i].tasks.empty())
            continue;
        std::vector<Task> tasks = std::move(m_outboxes[i].tasks);
        m_outboxes[i].tasks.clear();
        m_outboxes[i].target->put(tasks);
        recycle(tasks);
        if (m_outboxes[i].tasks.empty())
            m_outboxes[i].tasks.swap(tasks); // for its capacity
    }
    std::erase_if(m_outboxes, [](const Outbox &outbox) { return outbox.tasks.empty() && outbox.target->isClosed(); });
}

void EventLoop::updateNow() { m_now = monoNow(); }

std::int64_t EventLoop::msUntilDue() const {
    const auto due = m_wheel.nextDue();
    if (!due)
        return -1;
    return std::max<std::int64_t>((*due - monoNow()).count(), 0);
}

void EventLoop::finish() {
    // What the last tasks posted here or elsewhere still runs; what then goes on posting to itself does not.
    constexpr int kMaxRounds = 64;
    for (int round = 0; round < kMaxRounds && (hasLocalWork() || m_inbox->hasMail()); ++round) {
        runTasks();
        endTurn();
    }
    handOver();
    close();
    handOver();
}

void EventLoop::close() {
    m_inbox->close();
    // Destroying a task may post again (a promise that is dropped answers), so nothing is destroyed in its list.
    constexpr int kMaxRounds = 64;
    for (int round = 0; round < kMaxRounds; ++round) {
        std::vector<Task> local;
        std::vector<Task> hooks;
        std::vector<Task> inbox;
        local.swap(m_local);
        hooks.swap(m_hooks);
        m_inbox->take(inbox);
        if (local.empty() && hooks.empty() && inbox.empty())
            return;
    }
}

} // namespace banter::server
