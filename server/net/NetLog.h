// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

namespace banter::server {

/// Category `banter.net` of everything at the edge.
Q_DECLARE_LOGGING_CATEGORY(netLog)

} // namespace banter::server
