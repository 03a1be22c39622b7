// SPDX-License-Identifier: Apache-2.0
#include "server/storage/StoreHolder.h"

namespace banter::server {

SqlStoreBase *StoreHolder::get() {
    const MonoTime now = Clock::system().mono();
    if (now < m_nextAttempt)
        return nullptr;
    if (m_store) {
        if (m_store->refresh())
            return m_store.get();
        setStore(nullptr);
    }
    auto opened = m_factory.open(m_use);
    if (!opened.ok()) {
        noteFailure(opened.error());
        return nullptr;
    }
    setStore(std::move(opened).value());
    noteUp();
    return m_store.get();
}

Millis StoreHolder::retryIn() const { return std::max(Millis{0}, m_nextAttempt - Clock::system().mono()); }

void StoreHolder::failed(const Error &error) {
    const bool alive = m_store && m_store->refresh();
    if (!alive)
        setStore(nullptr);
    // A connection that broke is replaced at once; the back-off is for what fails again, or for what a new connection
    // would not mend: a lock that was not given, a full disk.
    if (alive || ++m_failures > 1)
        noteFailure(error);
    else
        m_lastError = error;
}

void StoreHolder::succeeded() {
    m_failures = 0;
    m_backoff.reset();
    noteUp();
}

void StoreHolder::release() {
    setStore(nullptr);
    noteUp();
}

void StoreHolder::interrupt() {
    const std::lock_guard lock(m_mutex);
    if (m_store)
        m_store->interrupt();
}

void StoreHolder::setStore(std::unique_ptr<SqlStoreBase> store) {
    const std::lock_guard lock(m_mutex);
    m_store = std::move(store);
}

void StoreHolder::noteFailure(const Error &error) {
    m_lastError = error;
    m_lastError.code = ErrorCode::StoreUnavailable;
    m_nextAttempt = Clock::system().mono() + m_backoff.next();
    if (!m_lost)
        m_health.lost(error.detail);
    m_lost = true;
}

void StoreHolder::noteUp() {
    m_nextAttempt = {};
    if (m_lost)
        m_health.found();
    m_lost = false;
}

} // namespace banter::server
