// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <memory>
#include <optional>

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "server/ctl/ObjectExecutor.h"
#include "server/ctl/StoreAdminBackend.h"
#include "shared/core/Uuid7.h"
#include "tests/unit/server/ctl/AdminWorld.h"

using namespace banter;
using namespace banter::server;
using banter::test::spinUntil;

namespace {

/// Notes what it is told.
class FakeLive final : public LiveServer {
public:
    QJsonObject status() override { return {{QStringLiteral("sessions"), 3}}; }
    QJsonObject stats() override { return {{QStringLiteral("edge"), QJsonObject{{QStringLiteral("open"), 3}}}}; }
    void devicesRevoked(const UserId &, const std::vector<DeviceId> &devices) override {
        revoked.insert(revoked.end(), devices.begin(), devices.end());
    }
    void userDisabled(const UserId &user) override { disabled.push_back(user); }
    void groupChanged(ConversationChange change) override { changes.push_back(std::move(change)); }
    void groupUncertain(const ConversationId &) override {}

    std::vector<DeviceId> revoked;
    std::vector<UserId> disabled;
    std::vector<ConversationChange> changes;
};

} // namespace

class TestStoreAdminBackend final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ObjectExecutor> m_home;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<PasswordPool> m_passwords;
    FakeLive m_live;
    std::unique_ptr<StoreAdminBackend> m_backend;

    /// Waits for the answer to a call that gets a promise for it.
    template <class T>
    Result<T> wait(const std::function<void(Promise<T>)> &call) {
        std::optional<Result<T>> answer;
        call(Promise<T>(m_home.get(), [&](Result<T> result) { answer = std::move(result); }));
        return spinUntil([&] { return answer.has_value(); }) ? std::move(*answer) : Result<T>(Error{});
    }
    Result<QJsonObject> ask(const std::function<void(AdminBackend::Answer)> &call) { return wait<QJsonObject>(call); }

    Result<QJsonObject> add(const char *name, const char *password = "correct horse battery",
                            const char *display = "") {
        return ask([&](AdminBackend::Answer done) { m_backend->addUser(name, display, password, std::move(done)); });
    }

    UserRow user(const std::string &name) {
        auto found = wait<std::optional<UserRow>>([&](Promise<std::optional<UserRow>> done) {
            m_storage->read<std::optional<UserRow>>([name](SqlStore &store) { return store.userByName(name); },
                                                    std::move(done));
        });
        return found && *found ? **found : UserRow();
    }

    DeviceId signIn(const std::string &name) {
        DeviceRow row;
        row.user = user(name).id;
        row.device = makeId<DeviceId>();
        row.secretHash = std::string(32, 's');
        row.name = "laptop";
        row.platform = "Linux";
        row.createdMs = toMs(Clock::system().wall());
        const auto added = wait<std::uint64_t>([&](Promise<std::uint64_t> done) {
            m_storage->change<std::uint64_t>([row](SqlStore &store) { return store.addDevice(row, 10); },
                                             std::move(done));
        });
        return added ? row.device : DeviceId();
    }

    bool matches(const std::string &password, const std::string &hash) {
        const auto verdict =
            wait<Verdict>([&](Promise<Verdict> done) { m_passwords->verify(password, hash, std::move(done)); });
        return verdict && verdict->matches;
    }

    static QString text(const Result<QJsonObject> &of, const char *key) {
        return of ? of->value(QLatin1String(key)).toString() : QString::fromStdString(of.error().detail);
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_home = std::make_unique<ObjectExecutor>();
        StorageOptions options;
        options.database = "sqlite:" + m_folder->filePath(QStringLiteral("banter.db")).toStdString();
        auto storage = Storage::open(options);
        QVERIFY2(storage.ok(), storage.ok() ? "" : storage.error().detail.c_str());
        m_storage = std::move(storage).value();
        m_passwords = PasswordPool::create({1, 64, 64, 1}).value();
        m_live = FakeLive();
        m_backend = std::make_unique<StoreAdminBackend>(*m_storage, *m_passwords, m_live, m_home.get(), 3);
    }
    void cleanup() {
        m_backend.reset();
        m_passwords.reset();
        if (m_storage)
            m_storage->stop(5'000);
        m_storage.reset();
        m_home.reset();
    }

    void aUserIsAddedWithAHash() {
        const auto added = add("Mira", "correct horse battery", "  Mira\tM. ");
        QVERIFY2(added.ok(), qPrintable(text(added, "")));
        QCOMPARE(text(added, "name"), QStringLiteral("mira"));
        QCOMPARE(text(added, "display"), QStringLiteral("Mira M."));
        const UserRow row = user("mira");
        QCOMPARE(text(added, "id"), QString::fromStdString(row.id.toText()));
        QVERIFY(matches("correct horse battery", row.passwordHash));
        QCOMPARE(text(add("tom"), "display"), QStringLiteral("tom"));
    }

    void badNamesAndPasswordsAreRefused() {
        QVERIFY(add("mira").ok());
        QCOMPARE(add("MIRA").error().code, ErrorCode::NameTaken);
        QCOMPARE(add("x").error().code, ErrorCode::NameInvalid);
        QCOMPARE(add("a..b").error().code, ErrorCode::NameInvalid);
        QCOMPARE(add("tom", "short").error().code, ErrorCode::PasswordWeak);
        QCOMPARE(add("tom", "1234567890").error().code, ErrorCode::PasswordWeak);
        QCOMPARE(add("tom", std::string(1025, 'x').c_str()).error().code, ErrorCode::PasswordWeak);
        QVERIFY(user("tom").id.isNull());
    }

    void usersAreListedInPages() {
        for (const char *name : {"cem", "ann", "ben"})
            QVERIFY(add(name).ok());
        QStringList names;
        std::string after;
        int pages = 0;
        do {
            const auto page = ask([&](AdminBackend::Answer done) { m_backend->listUsers(after, 2, std::move(done)); });
            QVERIFY(page.ok());
            for (const QJsonValue &entry : page->value(QStringLiteral("users")).toArray())
                names += entry.toObject().value(QStringLiteral("name")).toString();
            after = page->value(QStringLiteral("next")).toString().toStdString();
            ++pages;
        } while (!after.empty() && pages < 10);
        QCOMPARE(names, (QStringList{QStringLiteral("ann"), QStringLiteral("ben"), QStringLiteral("cem")}));
        QCOMPARE(pages, 2);
    }

    void whoIsDisabledIsThrownOut() {
        QVERIFY(add("mira").ok());
        const auto set = [&](bool disabled) {
            return ask([&](AdminBackend::Answer done) { m_backend->setDisabled("mira", disabled, std::move(done)); });
        };
        QVERIFY(set(true)->value(QStringLiteral("disabled")).toBool());
        QVERIFY(user("mira").disabled);
        QCOMPARE(m_live.disabled.size(), std::size_t{1});
        QVERIFY(m_live.disabled[0] == user("mira").id);
        QVERIFY(set(false).ok());
        QVERIFY(!user("mira").disabled);
        QCOMPARE(m_live.disabled.size(), std::size_t{1});
    }

    void whoIsNotThereIsToldWithAWayOut() {
        const auto unknown = [](const Result<QJsonObject> &result) {
            return !result.ok() && result.error().code == ErrorCode::NotFound &&
                   result.error().detail.find("banterctl user list") != std::string::npos;
        };
        QVERIFY(
            unknown(ask([&](AdminBackend::Answer done) { m_backend->setDisabled("nobody", true, std::move(done)); })));
        QVERIFY(unknown(ask([&](AdminBackend::Answer done) { m_backend->listDevices("nobody", std::move(done)); })));
        QVERIFY(
            unknown(ask([&](AdminBackend::Answer done) { m_backend->revokeDevice("nobody", {}, std::move(done)); })));
        QVERIFY(unknown(ask([&](AdminBackend::Answer done) {
            m_backend->resetPassword("nobody", "correct horse battery", std::move(done));
        })));
        QVERIFY(m_live.disabled.empty() && m_live.revoked.empty());
    }

    void aNewPasswordSignsEverybodyOut() {
        QVERIFY(add("mira").ok());
        const DeviceId one = signIn("mira");
        QVERIFY(!one.isNull());
        const auto reset = [&](const char *password) {
            return ask([&](AdminBackend::Answer done) { m_backend->resetPassword("mira", password, std::move(done)); });
        };
        QCOMPARE(reset("short").error().code, ErrorCode::PasswordWeak);
        QVERIFY(m_live.revoked.empty());
        const auto done = reset("another long password");
        QVERIFY(done.ok());
        QCOMPARE(done->value(QStringLiteral("revoked")).toArray().size(), 1);
        QVERIFY(m_live.revoked == std::vector<DeviceId>{one});
        QVERIFY(matches("another long password", user("mira").passwordHash));
        QVERIFY(!matches("correct horse battery", user("mira").passwordHash));
    }

    void devicesAreListedAndRevoked() {
        QVERIFY(add("mira").ok() && add("tom").ok());
        const DeviceId one = signIn("mira"), two = signIn("mira"), other = signIn("tom");
        const auto list = [&] {
            const auto rows = ask([&](AdminBackend::Answer done) { m_backend->listDevices("mira", std::move(done)); });
            return rows ? rows->value(QStringLiteral("devices")).toArray() : QJsonArray();
        };
        const auto revoke = [&](std::optional<DeviceId> device) {
            return ask([&](AdminBackend::Answer done) { m_backend->revokeDevice("mira", device, std::move(done)); });
        };
        QCOMPARE(list().size(), 2);
        QCOMPARE(list()[0].toObject().value(QStringLiteral("platform")).toString(), QStringLiteral("Linux"));
        QCOMPARE(revoke(other).error().code, ErrorCode::NotFound);
        QVERIFY(revoke(one).ok());
        QCOMPARE(list().size(), 1);
        QCOMPARE(revoke(one).error().code, ErrorCode::NotFound);
        QVERIFY(revoke(std::nullopt).ok());
        QCOMPARE(list().size(), 0);
        QVERIFY((m_live.revoked == std::vector<DeviceId>{one, two}));
        QCOMPARE(revoke(std::nullopt)->value(QStringLiteral("revoked")).toArray().size(), 0);
    }

    void statusAndStatsJoinWhatIsKnown() {
        QVERIFY(add("mira").ok());
        const auto status = ask([&](AdminBackend::Answer done) { m_backend->status(std::move(done)); });
        QVERIFY(status->value(QStringLiteral("database_up")).toBool());
        QCOMPARE(status->value(QStringLiteral("sessions")).toInt(), 3);
        const auto stats = ask([&](AdminBackend::Answer done) { m_backend->stats(std::move(done)); });
        QVERIFY(stats.ok());
        const QJsonObject store = stats->value(QStringLiteral("store")).toObject();
        QVERIFY(store.value(QStringLiteral("engine")).toString().startsWith(QLatin1String("SQLite")));
        QCOMPARE(store.value(QStringLiteral("users")).toInt(), 1);
        QCOMPARE(stats->value(QStringLiteral("passwords")).toObject().value(QStringLiteral("hashed")).toInt(), 1);
        QCOMPARE(stats->value(QStringLiteral("edge")).toObject().value(QStringLiteral("open")).toInt(), 3);
    }
};

QTEST_GUILESS_MAIN(TestStoreAdminBackend)
#include "tst_StoreAdminBackend.moc"
