// SPDX-License-Identifier: Apache-2.0
#include "server/session/SignIn.h"

#include "server/ops/Tokens.h"
#include "server/session/Devices.h"
#include "server/session/ToProto.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::server {
namespace {

constexpr std::int64_t kDayMs = 24 * 3600 * 1000;

} // namespace

NewDevice makeDevice(const UserId &user, const v1::DeviceInfo &info, std::int64_t nowMs) {
    const DeviceToken token = DeviceToken::make(user);
    NewDevice device;
    device.token = token.toText();
    device.row.user = user;
    device.row.device = makeId<DeviceId>(fromMs(nowMs));
    device.row.secretHash = token.secretHash();
    device.row.name = cleanName(info.name());
    device.row.platform = cleanName(info.platform()).substr(0, limits::kMaxPlatformBytes);
    device.row.createdMs = nowMs;
    device.row.lastSeenMs = nowMs;
    return device;
}

void completeSignIn(const Request &request, const UserRow &user, const NewDevice &device, std::uint64_t accountRev) {
    Services &services = request.services();
    tellDevice(services, device.row, accountRev);
    Session *session = request.session();
    if (!session || session->stage() == Session::Stage::Leaving) {
        services.storage.change<std::uint64_t>(
            [row = device.row, now = services.nowMs()](SqlStore &store) {
                return store.revokeDevice(row.user, row.device, now);
            },
            Promise<std::uint64_t>(&request.shard().loop(), [](const Result<std::uint64_t> &) {}));
        return;
    }
    session->signIn(user.id, device.row.device, user.settings);
    request.answer([&](v1::ServerFrame &frame) {
        v1::SignedIn &signedIn = *frame.mutable_signed_in();
        toProto(user, *signedIn.mutable_user());
        signedIn.set_device_id(device.row.device.toText());
        signedIn.set_token(device.token);
        signedIn.set_account_rev(accountRev);
    });
}

void touchDaily(Shard &shard, const DeviceRow &device) {
    Services &services = shard.services();
    const std::int64_t now = services.nowMs();
    if (now / kDayMs == device.lastSeenMs / kDayMs)
        return;
    services.storage.change<bool>(
        [user = device.user, id = device.device, now](SqlStore &store) -> Result<bool> {
            BANTER_TRY_VOID(store.touchDevice(user, id, now));
            return true;
        },
        Promise<bool>(&shard.loop(),
                      [](const Result<bool> &) {})); // a day's precision: the next connection tries again
}

} // namespace banter::server
