// SPDX-License-Identifier: Apache-2.0
//
//   tst_Simulation [--seeds N] [--first S] [--events M] [--jobs J] [--trace] [--no-plants] [--no-keep] [--no-acl-moves]
// Lives through N worlds from seed S on, after those in regression_seeds.txt, and proves that planted bugs are found.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/simulation/World.h"

using namespace banter::simulation;

namespace {

constexpr const char *kRegressions = BANTER_REGRESSION_SEEDS;
constexpr std::uint64_t kPlantSeeds = 60; ///< a planted bug must show within so many worlds

struct Arguments {
    std::uint64_t seeds{300};
    std::uint64_t first{1};
    int events{300};
    int jobs{static_cast<int>(std::max(1u, std::thread::hardware_concurrency()))}; ///< worlds at a time
    bool trace{false};
    bool plants{true};
    bool aclMoves{true};
    bool keeps{true}; ///< failing seeds are written down
};

struct Regression {
    std::uint64_t seed{0};
    int events{0};
};

std::vector<Regression> readRegressions() {
    std::vector<Regression> all;
    std::ifstream file(kRegressions);
    for (std::string line; std::getline(file, line);) {
        Regression one;
        if (!line.empty() && line[0] != '#' && std::istringstream(line) >> one.seed >> one.events)
            all.push_back(one);
    }
    return all;
}

void keep(std::uint64_t seed, int events, const std::string &why) {
    for (const Regression &one : readRegressions()) {
        if (one.seed == seed && one.events == events)
            return;
    }
    std::ofstream(kRegressions, std::ios::app) << seed << ' ' << events << " # " << why << '\n';
}

/// Whether the world held. What went wrong is printed, with how to see it again.
bool live(const World::Options &options, bool keeps, World::Summary &total) {
    static std::mutex mutex; // of the totals, the output and the file
    try {
        const World::Summary summary = World(options).run();
        const std::lock_guard lock(mutex);
        total.messages += summary.messages;
        total.failed += summary.failed;
        total.wishes += summary.wishes;
        total.steps += summary.steps;
        total.virtualMs += summary.virtualMs;
        return true;
    } catch (const Broken &broken) {
        const std::lock_guard lock(mutex);
        std::printf("FAIL seed %llu: %s\n     again with: tst_Simulation --first %llu --seeds 1 --events %d "
                    "--no-plants --trace\n",
                    static_cast<unsigned long long>(options.seed), broken.what(),
                    static_cast<unsigned long long>(options.seed), options.events);
        if (keeps)
            keep(options.seed, options.events, broken.what());
        return false;
    }
}

/// Worlds know nothing of each other: as many at a time as there are cores. A trace is of one after the other.
std::size_t liveThrough(const Arguments &arguments, World::Summary &total) {
    std::atomic<std::uint64_t> next{arguments.first};
    std::atomic<std::size_t> failures{0};
    const auto work = [&] {
        for (std::uint64_t seed = next++; seed < arguments.first + arguments.seeds; seed = next++) {
            if (!live({seed, arguments.events, Bug::None, arguments.trace, arguments.aclMoves}, arguments.keeps, total))
                ++failures;
        }
    };
    std::vector<std::thread> others;
    for (int job = 1; job < arguments.jobs && !arguments.trace; ++job)
        others.emplace_back(work);
    work();
    for (std::thread &other : others)
        other.join();
    return failures;
}

/// The world in which a planted bug shows, or 0.
std::uint64_t seedThatFinds(Bug bug, int events, std::string &how) {
    for (std::uint64_t seed = 1; seed <= kPlantSeeds; ++seed) {
        try {
            World({seed, events, bug, false, true}).run();
        } catch (const Broken &broken) {
            how = broken.what();
            return seed;
        }
    }
    return 0;
}

int usage() {
    std::fputs(
        "usage: tst_Simulation [--seeds N] [--first S] [--events M] [--jobs J] [--trace] [--no-plants] [--no-keep] "
        "[--no-acl-moves]\n",
        stderr);
    return 2;
}

} // namespace

int main(int argc, char **argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (name == "--trace") {
            arguments.trace = true;
        } else if (name == "--no-plants") {
            arguments.plants = false;
        } else if (name == "--no-acl-moves") {
            arguments.aclMoves = false;
        } else if (name == "--no-keep") {
            arguments.keeps = false;
        } else if (i + 1 == argc) {
            return usage();
        } else if (name == "--seeds") {
            arguments.seeds = std::strtoull(argv[++i], nullptr, 10);
        } else if (name == "--first") {
            arguments.first = std::strtoull(argv[++i], nullptr, 10);
        } else if (name == "--jobs") {
            arguments.jobs = std::max(1, std::atoi(argv[++i]));
        } else if (name == "--events") {
            arguments.events = std::atoi(argv[++i]);
        } else {
            return usage();
        }
    }
    const auto started = std::chrono::steady_clock::now();
    World::Summary total;
    std::size_t failures = 0;
    const auto regressions = readRegressions();
    for (const Regression &one : regressions)
        failures += live({one.seed, one.events, Bug::None, arguments.trace, arguments.aclMoves}, arguments.keeps, total)
                        ? 0
                        : 1;
    failures += liveThrough(arguments, total);
    const auto seconds = [&started] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    };
    std::printf("%zu worlds (%zu of them kept from earlier failures): %zu failed; %zu messages, %zu refused for good, "
                "%zu wishes, "
                "%zu steps, %.1f hours of "
                "virtual time in %.1f s\n",
                regressions.size() + arguments.seeds, regressions.size(), failures, total.messages, total.failed,
                total.wishes, total.steps, static_cast<double>(total.virtualMs) / 3.6e6, seconds());
    if (arguments.plants) {
        for (const Bug bug : {Bug::NoDedupe, Bug::NoAfter, Bug::ResendBackwards, Bug::LostRow, Bug::OldRowWins,
                              Bug::MarkGoesBack, Bug::AcceptedTooSoon, Bug::OutboxForgets, Bug::SeqGap,
                              Bug::WishForgotten, Bug::LostReaction, Bug::RemovalIgnored, Bug::EarlyDelivered}) {
            std::string how;
            const std::uint64_t seed = seedThatFinds(bug, 300, how);
            std::printf("planted '%s': %s\n", nameOf(bug),
                        seed ? ("found by seed " + std::to_string(seed) + ": " + how).c_str() : "NOT FOUND");
            failures += seed ? 0 : 1;
        }
        std::printf("all in %.1f s\n", seconds());
    }
    return failures == 0 ? 0 : 1;
}
