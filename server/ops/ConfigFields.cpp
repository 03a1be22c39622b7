// SPDX-License-Identifier: Apache-2.0
#include "server/ops/ConfigFields.h"

#include <algorithm>
#include <vector>

#include "server/ops/ConfigKinds.h"

namespace banter::server {
namespace {

using namespace config;

constexpr Words<bool, 2> kOnOff{{{"on", true}, {"off", false}}};
constexpr Words<bool, 2> kOpenClosed{{{"open", true}, {"closed", false}}};
constexpr Words<TlsMode, 3> kTlsModes{{{"off", TlsMode::Off}, {"self", TlsMode::Self}, {"files", TlsMode::Files}}};
constexpr Words<LogFormat, 2> kLogFormats{{{"text", LogFormat::Text}, {"json", LogFormat::Json}}};
constexpr Words<LogLevel, 4> kLogLevels{
    {{"debug", LogLevel::Debug}, {"info", LogLevel::Info}, {"warning", LogLevel::Warning}, {"error", LogLevel::Error}}};

std::vector<ConfigField> basics() {
    return {
        text<&Config::dataDirectory, isPath>(
            "data", "DIR", "the path of a directory",
            "Where the server keeps what is its own: the SQLite database, the certificate it made, the admin socket. "
            "Made if missing, readable by the server's user only."),
        addresses("listen", "ADDRESS:PORT",
                  "Where clients connect. Port 0 takes any free port and says which in the log."),
        text<&Config::serverName, isName>("server-name", "TEXT", "text of 1 to 120 bytes",
                                          "What clients show as the name of this server."),
        number<&Config::shards, 0, 256>("shards", "NUMBER",
                                        "Threads that own connections and conversations. 0: one per core."),
    };
}

std::vector<ConfigField> databases() {
    ConfigField where = text<&Config::database, isDatabase>(
        "database", "WHERE",
        "\"sqlite\", \"sqlite:/path/to/file\", \"postgresql://user@host/name\" or libpq's \"host=… dbname=…\"",
        "The store. \"sqlite\" is the file banter.db in the data directory. A password belongs in the file or the "
        "environment, not in a flag, which every user of the machine can see.");
    where.masked = [](const Config &config) { return maskPassword(config.database); };
    return {
        where,
        number<&Config::writers, 1, 64>("writers", "NUMBER",
                                        "Connections that store messages, each in batches. SQLite always has one."),
        number<&Config::readers, 1, 64>("readers", "NUMBER", "Connections that read history, lists and accounts."),
        number<&Config::maxQueue, 64, 1'000'000>(
            "max-queue", "NUMBER",
            "Messages that may wait for one writer; beyond that senders are answered \"busy\" and retry."),
    };
}

std::vector<ConfigField> encryption() {
    return {
        choice<&Config::tls, kTlsModes>(
            "tls", "MODE",
            "self: the server makes its own certificate and keeps it in the data directory. files: certificate and key "
            "are given. off: for tests, or behind a proxy that does TLS."),
        text<&Config::certificate, isPath>("certificate", "FILE", "the path of a PEM file",
                                           "The certificate with its whole chain, for tls = files.", "(none)"),
        text<&Config::key, isPath>("key", "FILE", "the path of a PEM file",
                                   "The private key of the certificate, for tls = files.", "(none)"),
        text<&Config::hostname, isHostname>(
            "hostname", "NAME", "a host name or an IP address",
            "The name that clients connect to; it is written into the self-made certificate."),
    };
}

std::vector<ConfigField> accounts() {
    return {
        choice<&Config::registrationOpen, kOpenClosed>(
            "registration", "MODE",
            "open: anybody who reaches the server can make an account. closed: accounts are made with banterctl."),
        number<&Config::maxDevices, 1, 1000>("max-devices", "NUMBER",
                                             "Devices of one account that can be signed in at the same time."),
        number<&Config::passwordMemoryKib, 8192, 1'048'576>(
            "password-memory-kib", "KIB",
            "Memory of one Argon2id hash. More makes stolen hashes dearer to guess, and each log-in slower. Old hashes "
            "are renewed at the next log-in."),
        number<&Config::passwordOps, 1, 20>("password-ops", "NUMBER", "Passes of Argon2id over that memory."),
        number<&Config::passwordThreads, 0, 64>("password-threads", "NUMBER",
                                                "Passwords that are hashed at the same time. 0: one per core."),
    };
}

std::vector<ConfigField> bounds() {
    return {
        number<&Config::textMaxBytes, 256, 32768>("text-max-bytes", "BYTES", "Longest text of one message, in UTF-8."),
        number<&Config::maxGroupMembers, 2, 10'000>(
            "max-group-members", "NUMBER",
            "Members of one group. A message to a group costs work for each member that is connected."),
        number<&Config::editWindow, 0, 315'360'000>(
            "edit-seconds", "SECONDS",
            "How long after it was sent a message can be edited by who sent it. 0: not at all."),
        number<&Config::deleteWindow, 0, 315'360'000>("delete-seconds", "SECONDS",
                                                      "How long after it was sent a message can be deleted for "
                                                      "everyone by who sent it. 0: not at all. In a group "
                                                      "its owner and admins can at any time."),
        number<&Config::maxConnections, 0, 10'000'000>(
            "max-connections", "NUMBER",
            "Open connections. 0: as many as the process may have descriptors (LimitNOFILE)."),
        number<&Config::maxPerAddress, 0, 10'000'000>(
            "max-per-address", "NUMBER",
            "Open connections of one address (IPv6: of one /64). 0: no limit, needed behind a proxy."),
        number<&Config::connectsPerMinute, 0, 10'000'000>(
            "connects-per-minute", "NUMBER",
            "New connections of one address (IPv6: of one /64). 0: no limit, needed behind a proxy."),
        choice<&Config::rateLimits, kOnOff>(
            "rate-limits", "SWITCH",
            "off lifts every rate limit, and the two limits per address above. For benchmarks and load tests only."),
        choice<&Config::jsonFrames, kOnOff>(
            "json-frames", "SWITCH", "Whether clients may speak JSON in text frames, besides the binary protocol."),
        number<&Config::reconnectSpreadMs, 0, 600'000>(
            "reconnect-spread-ms", "MS",
            "Clients that lose this server come back at a random moment within this time."),
        number<&Config::drain, 0, 600>("drain-seconds", "SECONDS",
                                       "How long a clean stop waits for what is under way."),
    };
}

std::vector<ConfigField> administration() {
    return {
        text<&Config::adminSocket, isSocketPath>("admin-socket", "PATH", "a path of 1 to 107 bytes",
                                                 "The unix socket that banterctl talks to.",
                                                 "admin.sock in the data directory"),
        text<&Config::adminGroup, isGroup>(
            "admin-group", "GROUP", "the name of a group of this machine",
            "Members of this group may use the admin socket, besides root and the server's own user.", "(none)"),
        choice<&Config::logFormat, kLogFormats>("log-format", "FORMAT", "One line per event, to standard error."),
        choice<&Config::logLevel, kLogLevels>(
            "log-level", "LEVEL",
            "The least important events that are logged. The audit log of banterctl is always written."),
    };
}

std::vector<ConfigField> makeFields() {
    std::vector<ConfigField> all;
    for (const auto &[group, fields] : {std::pair{"Basics", basics()},
                                        {"Database", databases()},
                                        {"Encryption", encryption()},
                                        {"Accounts", accounts()},
                                        {"Limits", bounds()},
                                        {"Administration", administration()}}) {
        for (ConfigField field : fields) {
            field.group = group;
            all.push_back(std::move(field));
        }
    }
    return all;
}

} // namespace

std::span<const ConfigField> configFields() {
    static const std::vector<ConfigField> fields = makeFields();
    return fields;
}

const ConfigField *findConfigField(std::string_view key) {
    const auto fields = configFields();
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const ConfigField &field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

std::string ConfigField::flag() const { return "--" + std::string(key); }

std::string ConfigField::variable() const {
    std::string name = "BANTERD_";
    for (const char c : key)
        name += c == '-' ? '_' : static_cast<char>(c - ('a' - 'A'));
    return name;
}

std::string ConfigField::defaultText() const {
    return computedDefault.empty() ? get(Config{}) : std::string(computedDefault);
}

} // namespace banter::server
