// SPDX-License-Identifier: Apache-2.0
#include "shared/core/Backoff.h"

#include <algorithm>

#include "shared/core/Random.h"

namespace banter {

Backoff::Backoff(Millis first, Millis longest, Random random)
    : m_first(first),
      m_longest(longest),
      m_random(random ? std::move(random) : Random(randomBelow)) {}

Millis Backoff::next() {
    const auto below = [this](Millis bound) {
        return Millis{
            static_cast<std::int64_t>(m_random(static_cast<std::uint64_t>(std::max<std::int64_t>(bound.count(), 1))))};
    };
    const int attempt = m_attempt;
    m_attempt = std::min(m_attempt + 1, 16);
    if (attempt == 0)
        return below(m_first);
    const Millis step = std::min(m_longest, m_first * (1 << attempt));
    return step / 2 + below(step / 2);
}

} // namespace banter
