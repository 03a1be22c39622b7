// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>
#include <vector>

#include <QTest>

#include "server/ops/SharedLimiter.h"

using namespace banter;
using namespace banter::server;

class TestSharedLimiter final : public QObject {
    Q_OBJECT

    MonoTime m_start{Millis{5'000'000}};

    static int burst(SharedLimiter &limiter, Limit limit, std::string_view subject, MonoTime now) {
        int passed = 0;
        while (passed < 1000 && limiter.take(limit, subject, now).count() == 0)
            ++passed;
        return passed;
    }

private Q_SLOTS:
    void subjectsAndLimitsAreApart() {
        SharedLimiter limiter(true);
        QCOMPARE(burst(limiter, Limit::LogInAccount, "mira", m_start), 5);
        QCOMPARE(burst(limiter, Limit::LogInAccount, "tom", m_start), 5);
        QCOMPARE(burst(limiter, Limit::LogInAddress, "mira", m_start), 20);
        QCOMPARE(burst(limiter, Limit::Register, "203.0.113.9", m_start), 5);
        QCOMPARE(burst(limiter, Limit::Lookup, "mira", m_start), 30);
        QCOMPARE(burst(limiter, Limit::LogInAccount, "mira", m_start + std::chrono::minutes(2)), 2);
    }

    void theTableIsBounded() {
        SharedLimiter limiter(true, 1600);
        for (int i = 0; i < 20'000; ++i)
            QCOMPARE(limiter.take(Limit::LogInAddress, std::to_string(i), m_start), Millis{0});
        QVERIFY2(limiter.size() <= 1600, qPrintable(QString::number(limiter.size())));
    }

    void aFloodOfStrangersDoesNotFreeWhoIsKeptOut() {
        SharedLimiter limiter(true, 1600);
        QCOMPARE(burst(limiter, Limit::LogInAccount, "victim", m_start), 5);
        for (int i = 0; i < 20'000; ++i)
            QCOMPARE(limiter.take(Limit::LogInAddress, std::to_string(i), m_start), Millis{0});
        QVERIFY(limiter.take(Limit::LogInAccount, "victim", m_start).count() > 0);
    }

    void fullBucketsAreForgotten() {
        SharedLimiter limiter(true, 1600);
        for (int i = 0; i < 20'000; ++i)
            QCOMPARE(limiter.take(Limit::LogInAddress, std::to_string(i), m_start), Millis{0});
        const std::size_t crowded = limiter.size();
        const MonoTime later = m_start + std::chrono::hours(1);
        for (int i = 0; i < 200; ++i)
            QCOMPARE(limiter.take(Limit::LogInAddress, "later" + std::to_string(i), later), Millis{0});
        QVERIFY(limiter.size() < crowded / 2);
    }

    void threadsShareOneBucket() {
        SharedLimiter limiter(true);
        std::atomic<int> passed{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i) {
                    if (limiter.take(Limit::LogInAddress, "192.0.2.1", m_start).count() == 0)
                        ++passed;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(passed.load(), 20);
    }

    void switchedOffNothingIsKept() {
        SharedLimiter limiter(false);
        QCOMPARE(burst(limiter, Limit::LogInAccount, "mira", m_start), 1000);
        QCOMPARE(limiter.size(), std::size_t{0});
    }

    void addressesAreCutToWhatOneCustomerGets_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("subject");
        QTest::newRow("v4") << QStringLiteral("203.0.113.9") << QStringLiteral("203.0.113.9");
        QTest::newRow("v6") << QStringLiteral("2001:db8:1:2:3:4:5:6") << QStringLiteral("2001:db8:1:2::/64");
        QTest::newRow("v6, other host") << QStringLiteral("2001:db8:1:2::1") << QStringLiteral("2001:db8:1:2::/64");
        QTest::newRow("v4 in v6") << QStringLiteral("::ffff:203.0.113.9") << QStringLiteral("203.0.113.9");
        QTest::newRow("text") << QStringLiteral("unknown") << QStringLiteral("unknown");
    }
    void addressesAreCutToWhatOneCustomerGets() {
        QFETCH(QString, address);
        QTEST(QString::fromStdString(SharedLimiter::addressSubject(address.toStdString())), "subject");
    }
};

QTEST_APPLESS_MAIN(TestSharedLimiter)
#include "tst_SharedLimiter.moc"
