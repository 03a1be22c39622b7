// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "server/ops/Config.h"

namespace banter::server {

/// What --help prints, at most 100 columns.
[[nodiscard]] std::string configHelp();

/// What --print-config prints: every setting as a configuration file would have it, each with its source (by key; none:
/// the default), secrets masked.
[[nodiscard]] std::string configAsText(const Config &config, const std::map<std::string_view, std::string> &sources);

/// The tables of docs/operations.md, one per group.
[[nodiscard]] std::string configMarkdown();

/// Levenshtein's distance, for "did you mean".
[[nodiscard]] std::size_t editDistance(std::string_view one, std::string_view other);

} // namespace banter::server
