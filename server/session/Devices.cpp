// SPDX-License-Identifier: Apache-2.0
#include "server/session/Devices.h"

#include <algorithm>

#include "server/session/Shard.h"
#include "server/session/ToProto.h"

namespace banter::server {

void endDevices(const Services &services, const UserId &user, const std::vector<DeviceId> &devices,
                std::uint16_t code) {
    // First the counter, then the look: see ConnectionCache::revocations().
    services.connections.noteRevocation();
    std::vector<ConnectionCache::Entry> entries;
    services.connections.find(user, entries);
    for (const ConnectionCache::Entry &entry : entries) {
        if (std::find(devices.begin(), devices.end(), entry.device) != devices.end())
            Shard::endSession(services, entry.session, code, "this device was signed out");
    }
}

void endUser(const Services &services, const UserId &user, std::uint16_t code) {
    services.connections.noteRevocation();
    std::vector<ConnectionCache::Entry> entries;
    services.connections.find(user, entries);
    for (const ConnectionCache::Entry &entry : entries)
        Shard::endSession(services, entry.session, code, "this account is disabled");
}

void tellDevice(const Services &services, const DeviceRow &row, std::uint64_t accountRev) {
    v1::ServerFrame frame;
    frame.set_type(v1::EVENT);
    v1::AccountChange &change = *frame.mutable_account_event()->mutable_change();
    change.set_rev(accountRev);
    toProto(row, *change.mutable_device());
    Shard::tellUser(services, row.user, frame);
}

} // namespace banter::server
