// SPDX-License-Identifier: Apache-2.0
#include "server/ops/ConfigKinds.h"

#include <algorithm>
#include <optional>

#include <arpa/inet.h>

namespace banter::server::config {
namespace {

bool isPlain(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

std::optional<ListenAddress> parseAddress(std::string_view given) {
    const auto colon = given.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::string host(given.substr(0, colon));
    const std::string_view portText = given.substr(colon + 1);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    in6_addr ignored{};
    if (inet_pton(bracketed ? AF_INET6 : AF_INET, host.c_str(), &ignored) != 1)
        return std::nullopt;
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(portText.data(), portText.data() + portText.size(), port);
    if (portText.empty() || error != std::errc() || end != portText.data() + portText.size())
        return std::nullopt;
    return ListenAddress{host, port};
}

bool setListen(Config &config, std::string_view given) {
    std::vector<ListenAddress> addresses;
    while (true) {
        const auto comma = given.find(',');
        std::string_view one = given.substr(0, comma);
        while (one.starts_with(' '))
            one.remove_prefix(1);
        while (one.ends_with(' '))
            one.remove_suffix(1);
        auto address = parseAddress(one);
        if (!address)
            return false;
        addresses.push_back(std::move(*address));
        if (comma == std::string_view::npos)
            break;
        given.remove_prefix(comma + 1);
    }
    config.listen = std::move(addresses);
    config.listenIsDefault = false;
    return true;
}

std::string getListen(const Config &config) {
    std::string out;
    for (const ListenAddress &one : config.listen) {
        const bool v6 = one.address.find(':') != std::string::npos;
        out +=
            (out.empty() ? "" : ", ") + (v6 ? "[" + one.address + "]" : one.address) + ":" + std::to_string(one.port);
    }
    return out;
}

} // namespace

bool isPath(std::string_view text) { return isPlain(text, 4000); }
bool isName(std::string_view text) { return isPlain(text, limits::kMaxNameBytes); }
bool isGroup(std::string_view text) { return isPlain(text, 64) && text.find(' ') == std::string_view::npos; }
/// sockaddr_un holds 107 bytes and a final zero.
bool isSocketPath(std::string_view text) { return isPlain(text, 107); }
bool isHostname(std::string_view text) {
    return isPlain(text, 253) && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '.' || c == ':';
           });
}
bool isDatabase(std::string_view text) {
    return isPlain(text, 4000) &&
           (text == "sqlite" || (text.starts_with("sqlite:") && text.size() > 7) || text.starts_with("postgresql://") ||
            text.starts_with("postgres://") || text.find('=') != std::string_view::npos);
}

ConfigField addresses(std::string_view key, std::string_view value, std::string_view help) {
    ConfigField field = plain<&Config::listen>(key, value,
                                               "a list of ADDRESS:PORT with commas between, ADDRESS an IPv4 address or "
                                               "an IPv6 address in [ ], PORT 0 to 65535",
                                               help);
    field.isList = true;
    field.set = setListen;
    field.get = getListen;
    field.reset = [](Config &config) {
        const Config defaults;
        config.listen = defaults.listen;
        config.listenIsDefault = true;
    };
    return field;
}

} // namespace banter::server::config
