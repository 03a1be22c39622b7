// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/core/Result.h"

namespace banter::server {

/// Writes a new EC P-256 key (mode 0600) and a certificate that it signs itself: ten years, for `hostname`, localhost,
/// 127.0.0.1 and ::1. Each file appears whole or not at all. The error names the file and the cause.
[[nodiscard]] Result<void> writeSelfSigned(const std::string &certificateFile, const std::string &keyFile,
                                           const std::string &hostname);

} // namespace banter::server
