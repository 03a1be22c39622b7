// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <QString>

namespace banter::client {

/// The longest time that a command takes: ten years.
inline constexpr int kMaxHours = 24 * 366 * 10;

[[nodiscard]] inline QString text(const std::string &value) { return QString::fromStdString(value); }

} // namespace banter::client
