// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/StoreAdminBackend.h"

#include <QJsonArray>

#include "server/ctl/Answering.h"
#include "server/ops/Version.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::server {

using namespace admin;

namespace {

QJsonObject describe(const UserRow &user) {
    return {{QStringLiteral("id"), text(user.id.toText())},
            {QStringLiteral("name"), text(user.username)},
            {QStringLiteral("display"), text(user.displayName)},
            {QStringLiteral("created"), moment(user.createdMs)},
            {QStringLiteral("disabled"), user.disabled}};
}

QJsonObject describe(const DeviceRow &device) {
    QJsonObject out{{QStringLiteral("id"), text(device.device.toText())},
                    {QStringLiteral("name"), text(device.name)},
                    {QStringLiteral("platform"), text(device.platform)},
                    {QStringLiteral("created"), moment(device.createdMs)}};
    if (device.lastSeenMs > 0)
        out.insert(QStringLiteral("last_seen"), moment(device.lastSeenMs));
    return out;
}

void insertAll(QJsonObject &into, const QJsonObject &from) {
    for (auto entry = from.begin(); entry != from.end(); ++entry)
        into.insert(entry.key(), entry.value());
}

Result<void> checkPassword(const std::string &password, const std::string &name) {
    if (password.size() < limits::kMinPasswordBytes || password.size() > limits::kMaxPasswordBytes ||
        !isUtf8(password)) {
        return Error{ErrorCode::PasswordWeak,
                     "a password has " + std::to_string(limits::kMinPasswordBytes) + " to " +
                         std::to_string(limits::kMaxPasswordBytes) + " bytes",
                     0};
    }
    if (isWeakPassword(password, name))
        return Error{ErrorCode::PasswordWeak, "this password is among the first that are guessed; take another one", 0};
    return {};
}

} // namespace

StoreAdminBackend::StoreAdminBackend(Storage &storage, PasswordPool &passwords, LiveServer &live, Executor *home,
                                     std::uint32_t maxGroupMembers, const Clock &clock)
    : m_groups(storage, live, home, maxGroupMembers, clock),
      m_storage(storage),
      m_passwords(passwords),
      m_live(live),
      m_home(home),
      m_clock(clock),
      m_alive(std::make_shared<int>()) {}

template <class T, class Use>
Promise<T> StoreAdminBackend::then(Answer done, Use use) {
    return answering<T>(m_home, m_alive, std::move(done), std::move(use));
}

void StoreAdminBackend::status(Answer done) {
    QJsonObject out{{QStringLiteral("version"), text(version())},
                    {QStringLiteral("database_up"), m_storage.stats().databaseUp}};
    insertAll(out, m_live.status());
    done.resolve(out);
}

void StoreAdminBackend::stats(Answer done) {
    m_storage.read<StoreStats>([](SqlStore &store) { return store.stats(); },
                               then<StoreStats>(std::move(done), [this](const StoreStats &rows, Answer answer) {
                                   const Storage::Stats work = m_storage.stats();
                                   const PasswordPool::Stats passwords = m_passwords.stats();
                                   QJsonObject out = m_live.stats();
                                   out.insert(
                                       QStringLiteral("store"),
                                       QJsonObject{{QStringLiteral("engine"), text(rows.engine)},
                                                   {QStringLiteral("schema"), rows.schemaVersion},
                                                   {QStringLiteral("users"), number(rows.users)},
                                                   {QStringLiteral("devices"), number(rows.devices)},
                                                   {QStringLiteral("conversations"), number(rows.conversations)},
                                                   {QStringLiteral("messages"), number(rows.messages)},
                                                   {QStringLiteral("followups"), number(rows.followups)},
                                                   {QStringLiteral("appended"), number(work.appended)},
                                                   {QStringLiteral("batches"), number(work.batches)},
                                                   {QStringLiteral("retried_batches"), number(work.retriedBatches)},
                                                   {QStringLiteral("reads"), number(work.reads)},
                                                   {QStringLiteral("changes"), number(work.changes)},
                                                   {QStringLiteral("queued"), number(work.queued)}});
                                   out.insert(QStringLiteral("passwords"),
                                              QJsonObject{{QStringLiteral("hashed"), number(passwords.hashed)},
                                                          {QStringLiteral("verified"), number(passwords.verified)},
                                                          {QStringLiteral("refused"), number(passwords.refused)},
                                                          {QStringLiteral("queued"), number(passwords.queued)},
                                                          {QStringLiteral("cpu_ms"), number(passwords.cpuMs)}});
                                   answer.resolve(out);
                               }));
}

void StoreAdminBackend::addUser(std::string name, std::string display, std::string password, Answer done) {
    const auto username = canonical(name);
    if (!username)
        return done.resolve(username.error());
    if (const auto checked = checkPassword(password, *username); !checked)
        return done.resolve(checked.error());
    UserRow row;
    row.id = makeId<UserId>(m_clock.wall());
    row.username = *username;
    row.displayName = cleanName(display);
    if (row.displayName.empty())
        row.displayName = row.username;
    row.createdMs = toMs(m_clock.wall());
    m_passwords.hash(
        std::move(password), then<std::string>(std::move(done), [this, row](std::string hash, Answer answer) mutable {
            row.passwordHash = std::move(hash);
            m_storage.change<UserRow>(
                [row](SqlStore &store) -> Result<UserRow> {
                    const auto created = store.createUser(row, std::nullopt);
                    if (created)
                        return row;
                    if (created.error().code == ErrorCode::NameTaken)
                        return Error{ErrorCode::NameTaken, "there is a user \"" + row.username + "\" already", 0};
                    return created.error();
                },
                then<UserRow>(std::move(answer),
                              [](const UserRow &user, Answer last) { last.resolve(describe(user)); }));
        }));
}

void StoreAdminBackend::listUsers(std::string after, int limit, Answer done) {
    m_storage.read<std::vector<UserRow>>(
        [after = std::move(after), limit](SqlStore &store) { return store.listUsers(after, limit + 1); },
        then<std::vector<UserRow>>(std::move(done), [limit](std::vector<UserRow> users, Answer answer) {
            const bool more = users.size() > static_cast<std::size_t>(limit);
            if (more)
                users.resize(static_cast<std::size_t>(limit));
            QJsonArray rows;
            for (const UserRow &user : users)
                rows.append(describe(user));
            QJsonObject out{{QStringLiteral("users"), rows}};
            if (more)
                out.insert(QStringLiteral("next"), text(users.back().username));
            answer.resolve(out);
        }));
}

void StoreAdminBackend::setDisabled(std::string name, bool disabled, Answer done) {
    const auto username = canonical(name);
    if (!username)
        return done.resolve(username.error());
    m_storage.change<UserRow>(
        [username = *username, disabled](SqlStore &store) -> Result<UserRow> {
            BANTER_TRY(UserRow user, findUser(store, username));
            BANTER_TRY_VOID(store.setDisabled(user.id, disabled));
            user.disabled = disabled;
            return user;
        },
        then<UserRow>(std::move(done), [this](const UserRow &user, Answer answer) {
            if (user.disabled)
                m_live.userDisabled(user.id);
            answer.resolve(describe(user));
        }));
}

void StoreAdminBackend::resetPassword(std::string name, std::string newPassword, Answer done) {
    const auto username = canonical(name);
    if (!username)
        return done.resolve(username.error());
    if (const auto checked = checkPassword(newPassword, *username); !checked)
        return done.resolve(checked.error());
    m_passwords.hash(
        std::move(newPassword),
        then<std::string>(std::move(done), [this, username = *username](std::string hash, Answer answer) {
            m_storage.change<Revoked>(
                [username, hash = std::move(hash), now = toMs(m_clock.wall())](SqlStore &store) -> Result<Revoked> {
                    BANTER_TRY(UserRow user, findUser(store, username));
                    BANTER_TRY(auto devices, store.setPassword(user.id, hash, DeviceId(), now));
                    return Revoked{std::move(user), std::move(devices)};
                },
                {m_home, m_alive, [this, last = std::make_shared<Answer>(std::move(answer))](Result<Revoked> revoked) {
                     finishRevocation(std::move(revoked), std::move(*last));
                 }});
        }));
}

void StoreAdminBackend::listDevices(std::string name, Answer done) {
    const auto username = canonical(name);
    if (!username)
        return done.resolve(username.error());
    m_storage.read<std::vector<DeviceRow>>(
        [username = *username](SqlStore &store) -> Result<std::vector<DeviceRow>> {
            BANTER_TRY(const UserRow user, findUser(store, username));
            return store.listDevices(user.id);
        },
        then<std::vector<DeviceRow>>(std::move(done), [](const std::vector<DeviceRow> &devices, Answer answer) {
            QJsonArray rows;
            for (const DeviceRow &device : devices)
                rows.append(describe(device));
            answer.resolve(QJsonObject{{QStringLiteral("devices"), rows}});
        }));
}

void StoreAdminBackend::revokeDevice(std::string name, std::optional<DeviceId> device, Answer done) {
    const auto username = canonical(name);
    if (!username)
        return done.resolve(username.error());
    m_storage.change<Revoked>(
        [username = *username, device, now = toMs(m_clock.wall())](SqlStore &store) -> Result<Revoked> {
            BANTER_TRY(UserRow user, findUser(store, username));
            if (!device) {
                BANTER_TRY(auto devices, store.revokeDevices(user.id, DeviceId(), now));
                return Revoked{std::move(user), std::move(devices)};
            }
            const auto revoked = store.revokeDevice(user.id, *device, now);
            if (!revoked && revoked.error().code == ErrorCode::NotFound)
                return Error{ErrorCode::NotFound,
                             username + " has no such device; banterctl device list " + username + " shows all", 0};
            BANTER_TRY_VOID(revoked.ok() ? Result<void>() : Result<void>(revoked.error()));
            return Revoked{std::move(user), {*device}};
        },
        {m_home, m_alive, [this, last = std::make_shared<Answer>(std::move(done))](Result<Revoked> revoked) {
             finishRevocation(std::move(revoked), std::move(*last));
         }});
}

void StoreAdminBackend::finishRevocation(Result<Revoked> revoked, Answer done) {
    if (!revoked)
        return done.resolve(explained(revoked.takeError()));
    if (!revoked->devices.empty())
        m_live.devicesRevoked(revoked->user.id, revoked->devices);
    QJsonArray devices;
    for (const DeviceId &device : revoked->devices)
        devices.append(text(device.toText()));
    QJsonObject out = describe(revoked->user);
    out.insert(QStringLiteral("revoked"), devices);
    done.resolve(out);
}

} // namespace banter::server
