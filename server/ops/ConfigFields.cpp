// SPDX-License-Identifier: Apache-2.0
#include "server/ops/ConfigFields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <arpa/inet.h>

namespace banter::server {
namespace {

// --- numbers ----------------------------------------------------------------------------------------------------

template <auto Member, std::int64_t kMin, std::int64_t kMax>
ConfigField number(ConfigField field) {
    field.set = [](Config &config, std::string_view text) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || value < kMin || value > kMax)
            return false;
        auto &target = config.*Member;
        target = static_cast<std::remove_reference_t<decltype(target)>>(value);
        return true;
    };
    field.get = [](const Config &config) { return std::to_string(config.*Member); };
    field.reset = [](Config &config) {
        const Config defaults; // GCC 12 fails on Config{}.*Member
        config.*Member = defaults.*Member;
    };
    return field;
}

template <std::int64_t kMin, std::int64_t kMax>
ConfigField drainSeconds(ConfigField field) {
    field.set = [](Config &config, std::string_view text) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || value < kMin || value > kMax)
            return false;
        config.drain = std::chrono::seconds{value};
        return true;
    };
    field.get = [](const Config &config) { return std::to_string(config.drain.count()); };
    field.reset = [](Config &config) {
        const Config defaults;
        config.drain = defaults.drain;
    };
    return field;
}

// --- words ------------------------------------------------------------------------------------------------------

template <class T>
using Choices = std::span<const std::pair<std::string_view, T>>;

constexpr std::array<std::pair<std::string_view, bool>, 2> kOnOff{{{"on", true}, {"off", false}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kOpenClosed{{{"open", true}, {"closed", false}}};
constexpr std::array<std::pair<std::string_view, TlsMode>, 3> kTlsModes{
    {{"off", TlsMode::Off}, {"self", TlsMode::Self}, {"files", TlsMode::Files}}};
constexpr std::array<std::pair<std::string_view, LogFormat>, 2> kLogFormats{
    {{"text", LogFormat::Text}, {"json", LogFormat::Json}}};
constexpr std::array<std::pair<std::string_view, LogLevel>, 4> kLogLevels{{{"debug", LogLevel::Debug},
                                                                           {"info", LogLevel::Info},
                                                                           {"warning", LogLevel::Warning},
                                                                           {"error", LogLevel::Error}}};

template <auto Member, const auto &kWords>
ConfigField choice(ConfigField field) {
    field.set = [](Config &config, std::string_view text) {
        for (const auto &[word, value] : kWords) {
            if (word == text) {
                config.*Member = value;
                return true;
            }
        }
        return false;
    };
    field.get = [](const Config &config) {
        for (const auto &[word, value] : kWords) {
            if (value == config.*Member)
                return std::string(word);
        }
        return std::string();
    };
    field.reset = [](Config &config) {
        const Config defaults; // GCC 12 fails on Config{}.*Member
        config.*Member = defaults.*Member;
    };
    return field;
}

// --- text -------------------------------------------------------------------------------------------------------

bool isPlain(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest &&
           std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool isPath(std::string_view text) { return isPlain(text, 4000); }
bool isName(std::string_view text) { return isPlain(text, limits::kMaxNameBytes); }
bool isGroup(std::string_view text) { return isPlain(text, 64) && text.find(' ') == std::string_view::npos; }
/// sockaddr_un holds 107 bytes and a final zero.
bool isSocketPath(std::string_view text) { return isPlain(text, 107); }
bool isHostname(std::string_view text) {
    return isPlain(text, 253) && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
           });
}
bool isDatabase(std::string_view text) {
    return isPlain(text, 4000) && (text == "sqlite" || (text.starts_with("sqlite:") && text.size() > 7) ||
                                   text.starts_with("postgresql://") || text.starts_with("postgres://") ||
                                   text.find('=') != std::string_view::npos);
}

template <auto Member, bool (*kAllowed)(std::string_view)>
ConfigField text(ConfigField field) {
    field.set = [](Config &config, std::string_view given) {
        if (!kAllowed(given))
            return false;
        config.*Member = std::string(given);
        return true;
    };
    field.get = [](const Config &config) { return config.*Member; };
    field.reset = [](Config &config) {
        const Config defaults; // GCC 12 fails on Config{}.*Member
        config.*Member = defaults.*Member;
    };
    return field;
}

ConfigField database(ConfigField field) {
    field = text<&Config::database, isDatabase>(field);
    field.masked = [](const Config &config) { return maskPassword(config.database); };
    return field;
}

// --- addresses --------------------------------------------------------------------------------------------------

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
        out += (out.empty() ? "" : ", ") + (v6 ? "[" + one.address + "]" : one.address) + ":" + std::to_string(one.port);
    }
    return out;
}

ConfigField listen(ConfigField field) {
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

// --- the table --------------------------------------------------------------------------------------------------

std::vector<ConfigField> basics() {
    return {
        text<&Config::dataDirectory, isPath>(
            {"Basics", "data", "DIR", "the path of a directory", {},
             "Where the server keeps what is its own: the SQLite database, the certificate it made, the admin socket. Made if missing, "
             "readable by the server's user only."}),
        listen({"Basics", "listen", "ADDRESS:PORT", "a list of ADDRESS:PORT with commas between, ADDRESS an IPv4 address or an IPv6 address in [ ], PORT 0 to 65535", {},
                "Where clients connect. Port 0 takes any free port and says which in the log."}),
        text<&Config::serverName, isName>({"Basics", "server-name", "TEXT", "text of 1 to 120 bytes", {}, "What clients show as the name of this server."}),
        number<&Config::shards, 0, 256>({"Basics", "shards", "NUMBER", "a whole number from 0 to 256", {},
                                         "Threads that own connections and conversations. 0: one per core."}),
        number<&Config::maxQueue, 64, 1'000'000>({"Database", "max-queue", "NUMBER", "a whole number from 64 to 1000000", {},
                                                  "Messages that may wait for one writer; beyond that senders are answered \"busy\" and retry."}),
        database({"Database", "database", "WHERE", "\"sqlite\", \"sqlite:/path/to/file\", \"postgresql://user@host/name\" or libpq's \"host=… dbname=…\"", {},
                  "The store. \"sqlite\" is the file banter.db in the data directory. A password belongs in the file or the environment, not in a "
                  "flag, which every user of the machine can see."}),
        number<&Config::writers, 1, 64>({"Database", "writers", "NUMBER", "a whole number from 1 to 64", {},
                                         "Connections that store messages, each in batches. SQLite always has one."}),
        number<&Config::readers, 1, 64>({"Database", "readers", "NUMBER", "a whole number from 1 to 64", {},
                                         "Connections that read history, lists and accounts."}),
    };
}

std::vector<ConfigField> encryption() {
    return {
        choice<&Config::tls, kTlsModes>({"Encryption", "tls", "MODE", "off, self or files", {},
                                         "self: the server makes its own certificate and keeps it in the data directory. files: certificate and key "
                                         "are given. off: for tests, or behind a proxy that does TLS."}),
        text<&Config::certificate, isPath>({"Encryption", "certificate", "FILE", "the path of a PEM file", "(none)",
                                            "The certificate with its whole chain, for tls = files."}),
        text<&Config::key, isPath>({"Encryption", "key", "FILE", "the path of a PEM file", "(none)",
                                    "The private key of the certificate, for tls = files."}),
        text<&Config::hostname, isHostname>({"Encryption", "hostname", "NAME", "a host name or an IP address", {},
                                             "The name that clients connect to; it is written into the self-made certificate."}),
    };
}

std::vector<ConfigField> people() {
    return {
        choice<&Config::registrationOpen, kOpenClosed>({"Accounts", "registration", "MODE", "open or closed", {},
                                                        "open: anybody who reaches the server can make an account. closed: accounts are made with banterctl."}),
        number<&Config::maxDevices, 1, 1000>({"Accounts", "max-devices", "NUMBER", "a whole number from 1 to 1000", {},
                                              "Devices of one account that can be signed in at the same time."}),
        number<&Config::passwordMemoryKib, 8192, 1'048'576>({"Accounts", "password-memory-kib", "KIB", "a whole number from 8192 to 1048576", {},
                                                             "Memory of one Argon2id hash. More makes stolen hashes dearer to guess, and each log-in slower. Old hashes are "
                                                             "renewed at the next log-in."}),
        number<&Config::passwordOps, 1, 20>({"Accounts", "password-ops", "NUMBER", "a whole number from 1 to 20", {},
                                             "Passes of Argon2id over that memory."}),
        number<&Config::passwordThreads, 0, 64>({"Accounts", "password-threads", "NUMBER", "a whole number from 0 to 64", {},
                                                 "Passwords that are hashed at the same time. 0: one per core."}),
    };
}

std::vector<ConfigField> bounds() {
    return {
        number<&Config::textMaxBytes, 256, 32768>({"Limits", "text-max-bytes", "BYTES", "a whole number from 256 to 32768", {},
                                                   "Longest text of one message, in UTF-8."}),
        number<&Config::maxConnections, 0, 10'000'000>({"Limits", "max-connections", "NUMBER", "a whole number from 0 to 10000000", {},
                                                        "Open connections. 0: as many as the process may have descriptors (LimitNOFILE)."}),
        number<&Config::maxPerAddress, 0, 10'000'000>({"Limits", "max-per-address", "NUMBER", "a whole number from 0 to 10000000", {},
                                                       "Open connections of one address (IPv6: of one /64). 0: no limit, needed behind a proxy."}),
        number<&Config::connectsPerMinute, 0, 10'000'000>({"Limits", "connects-per-minute", "NUMBER", "a whole number from 0 to 10000000", {},
                                                           "New connections of one address (IPv6: of one /64). 0: no limit, needed behind a proxy."}),
        choice<&Config::rateLimits, kOnOff>({"Limits", "rate-limits", "SWITCH", "on or off", {},
                                             "off lifts every rate limit, and the two limits per address above. For benchmarks and load tests only."}),
        choice<&Config::jsonFrames, kOnOff>({"Limits", "json-frames", "SWITCH", "on or off", {},
                                             "Whether clients may speak JSON in text frames, besides the binary protocol."}),
        number<&Config::reconnectSpreadMs, 0, 600'000>({"Limits", "reconnect-spread-ms", "MS", "a whole number from 0 to 600000", {},
                                                        "Clients that lose this server come back at a random moment within this time."}),
        drainSeconds<0, 600>({"Limits", "drain-seconds", "SECONDS", "a whole number from 0 to 600", {},
                              "How long a clean stop waits for what is under way."}),
    };
}

std::vector<ConfigField> administration() {
    return {
        text<&Config::adminSocket, isSocketPath>({"Administration", "admin-socket", "PATH", "a path of 1 to 107 bytes", "admin.sock in the data directory",
                                                  "The unix socket that banterctl talks to."}),
        text<&Config::adminGroup, isGroup>({"Administration", "admin-group", "GROUP", "the name of a group of this machine", "(none)",
                                            "Members of this group may use the admin socket, besides root and the server's own user."}),
        choice<&Config::logFormat, kLogFormats>({"Administration", "log-format", "FORMAT", "text or json", {}, "One line per event, to standard error."}),
        choice<&Config::logLevel, kLogLevels>({"Administration", "log-level", "LEVEL", "debug, info, warning or error", {},
                                               "The least important events that are logged. The audit log of banterctl is always written."}),
    };
}

std::vector<ConfigField> makeFields() {
    std::vector<ConfigField> all;
    for (auto part : {basics(), encryption(), people(), bounds(), administration()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace

std::span<const ConfigField> configFields() {
    static const std::vector<ConfigField> fields = makeFields();
    return fields;
}

const ConfigField *findConfigField(std::string_view key) {
    const auto fields = configFields();
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const ConfigField &field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

std::string ConfigField::flag() const { return "--" + std::string(key); }

std::string ConfigField::variable() const {
    std::string name = "BANTERD_";
    for (const char c : key)
        name += c == '-' ? '_' : static_cast<char>(c - ('a' - 'A'));
    return name;
}

std::string ConfigField::defaultText() const { return computedDefault.empty() ? get(Config{}) : std::string(computedDefault); }

} // namespace banter::server
