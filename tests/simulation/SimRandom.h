// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace banter::simulation {

/// SplitMix64: small, and the same everywhere, so that a seed is the same world on every machine.
class SimRandom {
public:
    /// Neighbouring seeds start far apart: unmixed, one world would be the other's a step later.
    explicit SimRandom(std::uint64_t seed) : m_state(mix(seed * 0xD1342543DE82EF95ull + 1)) {}

    std::uint64_t next() { return mix(m_state += 0x9E3779B97F4A7C15ull); }
    /// Uniform in [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    /// From..to, both included.
    std::int64_t between(std::int64_t from, std::int64_t to) {
        return from + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(to - from + 1)));
    }
    bool chance(int permille) { return permille > 0 && below(1000) < static_cast<std::uint64_t>(permille); }

private:
    static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }

    std::uint64_t m_state;
};

} // namespace banter::simulation
