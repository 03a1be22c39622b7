// SPDX-License-Identifier: Apache-2.0
#include "server/net/TimerWheel.h"

#include <algorithm>
#include <bit>

#include "server/net/EventLoop.h"

namespace banter::server {
namespace {

std::uint64_t tickOf(MonoTime time) { return static_cast<std::uint64_t>(time.time_since_epoch() / TimerWheel::kTick); }

} // namespace

void Deadline::arm(EventLoop &loop, Millis after) { arm(loop.wheel(), loop.now(), after); }

void Deadline::arm(TimerWheel &wheel, MonoTime now, Millis after) { wheel.arm(*this, now, after); }

void Deadline::unlink() {
    *m_link = m_next;
    if (m_next)
        m_next->m_link = m_link;
    m_link = nullptr;
    m_next = nullptr;
}

TimerWheel::TimerWheel(MonoTime now) : m_tick(tickOf(now)) {}

void TimerWheel::link(Deadline &deadline, Deadline *&head) {
    deadline.m_next = head;
    if (head)
        head->m_link = &deadline.m_next;
    deadline.m_link = &head;
    head = &deadline;
}

void TimerWheel::arm(Deadline &deadline, MonoTime now, Millis after) {
    const std::uint64_t due = std::max(tickOf(now + after + kTick - Millis{1}), m_tick + 1);
    if (deadline.m_link) {
        if (due >= deadline.m_due) {
            deadline.m_due = due;
            return;
        }
        deadline.unlink();
    }
    deadline.m_due = due;
    const std::size_t slot = due % kSlots;
    link(deadline, m_slots[slot]);
    m_used[slot / 64] |= std::uint64_t{1} << (slot % 64);
}

void TimerWheel::advance(MonoTime now) {
    const std::uint64_t target = tickOf(now);
    if (target <= m_tick)
        return;
    // After a long pause one full round visits every slot.
    if (target - m_tick > kSlots)
        m_tick = target - kSlots;
    while (m_tick < target) {
        ++m_tick;
        const std::size_t slot = m_tick % kSlots;
        if (m_used[slot / 64] & (std::uint64_t{1} << (slot % 64)))
            expire(slot);
    }
}

void TimerWheel::expire(std::size_t slot) {
    m_used[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    // A list of its own, so that callbacks may arm into this slot again and destroy any other node of it.
    Deadline *pending = m_slots[slot];
    m_slots[slot] = nullptr;
    if (pending)
        pending->m_link = &pending;
    while (pending) {
        Deadline &deadline = *pending;
        deadline.unlink();
        if (deadline.m_due > m_tick) {
            const std::size_t next = deadline.m_due % kSlots;
            link(deadline, m_slots[next]);
            m_used[next / 64] |= std::uint64_t{1} << (next % 64);
        } else if (deadline.m_call) {
            deadline.m_call(deadline.m_capture);
        }
    }
}

std::optional<MonoTime> TimerWheel::nextDue() const {
    const std::uint64_t first = m_tick + 1;
    for (std::uint64_t distance = 0; distance < kSlots;) {
        const std::size_t slot = (first + distance) % kSlots;
        const std::uint64_t word = m_used[slot / 64] >> (slot % 64);
        if (word != 0) {
            const auto step = static_cast<std::uint64_t>(std::countr_zero(word));
            return MonoTime{kTick * static_cast<std::int64_t>(first + distance + step)};
        }
        distance += 64 - slot % 64;
    }
    return std::nullopt;
}

} // namespace banter::server
