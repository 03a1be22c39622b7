// SPDX-License-Identifier: Apache-2.0
#include "shared/core/Uuid7.h"

#include "shared/core/Random.h"

namespace banter {

IdBytes makeUuid7(WallTime now) {
    IdBytes bytes;
    fillRandom(bytes.data() + 6, 10);
    const auto ms = static_cast<std::uint64_t>(toMs(now));
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    return bytes;
}

} // namespace banter
