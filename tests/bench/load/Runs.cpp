// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/Runs.h"

#include <cstdio>
#include <memory>
#include <openssl/ssl.h>
#include <poll.h>
#include <sodium.h>
#include <unistd.h>

#include "tests/bench/load/AwayLoad.h"
#include "tests/bench/load/CycleLoad.h"
#include "tests/bench/load/GroupLoad.h"
#include "tests/bench/load/PairLoad.h"
#include "tests/bench/load/Reactor.h"
#include "tests/bench/load/StormLoad.h"

namespace banter::bench {
namespace {

using TlsContext = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

std::int64_t inSeconds(double seconds) { return nowNs() + static_cast<std::int64_t>(seconds * 1e9); }

TlsContext makeTls(const Options &options) {
    TlsContext tls(options.tls ? SSL_CTX_new(TLS_client_method()) : nullptr, SSL_CTX_free);
    if (tls) {
        SSL_CTX_set_mode(tls.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        SSL_CTX_set_session_cache_mode(tls.get(), SSL_SESS_CACHE_OFF);
    }
    return tls;
}

void print(Report &report) {
    std::puts(report.finish().c_str());
    std::fflush(stdout);
}

int failed(const std::string &why) {
    Report report;
    report.add("sound", std::string_view("no"));
    report.add("error", std::string_view(why));
    print(report);
    return 1;
}

int runPairs(const Options &options, PairLoad &load) {
    CpuWindow cpu(options);
    load.run(inSeconds(options.warmupSeconds));
    std::fputs("measuring\n", stderr); // for whoever wants to do something inside the window
    cpu.open();
    load.startMeasuring();
    load.run(inSeconds(options.seconds));
    load.stopMeasuring();
    cpu.shut();
    const bool drained = load.drain();
    load.rest(inSeconds(1.5)); // the server stores the last watermarks within a second
    Report report;
    load.report(report);
    cpu.report(report, static_cast<double>(load.measured()));
    print(report);
    return drained ? 0 : 1;
}

int runGroup(const Options &options, Reactor &reactor, const Target &target) {
    std::optional<std::vector<AccountLine>> accounts{std::vector<AccountLine>{}};
    if (options.dialect == Options::Dialect::Banter)
        accounts = readAccounts(options.accounts, options.offset, options.count, 2);
    if (!accounts)
        return failed("--accounts: not readable or too short");
    GroupLoad load(reactor, options, target);
    if (!load.open(std::move(*accounts)))
        return failed(load.error());
    CpuWindow cpu(options);
    load.run(inSeconds(options.warmupSeconds));
    cpu.open();
    load.startMeasuring();
    load.run(inSeconds(options.seconds));
    load.stopMeasuring();
    cpu.shut();
    const bool drained = load.drain();
    load.rest(inSeconds(2.5)); // the last acknowledgements, and storing them
    Report report;
    load.report(report);
    cpu.report(report, static_cast<double>(load.measured()));
    print(report);
    return drained ? 0 : 1;
}

int runStorm(const Options &options, Reactor &reactor, const Target &target) {
    const auto accounts = readAccounts(options.accounts, options.offset, options.count, 3);
    if (!accounts)
        return failed("--accounts: not readable or too short");
    StormLoad load(reactor, options, target);
    if (!load.open(*accounts))
        return failed(load.error());
    std::fputs("ready\n", stderr); // for whoever ends the server
    if (!load.weather())
        return failed(load.error());
    Report report;
    load.report(report);
    print(report);
    return 0;
}

int runAway(const Options &options, Reactor &reactor, const Target &target) {
    const auto accounts = readAccounts(options.accounts, options.offset, 1, 1);
    if (!accounts)
        return failed("--accounts: not readable or too short");
    AwayLoad load(reactor, options, target, accounts->front()[0]);
    if (!load.run())
        return failed(load.error());
    Report report;
    load.report(report);
    print(report);
    return 0;
}

int runIdle(const Options &options, PairLoad &load, std::int64_t bytesBefore) {
    if (!load.exchange(options.messagesPerSide) || !load.drain())
        return failed("the exchange before the silence failed: " + load.error());
    load.rest(inSeconds(options.settleSeconds));
    const std::int64_t bytesAfter = residentBytes(options.serverPid);
    Report report;
    report.add("connections", std::uint64_t{load.connections()});
    report.add("resident_before_bytes", static_cast<std::uint64_t>(bytesBefore));
    report.add("resident_after_bytes", static_cast<std::uint64_t>(bytesAfter));
    report.add("kib_per_connection",
               static_cast<double>(bytesAfter - bytesBefore) / 1024.0 / static_cast<double>(load.connections()));
    report.add("sound", std::string_view(load.isSound() ? "yes" : "no"));
    report.add("error", std::string_view(load.error()));
    print(report);
    pollfd input{STDIN_FILENO, POLLIN, 0};
    while (options.hold && load.isSound() && poll(&input, 1, 0) == 0)
        load.rest(inSeconds(0.2));
    return load.isSound() ? 0 : 1;
}

int runCycles(const Options &options, Reactor &reactor, const Target &target) {
    const bool resumes = options.mode == Options::Mode::Resume;
    auto accounts = readAccounts(options.accounts, options.offset, options.count, resumes ? 1 : 2);
    if (!accounts)
        return failed("--accounts: not readable or too short");
    CycleLoad load(reactor, options, target);
    CpuWindow cpu(options);
    if (!resumes)
        load.use(std::move(*accounts));
    else if (!load.learn(std::move(*accounts)))
        return failed(load.error());
    cpu.open();
    if (!load.run(options.cycles))
        return failed(load.error());
    cpu.shut();
    Report report;
    load.report(report);
    cpu.report(report, static_cast<double>(options.cycles));
    print(report);
    return 0;
}

int runArgon2(const Options &options) {
    constexpr int kRounds = 10;
    constexpr std::string_view kPassword = "correct horse battery"; // of the users that runner/world.py makes
    char hash[crypto_pwhash_STRBYTES];
    if (sodium_init() < 0)
        return failed("libsodium");
    const CpuTime before = ownCpu();
    for (int i = 0; i < kRounds; ++i)
        if (crypto_pwhash_str_alg(hash, kPassword.data(), kPassword.size(), options.iterations, options.memoryBytes,
                                  crypto_pwhash_ALG_ARGON2ID13) != 0)
            return failed("Argon2id refuses these parameters");
    Report report;
    report.add("argon2_us", static_cast<double>(ownCpu().total() - before.total()) / 1e3 / kRounds);
    report.add("hash", std::string_view(hash));
    report.add("sound", std::string_view("yes"));
    print(report);
    return 0;
}

} // namespace

int runMode(const Options &options) {
    if (options.mode == Options::Mode::Argon2)
        return runArgon2(options);
    const TlsContext tls = makeTls(options);
    Target target;
    target.address.sin_family = AF_INET;
    target.address.sin_port = htons(options.port);
    target.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    target.tls = tls.get();
    const auto reactor = std::make_unique<Reactor>();
    if (options.mode == Options::Mode::Resume || options.mode == Options::Mode::LogIn)
        return runCycles(options, *reactor, target);
    if (options.mode == Options::Mode::Group)
        return runGroup(options, *reactor, target);
    if (options.mode == Options::Mode::Storm)
        return runStorm(options, *reactor, target);
    if (options.mode == Options::Mode::Away)
        return runAway(options, *reactor, target);

    std::optional<std::vector<AccountLine>> accounts{std::vector<AccountLine>{}};
    if (options.dialect == Options::Dialect::Banter)
        accounts = readAccounts(options.accounts, options.offset, options.count, 3);
    if (!accounts)
        return failed("--accounts: not readable or too short");
    const std::int64_t bytesBefore = residentBytes(options.serverPid);
    PairLoad load(*reactor, options, target);
    if (!load.open(std::move(*accounts)))
        return failed(load.error());
    return options.mode == Options::Mode::Pairs ? runPairs(options, load) : runIdle(options, load, bytesBefore);
}

} // namespace banter::bench
