// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "shared/protocol/ErrorCode.h"

namespace banter::server {

/// Sorts PostgreSQL's five-character codes (its appendix A); empty: the connection broke. See Dialect::classify().
[[nodiscard]] ErrorCode pgErrorCode(std::string_view sqlState);

/// Whether the values themselves were refused, so that the same message will never be taken. Everything else (a table
/// that an administrator dropped, a full disk, a standby) may be mended while the messages wait.
[[nodiscard]] bool pgRefusesData(std::string_view sqlState);

} // namespace banter::server
