// SPDX-License-Identifier: Apache-2.0
#include "shared/core/Random.h"

#include <cstdlib>
#include <random>

#include <openssl/rand.h>

namespace banter {

void fillRandom(void *target, std::size_t count) {
    // Without randomness there are no tokens and no ids: going on would be worse than stopping.
    if (RAND_bytes(static_cast<unsigned char *>(target), static_cast<int>(count)) != 1)
        std::abort();
}

std::string randomBytes(std::size_t count) {
    std::string bytes(count, '\0');
    fillRandom(bytes.data(), count);
    return bytes;
}

std::uint64_t randomBelow(std::uint64_t bound) {
    thread_local std::mt19937_64 engine{[] {
        std::uint64_t seed;
        fillRandom(&seed, sizeof seed);
        return seed;
    }()};
    return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(engine);
}

} // namespace banter
