// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

#include "shared/core/Promise.h"

namespace banter::server {

/// One call of Storage::raiseReceipts, whose rows may lie with several writers: answers when the last one is done. Any
/// thread.
class ReceiptTicket {
public:
    ReceiptTicket(Promise<bool> promise, int parts) : m_promise(std::move(promise)), m_left(parts) {}

    void stored() {
        const std::lock_guard lock(m_mutex);
        if (--m_left == 0)
            m_promise.resolve(true);
    }
    void refused(const Error &error) {
        const std::lock_guard lock(m_mutex);
        --m_left;
        m_promise.resolve(error); // the first answer counts
    }

private:
    std::mutex m_mutex;
    Promise<bool> m_promise;
    int m_left;
};
using ReceiptTicketPtr = std::shared_ptr<ReceiptTicket>;

} // namespace banter::server
