// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace banter {

/// A move-only `void()` that may own what cannot be copied (std::function cannot). Called at most once; not
/// thread-safe.
class Task {
public:
    Task() = default;
    template <class F>
    requires(!std::is_same_v<std::decay_t<F>, Task>) Task(F &&function)
        : m_body(std::make_unique<Body<std::decay_t<F>>>(std::forward<F>(function))) {}

    explicit operator bool() const { return m_body != nullptr; }
    void operator()() { m_body->run(); }

private:
    struct Base {
        virtual ~Base() = default;
        virtual void run() = 0;
    };
    template <class F>
    struct Body final : Base {
        explicit Body(F &&f) : function(std::move(f)) {}
        explicit Body(const F &f) : function(f) {}
        void run() override { function(); }
        F function;
    };
    std::unique_ptr<Base> m_body;
};

/// Where work is handed over to: a thread with a loop. post() may be called from any thread; tasks of one caller run in
/// order.
class Executor {
public:
    virtual ~Executor() = default;
    virtual void post(Task task) = 0;
};

} // namespace banter
