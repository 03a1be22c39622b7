// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include "server/storage/Storage.h"
#include "tests/contract/StoreBed.h"
#include "tests/support/FatalLogger.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// Opening, migrating, and refusing; on both engines.
class StoreSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init() { QVERIFY2(m_bed.start(), qPrintable(m_bed.error())); }

    void migratesOnce();
    void migratesFromSeveralSidesAtOnce();
    void keepsTheServerId();
    void refusesANewerSchema();
    void takesANewerSchemaThatFitsOlderPrograms();
    void statsCount();
    void saysWhatIsWrongWithTheSetting();
    void theFileIsPrivate();

private:
    StoreBed m_bed;
};

void StoreSchema::migratesOnce() {
    const std::string database = m_bed.emptyDatabase();
    const auto factory = StoreFactory::parse(database);
    VERIFY_OK(factory);
    VERIFY_OK(factory->migrate());
    VERIFY_OK(factory->migrate());
    const auto store = StoreBed::openAt(database, StoreUse::Write);
    QVERIFY(store);
    const auto stats = store->stats();
    VERIFY_OK(stats);
    QVERIFY(stats->schemaVersion >= 1);
}

void StoreSchema::migratesFromSeveralSidesAtOnce() {
    const auto factory = StoreFactory::parse(m_bed.emptyDatabase());
    VERIFY_OK(factory);
    constexpr int kSides = 4;
    bool done[kSides] = {};
    std::vector<std::thread> sides;
    for (bool &ok : done)
        sides.emplace_back([&ok, &factory] { ok = factory->migrate().ok(); });
    for (std::thread &side : sides)
        side.join();
    for (const bool ok : done)
        QVERIFY(ok);
}

void StoreSchema::keepsTheServerId() {
    const std::string database = m_bed.emptyDatabase();
    VERIFY_OK(StoreFactory::parse(database)->migrate());
    const auto first = StoreBed::openAt(database, StoreUse::Read)->serverId();
    VERIFY_OK(first);
    QVERIFY(!first->isNull());
    VERIFY_OK(StoreFactory::parse(database)->migrate());
    QVERIFY(*StoreBed::openAt(database, StoreUse::Read)->serverId() == *first);
    const std::string other = m_bed.emptyDatabase();
    VERIFY_OK(StoreFactory::parse(other)->migrate());
    QVERIFY(*StoreBed::openAt(other, StoreUse::Read)->serverId() != *first);
}

void StoreSchema::refusesANewerSchema() {
    const std::string database = m_bed.emptyDatabase();
    VERIFY_OK(StoreFactory::parse(database)->migrate());
    QVERIFY(m_bed.runAt(database, "UPDATE meta SET number = 999 WHERE name IN ('schema_version', 'compatible_from')"));
    const auto result = StoreFactory::parse(database)->migrate();
    VERIFY_ERROR(result, ErrorCode::Configuration);
    QVERIFY2(result.error().detail.find("999") != std::string::npos, result.error().detail.c_str());
    StorageOptions options;
    options.database = database;
    QVERIFY(!Storage::open(options).ok());
}

void StoreSchema::takesANewerSchemaThatFitsOlderPrograms() {
    const std::string database = m_bed.emptyDatabase();
    VERIFY_OK(StoreFactory::parse(database)->migrate());
    QVERIFY(m_bed.runAt(database, "UPDATE meta SET number = 999 WHERE name = 'schema_version'"));
    VERIFY_OK(StoreFactory::parse(database)->migrate());
    QCOMPARE(StoreBed::openAt(database, StoreUse::Write)->stats()->schemaVersion, 999); // not set back
}

void StoreSchema::statsCount() {
    const std::string database = m_bed.emptyDatabase();
    VERIFY_OK(StoreFactory::parse(database)->migrate());
    const auto store = StoreBed::openAt(database, StoreUse::Write);
    const Pair pair(*store);
    QVERIFY(pair.ok);
    QVERIFY(banter::test::store(*store, {pair.message("a"), pair.message("b")}, 1));
    VERIFY_OK(store->addDevice(newDevice(pair.one.id), 10));
    VERIFY_OK(store->openDirect(makeId<ConversationId>(), pair.one.id, pair.other.id, 1));
    const auto stats = store->stats();
    VERIFY_OK(stats);
    QCOMPARE(stats->users, std::uint64_t(2));
    QCOMPARE(stats->devices, std::uint64_t(1));
    QCOMPARE(stats->conversations, std::uint64_t(2));
    QCOMPARE(stats->messages, std::uint64_t(2));
    QCOMPARE(stats->followups, std::uint64_t(2));
    QVERIFY2(stats->engine.starts_with(StoreBed::onPostgres() ? "PostgreSQL 1" : "SQLite 3"), stats->engine.c_str());
}

void StoreSchema::saysWhatIsWrongWithTheSetting() {
    for (const char *setting : {"", "mysql://x", "sqlite:", "sqlite::memory:", "/var/lib/banter.db"}) {
        const auto factory = StoreFactory::parse(setting);
        VERIFY_ERROR(factory, ErrorCode::Configuration);
        QVERIFY(factory.error().detail.find("sqlite:/") != std::string::npos);
    }
    if (StoreBed::onPostgres()) {
        const auto nowhere = StoreFactory::parse("postgresql://u:secret@/x?host=/nonexistent&port=1")->migrate();
        VERIFY_ERROR(nowhere, ErrorCode::StoreUnavailable);
        QVERIFY(nowhere.error().detail.find("secret") == std::string::npos);
        const auto missing = StoreFactory::parse(m_bed.postgres().target(QStringLiteral("missing")))->migrate();
        VERIFY_ERROR(missing, ErrorCode::Configuration);
        QVERIFY(missing.error().detail.find("missing") != std::string::npos);
        VERIFY_ERROR(StoreFactory::parse("host=a nonsense=b")->migrate(), ErrorCode::Configuration);
    } else {
        VERIFY_ERROR(StoreFactory::parse("sqlite:/proc/nowhere/banter.db")->migrate(), ErrorCode::Configuration);
    }
}

void StoreSchema::theFileIsPrivate() {
    if (StoreBed::onPostgres())
        QSKIP("SQLite only");
    const std::string database = m_bed.emptyDatabase();
    VERIFY_OK(StoreFactory::parse(database)->migrate());
    const auto store = StoreBed::openAt(database, StoreUse::Write);
    const Pair pair(*store);
    const QString path = QString::fromStdString(database.substr(7));
    for (const QString &each : {path, path + QStringLiteral("-wal")}) {
        QVERIFY(QFileInfo::exists(each));
        QVERIFY(!(QFile::permissions(each) &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    }
    QVERIFY(!(QFile::permissions(QFileInfo(path).path()) & (QFile::ReadOther | QFile::ExeOther)));
    // A file that is no database is refused with its name.
    const std::string junk = m_bed.emptyDatabase();
    VERIFY_OK(StoreFactory::parse(junk)->open(StoreUse::Write));
    QFile file(QString::fromStdString(junk.substr(7)));
    QVERIFY(file.open(QFile::WriteOnly) && file.write(QByteArray(8192, 'x')) == 8192);
    file.close();
    const auto refused = StoreFactory::parse(junk)->migrate();
    VERIFY_ERROR(refused, ErrorCode::Configuration);
    QVERIFY(refused.error().detail.find(junk.substr(7)) != std::string::npos);
}

QTEST_GUILESS_MAIN(StoreSchema)
#include "tst_StoreSchema.moc"
