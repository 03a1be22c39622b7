// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "server/ops/Gcra.h"

using namespace banter;
using namespace banter::server;

class TestGcra final : public QObject {
    Q_OBJECT

    static constexpr Rate kRate{5, 1, Millis{60'000}};
    MonoTime m_start{Millis{1'000'000}};

private Q_SLOTS:
    void theBurstPassesAtOnce() {
        Gcra bucket;
        for (int i = 0; i < 5; ++i)
            QCOMPARE(bucket.take(kRate, m_start), Millis{0});
        QCOMPARE(bucket.take(kRate, m_start), Millis{60'000});
    }

    void whatIsRefusedTakesNothing() {
        Gcra bucket;
        QCOMPARE(bucket.take(kRate, m_start, 5), Millis{0});
        for (int i = 0; i < 100; ++i)
            QCOMPARE(bucket.take(kRate, m_start + Millis{30'000}), Millis{30'000});
        QCOMPARE(bucket.take(kRate, m_start + Millis{60'000}), Millis{0});
    }

    void theAdviceIsTheFirstMomentThatPasses() {
        Gcra bucket;
        QCOMPARE(bucket.take(kRate, m_start, 5), Millis{0});
        const Millis wait = bucket.take(kRate, m_start);
        QVERIFY(bucket.take(kRate, m_start + wait - Millis{1}).count() > 0);
        QCOMPARE(bucket.take(kRate, m_start + wait), Millis{0});
    }

    void overALongTimeTheRateHolds() {
        const Rate rate{10, 20, Millis{1000}};
        Gcra bucket;
        int passed = 0;
        for (int ms = 0; ms < 60'000; ++ms) {
            if (bucket.take(rate, m_start + Millis{ms}).count() == 0)
                ++passed;
        }
        QVERIFY2(passed >= 1205 && passed <= 1210, qPrintable(QString::number(passed)));
    }

    void bytesCostWhatTheyWeigh() {
        const Rate rate{512 * 1024, 64 * 1024, Millis{1000}};
        Gcra bucket;
        QCOMPARE(bucket.take(rate, m_start, 512 * 1024), Millis{0});
        const Millis wait = bucket.take(rate, m_start, 64 * 1024);
        QVERIFY2(wait >= Millis{990} && wait <= Millis{1000}, qPrintable(QString::number(wait.count())));
    }

    void whatCostsMoreThanTheBurstStillPassesAlone() {
        Gcra bucket;
        QCOMPARE(bucket.take(kRate, m_start, 50), Millis{0});
        QCOMPARE(bucket.take(kRate, m_start), Millis{60'000});
        QCOMPARE(bucket.take(kRate, m_start + Millis{300'000}, 50), Millis{0});
    }

    void restDoesNotFillBeyondTheBurst() {
        Gcra bucket;
        QCOMPARE(bucket.take(kRate, m_start), Millis{0});
        const MonoTime later = m_start + std::chrono::hours(24);
        QVERIFY(bucket.isFull(later));
        QCOMPARE(bucket.take(kRate, later, 5), Millis{0});
        QVERIFY(bucket.take(kRate, later).count() > 0);
    }

    void aBucketIsEightBytes() { QCOMPARE(sizeof(Gcra), std::size_t{8}); }
};

QTEST_APPLESS_MAIN(TestGcra)
#include "tst_Gcra.moc"
