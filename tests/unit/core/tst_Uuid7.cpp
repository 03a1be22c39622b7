// SPDX-License-Identifier: Apache-2.0
#include <unordered_set>

#include <QTest>

#include "shared/core/Uuid7.h"

using namespace banter;

class TestUuid7 final : public QObject {
    Q_OBJECT

    static std::int64_t millisOf(const IdBytes &bytes) {
        std::int64_t ms = 0;
        for (std::size_t i = 0; i < 6; ++i)
            ms = (ms << 8) | bytes[i];
        return ms;
    }

private Q_SLOTS:
    /// RFC 9562 section 5.7.
    void hasTimeVersionAndVariant() {
        for (const std::int64_t ms :
             {std::int64_t{0}, std::int64_t{1}, std::int64_t{0x017F22E279B0}, std::int64_t{0xFFFFFFFFFFFF}}) {
            const IdBytes bytes = makeUuid7(fromMs(ms));
            QCOMPARE(millisOf(bytes), ms);
            QCOMPARE(bytes[6] >> 4, 7);
            QCOMPARE(bytes[8] >> 6, 2);
        }
    }

    void laterSortsLater() {
        UserId previous;
        for (std::int64_t ms = 1'700'000'000'000; ms < 1'700'000'000'200; ++ms) {
            const auto id = makeId<UserId>(fromMs(ms));
            QVERIFY(previous < id);
            previous = id;
        }
    }

    void neverRepeatsWithinAMillisecond() {
        const WallTime now = fromMs(1'700'000'000'000);
        std::unordered_set<ClientId> seen;
        for (int i = 0; i < 100'000; ++i)
            QVERIFY(seen.insert(makeId<ClientId>(now)).second);
    }

    void everyRandomBitMoves() {
        IdBytes always{};
        IdBytes ever{};
        always.fill(0xff);
        for (int i = 0; i < 200; ++i) {
            const IdBytes bytes = makeUuid7(fromMs(0));
            for (std::size_t at = 0; at < 16; ++at) {
                always[at] &= bytes[at];
                ever[at] |= bytes[at];
            }
        }
        const IdBytes set{0, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
        const IdBytes fixed{0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 0};
        QVERIFY(ever == set);
        QVERIFY(always == fixed);
    }
};

QTEST_APPLESS_MAIN(TestUuid7)
#include "tst_Uuid7.moc"
