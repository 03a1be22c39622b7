// SPDX-License-Identifier: Apache-2.0
#include "server/ops/Version.h"

namespace banter::server {

std::string_view version() { return BANTER_VERSION; }

} // namespace banter::server
