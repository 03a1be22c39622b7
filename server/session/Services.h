// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "server/ops/Config.h"
#include "server/routing/ConnectionCache.h"
#include "server/session/SearchIndex.h"
#include "shared/core/Clock.h"
#include "shared/core/Id.h"

namespace banter::server {

class Storage;
class PasswordPool;
class SharedLimiter;
class Shard;

/// Whether somebody applies followups (see runFollowups()).
enum class FollowupState : std::uint8_t { Idle, Running, Again };

/// What every shard and handler works with. Owned by Server; all of it outlives the shards' threads. The parts are
/// thread-safe; the values are written before the threads start.
struct Services {
    Services(const Config &configuration, const Clock &time, Storage &store, PasswordPool &passwordPool,
             SharedLimiter &shared, ConnectionCache &cache, const ServerId &id);
    ~Services();

    const Config &config;
    const Clock &clock;
    Storage &storage;
    PasswordPool &passwords;
    SharedLimiter &limiter;
    ConnectionCache &connections;
    ServerId serverId;
    std::vector<std::unique_ptr<Shard>> shards;
    SearchIndex searchIndex;
    std::atomic<FollowupState> followups{FollowupState::Idle};
    std::atomic<bool> draining{false}; ///< a clean stop has begun: no new messages

    [[nodiscard]] Shard &shardOf(const ConversationId &id) const { return *shards[id.hash() % shards.size()]; }
    [[nodiscard]] std::int64_t nowMs() const { return toMs(clock.wall()); }
};

} // namespace banter::server
