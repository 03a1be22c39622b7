// SPDX-License-Identifier: Apache-2.0
#include "server/session/Devices.h"

#include "server/session/Handlers.h"
#include "server/session/ToProto.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {

void listDevices(const Request &request) {
    request.read<std::vector<DeviceRow>>([user = request.user()](SqlStore &store) { return store.listDevices(user); },
                                         [request](std::vector<DeviceRow> rows) {
                                             request.answer([&](v1::ServerFrame &frame) {
                                                 v1::Devices &devices = *frame.mutable_devices();
                                                 for (const DeviceRow &row : rows) {
                                                     v1::Device &device = *devices.add_devices();
                                                     toProto(row, device);
                                                     device.set_this_device(row.device == request.device());
                                                 }
                                             });
                                         });
}

void revokeDevice(const Request &request, const v1::RevokeDevice &message) {
    const std::int64_t now = request.services().nowMs();
    if (message.device_id().empty()) {
        return request.change<std::vector<DeviceId>>(
            [user = request.user(), keep = request.device(), now](SqlStore &store) {
                return store.revokeDevices(user, keep, now);
            },
            [request](std::vector<DeviceId> revoked) {
                endDevices(request.services(), request.user(), revoked, limits::kCloseSignInAgain);
                request.done();
            });
    }
    const auto device = DeviceId::fromText(message.device_id());
    if (!device)
        return request.refuse(ErrorCode::NotFound);
    request.change<std::uint64_t>([user = request.user(), device = *device,
                                   now](SqlStore &store) { return store.revokeDevice(user, device, now); },
                                  [request, device = *device](std::uint64_t rev) {
                                      endDevices(request.services(), request.user(), {device},
                                                 limits::kCloseSignInAgain);
                                      DeviceRow gone;
                                      gone.user = request.user();
                                      gone.device = device;
                                      gone.revokedMs = 1;
                                      tellDevice(request.services(), gone, rev);
                                      request.done();
                                  });
}

} // namespace banter::server::handlers
