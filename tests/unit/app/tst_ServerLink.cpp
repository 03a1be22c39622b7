// SPDX-License-Identifier: Apache-2.0
#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#include "app/net/ServerLink.h"
#include "tests/support/FatalLogger.h"
#include "tests/unit/app/FakeServer.h"

using namespace banter;
using namespace banter::client;
using banter::test::FakeServer;

class tst_ServerLink : public QObject {
    Q_OBJECT

    LinkOptions quick(const QList<QUrl> &addresses) const {
        LinkOptions options;
        options.addresses = addresses;
        options.reconnectFirst = Millis{20};
        options.reconnectLongest = Millis{100};
        return options;
    }
    static v1::ClientFrame ping() {
        v1::ClientFrame frame;
        frame.mutable_ping();
        return frame;
    }
    /// What ended up as lastStop() once there is no connection and none is sought.
    static LinkStop stopAfter(ServerLink &link) {
        LinkStop why = LinkStop::None;
        const auto connection =
            QObject::connect(&link, &ServerLink::stopped, &link, [&why](LinkStop stop) { why = stop; });
        (void)QTest::qWaitFor([&] { return why != LinkStop::None; }, 10000);
        QObject::disconnect(connection);
        return why;
    }

private Q_SLOTS:
    void saysHelloAndIsWelcomed() {
        FakeServer server;
        KnownServers known;
        ServerLink link(quick({server.url()}), &known);
        link.setToken("secret");
        QSignalSpy connected(&link, &ServerLink::connected);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        QCOMPARE(server.received.at(0).hello().token(), std::string("secret"));
        QCOMPARE(server.received.at(0).hello().min_version(), 1u);
        QCOMPARE(server.subprotocol, QStringLiteral("banter.v1"));
        QVERIFY(link.isConnected());
        QCOMPARE(known.lastGood(), server.url());
    }

    void matchesAnswersAndRefusals() {
        FakeServer server;
        server.setHandler([](const v1::ClientFrame &frame) {
            v1::ServerFrame answer;
            if (frame.has_ping()) {
                answer.mutable_pong()->set_time_ms(5);
            } else {
                answer.mutable_error()->set_code(v1::RATE_LIMITED);
                answer.mutable_error()->set_retry_after_ms(700);
            }
            return std::optional(answer);
        });
        KnownServers known;
        ServerLink link(quick({server.url()}), &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        std::optional<Result<v1::ServerFrame>> pong, refusal;
        link.request(ping(), [&](Result<v1::ServerFrame> answer) { pong = std::move(answer); });
        v1::ClientFrame list;
        list.mutable_list_changed();
        link.request(list, [&](Result<v1::ServerFrame> answer) { refusal = std::move(answer); });
        QVERIFY(!pong); // never from inside
        QTRY_VERIFY(pong && refusal);
        QCOMPARE(pong->value().pong().time_ms(), std::int64_t{5});
        QVERIFY(refusal->error().code == ErrorCode::RateLimited);
        QCOMPARE(refusal->error().retryAfterMs, std::int64_t{700});
    }

    void eventsArrive() {
        FakeServer server;
        KnownServers known;
        ServerLink link(quick({server.url()}), &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        QSignalSpy events(&link, &ServerLink::eventArrived);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        v1::ServerFrame event;
        event.set_type(v1::EVENT);
        event.mutable_account_event()->mutable_change()->set_rev(4);
        server.send(event);
        QTRY_COMPARE(events.count(), 1);
    }

    void refusesWithoutConnection() {
        KnownServers known;
        ServerLink link(quick({}), &known);
        std::optional<ErrorCode> code;
        link.request(ping(), [&](const Result<v1::ServerFrame> &answer) { code = answer.error().code; });
        QVERIFY(!code);
        QTRY_VERIFY(code == ErrorCode::NoConnection);
    }

    void reconnectsAndAnswersWhatWasOpen() {
        FakeServer server;
        server.setHandler([](const v1::ClientFrame &) { return std::nullopt; });
        KnownServers known;
        ServerLink link(quick({server.url()}), &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        QSignalSpy disconnected(&link, &ServerLink::disconnected);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        std::optional<ErrorCode> code;
        link.request(ping(), [&](const Result<v1::ServerFrame> &answer) { code = answer.error().code; });
        QTRY_COMPARE(server.received.size(), std::size_t{2});
        server.abortAll();
        QTRY_VERIFY(code == ErrorCode::NoConnection);
        QTRY_COMPARE(connected.count(), 2);
        QCOMPARE(disconnected.count(), 1);
    }

    void anUnansweredRequestEndsTheConnection() {
        FakeServer server;
        server.setHandler([](const v1::ClientFrame &) { return std::nullopt; });
        KnownServers known;
        LinkOptions options = quick({server.url()});
        options.requestTimeout = Millis{200};
        ServerLink link(options, &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        std::optional<ErrorCode> code;
        link.request(ping(), [&](const Result<v1::ServerFrame> &answer) { code = answer.error().code; });
        QTRY_VERIFY(code == ErrorCode::TimedOut);
        QTRY_COMPARE(connected.count(), 2);
    }

    void pingsWhenSilentAndNoticesADeadPeer() {
        FakeServer server;
        KnownServers known;
        LinkOptions options = quick({server.url()});
        options.heartbeat = Millis{200};
        options.requestTimeout = Millis{400};
        ServerLink link(options, &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        const auto pings = [&] {
            return std::count_if(server.received.begin(), server.received.end(),
                                 [](const v1::ClientFrame &frame) { return frame.has_ping(); });
        };
        QTRY_VERIFY(pings() >= 2);
        QCOMPARE(connected.count(), 1); // answered pings keep it up
        server.isSilent = true;
        const LinkStop why = stopAfter(link);
        QVERIFY(why == LinkStop::Lost);
        server.isSilent = false;
        QTRY_VERIFY(connected.count() >= 2);
    }

    void triesTheNextAddressAndTheLastGoodOneFirst() {
        QTcpServer nobody; // a port that refuses
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        const QUrl dead(QStringLiteral("ws://127.0.0.1:%1").arg(nobody.serverPort()));
        nobody.close();
        FakeServer server;
        KnownServers known;
        {
            ServerLink link(quick({dead, server.url()}), &known);
            QSignalSpy connected(&link, &ServerLink::connected);
            QSignalSpy stopped(&link, &ServerLink::stopped);
            link.open();
            QTRY_COMPARE(connected.count(), 1);
            QCOMPARE(stopped.count(), 1);
            QCOMPARE(link.address(), server.url());
        }
        ServerLink link(quick({dead, server.url()}), &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        QSignalSpy stopped(&link, &ServerLink::stopped);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        QCOMPARE(stopped.count(), 0);
    }

    void closeCodes_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("stop");
        QTest::addColumn<bool>("comesBack");
        QTest::newRow("sign in again") << 4401 << static_cast<int>(LinkStop::SignInAgain) << false;
        QTest::newRow("banned") << 4403 << static_cast<int>(LinkStop::Banned) << false;
        QTest::newRow("replaced") << 4409 << static_cast<int>(LinkStop::Replaced) << false;
        QTest::newRow("too old") << 4426 << static_cast<int>(LinkStop::TooOld) << false;
        // QWebSocket 6.4 takes 1012 and 1013 for invalid codes and shows a broken connection: the link comes back all
        // the same.
        QTest::newRow("restart") << 1012 << static_cast<int>(LinkStop::Lost) << true;
        QTest::newRow("busy") << 1013 << static_cast<int>(LinkStop::Lost) << true;
        QTest::newRow("slow") << 4408 << static_cast<int>(LinkStop::Restarting) << true;
        QTest::newRow("rate") << 4429 << static_cast<int>(LinkStop::Restarting) << true;
        QTest::newRow("going away") << 1001 << static_cast<int>(LinkStop::Lost) << true;
    }
    void closeCodes() {
        QFETCH(int, code);
        QFETCH(int, stop);
        QFETCH(bool, comesBack);
        FakeServer server;
        KnownServers known;
        LinkOptions options = quick({server.url()});
        options.rateLimited = Millis{100};
        ServerLink link(options, &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        server.closeAll(code);
        const LinkStop why = stopAfter(link);
        QCOMPARE(static_cast<int>(why), stop);
        if (comesBack) {
            QTRY_COMPARE(connected.count(), 2);
        } else {
            QTest::qWait(300);
            QCOMPARE(server.connections, 1);
            link.open(); // the user may insist
            QTRY_COMPARE(connected.count(), 2);
        }
    }

    void aVoidTokenIsNoticedAtHello() {
        FakeServer server;
        server.closeAfterHello = 4401;
        KnownServers known;
        ServerLink link(quick({server.url()}), &known);
        link.setToken("old");
        link.open();
        const LinkStop why = stopAfter(link);
        QVERIFY(why == LinkStop::SignInAgain);
    }

    void anotherServerIdIsNotTalkedTo() {
        FakeServer server;
        KnownServers known;
        ServerLink link(quick({server.url()}), &known);
        link.setServerId("somebody else");
        QSignalSpy connected(&link, &ServerLink::connected);
        link.open();
        const LinkStop why = stopAfter(link);
        QVERIFY(why == LinkStop::WrongServer);
        QCOMPARE(connected.count(), 0);
    }

    void garbageEndsTheConnection() {
        FakeServer server;
        server.setHandler([](const v1::ClientFrame &) {
            v1::ServerFrame answer;
            answer.mutable_pong();
            return std::optional(answer);
        });
        KnownServers known;
        ServerLink link(quick({server.url()}), &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        banter::test::expectLog(QStringLiteral("cannot be decoded"));
        server.sendRaw(QByteArray("\xff\xff\xff\xff garbage"));
        const LinkStop why = stopAfter(link);
        QVERIFY(why == LinkStop::Lost);
        QTRY_COMPARE(connected.count(), 2);
    }

    void untrustedCertificateIsRefused() {
        FakeServer server(banter::test::makeCertificate());
        KnownServers known;
        ServerLink link(quick({server.url()}), &known);
        link.open();
        const LinkStop why = stopAfter(link);
        QVERIFY(why == LinkStop::UntrustedCertificate);
        QVERIFY(server.received.empty()); // the token did not go out
    }

    void anAuthoritysCertificateIsTaken() {
        const auto certificate = banter::test::makeCertificate();
        FakeServer server(certificate);
        KnownServers known;
        LinkOptions options = quick({server.url()});
        options.extraAuthorities = {certificate.certificate};
        ServerLink link(options, &known);
        QSignalSpy connected(&link, &ServerLink::connected);
        link.open();
        QTRY_COMPARE(connected.count(), 1);
        QVERIFY(known.fingerprint(server.url()).isEmpty());
    }

    void firstUseIsTrustedIfAllowedAndAChangeIsAHardError() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("servers.json"));
        const auto first = banter::test::makeCertificate();
        quint16 port = 0;
        {
            FakeServer server(first);
            port = server.port();
            KnownServers known(path);
            LinkOptions options = quick({server.url()});
            options.trustOnFirstUse = true;
            ServerLink link(options, &known);
            QSignalSpy pinned(&link, &ServerLink::certificatePinned);
            QSignalSpy connected(&link, &ServerLink::connected);
            link.open();
            QTRY_COMPARE(connected.count(), 1);
            QCOMPARE(pinned.count(), 1);
        }
        {
            // Remembered over restarts, and good without the option.
            FakeServer server(first, port);
            KnownServers known(path);
            QCOMPARE(known.fingerprint(server.url()), first.certificate.digest(QCryptographicHash::Sha256));
            ServerLink link(quick({server.url()}), &known);
            QSignalSpy connected(&link, &ServerLink::connected);
            link.open();
            QTRY_COMPARE(connected.count(), 1);
        }
        const auto second = banter::test::makeCertificate();
        FakeServer server(second, port);
        KnownServers known(path);
        LinkOptions options = quick({server.url()});
        options.trustOnFirstUse = true;
        {
            ServerLink link(options, &known);
            link.open();
            const LinkStop why = stopAfter(link);
            QVERIFY(why == LinkStop::CertificateChanged);
        }
        // Also if an authority vouches for it.
        options.extraAuthorities = {second.certificate};
        ServerLink link(options, &known);
        link.open();
        const LinkStop why = stopAfter(link);
        QVERIFY(why == LinkStop::CertificateChanged);
        QVERIFY(server.received.empty());
    }

    void aGivenFingerprintDecides() {
        const auto certificate = banter::test::makeCertificate();
        FakeServer server(certificate);
        KnownServers known;
        LinkOptions options = quick({server.url()});
        options.fingerprint = certificate.certificate.digest(QCryptographicHash::Sha256);
        {
            ServerLink link(options, &known);
            QSignalSpy connected(&link, &ServerLink::connected);
            link.open();
            QTRY_COMPARE(connected.count(), 1);
        }
        options.fingerprint[0] = static_cast<char>(~options.fingerprint[0]);
        ServerLink link(options, &known);
        link.open();
        const LinkStop why = stopAfter(link);
        QVERIFY(why == LinkStop::CertificateChanged);
    }
};

QTEST_GUILESS_MAIN(tst_ServerLink)
#include "tst_ServerLink.moc"
