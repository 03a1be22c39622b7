// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/bench/load/Histogram.h"
#include "tests/bench/load/Options.h"
#include "tests/bench/load/ProcessUsage.h"

namespace banter::bench {

/// Builds the one JSON object that a run prints. Keys are given without quotes; nesting by begin() and end().
class Report {
public:
    Report() : m_text("{") {}
    void add(std::string_view key, double value);
    void add(std::string_view key, std::uint64_t value);
    void add(std::string_view key, std::string_view value);
    /// {p50, p90, p99, p999, max, mean} in ms, and count.
    void add(std::string_view key, const Histogram &histogram);
    void begin(std::string_view key);
    void end();
    [[nodiscard]] std::string finish();

private:
    void key(std::string_view name);
    std::string m_text;
};

/// CPU of the server, of PostgreSQL and of the generator between two moments.
class CpuWindow {
public:
    explicit CpuWindow(const Options &options) : m_options(options) {}
    void open();
    void shut();
    /// "cpu_us": per one of `units`, and the sum of server and postgres.
    void report(Report &report, double units) const;

private:
    struct Moment {
        CpuTime server, postgres, own;
    };
    [[nodiscard]] Moment now() const;
    const Options &m_options;
    Moment m_begin, m_end;
};

} // namespace banter::bench
