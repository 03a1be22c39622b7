// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <type_traits>

#include "shared/core/Clock.h"

namespace banter::server {

class EventLoop;
class TimerWheel;

/// A moment at which something must have happened (resolution 100 ms, never early). Embed it in its owner; destroying
/// cancels. Not movable; belongs to the thread of the loop that it was armed on. 40 bytes: there is one per connection
/// at least.
class Deadline {
public:
    Deadline() = default;
    /// `onExpired` is called once per arm(). It must fit a pointer (a lambda that captures `this`): nothing is
    /// allocated.
    template <class F>
    requires(std::is_trivially_copyable_v<F> && sizeof(F) <= sizeof(void *) &&
             std::is_invocable_v<F &>) explicit Deadline(F onExpired) {
        ::new (static_cast<void *>(m_capture)) F(onExpired);
        m_call = [](void *capture) { (*std::launder(static_cast<F *>(capture)))(); };
    }
    ~Deadline() { cancel(); }
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

    /// Sets or moves the deadline. Moving it further away costs one store.
    void arm(EventLoop &loop, Millis after);
    void arm(TimerWheel &wheel, MonoTime now, Millis after);
    void cancel() {
        if (m_link)
            unlink();
    }
    [[nodiscard]] bool isArmed() const { return m_link != nullptr; }

private:
    friend class TimerWheel;
    void unlink();

    Deadline *m_next{nullptr};
    Deadline **m_link{nullptr}; // what points to this node; null = not armed
    std::uint64_t m_due{0};     // tick
    void (*m_call)(void *){nullptr};
    alignas(void *) std::byte m_capture[sizeof(void *)]{};
};
static_assert(sizeof(Deadline) <= 40);

/// A hashed timing wheel: 1 024 slots of 100 ms. Arming, moving and cancelling are O(1); a deadline that is only moved
/// further away stays in its old slot until that comes round. One thread.
class TimerWheel {
public:
    static constexpr Millis kTick{100};

    explicit TimerWheel(MonoTime now);

    /// Calls what is due. Callbacks may arm, cancel and destroy any deadline, their own too.
    void advance(MonoTime now);
    /// The earliest moment at which advance() may have work; nullopt = nothing is armed.
    [[nodiscard]] std::optional<MonoTime> nextDue() const;

private:
    friend class Deadline;
    static constexpr std::size_t kSlots = 1024;

    void arm(Deadline &deadline, MonoTime now, Millis after);
    void link(Deadline &deadline, Deadline *&head);
    void expire(std::size_t slot);

    std::array<Deadline *, kSlots> m_slots{};
    std::array<std::uint64_t, kSlots / 64> m_used{}; // a set bit may be stale: cancelling does not know the wheel
    std::uint64_t m_tick;
};

} // namespace banter::server
