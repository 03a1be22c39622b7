// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace banter::bench {

/// CPU time so far, in ns: user and system.
struct CpuTime {
    std::int64_t user{0};
    std::int64_t system{0};
    [[nodiscard]] std::int64_t total() const { return user + system; }
};

/// Of one process with all its threads, ended ones too (/proc/PID/stat; the kernel counts in 1/100 s). nullopt: no such
/// process.
[[nodiscard]] std::optional<CpuTime> cpuOf(pid_t pid);
/// Of a process, its living children, and the ended ones that it has waited for: PostgreSQL's postmaster and everything
/// it started. Living children are read from schedstat (ns) because there are many of them.
[[nodiscard]] std::optional<CpuTime> cpuOfFamily(pid_t parent);
/// Of the calling process (getrusage).
[[nodiscard]] CpuTime ownCpu();
/// Resident set in bytes (VmRSS); 0: no such process.
[[nodiscard]] std::int64_t residentBytes(pid_t pid);

} // namespace banter::bench
