// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

#include "server/net/ConnectLimiter.h"

using namespace banter;
using namespace banter::server;

namespace {

PeerAddress address(const char *text) {
    sockaddr_storage storage{};
    if (std::strchr(text, ':')) {
        storage.ss_family = AF_INET6;
        ::inet_pton(AF_INET6, text, &reinterpret_cast<sockaddr_in6 &>(storage).sin6_addr);
    } else {
        storage.ss_family = AF_INET;
        ::inet_pton(AF_INET, text, &reinterpret_cast<sockaddr_in &>(storage).sin_addr);
    }
    return PeerAddress(storage);
}

} // namespace

class TestConnectLimiter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsAddresses();
    void countsOpenConnections();
    void countsIPv6ByNetwork();
    void limitsTheRate();
    void remembersABoundedNumber();
    void canBeOff();

private:
    MonoTime m_now{Millis{50'000'000}};
};

void TestConnectLimiter::showsAddresses() {
    QCOMPARE(address("192.0.2.7").toText(), std::string("192.0.2.7"));
    QCOMPARE(address("2001:db8::1").toText(), std::string("2001:db8::1"));
    QCOMPARE(address("::ffff:192.0.2.7").toText(), std::string("192.0.2.7"));
    QVERIFY(address("::ffff:192.0.2.7") == address("192.0.2.7"));
}

void TestConnectLimiter::countsOpenConnections() {
    ConnectLimiter limiter(2, 0);
    QVERIFY(limiter.admit(address("192.0.2.1"), m_now).admitted);
    QVERIFY(limiter.admit(address("192.0.2.1"), m_now).admitted);
    const auto third = limiter.admit(address("192.0.2.1"), m_now);
    QVERIFY(!third.admitted);
    QVERIFY(third.retryAfterSeconds > 0);
    QVERIFY(limiter.admit(address("192.0.2.2"), m_now).admitted);
    limiter.release(address("192.0.2.1"));
    QVERIFY(limiter.admit(address("192.0.2.1"), m_now).admitted);
    for (const char *peer : {"192.0.2.1", "192.0.2.1", "192.0.2.2"})
        limiter.release(address(peer));
    QCOMPARE(limiter.remembered(), std::size_t{0});
}

void TestConnectLimiter::countsIPv6ByNetwork() {
    ConnectLimiter limiter(1, 0);
    QVERIFY(limiter.admit(address("2001:db8:1:2::1"), m_now).admitted);
    QVERIFY(!limiter.admit(address("2001:db8:1:2:ffff::9"), m_now).admitted);
    QVERIFY(limiter.admit(address("2001:db8:1:3::1"), m_now).admitted);
}

void TestConnectLimiter::limitsTheRate() {
    ConnectLimiter limiter(0, 6); // one in ten seconds, six at once
    const PeerAddress peer = address("192.0.2.1");
    for (int i = 0; i < 6; ++i)
        QVERIFY(limiter.admit(peer, m_now).admitted);
    const auto refused = limiter.admit(peer, m_now);
    QVERIFY(!refused.admitted);
    QVERIFY(refused.retryAfterSeconds >= 10 && refused.retryAfterSeconds <= 11);
    // The time that was named is enough, a moment less is not; being refused costs nothing.
    QVERIFY(!limiter.admit(peer, m_now + Millis{9'000}).admitted);
    QVERIFY(limiter.admit(peer, m_now + Millis{10'000}).admitted);
    QVERIFY(!limiter.admit(peer, m_now + Millis{10'000}).admitted);
    for (int i = 0; i < 6; ++i)
        QVERIFY(limiter.admit(peer, m_now + Millis{1'000'000}).admitted);
}

void TestConnectLimiter::remembersABoundedNumber() {
    ConnectLimiter limiter(0, 60);
    for (int i = 0; i < 70'000; ++i) {
        const std::string text = "2001:db8:" + QString::number(i >> 8, 16).toStdString() + ":" +
                                 QString::number(i & 255, 16).toStdString() + "::1";
        (void)limiter.admit(address(text.c_str()), m_now);
    }
    QVERIFY(limiter.remembered() <= 65'537);
    // Later, when the old ones have nothing left to remember, there is room again.
    QVERIFY(limiter.admit(address("192.0.2.1"), m_now + Millis{10'000'000}).admitted);
    QVERIFY(limiter.remembered() <= 65'537);
}

void TestConnectLimiter::canBeOff() {
    ConnectLimiter limiter(0, 0);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(limiter.admit(address("192.0.2.1"), m_now).admitted);
    QCOMPARE(limiter.remembered(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestConnectLimiter)
#include "tst_ConnectLimiter.moc"
