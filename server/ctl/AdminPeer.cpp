// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/AdminPeer.h"

#include <algorithm>

#include <grp.h>
#include <sys/socket.h>

#include "shared/protocol/ErrorCode.h"

namespace banter::server {

std::optional<AdminPeer> AdminPeer::ofSocket(int descriptor) {
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return std::nullopt;
    AdminPeer peer{credentials.uid, credentials.gid, {}, credentials.pid};
    // With more groups than this (the kernel answers ERANGE) only the primary one counts.
    peer.groups.resize(512);
    size = static_cast<socklen_t>(peer.groups.size() * sizeof(gid_t));
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERGROUPS, peer.groups.data(), &size) != 0)
        size = 0;
    peer.groups.resize(size / sizeof(gid_t));
    return peer;
}

bool isAdministrator(const AdminPeer &peer, uid_t server, std::optional<gid_t> group) {
    if (peer.user == 0 || peer.user == server)
        return true;
    return group &&
           (peer.group == *group || std::find(peer.groups.begin(), peer.groups.end(), *group) != peer.groups.end());
}

Result<gid_t> groupByName(const std::string &name) {
    std::vector<char> buffer(64 * 1024);
    group entry{};
    group *found = nullptr;
    if (::getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
        return Error{ErrorCode::Configuration,
                     "admin-group: there is no group \"" + name + "\" on this machine; make it with groupadd", 0};
    return found->gr_gid;
}

} // namespace banter::server
