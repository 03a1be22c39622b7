// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/Accounts.h"

#include <fstream>
#include <sstream>

namespace banter::bench {

std::optional<std::vector<AccountLine>> readAccounts(const std::string &path, std::size_t offset, std::size_t count,
                                                     std::size_t columns) {
    std::ifstream file(path);
    std::vector<AccountLine> lines;
    std::string line;
    for (std::size_t number = 0; lines.size() < count && std::getline(file, line); ++number) {
        if (number < offset)
            continue;
        AccountLine fields;
        std::istringstream words(line);
        for (std::string field; std::getline(words, field, '\t');)
            fields.push_back(field);
        if (fields.size() < columns)
            return std::nullopt;
        lines.push_back(std::move(fields));
    }
    return lines.size() == count ? std::optional(std::move(lines)) : std::nullopt;
}

} // namespace banter::bench
