// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

/// Devices that were away for about as long are asked about together, from the earliest moment on.
constexpr std::int64_t kSpanMs = 60'000;
/// SQLite takes 32 766 parameters, and nobody should wait for long behind those with thousands of conversations.
constexpr std::size_t kMaxIds = 4'000;

constexpr char kDevice[] =
    "SELECT d.device_id, d.name, d.platform, d.created_ms, d.last_seen_ms, d.rev, a.username, a.display_name, "
    "a.created_ms, a.disabled, u.last_rev, a.hides_read, a.audience, a.settings_rev FROM device d JOIN user_account a "
    "ON a.user_id = d.user_id "
    "JOIN user_head u ON u.user_id = d.user_id WHERE d.user_id = ? AND d.secret_hash = ? AND d.revoked_ms = 0";

} // namespace

Result<std::vector<std::optional<SqlStoreBase::KnownDevice>>>
SqlStoreBase::knownDevices(const std::vector<ResumeAsk> &asks) {
    std::vector<std::optional<KnownDevice>> known(asks.size());
    for (std::size_t i = 0; i < asks.size(); ++i) {
        const UserId &user = asks[i].user;
        Query query(connection(), kDevice);
        query.id(user).bytes(asks[i].secretHash);
        BANTER_TRY_VOID(query.run());
        if (!query.next())
            continue;
        KnownDevice &one = known[i].emplace();
        DeviceRow &device = one.row.device;
        device.user = user;
        device.device = query.idAt<DeviceId>(0);
        device.secretHash = asks[i].secretHash;
        device.name = query.textAt(1);
        device.platform = query.textAt(2);
        device.createdMs = query.signedAt(3);
        device.lastSeenMs = query.signedAt(4);
        device.rev = query.unsignedAt(5);
        UserRow &account = one.row.user;
        account.id = user;
        account.username = query.textAt(6);
        account.displayName = query.textAt(7);
        account.createdMs = query.signedAt(8);
        account.disabled = query.boolAt(9);
        account.accountRev = query.unsignedAt(10);
        account.settings = {query.boolAt(11), static_cast<Audience>(query.signedAt(12)), query.unsignedAt(13)};
        if (asks[i].listSinceMs > 0) {
            BANTER_TRY(one.conversations, conversationsOf(user));
        }
    }
    return known;
}

Result<std::vector<std::optional<ResumedDevice>>> SqlStoreBase::resume(const std::vector<ResumeAsk> &asks,
                                                                       int listLimit, std::uint32_t unreadCap) {
    BANTER_TRY(std::vector<std::optional<KnownDevice>> known, knownDevices(asks));
    std::vector<std::size_t> wanting;
    for (std::size_t i = 0; i < asks.size(); ++i) {
        if (known[i] && asks[i].listSinceMs > 0 && !known[i]->row.user.disabled && !known[i]->conversations.empty())
            wanting.push_back(i);
    }
    std::sort(wanting.begin(), wanting.end(),
              [&](std::size_t a, std::size_t b) { return asks[a].listSinceMs < asks[b].listSinceMs; });
    for (auto from = wanting.begin(); from != wanting.end();) {
        const std::int64_t sinceMs = asks[*from].listSinceMs;
        std::vector<IdBytes> ids;
        auto to = from;
        for (; to != wanting.end() && asks[*to].listSinceMs - sinceMs <= kSpanMs; ++to) {
            const std::vector<IdBytes> &more = known[*to]->conversations;
            if (to != from && ids.size() + more.size() > kMaxIds)
                break;
            ids.insert(ids.end(), more.begin(), more.end());
        }
        BANTER_TRY(const std::vector<IdBytes> moved, changedSince(ids, sinceMs));
        const std::set<IdBytes> changed(moved.begin(), moved.end());
        for (; from != to; ++from) {
            std::vector<IdBytes> &own = known[*from]->conversations;
            std::erase_if(own, [&](const IdBytes &id) { return !changed.contains(id); });
            BANTER_TRY(known[*from]->row.list,
                       pageAmong(asks[*from].user, own, asks[*from].listSinceMs, {}, listLimit, unreadCap));
        }
    }
    std::vector<std::optional<ResumedDevice>> resumed(asks.size());
    for (std::size_t i = 0; i < asks.size(); ++i) {
        if (known[i])
            resumed[i] = std::move(known[i]->row);
    }
    return resumed;
}

} // namespace banter::server
