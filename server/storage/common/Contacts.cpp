// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {

Result<std::optional<ContactRow>> SqlStoreBase::setContact(const UserId &user, const UserId &other, bool isContact,
                                                           std::uint32_t maxContacts) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const std::uint64_t rev, nextAccountRev(user));
    {
        Query query(connection(), "SELECT removed FROM contact WHERE user_id = ? AND contact_id = ?");
        query.id(user).id(other);
        BANTER_TRY_VOID(query.run());
        const bool wasContact = query.next() && !query.boolAt(0);
        if (wasContact == isContact)
            return std::optional<ContactRow>();
    }
    if (isContact) {
        Query query(connection(), "SELECT count(*) FROM contact WHERE user_id = ? AND removed = 0");
        query.id(user);
        BANTER_TRY_VOID(query.run());
        if (query.next() && query.unsignedAt(0) >= maxContacts)
            return Error{ErrorCode::TooLarge, "too many contacts"};
    }
    {
        Query query(connection(), "INSERT INTO contact(user_id, contact_id, rev, removed) VALUES (?, ?, ?, ?) "
                                  "ON CONFLICT (user_id, contact_id) DO UPDATE SET rev = excluded.rev, removed = "
                                  "excluded.removed");
        query.id(user).id(other).number(rev).number(isContact ? 0 : 1);
        BANTER_TRY_VOID(query.run());
    }
    BANTER_TRY_VOID(transaction.commit());
    return std::optional(ContactRow{user, other, rev, !isContact});
}

Result<std::vector<UserId>> SqlStoreBase::listContacts(const UserId &user, const UserId &after, int limit) {
    Query query(connection(), "SELECT contact_id FROM contact WHERE user_id = ? AND contact_id > ? AND removed = 0 "
                              "ORDER BY contact_id LIMIT ?");
    query.id(user).id(after).number(limit);
    BANTER_TRY_VOID(query.run());
    std::vector<UserId> contacts;
    while (query.next())
        contacts.push_back(query.idAt<UserId>(0));
    return contacts;
}

Result<std::vector<IdBytes>> SqlStoreBase::contactsAmong(const UserId &user, const std::vector<IdBytes> &others) {
    Query query(connection(), "SELECT contact_id FROM contact WHERE user_id = ? AND contact_id {in} AND removed = 0");
    query.id(user).ids(others);
    BANTER_TRY_VOID(query.run());
    std::vector<IdBytes> contacts;
    while (query.next())
        contacts.push_back(query.idBytesAt(0));
    return contacts;
}

Result<void> SqlStoreBase::readContacts(AccountRows &rows, const UserId &user, std::uint64_t rev, int limit) {
    Query query(connection(),
                "SELECT contact_id, rev, removed FROM contact WHERE user_id = ? AND rev > ? ORDER BY rev LIMIT ?");
    query.id(user).number(rev).number(limit);
    BANTER_TRY_VOID(query.run());
    while (query.next())
        rows.contacts.push_back({user, query.idAt<UserId>(0), query.unsignedAt(1), query.boolAt(2)});
    return {};
}

Result<SettingsChange> SqlStoreBase::editSettings(const UserId &user, const SettingsEdit &edit) {
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    BANTER_TRY(const std::uint64_t rev, nextAccountRev(user));
    BANTER_TRY(const std::optional<UserRow> account, userById(user));
    if (!account)
        return Error{ErrorCode::NotFound, "no such user"};
    SettingsChange change{account->settings, false};
    change.settings.hidesRead = edit.hidesRead.value_or(change.settings.hidesRead);
    change.settings.presence = edit.presence.value_or(change.settings.presence);
    if (change.settings.hidesRead == account->settings.hidesRead &&
        change.settings.presence == account->settings.presence)
        return change;
    change.settings.rev = rev;
    change.isNew = true;
    {
        Query query(connection(),
                    "UPDATE user_account SET hides_read = ?, audience = ?, settings_rev = ? WHERE user_id = ?");
        query.number(change.settings.hidesRead ? 1 : 0).number(static_cast<int>(change.settings.presence));
        query.number(rev).id(user);
        BANTER_TRY_VOID(query.run());
    }
    BANTER_TRY_VOID(transaction.commit());
    return change;
}

} // namespace banter::server
