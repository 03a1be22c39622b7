// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/Report.h"

#include <cstdio>

namespace banter::bench {

void Report::key(std::string_view name) {
    if (m_text.back() != '{')
        m_text += ", ";
    m_text += '"';
    m_text += name;
    m_text += "\": ";
}

void Report::add(std::string_view name, double value) {
    key(name);
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", value);
    m_text += text;
}

void Report::add(std::string_view name, std::uint64_t value) {
    key(name);
    m_text += std::to_string(value);
}

void Report::add(std::string_view name, std::string_view value) {
    key(name);
    m_text += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\')
            m_text += '\\';
        m_text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    m_text += '"';
}

void Report::add(std::string_view name, const Histogram &histogram) {
    const auto ms = [](double ns) { return ns / 1e6; };
    begin(name);
    add("count", histogram.count());
    add("p50_ms", ms(static_cast<double>(histogram.percentile(50))));
    add("p90_ms", ms(static_cast<double>(histogram.percentile(90))));
    add("p99_ms", ms(static_cast<double>(histogram.percentile(99))));
    add("p999_ms", ms(static_cast<double>(histogram.percentile(99.9))));
    add("max_ms", ms(static_cast<double>(histogram.maximum())));
    add("mean_ms", ms(histogram.mean()));
    end();
}

void Report::begin(std::string_view name) {
    key(name);
    m_text += '{';
}

void Report::end() { m_text += '}'; }

std::string Report::finish() { return m_text + "}"; }

CpuWindow::Moment CpuWindow::now() const {
    return {m_options.serverPid ? cpuOf(m_options.serverPid).value_or(CpuTime{}) : CpuTime{},
            m_options.postmasterPid ? cpuOfFamily(m_options.postmasterPid).value_or(CpuTime{}) : CpuTime{}, ownCpu()};
}

void CpuWindow::open() { m_begin = now(); }

void CpuWindow::shut() { m_end = now(); }

void CpuWindow::report(Report &report, double units) const {
    const auto per = [units](std::int64_t ns) { return units > 0 ? static_cast<double>(ns) / 1e3 / units : 0.0; };
    const std::int64_t server = m_end.server.total() - m_begin.server.total();
    const std::int64_t postgres = m_end.postgres.total() - m_begin.postgres.total();
    report.begin("cpu_us");
    report.add("server", per(server));
    report.add("server_system", per(m_end.server.system - m_begin.server.system));
    report.add("postgres", per(postgres));
    report.add("total", per(server + postgres));
    report.add("generator", per(m_end.own.total() - m_begin.own.total()));
    report.end();
}

} // namespace banter::bench
