// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {

Result<void> SqlStoreBase::createUser(const UserRow &user, const std::optional<DeviceRow> &device) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    {
        Query name(connection(), "INSERT INTO user_name(name, user_id) VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
        name.text(user.username).id(user.id);
        BANTER_TRY_VOID(name.run());
        if (name.affected() != 1)
            return Error{ErrorCode::NameTaken, user.username};
    }
    {
        Query account(connection(),
                      "INSERT INTO user_account(user_id, username, display_name, password_hash, created_ms, "
                      "disabled, profile_rev) VALUES (?, ?, ?, ?, ?, ?, 1)");
        account.id(user.id).text(user.username).text(user.displayName).text(user.passwordHash);
        account.number(user.createdMs).number(user.disabled ? 1 : 0);
        BANTER_TRY_VOID(account.run());
    }
    {
        Query head(connection(), "INSERT INTO user_head(user_id, last_rev) VALUES (?, 1)");
        head.id(user.id);
        BANTER_TRY_VOID(head.run());
    }
    if (device)
        BANTER_TRY_VOID(insertDevice(*device, 1));
    return transaction.commit();
}

Result<std::optional<UserRow>> SqlStoreBase::userByName(std::string_view canonicalName) {
    // Two steps, since the name and the account may live on different machines.
    UserId id;
    {
        Query name(connection(), "SELECT user_id FROM user_name WHERE name = ?");
        name.text(canonicalName);
        BANTER_TRY_VOID(name.run());
        if (!name.next())
            return std::optional<UserRow>();
        id = name.idAt<UserId>(0);
    }
    return userById(id);
}

Result<std::optional<UserRow>> SqlStoreBase::userById(const UserId &id) {
    Query query(connection(), "SELECT " BANTER_USER_COLUMNS " FROM user_account a JOIN user_head u ON "
                              "u.user_id = a.user_id WHERE a.user_id = ?");
    query.id(id);
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return std::optional<UserRow>();
    return std::optional(readUser(query, 0));
}

Result<std::vector<UserRow>> SqlStoreBase::usersByIds(const std::vector<IdBytes> &ids) {
    std::vector<UserRow> users;
    if (ids.empty())
        return users;
    Query query(connection(), "SELECT " BANTER_USER_COLUMNS " FROM user_account a JOIN user_head u ON "
                              "u.user_id = a.user_id WHERE a.user_id {in} ORDER BY a.username");
    query.ids(ids);
    BANTER_TRY_VOID(query.run());
    while (query.next())
        users.push_back(readUser(query, 0));
    return users;
}

Result<std::vector<IdBytes>> SqlStoreBase::conversationsOf(const UserId &user) {
    Query query(connection(), "SELECT conversation_id FROM user_conversation WHERE user_id = ? AND removed = 0");
    query.id(user);
    BANTER_TRY_VOID(query.run());
    std::vector<IdBytes> ids;
    while (query.next())
        ids.push_back(query.idBytesAt(0));
    return ids;
}

Result<std::vector<UserRow>> SqlStoreBase::usersKnownTo(const UserId &asking, const std::vector<UserId> &ids) {
    std::vector<IdBytes> wanted;
    std::vector<IdBytes> known;
    for (const UserId &id : ids) {
        if (id == asking)
            known.push_back(id.bytes());
        else
            wanted.push_back(id.bytes());
    }
    if (!wanted.empty()) {
        BANTER_TRY(const std::vector<IdBytes> conversations, conversationsOf(asking));
        // Who was removed counts too: their messages are still there to be shown.
        Query query(connection(), "SELECT DISTINCT user_id FROM member WHERE conversation_id {in} AND user_id {in}");
        query.ids(conversations).ids(wanted);
        BANTER_TRY_VOID(query.run());
        while (query.next())
            known.push_back(query.idBytesAt(0));
        BANTER_TRY(const std::vector<IdBytes> contacts, contactsAmong(asking, wanted));
        known.insert(known.end(), contacts.begin(), contacts.end());
    }
    return usersByIds(known);
}

Result<std::vector<UserRow>> SqlStoreBase::usersById(const std::vector<UserId> &ids) {
    std::vector<IdBytes> wanted;
    for (const UserId &id : ids)
        wanted.push_back(id.bytes());
    return usersByIds(wanted);
}

Result<std::vector<UserRow>> SqlStoreBase::listUsers(std::string_view afterName, int limit) {
    std::vector<IdBytes> page;
    {
        Query query(connection(), "SELECT user_id FROM user_name WHERE name > ? ORDER BY name LIMIT ?");
        query.text(afterName).number(limit);
        BANTER_TRY_VOID(query.run());
        while (query.next())
            page.push_back(query.idBytesAt(0));
    }
    return usersByIds(page);
}

Result<void> SqlStoreBase::updateOneUser(Query &query) {
    BANTER_TRY_VOID(query.run());
    if (query.affected() != 1)
        return Error{ErrorCode::NotFound, "no such user"};
    return {};
}

Result<std::vector<DeviceId>> SqlStoreBase::setPassword(const UserId &user, std::string_view hash, const DeviceId &keep,
                                                        std::int64_t nowMs) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY_VOID(setPasswordHash(user, hash));
    BANTER_TRY(std::vector<DeviceId> revoked, revokeInTransaction(user, keep, nowMs));
    BANTER_TRY_VOID(transaction.commit());
    return revoked;
}

Result<void> SqlStoreBase::setPasswordHash(const UserId &user, std::string_view hash) {
    Query query(connection(), "UPDATE user_account SET password_hash = ? WHERE user_id = ?");
    query.text(hash).id(user);
    return updateOneUser(query);
}

Result<void> SqlStoreBase::setDisabled(const UserId &user, bool disabled) {
    Query query(connection(), "UPDATE user_account SET disabled = ? WHERE user_id = ?");
    query.number(disabled ? 1 : 0).id(user);
    return updateOneUser(query);
}

namespace {

/// The page goes no further than `last`.
void cutAt(AccountRows &rows, std::uint64_t last) {
    std::erase_if(rows.conversations, [last](const auto &row) { return row.rev > last; });
    std::erase_if(rows.devices, [last](const auto &row) { return row.rev > last; });
    std::erase_if(rows.blocks, [last](const auto &row) { return row.rev > last; });
    std::erase_if(rows.hidden, [last](const auto &row) { return row.rev > last; });
    std::erase_if(rows.states, [last](const auto &row) { return row.rev > last; });
    std::erase_if(rows.contacts, [last](const auto &row) { return row.rev > last; });
    if (rows.settings && rows.settings->rev > last)
        rows.settings.reset();
    if (rows.profileRev > last)
        rows.profile.reset();
    rows.more = true;
    rows.rev = last;
}

/// Several kinds, one page: cuts all of them at the rev of the last row that fits. Rows that share a rev stay together.
void cutToPage(AccountRows &rows, std::size_t limit) {
    std::vector<std::uint64_t> revs;
    for (const auto &row : rows.conversations)
        revs.push_back(row.rev);
    for (const auto &row : rows.devices)
        revs.push_back(row.rev);
    for (const auto &row : rows.blocks)
        revs.push_back(row.rev);
    for (const auto &row : rows.hidden)
        revs.push_back(row.rev);
    for (const auto &row : rows.states)
        revs.push_back(row.rev);
    for (const auto &row : rows.contacts)
        revs.push_back(row.rev);
    if (rows.settings)
        revs.push_back(rows.settings->rev);
    if (rows.profile)
        revs.push_back(rows.profileRev);
    if (revs.size() <= limit)
        return;

    std::sort(revs.begin(), revs.end());
    const std::uint64_t last = revs[limit - 1];
    if (revs.back() > last)
        cutAt(rows, last);
}

} // namespace

Result<AccountRows> SqlStoreBase::syncAccount(const UserId &user, std::uint64_t rev, int limit) {
    AccountRows rows;
    UserRow profile;
    {
        // The head first: what changes while we read on comes again with the next sync.
        Query head(connection(),
                   "SELECT " BANTER_USER_COLUMNS ", a.profile_rev FROM user_head u JOIN user_account a ON "
                   "a.user_id = u.user_id WHERE u.user_id = ?");
        head.id(user);
        BANTER_TRY_VOID(head.run());
        if (!head.next())
            return Error{ErrorCode::NotFound, "no such user"};
        profile = readUser(head, 0);
        profile.passwordHash.clear();
        rows.rev = profile.accountRev;
        rows.profileRev = head.unsignedAt(kUserColumns);
    }
    if (rev == rows.rev)
        return rows;
    if (rev > rows.rev)
        rev = 0; // a client that knows more than we do outlived a restored backup: everything again

    {
        Query query(connection(), "SELECT conversation_id, rev, removed FROM user_conversation WHERE user_id = ? AND "
                                  "rev > ? ORDER BY rev LIMIT ?");
        query.id(user).number(rev).number(limit + 1);
        BANTER_TRY_VOID(query.run());
        while (query.next())
            rows.conversations.push_back({query.idAt<ConversationId>(0), query.unsignedAt(1), query.boolAt(2)});
    }
    {
        Query query(connection(), "SELECT " BANTER_DEVICE_COLUMNS " FROM device d WHERE d.user_id = ? AND d.rev > ? "
                                  "ORDER BY d.rev LIMIT ?");
        query.id(user).number(rev).number(limit + 1);
        BANTER_TRY_VOID(query.run());
        while (query.next())
            rows.devices.push_back(readDevice(query, 0));
    }
    {
        Query query(connection(), "SELECT blocked_id, rev, removed FROM user_block WHERE user_id = ? AND rev > ? "
                                  "ORDER BY rev LIMIT ?");
        query.id(user).number(rev).number(limit + 1);
        BANTER_TRY_VOID(query.run());
        while (query.next())
            rows.blocks.push_back({query.idAt<UserId>(0), query.unsignedAt(1), query.boolAt(2)});
    }
    BANTER_TRY_VOID(readStates(rows, user, rev, limit + 1));
    BANTER_TRY_VOID(readContacts(rows, user, rev, limit + 1));
    if (profile.settings.rev > rev)
        rows.settings = profile.settings;
    if (rows.profileRev > rev)
        rows.profile = std::move(profile);
    BANTER_TRY(const std::uint64_t hiddenUpTo, readHidden(rows, user, rev, limit));
    if (hiddenUpTo > 0)
        cutAt(rows, hiddenUpTo);
    cutToPage(rows, static_cast<std::size_t>(limit));
    return rows;
}

} // namespace banter::server
