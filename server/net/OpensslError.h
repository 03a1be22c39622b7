// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/core/Result.h"

namespace banter::server {

/// `what`, and why OpenSSL refused it; takes the reason from this thread's error queue, which is empty then.
[[nodiscard]] Error opensslError(const std::string &what);

} // namespace banter::server
