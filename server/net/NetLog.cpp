// SPDX-License-Identifier: Apache-2.0
#include "server/net/NetLog.h"

namespace banter::server {

Q_LOGGING_CATEGORY(netLog, "banter.net")

} // namespace banter::server
