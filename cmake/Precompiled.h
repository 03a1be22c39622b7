// SPDX-License-Identifier: Apache-2.0
// Headers that most translation units pull in and that never change: parsed once per target.
#pragma once
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <QByteArray>
#include <QObject>
#include <QString>
