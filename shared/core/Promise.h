// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "shared/core/Result.h"
#include "shared/core/Task.h"

namespace banter {

/// The last parameter of every asynchronous call. Move-only; answers exactly once, always through the executor of
/// the thread that made it, so the callback never runs inside the call itself and never in a foreign thread.
/// With a guard it stays silent if the guard died before the answer arrived home; dropped unresolved it answers
/// kLostPromiseCode. The executor must outlive every promise made for it.
template <class T>
class Promise {
public:
    using Callback = std::function<void(Result<T>)>;

    Promise() = default;
    Promise(Executor *home, Callback callback)
        : m_state(std::make_unique<State>(State{home, std::move(callback), {}, false})) {}
    Promise(Executor *home, std::weak_ptr<void> guard, Callback callback)
        : m_state(std::make_unique<State>(State{home, std::move(callback), std::move(guard), true})) {}
    Promise(Promise &&) noexcept = default;
    Promise &operator=(Promise &&other) noexcept {
        if (this != &other) {
            abandon();
            m_state = std::move(other.m_state);
        }
        return *this;
    }
    Promise(const Promise &) = delete;
    Promise &operator=(const Promise &) = delete;
    ~Promise() { abandon(); }

    [[nodiscard]] bool isPending() const { return m_state != nullptr; }

    /// Answers. A second call is ignored.
    void resolve(Result<T> result) {
        if (!m_state)
            return;
        std::unique_ptr<State> state = std::move(m_state);
        Executor *home = state->home;
        home->post([state = std::move(state), result = std::move(result)]() mutable {
            if (state->guarded && state->guard.expired())
                return;
            state->callback(std::move(result));
        });
    }

private:
    struct State {
        Executor *home;
        Callback callback;
        std::weak_ptr<void> guard;
        bool guarded;
    };
    void abandon() {
        if (m_state)
            resolve(Error{kLostPromiseCode, "lost promise"});
    }
    std::unique_ptr<State> m_state;
};

} // namespace banter
