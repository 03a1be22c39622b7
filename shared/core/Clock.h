// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace banter {

using Millis = std::chrono::milliseconds;
/// A moment of the calendar (UTC), in milliseconds, as on the wire and in SQL. Decoration: order is seq.
using WallTime = std::chrono::sys_time<Millis>;
/// A moment of a clock that never jumps; for deadlines and pacing.
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, Millis>;

[[nodiscard]] inline std::int64_t toMs(WallTime time) { return time.time_since_epoch().count(); }
[[nodiscard]] inline WallTime fromMs(std::int64_t ms) { return WallTime{Millis{ms}}; }

/// Where the time comes from; tests and the simulator bring their own. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual WallTime wall() const = 0;
    [[nodiscard]] virtual MonoTime mono() const = 0;

    [[nodiscard]] static const Clock &system();
};

} // namespace banter
