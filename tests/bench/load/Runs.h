// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/load/Options.h"

namespace banter::bench {

/// Does what the options say and prints one JSON object on stdout. Answers the exit code: 0 only if everything was as
/// it should be.
[[nodiscard]] int runMode(const Options &options);

} // namespace banter::bench
