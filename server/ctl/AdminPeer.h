// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "shared/core/Result.h"

namespace banter::server {

/// Who is at the other end of a unix socket, as the kernel knows it: nobody can pretend to be somebody else.
struct AdminPeer {
    uid_t user{0};
    gid_t group{0};
    std::vector<gid_t> groups; ///< supplementary ones
    pid_t process{0};

    /// Of a connected unix socket (SO_PEERCRED and SO_PEERGROUPS, socket(7), unix(7)); nullopt if the kernel doesn't
    /// say.
    [[nodiscard]] static std::optional<AdminPeer> ofSocket(int descriptor);
};

/// Root, the server's own user, and members of `group` (if there is one).
[[nodiscard]] bool isAdministrator(const AdminPeer &peer, uid_t server, std::optional<gid_t> group);

/// Configuration error if there is no such group.
[[nodiscard]] Result<gid_t> groupByName(const std::string &name);

} // namespace banter::server
