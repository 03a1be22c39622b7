// SPDX-License-Identifier: Apache-2.0
// banter_bench_floor [PORT]: serves on 127.0.0.1 until it is killed; prints "listening on ws://127.0.0.1:PORT".
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>

#include "tests/bench/floor/Relay.h"

int main(int argc, char **argv) {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    banter::bench::Relay relay;
    const int port = relay.listen(static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0));
    if (port < 0) {
        std::perror("banter_bench_floor: cannot listen");
        return 1;
    }
    std::printf("listening on ws://127.0.0.1:%d\n", port);
    std::fflush(stdout);
    relay.serve();
    std::perror("banter_bench_floor: epoll failed");
    return 1;
}
