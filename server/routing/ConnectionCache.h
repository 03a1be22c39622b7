// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "shared/core/Id.h"

namespace banter::server {

/// Names a session of this node: which shard, which place in its table, and which use of that place.
struct SessionRef {
    std::uint64_t bits{0};
    [[nodiscard]] static SessionRef make(std::uint32_t shard, std::uint32_t slot, std::uint32_t generation) {
        return {(static_cast<std::uint64_t>(shard) << 56) | (static_cast<std::uint64_t>(slot & 0xffffffu) << 32) |
                generation};
    }
    [[nodiscard]] std::uint32_t shard() const { return static_cast<std::uint32_t>(bits >> 56); }
    [[nodiscard]] std::uint32_t slot() const { return static_cast<std::uint32_t>(bits >> 32) & 0xffffffu; }
    [[nodiscard]] std::uint32_t generation() const { return static_cast<std::uint32_t>(bits); }
    friend bool operator==(const SessionRef &, const SessionRef &) = default;
};

/// (user, device) -> live session. The one structure that all shards read: striped locks, held for a look-up only. The
/// shard that holds a session owns its entry: it alone adds and removes it. Thread-safe.
class ConnectionCache {
public:
    struct Entry {
        DeviceId device;
        SessionRef session;
        bool json{false};      ///< speaks the JSON mapping
        bool hidesRead{false}; ///< the user neither shows what they have read nor is shown it
    };

    /// Adds a device's session; answers the one that it replaces.
    std::optional<SessionRef> add(const UserId &user, const Entry &entry);
    /// Removes the entry if it still names this session.
    void remove(const UserId &user, const DeviceId &device, SessionRef session);
    /// For the user's sessions of now.
    void setHidesRead(const UserId &user, bool hidesRead);
    /// Appends the user's sessions to `out`.
    void find(const UserId &user, std::vector<Entry> &out) const;
    [[nodiscard]] bool isConnected(const UserId &user) const;
    [[nodiscard]] std::size_t size() const { return m_size.load(std::memory_order_relaxed); }
    [[nodiscard]] std::size_t userCount() const;

    /// Moves whenever this user (or, seldom, another) is looked up. Who reads something of a user's while no session of
    /// theirs is here yet reads it before and after add(): if it has not moved, whatever was committed after the
    /// reading finds the session.
    [[nodiscard]] std::uint32_t lookups(const UserId &user) const { return counter(user).load(); }

    /// Moves whenever a token was made void somewhere. Who signs a device in reads it before it asks the store and
    /// compares it after add(): if it moved, the store has to be asked again, else a revocation could pass unseen
    /// between the two.
    [[nodiscard]] std::uint64_t revocations() const { return m_revocations.load(); }
    void noteRevocation() { m_revocations.fetch_add(1); }

private:
    static constexpr std::size_t kStripes = 64;
    struct Stripe {
        mutable std::mutex mutex;
        std::unordered_map<UserId, std::vector<Entry>> users;
    };
    [[nodiscard]] Stripe &stripe(const UserId &user) { return m_stripes[user.hash() >> 58]; }
    [[nodiscard]] const Stripe &stripe(const UserId &user) const { return m_stripes[user.hash() >> 58]; }

    [[nodiscard]] std::atomic<std::uint32_t> &counter(const UserId &user) const {
        return m_lookups[(user.hash() >> 32) % kCounters];
    }

    /// 16 KiB: with 20 000 look-ups a second each moves five times.
    static constexpr std::size_t kCounters = 4096;
    mutable std::array<std::atomic<std::uint32_t>, kCounters> m_lookups{};
    std::array<Stripe, kStripes> m_stripes;
    std::atomic<std::size_t> m_size{0};
    std::atomic<std::uint64_t> m_revocations{0};
};

} // namespace banter::server
