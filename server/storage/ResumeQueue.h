// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "server/storage/Rows.h"
#include "shared/core/Promise.h"

namespace banter::server {

/// Devices that come back, until a reader has time: it takes all that wait, up to kBatch, and asks the store about them
/// at once. After an outage everybody comes at the same time, and the batch costs half of what each alone would.
/// Thread-safe.
class ResumeQueue {
public:
    static constexpr std::size_t kBatch = 64;
    static constexpr std::size_t kMaxWaiting = 4096; ///< beyond, answers are Busy: the database does not keep up

    struct Batch {
        std::vector<ResumeAsk> asks;
        std::vector<Promise<std::optional<ResumedDevice>>> promises;
    };

    /// Whether a job has to be queued that takes a batch.
    [[nodiscard]] bool push(ResumeAsk ask, Promise<std::optional<ResumedDevice>> done);
    /// For that job, once. `more`: what is left needs another one.
    [[nodiscard]] Batch take(bool &more);

private:
    std::mutex m_mutex;
    Batch m_waiting;
    bool m_isQueued{false};
};

} // namespace banter::server
