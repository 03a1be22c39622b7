// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>

namespace banter::bench {

/// What main() was asked for; kUsage explains each.
struct Options {
    enum class Mode : std::uint8_t { Pairs, Group, Storm, Away, Idle, Resume, LogIn, Argon2 };
    enum class Dialect : std::uint8_t { Banter, Relay };
    enum class Arrivals : std::uint8_t { Poisson, Even };

    Mode mode{Mode::Pairs};
    Dialect dialect{Dialect::Banter};
    Arrivals arrivals{Arrivals::Poisson};
    std::uint16_t port{0};
    bool tls{false};
    std::string accounts;
    std::size_t offset{0};
    std::size_t count{1000};
    std::size_t window{2};
    double rate{0};
    double warmupSeconds{2};
    double seconds{10};
    std::size_t bodyBytes{200};
    bool acknowledgeEach{false};
    bool silent{false};
    std::uint32_t messagesPerSide{20};
    double settleSeconds{30};
    bool hold{false};
    std::size_t cycles{2000};
    std::size_t concurrency{8};
    std::uint64_t memoryBytes{0};
    std::uint64_t iterations{0};
    pid_t serverPid{0};
    pid_t postmasterPid{0};
};

extern const char *const kUsage;

/// nullopt: not understood (`error` says what).
[[nodiscard]] std::optional<Options> parseOptions(int argc, char **argv, std::string &error);

} // namespace banter::bench
