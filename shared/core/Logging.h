// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <QLoggingCategory>

namespace banter {

enum class LogFormat { Text, Json };

/// Sends everything that Qt's logging categories produce to standard error: one line each, control and bidirectional
/// characters escaped (no foreign text can forge a line), at most 8 KiB. Call once, at the start of main().
void installLogging(LogFormat format);

/// For foreign text in a log line: escapes, and cuts at 200 bytes.
[[nodiscard]] QByteArray forLog(std::string_view foreign);

} // namespace banter
