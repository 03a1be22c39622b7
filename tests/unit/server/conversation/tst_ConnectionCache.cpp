// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <thread>

#include "server/routing/ConnectionCache.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::server;

class tst_ConnectionCache : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refKeepsItsParts();
    void replacesTheDevicesOlderSession();
    void removesOnlyWhatItStillNames();
    void aLookUpIsSeenByWhoSignsInMeanwhile();
    void servesManyThreads();
};

void tst_ConnectionCache::refKeepsItsParts() {
    const SessionRef ref = SessionRef::make(255, 0xabcdef, 0xdeadbeef);
    QCOMPARE(ref.shard(), 255u);
    QCOMPARE(ref.slot(), 0xabcdefu);
    QCOMPARE(ref.generation(), 0xdeadbeefu);
}

void tst_ConnectionCache::replacesTheDevicesOlderSession() {
    ConnectionCache cache;
    const auto user = makeId<UserId>();
    const auto phone = makeId<DeviceId>();
    const auto laptop = makeId<DeviceId>();
    QVERIFY(!cache.add(user, {phone, SessionRef::make(0, 1, 1), false}));
    QVERIFY(!cache.add(user, {laptop, SessionRef::make(1, 1, 1), true}));
    const auto replaced = cache.add(user, {phone, SessionRef::make(1, 2, 1), false});
    QVERIFY(replaced.has_value());
    QVERIFY(*replaced == SessionRef::make(0, 1, 1));
    std::vector<ConnectionCache::Entry> found;
    cache.find(user, found);
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(cache.size(), std::size_t{2});
    QCOMPARE(cache.userCount(), std::size_t{1});
}

void tst_ConnectionCache::removesOnlyWhatItStillNames() {
    ConnectionCache cache;
    const auto user = makeId<UserId>();
    const auto device = makeId<DeviceId>();
    cache.add(user, {device, SessionRef::make(0, 1, 1), false});
    cache.add(user, {device, SessionRef::make(0, 2, 1), false});
    cache.remove(user, device, SessionRef::make(0, 1, 1)); // the replaced one goes late
    QCOMPARE(cache.size(), std::size_t{1});
    cache.remove(user, device, SessionRef::make(0, 2, 1));
    QCOMPARE(cache.size(), std::size_t{0});
    QCOMPARE(cache.userCount(), std::size_t{0});
}

void tst_ConnectionCache::aLookUpIsSeenByWhoSignsInMeanwhile() {
    ConnectionCache cache;
    const auto user = makeId<UserId>();
    const std::uint32_t before = cache.lookups(user);
    QCOMPARE(cache.lookups(user), before);
    cache.add(user, {makeId<DeviceId>(), SessionRef::make(0, 1, 1), false});
    QCOMPARE(cache.lookups(user), before);
    std::vector<ConnectionCache::Entry> found;
    cache.find(user, found);
    QVERIFY(cache.lookups(user) != before);
}

void tst_ConnectionCache::servesManyThreads() {
    ConnectionCache cache;
    std::vector<UserId> users;
    for (int i = 0; i < 64; ++i)
        users.push_back(makeId<UserId>());
    const auto work = [&](std::uint32_t shard) {
        for (std::uint32_t round = 0; round < 2000; ++round) {
            const UserId &user = users[round % users.size()];
            const auto device = makeId<DeviceId>();
            cache.add(user, {device, SessionRef::make(shard, round, 1), false});
            std::vector<ConnectionCache::Entry> found;
            cache.find(user, found);
            cache.remove(user, device, SessionRef::make(shard, round, 1));
        }
    };
    std::thread one(work, 0), two(work, 1);
    one.join();
    two.join();
    QCOMPARE(cache.size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(tst_ConnectionCache)
#include "tst_ConnectionCache.moc"
