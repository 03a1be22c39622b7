// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {

/// What is wrong with the content of a message that a client wants stored (a code and a hint), or nullopt.
/// `maxTextBytes`: Config::textMaxBytes. Pure.
[[nodiscard]] std::optional<std::pair<ErrorCode, std::string_view>> contentRefusal(const v1::Content &content,
                                                                                   std::size_t maxTextBytes);

} // namespace banter::server
