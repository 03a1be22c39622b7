// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;

} // namespace

/// Also the lock under which a user's side changes: whoever bumps the head first goes first.
Result<std::uint64_t> SqlStoreBase::nextAccountRev(const UserId &user) {
    Query query(connection(), "UPDATE user_head SET last_rev = last_rev + 1 WHERE user_id = ? RETURNING last_rev");
    query.id(user);
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return Error{ErrorCode::NotFound, "no such user"};
    return query.unsignedAt(0);
}

Result<void> SqlStoreBase::insertDevice(const DeviceRow &device, std::uint64_t rev) {
    Query query(connection(), "INSERT INTO device(user_id, device_id, secret_hash, name, platform, created_ms, "
                              "last_seen_ms, revoked_ms, rev) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.id(device.user).id(device.device).bytes(device.secretHash).text(device.name).text(device.platform);
    query.number(device.createdMs).number(device.lastSeenMs).number(device.revokedMs).number(rev);
    return query.run();
}

Result<std::uint64_t> SqlStoreBase::addDevice(const DeviceRow &device, std::uint32_t maxDevices) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const std::uint64_t rev, nextAccountRev(device.user));
    {
        Query valid(connection(), "SELECT count(*) FROM device WHERE user_id = ? AND revoked_ms = 0");
        valid.id(device.user);
        BANTER_TRY_VOID(valid.run());
        if (valid.next() && valid.unsignedAt(0) >= maxDevices)
            return Error{ErrorCode::TooManyDevices, "device limit"};
    }
    BANTER_TRY_VOID(insertDevice(device, rev));
    BANTER_TRY_VOID(transaction.commit());
    return rev;
}

Result<void> SqlStoreBase::touchDevice(const UserId &user, const DeviceId &device, std::int64_t nowMs) {
    Query query(connection(),
                "UPDATE device SET last_seen_ms = ? WHERE user_id = ? AND device_id = ? AND last_seen_ms <= ?");
    query.number(nowMs).id(user).id(device).number(nowMs - kDayMs);
    return query.run();
}

Result<std::vector<DeviceRow>> SqlStoreBase::listDevices(const UserId &user) {
    Query query(connection(), "SELECT " BANTER_DEVICE_COLUMNS " FROM device d WHERE d.user_id = ? AND d.revoked_ms = 0 "
                              "ORDER BY d.created_ms DESC, d.device_id DESC");
    query.id(user);
    BANTER_TRY_VOID(query.run());
    std::vector<DeviceRow> devices;
    while (query.next())
        devices.push_back(readDevice(query, 0));
    return devices;
}

Result<std::uint64_t> SqlStoreBase::revokeDevice(const UserId &user, const DeviceId &device, std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const std::uint64_t rev, nextAccountRev(user));
    {
        Query query(connection(), "UPDATE device SET revoked_ms = ?, rev = ? WHERE user_id = ? AND device_id = ? AND "
                                  "revoked_ms = 0");
        query.number(nowMs).number(rev).id(user).id(device);
        BANTER_TRY_VOID(query.run());
        if (query.affected() != 1)
            return Error{ErrorCode::NotFound, "no such device"};
    }
    BANTER_TRY_VOID(transaction.commit());
    return rev;
}

Result<std::vector<DeviceId>> SqlStoreBase::revokeDevices(const UserId &user, const DeviceId &keep,
                                                          std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(std::vector<DeviceId> revoked, revokeInTransaction(user, keep, nowMs));
    BANTER_TRY_VOID(transaction.commit());
    return revoked;
}

/// One rev each, so that a page of changes can end between any two.
Result<std::vector<DeviceId>> SqlStoreBase::revokeInTransaction(const UserId &user, const DeviceId &keep,
                                                                std::int64_t nowMs) {
    std::vector<DeviceId> revoked;
    {
        Query query(connection(),
                    "SELECT device_id FROM device WHERE user_id = ? AND device_id <> ? AND revoked_ms = 0 "
                    "ORDER BY device_id");
        query.id(user).id(keep);
        BANTER_TRY_VOID(query.run());
        while (query.next())
            revoked.push_back(query.idAt<DeviceId>(0));
    }
    for (const DeviceId &device : revoked) {
        BANTER_TRY(const std::uint64_t rev, nextAccountRev(user));
        Query query(connection(), "UPDATE device SET revoked_ms = ?, rev = ? WHERE user_id = ? AND device_id = ?");
        query.number(nowMs).number(rev).id(user).id(device);
        BANTER_TRY_VOID(query.run());
    }
    return revoked;
}

} // namespace banter::server
