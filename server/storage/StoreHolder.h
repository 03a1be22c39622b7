// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

#include "server/storage/Health.h"
#include "server/storage/StoreFactory.h"
#include "shared/core/Backoff.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// The connection of one thread: opened at the first use, opened again when it broke, not more often than a back-off of
/// 0.1 to 2 s allows. All but interrupt() in the thread that uses it; release() there too, before the thread ends.
class StoreHolder {
public:
    StoreHolder(const StoreFactory &factory, StoreUse use, Health &health)
        : m_factory(factory),
          m_use(use),
          m_health(health) {}

    /// A connection that works as far as is known, or null: see lastError(), and try again in retryIn().
    [[nodiscard]] SqlStoreBase *get();
    [[nodiscard]] const Error &lastError() const { return m_lastError; }
    /// 0 = now.
    [[nodiscard]] Millis retryIn() const;
    /// After StoreUnavailable: the next get() opens a new connection unless this one still lives; what fails again
    /// waits.
    void failed(const Error &error);
    /// After anything that the database answered.
    void succeeded();
    void release();
    /// From any thread: breaks a wait for the database.
    void interrupt();

private:
    void setStore(std::unique_ptr<SqlStoreBase> store);
    void noteFailure(const Error &error);
    void noteUp();

    const StoreFactory &m_factory;
    StoreUse m_use;
    Health &m_health;
    std::mutex m_mutex; ///< guards the pointer against interrupt()
    std::unique_ptr<SqlStoreBase> m_store;
    Backoff m_backoff{Millis{100}, Millis{2000}};
    MonoTime m_nextAttempt{};
    Error m_lastError;
    int m_failures{0}; ///< since the last success
    bool m_lost{false};
};

} // namespace banter::server
