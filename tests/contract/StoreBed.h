// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <QTemporaryDir>
#include <QTest>

#include "server/storage/StoreFactory.h"
#include "shared/core/Uuid7.h"
#include "tests/support/PostgresServer.h"

namespace banter::test {

/// Databases for a test that runs on both engines. Use in initTestCase_data(): addEngines().
class StoreBed {
public:
    /// Makes every test function run once per engine.
    static void addEngines();
    /// Of the running test function.
    [[nodiscard]] static bool onPostgres();

    /// Starts PostgreSQL if the running function needs it. False: error().
    [[nodiscard]] bool start();
    [[nodiscard]] QString error() const { return m_postgres.error(); }
    [[nodiscard]] PostgresServer &postgres() { return m_postgres; }

    /// The setting `database` for a new, empty database of the current engine.
    [[nodiscard]] std::string emptyDatabase();
    /// A migrated one that all test functions of the engine share.
    [[nodiscard]] std::string database();
    [[nodiscard]] std::unique_ptr<server::SqlStoreBase> open(server::StoreUse use = server::StoreUse::Write);
    [[nodiscard]] static std::unique_ptr<server::SqlStoreBase> openAt(const std::string &database,
                                                                      server::StoreUse use);
    /// Runs a statement of the test's own on database(), for what the store has no method for yet. False if it failed.
    [[nodiscard]] bool run(const std::string &sql) { return runAt(database(), sql); }
    [[nodiscard]] bool runAt(const std::string &database, const std::string &sql);
    /// An id as a literal of the current engine.
    template <class AnyId>
    [[nodiscard]] static std::string literal(const AnyId &id) {
        return literalOf(id.view());
    }

private:
    [[nodiscard]] static std::string literalOf(std::string_view bytes);

    PostgresServer m_postgres;
    bool m_started{false};
    int m_count{0};
    QTemporaryDir m_folder;
    std::string m_shared[2];
};

/// Two people and their direct conversation, new each time; the followups are applied.
struct Pair {
    server::UserRow one, other;
    ConversationId conversation;
    bool ok{false};

    explicit Pair(server::SqlStore &store, std::int64_t nowMs = 1000);
    [[nodiscard]] server::NewMessage message(std::string body, bool fromOther = false) const;
};

[[nodiscard]] server::UserRow newUser(const std::string &name = {});
[[nodiscard]] server::DeviceRow newDevice(const UserId &user, const std::string &name = "device");
/// Stores messages one batch, and answers whether all were stored.
[[nodiscard]] bool store(server::SqlStore &store, std::vector<server::NewMessage> batch, std::int64_t nowMs);

} // namespace banter::test

/// Checks a Result and ends the test function with the error's text.
#define VERIFY_OK(expression) \
    do { \
        const auto &checkedResult = (expression); \
        QVERIFY2(checkedResult.ok(), checkedResult.ok() ? "" : checkedResult.error().detail.c_str()); \
    } while (false)
#define VERIFY_ERROR(expression, expected) \
    do { \
        const auto &checkedResult = (expression); \
        QVERIFY(!checkedResult.ok()); \
        QCOMPARE(static_cast<int>(checkedResult.error().code), static_cast<int>(expected)); \
    } while (false)
