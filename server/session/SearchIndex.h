// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <unordered_set>
#include <vector>

#include "shared/core/Id.h"
#include "shared/core/Task.h"

namespace banter::server {

struct Services;

/// Keeps the index of search behind the messages: which conversations have some that are not in it yet, and one job
/// after the other that takes a few of them in. A send never waits for it: it comes when nothing waits for the store,
/// and what it has not come to is found again at the next start. Thread-safe.
class SearchIndex {
public:
    /// From a shard, a few times a second.
    void add(const std::vector<ConversationId> &conversations);
    /// Works while there is something to do; called again and again (a call during it does nothing). `executor`
    /// outlives its answers.
    void run(Services &services, Executor *executor);

private:
    void step(Services &services, Executor *executor, int stepsLeft);
    void lookForMore(Services &services, Executor *executor);
    [[nodiscard]] std::vector<ConversationId> take();
    void rest();

    std::mutex m_mutex;
    std::unordered_set<ConversationId> m_behind;
    ConversationId m_lookedAt; ///< all conversations up to here have been looked at since the start
    bool m_isWhole{false};     ///< all have been
    bool m_isRunning{false};
};

} // namespace banter::server
