// SPDX-License-Identifier: Apache-2.0
#include "server/session/Services.h"

#include "server/session/Shard.h"

namespace banter::server {

Services::Services(const Config &configuration, const Clock &time, Storage &store, PasswordPool &passwordPool,
                   SharedLimiter &shared, ConnectionCache &cache, const ServerId &id)
    : config(configuration),
      clock(time),
      storage(store),
      passwords(passwordPool),
      limiter(shared),
      connections(cache),
      serverId(id) {}

Services::~Services() = default;

} // namespace banter::server
