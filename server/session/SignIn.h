// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/session/Request.h"
#include "server/storage/Rows.h"

namespace banter::server {

/// A device as it is made by Register and LogIn; the token goes to the client once.
struct NewDevice {
    DeviceRow row;
    std::string token;
};
[[nodiscard]] NewDevice makeDevice(const UserId &user, const v1::DeviceInfo &info, std::int64_t nowMs);

/// Makes the connection act for the device and answers SignedIn; tells the user's other devices. A connection that is
/// gone by now leaves a device that nobody has the token of: it is removed again.
void completeSignIn(const Request &request, const UserRow &user, const NewDevice &device, std::uint64_t accountRev);

/// Notes that a device is in use, at most once a day.
void touchDaily(Shard &shard, const DeviceRow &device);

} // namespace banter::server
