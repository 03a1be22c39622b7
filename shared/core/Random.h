// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace banter {

/// Cryptographically strong bytes (OpenSSL). Any thread. Ends the process if the system has no entropy source.
[[nodiscard]] std::string randomBytes(std::size_t count);
void fillRandom(void *target, std::size_t count);
/// Uniform in [0, bound); bound > 0. Not for secrets: for jitter and spreading.
[[nodiscard]] std::uint64_t randomBelow(std::uint64_t bound);

} // namespace banter
