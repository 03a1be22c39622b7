// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace banter::server {

/// The release this binary was built from, as "0.1.0".
[[nodiscard]] std::string_view version();

} // namespace banter::server
