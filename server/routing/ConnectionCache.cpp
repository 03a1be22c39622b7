// SPDX-License-Identifier: Apache-2.0
#include "server/routing/ConnectionCache.h"

#include <algorithm>

namespace banter::server {

std::optional<SessionRef> ConnectionCache::add(const UserId &user, const Entry &entry) {
    Stripe &part = stripe(user);
    const std::lock_guard lock(part.mutex);
    std::vector<Entry> &entries = part.users[user];
    for (Entry &known : entries) {
        if (known.device == entry.device) {
            const SessionRef replaced = known.session;
            known = entry;
            return replaced;
        }
    }
    entries.reserve(entries.size() + 1); // exactly: nearly everybody has one device on line
    entries.push_back(entry);
    m_size.fetch_add(1, std::memory_order_relaxed);
    return std::nullopt;
}

void ConnectionCache::remove(const UserId &user, const DeviceId &device, SessionRef session) {
    Stripe &part = stripe(user);
    const std::lock_guard lock(part.mutex);
    const auto it = part.users.find(user);
    if (it == part.users.end())
        return;
    const auto removed =
        std::erase_if(it->second, [&](const Entry &e) { return e.device == device && e.session == session; });
    m_size.fetch_sub(removed, std::memory_order_relaxed);
    if (it->second.empty())
        part.users.erase(it);
}

void ConnectionCache::setHidesRead(const UserId &user, bool hidesRead) {
    Stripe &part = stripe(user);
    const std::lock_guard lock(part.mutex);
    const auto it = part.users.find(user);
    if (it == part.users.end())
        return;
    for (Entry &entry : it->second)
        entry.hidesRead = hidesRead;
}

void ConnectionCache::find(const UserId &user, std::vector<Entry> &out) const {
    counter(user).fetch_add(1); // before the look: see lookups()
    const Stripe &part = stripe(user);
    const std::lock_guard lock(part.mutex);
    if (const auto it = part.users.find(user); it != part.users.end())
        out.insert(out.end(), it->second.begin(), it->second.end());
}

bool ConnectionCache::isConnected(const UserId &user) const {
    const Stripe &part = stripe(user);
    const std::lock_guard lock(part.mutex);
    return part.users.contains(user);
}

std::size_t ConnectionCache::userCount() const {
    std::size_t count = 0;
    for (const Stripe &part : m_stripes) {
        const std::lock_guard lock(part.mutex);
        count += part.users.size();
    }
    return count;
}

} // namespace banter::server
