// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/ProcessUsage.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <sys/resource.h>
#include <unistd.h>

namespace banter::bench {
namespace {

std::string readAll(const std::string &path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The fields of /proc/PID/stat from the third on (proc(5)); the second, the name, may hold blanks and brackets.
std::vector<std::string> statOf(pid_t pid) {
    const std::string text = readAll("/proc/" + std::to_string(pid) + "/stat");
    const std::size_t end = text.rfind(')');
    if (end == std::string::npos)
        return {};
    std::istringstream words(text.substr(end + 1));
    return {std::istream_iterator<std::string>(words), std::istream_iterator<std::string>()};
}

constexpr std::size_t kUser = 11, kSystem = 12, kChildrenUser = 13, kChildrenSystem = 14; // utime is the 14th field

std::int64_t ticks(const std::vector<std::string> &stat, std::size_t field) {
    static const std::int64_t nsPerTick = 1'000'000'000 / sysconf(_SC_CLK_TCK);
    return std::stoll(stat[field]) * nsPerTick;
}

/// ns on a CPU of a process with one thread.
std::int64_t scheduled(pid_t pid) {
    std::istringstream words(readAll("/proc/" + std::to_string(pid) + "/schedstat"));
    std::int64_t ns = 0;
    words >> ns;
    return ns;
}

std::int64_t toNs(const timeval &time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + std::int64_t{time.tv_usec} * 1000;
}

} // namespace

std::optional<CpuTime> cpuOf(pid_t pid) {
    const auto stat = statOf(pid);
    if (stat.size() <= kChildrenSystem)
        return std::nullopt;
    return CpuTime{ticks(stat, kUser), ticks(stat, kSystem)};
}

std::optional<CpuTime> cpuOfFamily(pid_t parent) {
    const auto stat = statOf(parent);
    if (stat.size() <= kChildrenSystem)
        return std::nullopt;
    CpuTime sum{ticks(stat, kUser) + ticks(stat, kChildrenUser), ticks(stat, kSystem) + ticks(stat, kChildrenSystem)};
    const std::string self = std::to_string(parent);
    std::istringstream children(readAll("/proc/" + self + "/task/" + self + "/children"));
    for (pid_t child = 0; children >> child;)
        sum.user += scheduled(child); // the split between user and system is not known here
    return sum;
}

CpuTime ownCpu() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return {toNs(usage.ru_utime), toNs(usage.ru_stime)};
}

std::int64_t residentBytes(pid_t pid) {
    std::istringstream lines(readAll("/proc/" + std::to_string(pid) + "/status"));
    for (std::string line; std::getline(lines, line);)
        if (line.rfind("VmRSS:", 0) == 0)
            return std::stoll(line.substr(6)) * 1024;
    return 0;
}

} // namespace banter::bench
