// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/StoreBed.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include "shared/core/Base64Url.h"
#include "shared/core/Random.h"

namespace banter::test {

using namespace banter::server;

void StoreBed::addEngines() {
    QTest::addColumn<bool>("postgres");
    QTest::newRow("SQLite") << false;
    QTest::newRow("PostgreSQL") << true;
}

bool StoreBed::onPostgres() {
    QFETCH_GLOBAL(bool, postgres);
    return postgres;
}

bool StoreBed::start() {
    if (!onPostgres() || m_started)
        return true;
    m_started = m_postgres.start();
    return m_started;
}

std::string StoreBed::emptyDatabase() {
    ++m_count;
    if (!onPostgres())
        return "sqlite:" + m_folder.filePath(QStringLiteral("%1/banter.db").arg(m_count)).toStdString();
    return start() ? m_postgres.createDatabase(QStringLiteral("banter%1").arg(m_count)) : std::string();
}

std::string StoreBed::database() {
    std::string &shared = m_shared[onPostgres() ? 1 : 0];
    if (!shared.empty())
        return shared;
    const std::string made = emptyDatabase();
    const auto factory = StoreFactory::parse(made);
    if (factory.ok() && factory->migrate().ok())
        shared = made;
    return shared;
}

std::unique_ptr<SqlStoreBase> StoreBed::openAt(const std::string &database, StoreUse use) {
    const auto factory = StoreFactory::parse(database);
    if (!factory.ok())
        return nullptr;
    auto store = factory->open(use);
    return store.ok() ? std::move(store).value() : nullptr;
}

std::unique_ptr<SqlStoreBase> StoreBed::open(StoreUse use) { return openAt(database(), use); }

bool StoreBed::runAt(const std::string &database, const std::string &sql) {
    if (onPostgres())
        return m_postgres.run(database, sql);
    const QString name = QStringLiteral("test-raw");
    bool done = false;
    {
        QSqlDatabase raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        raw.setDatabaseName(QString::fromStdString(database.substr(std::string_view("sqlite:").size())));
        if (raw.open()) {
            QSqlQuery query(raw);
            done = query.exec(QString::fromStdString(sql));
        }
    }
    QSqlDatabase::removeDatabase(name);
    return done;
}

std::string StoreBed::literalOf(std::string_view bytes) {
    const QByteArray hex = QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex();
    return onPostgres() ? "'" + hex.toStdString() + "'" : "X'" + hex.toStdString() + "'";
}

UserRow newUser(const std::string &name) {
    UserRow user;
    user.id = makeId<UserId>();
    user.username = name.empty() ? "u" + toBase64Url(randomBytes(9)) : name;
    user.displayName = "Żółw 🐢";
    user.passwordHash = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA";
    user.createdMs = 1234;
    return user;
}

DeviceRow newDevice(const UserId &user, const std::string &name) {
    DeviceRow device;
    device.user = user;
    device.device = makeId<DeviceId>();
    device.secretHash = randomBytes(32);
    device.name = name;
    device.platform = "linux";
    device.createdMs = 5000;
    device.lastSeenMs = 5000;
    return device;
}

Pair::Pair(SqlStore &store, std::int64_t nowMs)
    : one(newUser()),
      other(newUser()),
      conversation(makeId<ConversationId>()) {
    ok = store.createUser(one, std::nullopt).ok() && store.createUser(other, std::nullopt).ok() &&
         store.openDirect(conversation, one.id, other.id, nowMs).ok();
    const auto followups = store.pendingFollowups(1000);
    ok = ok && followups.ok();
    if (!ok)
        return;
    for (const FollowupRow &followup : followups.value())
        ok = store.applyFollowup(followup, nowMs).ok() && ok;
}

NewMessage Pair::message(std::string body, bool fromOther) const {
    NewMessage message;
    message.conversation = conversation;
    message.sender = fromOther ? other.id : one.id;
    message.clientId = makeId<ClientId>();
    message.checkedAclRev = 1;
    message.body = std::move(body);
    return message;
}

bool store(SqlStore &target, std::vector<NewMessage> batch, std::int64_t nowMs) {
    const auto answers = target.append(batch, nowMs, false);
    if (!answers.ok())
        return false;
    for (const Appended &answer : answers.value()) {
        if (answer.status != AppendStatus::Stored)
            return false;
    }
    return true;
}

} // namespace banter::test
