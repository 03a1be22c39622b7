// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

namespace banter::server {

/// What administrators did, and who was refused.
Q_DECLARE_LOGGING_CATEGORY(lcAudit)

} // namespace banter::server
