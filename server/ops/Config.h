// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/core/Clock.h"
#include "shared/core/Logging.h"
#include "shared/protocol/Limits.h"

namespace banter::server {

struct ListenAddress {
    std::string address;   ///< IPv4 or IPv6, without brackets
    std::uint16_t port{0}; ///< 0 = any free port
    friend bool operator==(const ListenAddress &, const ListenAddress &) = default;
};

enum class TlsMode : std::uint8_t {
    Off,  ///< plain ws://; for tests, and behind a proxy that does TLS
    Self, ///< a certificate that the server makes for itself, kept in the data directory
    Files ///< certificate and key from files
};

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

/// Everything an operator can set. The table of names, limits and help is in ConfigFields.cpp; the defaults are here.
/// A plain value: made once at the start, then only read.
struct Config {
    std::string dataDirectory{"/var/lib/banterd"};
    std::vector<ListenAddress> listen{{"0.0.0.0", 7667}, {"::", 7667}};
    bool listenIsDefault{true}; ///< nobody asked for these addresses: one that the machine does not have may be skipped
    std::string serverName{"Banter"};

    TlsMode tls{TlsMode::Self};
    std::string certificate;           ///< PEM file, whole chain; set if tls is Files
    std::string key;                   ///< PEM file; set if tls is Files
    std::string hostname{"localhost"}; ///< for the self-made certificate

    std::string database{"sqlite"}; ///< as given; see databaseLocation()
    int writers{1};
    int readers{2};
    std::size_t maxQueue{4096};

    int shards{0}; ///< 0 = one per core; see shardCount()

    bool registrationOpen{false};
    std::uint32_t maxDevices{limits::kMaxDevices};
    std::size_t textMaxBytes{limits::kMaxTextBytes};
    std::uint32_t maxGroupMembers{limits::kMaxGroupMembers};
    std::chrono::seconds editWindow{limits::kChangeWindow};   ///< 0 = messages are not edited
    std::chrono::seconds deleteWindow{limits::kChangeWindow}; ///< by the sender, for everyone; 0 = not at all
    bool jsonFrames{true};

    std::size_t maxConnections{0};     ///< 0 = as many as the process's descriptors allow
    std::size_t maxPerAddress{200};    ///< 0 = no limit; see edgeMaxPerAddress()
    std::size_t connectsPerMinute{60}; ///< per address, 0 = no limit; see edgeConnectsPerMinute()
    bool rateLimits{true};             ///< off: no limit of server/ops/RateLimits.h holds, nor the two above
    std::uint32_t reconnectSpreadMs{limits::kReconnectSpreadMs};
    std::chrono::seconds drain{10}; ///< patience of a clean stop

    std::size_t passwordMemoryKib{19456}; ///< Argon2id; 19 MiB and 2 passes are OWASP's floor
    std::uint32_t passwordOps{2};
    int passwordThreads{0}; ///< 0 = one per core; see passwordThreadCount()

    std::string adminSocket; ///< empty = in the data directory; see adminSocketPath()
    std::string adminGroup;  ///< members may use the admin socket, besides root and the server's own user

    LogFormat logFormat{LogFormat::Text};
    LogLevel logLevel{LogLevel::Info};

    /// "sqlite:<path>", or libpq's URL or conninfo: what StorageOptions::database takes.
    [[nodiscard]] std::string databaseLocation() const;
    [[nodiscard]] std::string adminSocketPath() const;
    [[nodiscard]] int shardCount() const;
    [[nodiscard]] int passwordThreadCount() const;
    /// What EdgeOptions takes: 0 (no limit) if rate limits are off.
    [[nodiscard]] std::size_t edgeMaxPerAddress() const { return rateLimits ? maxPerAddress : 0; }
    [[nodiscard]] double edgeConnectsPerMinute() const {
        return rateLimits ? static_cast<double>(connectsPerMinute) : 0;
    }
    /// For QLoggingCategory::setFilterRules(): what log-level means for the categories `banter.*`.
    [[nodiscard]] QString logFilterRules() const;
};

using Environment = std::map<std::string, std::string>;

/// What the command line asks for.
struct ConfigOutcome {
    /// Not empty: print to standard error and exit with exitCode. One entry per mistake: which key, where it was given,
    /// what was given, what is allowed.
    std::vector<std::string> errors;
    std::vector<std::string> warnings; ///< legal but probably not meant: to be logged
    /// Set if there is nothing to run (--help, --version, --check-config, --print-config): print to standard output and
    /// exit.
    bool exits{false};
    std::string output;
    int exitCode{0}; ///< 0, or 2 with errors
    Config config;   ///< valid if there are no errors
};

/// Reads file < environment (BANTERD_…) < flags. Touches nothing but the files that are named; no globals.
[[nodiscard]] ConfigOutcome parseConfig(int argc, const char *const *argv, const Environment &environment);

/// The environment of this process, for parseConfig(). Call before there are threads.
[[nodiscard]] Environment processEnvironment();

} // namespace banter::server
