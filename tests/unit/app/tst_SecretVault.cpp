// SPDX-License-Identifier: Apache-2.0
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

#include "app/platform/QtExecutor.h"
#include "app/session/KeychainSecretStore.h"
#include "app/session/SecretVault.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/ErrorCode.h"

using namespace banter;
using namespace banter::client;

namespace {

/// A keychain in memory, or none.
struct FakeKeychain {
    bool isThere{true};
    std::optional<Credentials> held;
};

class FakeStore final : public SecretStore {
public:
    explicit FakeStore(FakeKeychain *keychain) : m_keychain(keychain) {}
    void read(Promise<std::optional<Credentials>> done) override {
        if (m_keychain->isThere)
            done.resolve(m_keychain->held);
        else
            done.resolve(Error{ErrorCode::StoreUnavailable, "none"});
    }
    void write(const Credentials &credentials, Promise<std::monostate> done) override {
        if (m_keychain->isThere) {
            m_keychain->held = credentials;
            done.resolve(std::monostate{});
        } else {
            done.resolve(Error{ErrorCode::StoreUnavailable, "none"});
        }
    }
    void clear(Promise<std::monostate> done) override {
        m_keychain->held.reset();
        done.resolve(std::monostate{});
    }

private:
    FakeKeychain *m_keychain;
};

} // namespace

class tst_SecretVault : public QObject {
    Q_OBJECT

    using Place = SecretVault::Place;
    std::unique_ptr<QTemporaryDir> m_folder;
    QtExecutor m_executor;
    FakeKeychain m_keychain;
    const Credentials m_mira{"server", {makeId<UserId>(), "mira", "Mira"}, "device", "token", {"ws://127.0.0.1:1"}};

    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("token.json")); }
    std::unique_ptr<SecretVault> make() {
        return std::make_unique<SecretVault>(std::make_unique<FakeStore>(&m_keychain), path());
    }
    std::optional<Credentials> read(SecretVault &vault) {
        std::optional<Result<std::optional<Credentials>>> answer;
        vault.read({&m_executor, [&](Result<std::optional<Credentials>> read) { answer.emplace(std::move(read)); }});
        if (!QTest::qWaitFor([&] { return answer.has_value(); }) || !answer->ok())
            qFatal("cannot read");
        return answer->value();
    }
    void write(SecretVault &vault) {
        bool isDone = false;
        vault.write(m_mira, {&m_executor, [&](const Result<std::monostate> &done) { isDone = done.ok(); }});
        QVERIFY(QTest::qWaitFor([&] { return isDone; }));
    }
    void clear(SecretVault &vault) {
        bool isDone = false;
        vault.clear({&m_executor, [&](const Result<std::monostate> &done) { isDone = done.ok(); }});
        QVERIFY(QTest::qWaitFor([&] { return isDone; }));
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain = {};
    }

    void theKeychainComesFirst() {
        const auto vault = make();
        int told = 0;
        vault->onPlaceChanged([&] { ++told; });
        QVERIFY(!read(*vault));
        QVERIFY(vault->place() == Place::Unknown);
        write(*vault);
        QVERIFY(vault->place() == Place::Keychain);
        QCOMPARE(told, 1);
        QVERIFY(!QFile::exists(path()));
        const auto again = make();
        QCOMPARE(read(*again)->token, std::string("token"));
        clear(*again);
        QVERIFY(!m_keychain.held);
    }

    void withoutOneItLastsAsLongAsTheProcess() {
        m_keychain.isThere = false;
        const auto vault = make();
        QVERIFY(!read(*vault));
        write(*vault);
        QVERIFY(vault->place() == Place::Memory);
        QVERIFY(!QFile::exists(path())); // nobody allowed it
        const auto again = make();
        QVERIFY(!read(*again));
    }

    void theFileIsChosenAndForOneselfOnly() {
        m_keychain.isThere = false;
        const auto vault = make();
        QVERIFY(!read(*vault));
        write(*vault);
        vault->setFileAllowed(true); // what rests in memory moves
        QTRY_VERIFY(vault->place() == Place::File);
        QVERIFY(QFile::exists(path()));
        QCOMPARE(QFileInfo(path()).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        const auto again = make();
        again->setFileAllowed(true);
        QCOMPARE(read(*again)->user.username, std::string("mira"));
        QVERIFY(again->place() == Place::File);
        again->setFileAllowed(false); // and out of it again
        QTRY_VERIFY(!QFile::exists(path()));
        QVERIFY(again->place() == Place::Memory);
    }

    /// Without a session bus there is no keychain; with one, but without an answer, it is the same to us.
    void theRealKeychainSaysThatItIsMissing() {
        for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"})
            qunsetenv(name);
        const QString account = m_folder->filePath(QStringLiteral("account.json"));
        KeychainSecretStore keychain(account);
        std::optional<ErrorCode> refused;
        keychain.write(m_mira, {&m_executor, [&](const Result<std::monostate> &done) {
                                    refused = done.ok() ? ErrorCode::Unspecified : done.error().code;
                                }});
        QTRY_VERIFY(refused.has_value());
        QCOMPARE(static_cast<int>(*refused), static_cast<int>(ErrorCode::StoreUnavailable));
        QVERIFY(!QFile::exists(account)); // nothing to look for next time
    }

    void signingOutForgetsTheFile() {
        m_keychain.isThere = false;
        const auto vault = make();
        vault->setFileAllowed(true);
        write(*vault);
        QVERIFY(QFile::exists(path()));
        clear(*vault);
        QVERIFY(!QFile::exists(path()));
    }
};

QTEST_GUILESS_MAIN(tst_SecretVault)
#include "tst_SecretVault.moc"
