// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

namespace banter::server {

Q_DECLARE_LOGGING_CATEGORY(lcStorage)

} // namespace banter::server
