// SPDX-License-Identifier: Apache-2.0
#include "server/net/Mask.h"

#include <bit>
#include <cstring>

namespace banter::server {

static_assert(std::endian::native == std::endian::little, "rotation below assumes little endian");

std::size_t applyMask(char *data, std::size_t size, std::uint32_t key, std::size_t phase) {
    const std::uint32_t rotated = std::rotr(key, static_cast<int>(8 * (phase & 3)));
    const std::uint64_t wide = (std::uint64_t{rotated} << 32) | rotated;
    char *at = data;
    std::size_t left = size;
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        word ^= wide;
        std::memcpy(at, &word, 8);
    }
    for (std::size_t i = 0; i < left; ++i)
        at[i] = static_cast<char>(at[i] ^ static_cast<char>(wide >> (8 * i)));
    return (phase + size) & 3;
}

} // namespace banter::server
