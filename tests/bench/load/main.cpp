// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <string>
#include <sys/resource.h>

#include "tests/bench/load/Runs.h"

int main(int argc, char **argv) {
    std::string error;
    const auto options = banter::bench::parseOptions(argc, argv, error);
    if (!options) {
        std::fprintf(stderr, "banter_bench_load: %s\n\n%s", error.c_str(), banter::bench::kUsage);
        return 2;
    }
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    return banter::bench::runMode(*options);
}
