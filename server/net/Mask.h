// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace banter::server {

/// Applies a masking key in place (RFC 6455 section 5.3); masking and unmasking are the same. `key` holds the four
/// bytes as they stand on the wire; `phase` = how many bytes of the payload came before `data`. Answers the phase after
/// it.
std::size_t applyMask(char *data, std::size_t size, std::uint32_t key, std::size_t phase);

} // namespace banter::server
