// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/core/Result.h"

namespace banter::server {

/// `key = value` of one line.
struct ConfigLine {
    int number{0}; ///< from 1
    std::string key;
    std::string value;
};

struct ConfigLines {
    std::vector<ConfigLine> lines;
    std::vector<std::string> errors; ///< "line 7: …"
};

/// Lines of `key = value`; empty ones and those that begin with # are skipped. A # inside a value belongs to the value.
[[nodiscard]] ConfigLines splitConfig(std::string_view text);

/// The whole file. Configuration error (with the reason of the system) if it can't be read or is larger than 1 MiB.
[[nodiscard]] Result<std::string> readConfigFile(const std::string &path);

} // namespace banter::server
