// SPDX-License-Identifier: Apache-2.0
#include "server/storage/Health.h"

#include "server/storage/common/StorageLog.h"
#include "shared/core/Logging.h"

namespace banter::server {

void Health::lost(const std::string &why) {
    if (m_without++ == 0)
        qCWarning(lcStorage) << "the database is away, trying again:" << forLog(why);
}

void Health::found() {
    if (--m_without == 0)
        qCInfo(lcStorage) << "the database is back";
}

} // namespace banter::server
