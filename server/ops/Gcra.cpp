// SPDX-License-Identifier: Apache-2.0
#include "server/ops/Gcra.h"

#include <algorithm>

namespace banter::server {

Millis Gcra::take(const Rate &rate, MonoTime now, std::uint64_t cost) {
    const std::int64_t unit = rate.unitNs();
    const std::int64_t nowNs = ns(now);
    const auto costNs = static_cast<std::int64_t>(std::min(cost, rate.burst)) * unit;
    const std::int64_t wouldBe = std::max(m_fullAtNs, nowNs) + costNs;
    const std::int64_t excess = wouldBe - nowNs - static_cast<std::int64_t>(rate.burst) * unit;
    if (excess > 0)
        return Millis{(excess + 999'999) / 1'000'000};
    m_fullAtNs = wouldBe;
    return Millis{0};
}

} // namespace banter::server
