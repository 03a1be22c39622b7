// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/headless/HeadlessOptions.h"

namespace banter::client {

/// `banter` with its window: makes the QGuiApplication, runs it, and returns the exit code. The arguments are as
/// main() got them. Call once.
[[nodiscard]] int runWindow(int &argc, char **argv, const Invocation &invocation);

} // namespace banter::client
