// SPDX-License-Identifier: Apache-2.0
#include "server/session/Log.h"

namespace banter::server {

Q_LOGGING_CATEGORY(lcSession, "banter.session", QtInfoMsg)

} // namespace banter::server
