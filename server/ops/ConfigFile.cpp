// SPDX-License-Identifier: Apache-2.0
#include "server/ops/ConfigFile.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "shared/protocol/ErrorCode.h"

namespace banter::server {
namespace {

constexpr std::size_t kMaxFileBytes = 1024 * 1024;
constexpr std::string_view kBlank = " \t\r";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

} // namespace

ConfigLines splitConfig(std::string_view text) {
    ConfigLines out;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line.empty() || line.front() == '#')
            continue;
        const auto equals = line.find('=');
        const std::string_view key = trimmed(line.substr(0, equals));
        if (equals == std::string_view::npos || key.empty()) {
            out.errors.push_back("line " + std::to_string(number) + ": \"" + std::string(line.substr(0, 40)) +
                                 "\" given, allowed is \"key = value\" or \"# comment\"");
            continue;
        }
        out.lines.push_back({number, std::string(key), std::string(trimmed(line.substr(equals + 1)))});
    }
    return out;
}

Result<std::string> readConfigFile(const std::string &path) {
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file && file.peek() != std::ifstream::traits_type::eof())
        text << file.rdbuf();
    if (!file)
        return Error{ErrorCode::Configuration, "can't be read: " + std::string(std::strerror(errno != 0 ? errno : EIO)),
                     0};
    if (text.view().size() > kMaxFileBytes)
        return Error{ErrorCode::Configuration, "is larger than 1 MiB: that is no configuration", 0};
    return std::move(text).str();
}

} // namespace banter::server
