// SPDX-License-Identifier: Apache-2.0
#include "shared/core/Clock.h"

namespace banter {
namespace {

class SystemClock final : public Clock {
public:
    WallTime wall() const override { return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()); }
    MonoTime mono() const override { return std::chrono::time_point_cast<Millis>(std::chrono::steady_clock::now()); }
};

} // namespace

const Clock &Clock::system() {
    static const SystemClock clock;
    return clock;
}

} // namespace banter
