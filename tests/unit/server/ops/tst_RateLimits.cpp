// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "server/ops/RateLimits.h"

using namespace banter;
using namespace banter::server;

class TestRateLimits final : public QObject {
    Q_OBJECT

    MonoTime m_start{Millis{5'000'000}};

    static int burst(DeviceBuckets &buckets, Limit limit, MonoTime now) {
        int passed = 0;
        while (passed < 10'000 && buckets.take(limit, now).count() == 0)
            ++passed;
        return passed;
    }

private Q_SLOTS:
    void everyRowIsComplete() {
        for (const LimitSpec &spec : rateLimits()) {
            QVERIFY(!spec.name.empty());
            QVERIFY(spec.rate.burst > 0 && spec.rate.refill > 0 && spec.rate.period.count() > 0);
            QVERIFY(!unitName(spec.unit).empty());
            // The whole burst must fit the 64 bits of a bucket, in nanoseconds.
            QVERIFY(static_cast<double>(spec.rate.burst) * static_cast<double>(spec.rate.unitNs()) < 1e17);
            QVERIFY(&limitSpec(spec.limit) == &spec);
        }
    }

    void everyDeviceLimitHoldsAlone_data() {
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("burst");
        QTest::addColumn<int>("perSecond");
        QTest::newRow("messages") << static_cast<int>(Limit::Message) << 60 << 10;
        QTest::newRow("acknowledgements") << static_cast<int>(Limit::Acknowledge) << 120 << 20;
        QTest::newRow("reads") << static_cast<int>(Limit::Read) << 200 << 20;
        QTest::newRow("other") << static_cast<int>(Limit::Other) << 60 << 5;
    }
    void everyDeviceLimitHoldsAlone() {
        QFETCH(int, limit);
        DeviceBuckets buckets(true);
        QTEST(burst(buckets, static_cast<Limit>(limit), m_start), "burst");
        QTEST(burst(buckets, static_cast<Limit>(limit), m_start + Millis{1000}), "perSecond");
        for (const LimitSpec &other : rateLimits().first<kDeviceLimits>()) {
            if (other.limit != static_cast<Limit>(limit))
                QCOMPARE(buckets.take(other.limit, m_start), Millis{0});
        }
    }

    void aMessageTakesBothLimitsOrNone() {
        DeviceBuckets buckets(true);
        QCOMPARE(buckets.takeMessage(m_start, 500 * 1024), Millis{0});
        for (int i = 0; i < 100; ++i)
            QVERIFY(buckets.takeMessage(m_start, 64 * 1024).count() > 0); // too many bytes: takes no message either
        for (int i = 0; i < 59; ++i)
            QCOMPARE(buckets.takeMessage(m_start, 10), Millis{0});
        QVERIFY(buckets.takeMessage(m_start, 10).count() > 0);
    }

    void switchedOffNothingIsRefused() {
        DeviceBuckets buckets(false);
        QCOMPARE(burst(buckets, Limit::Other, m_start), 10'000);
        QCOMPARE(buckets.takeMessage(m_start, 1'000'000'000), Millis{0});
    }

    void aSessionPaysFewBytes() { QCOMPARE(sizeof(DeviceBuckets), std::size_t{64}); }
};

QTEST_APPLESS_MAIN(TestRateLimits)
#include "tst_RateLimits.moc"
