// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

namespace banter::client {

Q_DECLARE_LOGGING_CATEGORY(logPlatform)

} // namespace banter::client
