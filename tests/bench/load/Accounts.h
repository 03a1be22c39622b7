// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace banter::bench {

using AccountLine = std::vector<std::string>;

/// Lines `offset` .. `offset + count - 1` of a file of tab-separated columns, each with at least `columns`. nullopt:
/// not there, too short, or a line without its columns.
[[nodiscard]] std::optional<std::vector<AccountLine>> readAccounts(const std::string &path, std::size_t offset,
                                                                   std::size_t count, std::size_t columns);

} // namespace banter::bench
