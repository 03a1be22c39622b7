// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "server/storage/Rows.h"

namespace banter::server {

struct Services;

/// After the store made the tokens of these devices void: ends their live sessions and tells the user's other devices.
/// Any thread.
void endDevices(const Services &services, const UserId &user, const std::vector<DeviceId> &devices, std::uint16_t code);
/// Ends all sessions of a user (after disabling the account). Any thread.
void endUser(const Services &services, const UserId &user, std::uint16_t code);
/// Tells the user's other devices that a device came or went. Any thread.
void tellDevice(const Services &services, const DeviceRow &row, std::uint64_t accountRev);

} // namespace banter::server
