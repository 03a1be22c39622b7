// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/Options.h"

#include <cstdlib>
#include <functional>
#include <map>
#include <string_view>

namespace banter::bench {

const char *const kUsage =
    R"(banter_bench_load MODE --port PORT [options]: a load generator for banterd and for the bench's floor; prints one JSON object.

modes
  pairs    pairs of users who write to each other; --rate 0: closed loop at saturation, else open loop
  group    a group whose members are all connected; --window of them write, or all in turn at --rate; --count members
  storm    everybody of --count lines signs in; "ready" on standard error; waits for the server to go and for all to be back
  away     a device that was away for a month lists its conversations, --cycles times
  idle     as pairs, but --messages from each side, then silence; prints, and with --hold stays until stdin ends
  resume   connect, Hello with a token, ListChanged since the last time (nothing has changed), close; --cycles times
  login    connect, Hello, LogIn, LogOut; --cycles times
  argon2   no server: CPU of one Argon2id hash with --memory bytes and --iterations

options
  --dialect banter|relay     relay: the floor (default banter)
  --tls                      connect with TLS, certificate not checked, no session resumption
  --accounts FILE            pairs, storm, idle: "conversation<TAB>token<TAB>token"; group: "conversation<TAB>token"; resume, away: "token"; login: "user name<TAB>password"
  --offset N --count N       which lines of it (default 0, 1000); relay: number of pairs
  --window N                 closed loop: messages under way per pair (default 2, one each way)
  --rate R                   open loop: messages per second, all pairs together
  --arrivals poisson|even    default poisson
  --warmup S --seconds S     default 2, 10
  --body N                   bytes of text (default 200)
  --ack-each                 acknowledge each delivery by itself (default: once per second and conversation)
  --silent                   group: no acknowledgements
  --messages N --settle S    idle: default 20, 30
  --hold                     idle: stay connected
  --cycles N --concurrency N resume, login: default 2000, 8
  --server-pid P --postmaster-pid P   whose CPU and memory to report
)";

namespace {

using Switches = std::map<std::string_view, bool *>;
using Values = std::map<std::string_view, std::function<void(const char *)>>;

Switches switchesOf(Options &options) {
    return {{"--tls", &options.tls},
            {"--ack-each", &options.acknowledgeEach},
            {"--silent", &options.silent},
            {"--hold", &options.hold}};
}

template <class Number>
std::function<void(const char *)> whole(Number &target) {
    return [&target](const char *text) { target = static_cast<Number>(std::strtoull(text, nullptr, 10)); };
}

std::function<void(const char *)> real(double &target) {
    return [&target](const char *text) { target = std::strtod(text, nullptr); };
}

Values valuesOf(Options &options) {
    return {{"--dialect",
             [&](const char *text) {
                 options.dialect =
                     std::string_view(text) == "relay" ? Options::Dialect::Relay : Options::Dialect::Banter;
             }},
            {"--arrivals",
             [&](const char *text) {
                 options.arrivals =
                     std::string_view(text) == "even" ? Options::Arrivals::Even : Options::Arrivals::Poisson;
             }},
            {"--accounts", [&](const char *text) { options.accounts = text; }},
            {"--port", whole(options.port)},
            {"--offset", whole(options.offset)},
            {"--count", whole(options.count)},
            {"--window", whole(options.window)},
            {"--rate", real(options.rate)},
            {"--warmup", real(options.warmupSeconds)},
            {"--seconds", real(options.seconds)},
            {"--body", whole(options.bodyBytes)},
            {"--messages", whole(options.messagesPerSide)},
            {"--settle", real(options.settleSeconds)},
            {"--cycles", whole(options.cycles)},
            {"--concurrency", whole(options.concurrency)},
            {"--memory", whole(options.memoryBytes)},
            {"--iterations", whole(options.iterations)},
            {"--server-pid", whole(options.serverPid)},
            {"--postmaster-pid", whole(options.postmasterPid)}};
}

} // namespace

std::optional<Options> parseOptions(int argc, char **argv, std::string &error) {
    static const std::map<std::string_view, Options::Mode> modes{
        {"pairs", Options::Mode::Pairs}, {"group", Options::Mode::Group},  {"storm", Options::Mode::Storm},
        {"away", Options::Mode::Away},   {"idle", Options::Mode::Idle},    {"resume", Options::Mode::Resume},
        {"login", Options::Mode::LogIn}, {"argon2", Options::Mode::Argon2}};
    Options options;
    const auto mode = argc > 1 ? modes.find(argv[1]) : modes.end();
    if (mode == modes.end()) {
        error = "no mode";
        return std::nullopt;
    }
    options.mode = mode->second;
    const Switches switches = switchesOf(options);
    const Values values = valuesOf(options);
    for (int i = 2; i < argc; ++i) {
        const std::string_view name = argv[i];
        if (const auto found = switches.find(name); found != switches.end()) {
            *found->second = true;
        } else if (const auto value = values.find(name); value != values.end() && i + 1 < argc) {
            value->second(argv[++i]);
        } else {
            error = "not understood: " + std::string(name);
            return std::nullopt;
        }
    }
    if (options.bodyBytes < 24 || options.bodyBytes > 4096)
        error = "--body: 24 to 4096";
    if (options.port == 0 && options.mode != Options::Mode::Argon2)
        error = "--port is missing";
    return error.empty() ? std::optional(options) : std::nullopt;
}

} // namespace banter::bench
