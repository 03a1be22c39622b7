// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace banter::server {

/// Told that a file descriptor is ready. Owned by whoever registered it; unregister before destroying.
class Watcher {
public:
    virtual ~Watcher() = default;
    /// `events` as epoll_wait gives them (EPOLLIN, EPOLLOUT, EPOLLHUP, EPOLLERR, EPOLLRDHUP). A call without cause may
    /// happen.
    virtual void onReady(std::uint32_t events) = 0;
};

} // namespace banter::server
