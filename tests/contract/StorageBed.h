// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "server/storage/Storage.h"
#include "tests/contract/StoreBed.h"

namespace banter::test {

/// An Executor with a thread of its own.
class ThreadExecutor final : public Executor {
public:
    ThreadExecutor();
    ~ThreadExecutor() override;
    void post(Task task) override;

private:
    void work();
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_ending{false};
    std::thread m_thread;
};

/// Waits for the answer to a call that takes a Promise.
template <class T>
class Waiting {
public:
    explicit Waiting(Executor &executor)
        : m_state(std::make_shared<State>()),
          m_promise(&executor, [state = m_state](Result<T> result) {
              const std::lock_guard lock(state->mutex);
              state->result.emplace(std::move(result));
              state->arrived.notify_all();
          }) {}
    [[nodiscard]] Promise<T> promise() { return std::move(m_promise); }
    /// TimedOut if there is none within a minute.
    [[nodiscard]] Result<T> wait() {
        std::unique_lock lock(m_state->mutex);
        m_state->arrived.wait_for(lock, std::chrono::seconds(60), [this] { return m_state->result.has_value(); });
        return m_state->result ? std::move(*m_state->result) : Result<T>(Error{ErrorCode::TimedOut, "no answer"});
    }

private:
    struct State {
        std::mutex mutex;
        std::condition_variable arrived;
        std::optional<Result<T>> result;
    };
    std::shared_ptr<State> m_state;
    Promise<T> m_promise;
};

/// Sends messages through a Storage, keeps the answers, and can say whether all was right. Messages are told apart by
/// their token, 1, 2, 3 … in the order of sending.
class Sender {
public:
    Sender(server::Storage &storage, Executor &executor);
    /// False: refused, and forgotten.
    [[nodiscard]] bool send(server::NewMessage message);
    /// The message of a token once more, as a client does that lost the answer.
    [[nodiscard]] bool sendAgain(std::uint64_t token);
    [[nodiscard]] std::uint64_t sent() const { return m_sent.size(); }
    [[nodiscard]] std::size_t answered();
    /// False if not all were answered within the time.
    [[nodiscard]] bool waitForAll(std::chrono::seconds patience);
    [[nodiscard]] std::optional<server::Appended> answerOf(std::uint64_t token);

    /// Empty if every sent message was stored once, without gaps, in the order of sending, as it was answered; else
    /// what is wrong.
    [[nodiscard]] QString check(server::SqlStore &store, const UserId &reader);

private:
    [[nodiscard]] bool push(server::NewMessage message);

    server::Storage &m_storage;
    std::uint32_t m_home{0};
    std::vector<server::NewMessage> m_sent; ///< by token - 1
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::map<std::uint64_t, server::Appended> m_answers;
};

} // namespace banter::test
