// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "shared/core/Backoff.h"
#include "shared/core/Random.h"

using namespace banter;

class TestBackoff final : public QObject {
    Q_OBJECT

    static std::uint64_t lowest(std::uint64_t) { return 0; }
    static std::uint64_t highest(std::uint64_t bound) { return bound - 1; }

private Q_SLOTS:
    void theShortestWaits() {
        Backoff backoff(Millis{2000}, Millis{30000}, lowest);
        for (const int expected : {0, 2000, 4000, 8000, 15000, 15000, 15000})
            QCOMPARE(backoff.next().count(), expected);
    }

    void theLongestWaits() {
        Backoff backoff(Millis{2000}, Millis{30000}, highest);
        for (const int expected : {1999, 3999, 7999, 15999, 29999, 29999})
            QCOMPARE(backoff.next().count(), expected);
    }

    void neverLeavesItsBounds() {
        Backoff backoff;
        for (int i = 0; i < 10'000; ++i) {
            const Millis wait = backoff.next();
            QVERIFY(wait >= Millis{0} && wait < Millis{30000});
            QVERIFY(i < 5 || wait >= Millis{15000});
        }
    }

    /// A crowd that was cut off together does not come back together.
    void theFirstWaitsAreSpread() {
        int early = 0;
        constexpr int kCrowd = 4000;
        for (int i = 0; i < kCrowd; ++i)
            early += Backoff().next() < Millis{500} ? 1 : 0;
        QVERIFY2(early > kCrowd / 5 && early < kCrowd * 3 / 10, qPrintable(QString::number(early)));
    }

    void startsAgainAfterSuccess() {
        Backoff backoff(Millis{2000}, Millis{30000}, highest);
        for (int i = 0; i < 5; ++i)
            (void)backoff.next();
        backoff.reset();
        QCOMPARE(backoff.next().count(), 1999);
    }

    void theServerMayAskForMorePatience() {
        Backoff backoff(Millis{2000}, Millis{30000}, highest);
        backoff.setFirst(Millis{10000});
        QCOMPARE(backoff.next().count(), 9999);
        QCOMPARE(backoff.next().count(), 19999);
        QCOMPARE(backoff.next().count(), 29999);
    }

    void zeroIsAllowed() {
        Backoff backoff(Millis{0}, Millis{0});
        for (int i = 0; i < 40; ++i)
            QCOMPARE(backoff.next().count(), 0);
    }

    void randomBelowStaysBelow() {
        std::array<int, 7> hits{};
        for (int i = 0; i < 7000; ++i)
            ++hits.at(randomBelow(7));
        for (const int count : hits)
            QVERIFY(count > 700 && count < 1300);
        QCOMPARE(randomBelow(1), std::uint64_t{0});
    }
};

QTEST_APPLESS_MAIN(TestBackoff)
#include "tst_Backoff.moc"
