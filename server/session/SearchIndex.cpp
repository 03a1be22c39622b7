// SPDX-License-Identifier: Apache-2.0
#include "server/session/SearchIndex.h"

#include "server/session/Services.h"
#include "server/storage/Storage.h"

namespace banter::server {
namespace {

/// Of one transaction: messages may have to wait for it on SQLite.
constexpr int kMessagesAtOnce = 128;
constexpr std::size_t kConversationsAtOnce = 64;
constexpr int kLookAtOnce = 1000;
/// Of one run: what is sent without a pause is found later rather than slowed down.
constexpr int kStepsAtOnce = 4;

} // namespace

void SearchIndex::add(const std::vector<ConversationId> &conversations) {
    const std::lock_guard lock(m_mutex);
    m_behind.insert(conversations.begin(), conversations.end());
}

std::vector<ConversationId> SearchIndex::take() {
    const std::lock_guard lock(m_mutex);
    std::vector<ConversationId> taken;
    while (!m_behind.empty() && taken.size() < kConversationsAtOnce)
        taken.push_back(m_behind.extract(m_behind.begin()).value());
    return taken;
}

void SearchIndex::rest() {
    const std::lock_guard lock(m_mutex);
    m_isRunning = false;
}

void SearchIndex::run(Services &services, Executor *executor) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_isRunning)
            return;
        m_isRunning = true;
    }
    if (m_isWhole)
        step(services, executor, kStepsAtOnce);
    else
        lookForMore(services, executor);
}

/// Once after the start: what was not taken in before the end.
void SearchIndex::lookForMore(Services &services, Executor *executor) {
    struct Look {
        std::vector<ConversationId> behind;
        ConversationId last;
    };
    services.storage.read<Look>(
        [after = m_lookedAt](SqlStore &store) -> Result<Look> {
            Look look;
            BANTER_TRY(look.behind, store.conversationsToIndex(after, kLookAtOnce, look.last));
            return look;
        },
        Promise<Look>(executor, [this, &services, executor](const Result<Look> &look) {
            if (!look.ok())
                return rest();
            add(look->behind);
            m_lookedAt = look->last;
            m_isWhole = look->last.isNull();
            step(services, executor, kStepsAtOnce);
        }));
}

void SearchIndex::step(Services &services, Executor *executor, int stepsLeft) {
    const bool mayWork = stepsLeft > 0 && services.storage.stats().queued == 0;
    const std::vector<ConversationId> conversations = mayWork ? take() : std::vector<ConversationId>();
    if (conversations.empty())
        return rest();
    using Behind = std::vector<ConversationId>;
    services.storage.change<Behind>(
        [conversations](SqlStore &store) { return store.indexSome(conversations, kMessagesAtOnce); },
        Promise<Behind>(executor, [this, &services, executor, conversations, stepsLeft](const Result<Behind> &behind) {
            add(behind.ok() ? *behind : conversations);
            if (behind.ok())
                step(services, executor, stepsLeft - 1);
            else
                rest();
        }));
}

} // namespace banter::server
