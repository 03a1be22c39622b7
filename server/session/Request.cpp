// SPDX-License-Identifier: Apache-2.0
#include "server/session/Request.h"

#include "server/session/Log.h"

namespace banter::server {

void Request::refuse(const Error &error) const {
    const ErrorCode code = wireCode(error.code);
    if (code != error.code)
        qCWarning(lcSession) << "request" << m_id << "of session" << m_session.bits
                             << "failed:" << errorName(error.code).data() << error.detail.c_str();
    std::int64_t retryAfterMs = error.retryAfterMs;
    if (retryAfterMs == 0 && code == ErrorCode::Busy)
        retryAfterMs = 500;
    refuse(code, {}, retryAfterMs);
}

} // namespace banter::server
