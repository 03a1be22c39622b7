// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <memory>
#include <vector>

#include "server/net/TimerWheel.h"

using namespace banter;
using namespace banter::server;

namespace {

/// Counts how often its deadline expired, and when last.
struct Owner {
    explicit Owner(const MonoTime &now) : clock(now) {}
    const MonoTime &clock;
    int count{0};
    MonoTime when{};
    Deadline deadline{[this] {
        ++count;
        when = clock;
    }};
};

} // namespace

class TestTimerWheel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void expiresOnceAndNeverEarly();
    void canBeMovedBothWays();
    void goesRoundMoreThanOnce();
    void survivesALongPause();
    void letsCallbacksDoAnything();
    void saysWhenToWake();

private:
    void run(TimerWheel &wheel, Millis span, Millis step = Millis{30}) {
        for (const MonoTime end = m_now + span; m_now < end;) {
            m_now = std::min(m_now + step, end);
            wheel.advance(m_now);
        }
    }
    MonoTime m_now{Millis{1'234'567'891}};
};

void TestTimerWheel::expiresOnceAndNeverEarly() {
    for (int after = 0; after < 1000; after += 37) {
        TimerWheel wheel(m_now);
        Owner owner(m_now);
        const MonoTime start = m_now;
        owner.deadline.arm(wheel, m_now, Millis{after});
        QVERIFY(owner.deadline.isArmed());
        run(wheel, Millis{2000}, Millis{1});
        QCOMPARE(owner.count, 1);
        QVERIFY(!owner.deadline.isArmed());
        QVERIFY((owner.when - start).count() >= after);
        QVERIFY((owner.when - start).count() <= after + 200);
    }
}

void TestTimerWheel::canBeMovedBothWays() {
    TimerWheel wheel(m_now);
    Owner owner(m_now);
    const MonoTime start = m_now;
    owner.deadline.arm(wheel, m_now, Millis{500});
    owner.deadline.arm(wheel, m_now, Millis{5000});
    run(wheel, Millis{3000});
    QCOMPARE(owner.count, 0);
    owner.deadline.arm(wheel, m_now, Millis{1000});
    run(wheel, Millis{1200});
    QCOMPARE(owner.count, 1);
    QVERIFY(owner.when - start >= Millis{4000});
    owner.deadline.arm(wheel, m_now, Millis{300});
    owner.deadline.cancel();
    run(wheel, Millis{10'000});
    QCOMPARE(owner.count, 1);
}

void TestTimerWheel::goesRoundMoreThanOnce() {
    TimerWheel wheel(m_now);
    Owner owner(m_now);
    const MonoTime start = m_now;
    owner.deadline.arm(wheel, m_now, Millis{350'000});
    run(wheel, Millis{349'000}, Millis{90});
    QCOMPARE(owner.count, 0);
    run(wheel, Millis{1200}, Millis{90});
    QCOMPARE(owner.count, 1);
    QVERIFY(owner.when - start >= Millis{350'000});
}

void TestTimerWheel::survivesALongPause() {
    TimerWheel wheel(m_now);
    std::vector<std::unique_ptr<Owner>> owners;
    for (int i = 0; i < 300; ++i) {
        owners.push_back(std::make_unique<Owner>(m_now));
        owners.back()->deadline.arm(wheel, m_now, Millis{i * 1000});
    }
    m_now += Millis{100'000'000};
    wheel.advance(m_now);
    for (const auto &owner : owners)
        QCOMPARE(owner->count, 1);
}

void TestTimerWheel::letsCallbacksDoAnything() {
    TimerWheel wheel(m_now);
    struct World {
        World(TimerWheel &timerWheel, const MonoTime &clock) : wheel(timerWheel), now(clock) {}
        TimerWheel &wheel;
        const MonoTime &now;
        int fired{0};
        std::vector<std::unique_ptr<Deadline>> victims;
        Deadline again{[this] {
            ++fired;
            victims.clear();                  // others of the same slot, not yet called
            again.arm(wheel, now, Millis{1}); // itself
        }};
    } world(wheel, m_now);
    for (int i = 0; i < 10; ++i) {
        world.victims.push_back(std::make_unique<Deadline>([&world] { world.fired += 1000; }));
        world.victims.back()->arm(wheel, m_now, Millis{100});
    }
    world.again.arm(wheel, m_now, Millis{100}); // linked last, so called first
    run(wheel, Millis{1000}, Millis{100});
    QVERIFY(world.fired >= 5 && world.fired < 1000);
    QVERIFY(world.again.isArmed());
}

void TestTimerWheel::saysWhenToWake() {
    TimerWheel wheel(m_now);
    QVERIFY(!wheel.nextDue());
    for (const int after : {100, 1000, 20'000, 90'000}) {
        Owner owner(m_now);
        owner.deadline.arm(wheel, m_now, Millis{after});
        QVERIFY(wheel.nextDue().has_value());
        // Waking whenever it says so is enough, and does not take many wake-ups.
        int wakeUps = 0;
        while (owner.count == 0 && wakeUps < 100) {
            ++wakeUps;
            m_now = std::max(m_now, *wheel.nextDue());
            wheel.advance(m_now);
        }
        QCOMPARE(owner.count, 1);
        QVERIFY(wakeUps < 5);
    }
    QVERIFY(!wheel.nextDue());
}

QTEST_GUILESS_MAIN(TestTimerWheel)
#include "tst_TimerWheel.moc"
