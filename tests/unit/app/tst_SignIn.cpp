// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/Connection.h"
#include "app/Settings.h"
#include "app/SignIn.h"
#include "app/session/FileSecretStore.h"
#include "app/session/Session.h"
#include "shared/core/Uuid7.h"
#include "tests/unit/app/FakeServer.h"

using namespace banter;
using namespace banter::client;
using namespace banter::test;

class tst_SignIn : public QObject {
    Q_OBJECT

    struct Bed {
        explicit Bed(const QString &folder)
            : settings(folder + QStringLiteral("/settings.ini"), nullptr),
              session(options(folder), std::make_unique<FileSecretStore>(folder + QStringLiteral("/token.json"))),
              signIn(&session, &settings, quick()) {}
        static LinkOptions quick() {
            LinkOptions link;
            link.connectTimeout = Millis{1000};
            link.reconnectFirst = Millis{20};
            link.reconnectLongest = Millis{50};
            return link;
        }
        static SessionOptions options(const QString &folder) {
            return {folder, quick(), QStringLiteral("test"), QStringLiteral("linux")};
        }
        Settings settings;
        Session session;
        SignIn signIn;
    };
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Bed> m_bed;

    /// Knows one password; says yes to every name but "taken".
    static FakeServer::Handler handler() {
        return [](const v1::ClientFrame &frame) -> std::optional<v1::ServerFrame> {
            v1::ServerFrame answer;
            const auto welcome = [&answer](const std::string &name) {
                v1::SignedIn *const in = answer.mutable_signed_in();
                in->mutable_user()->set_user_id(makeId<UserId>().toText());
                in->mutable_user()->set_username(name);
                in->mutable_user()->set_display_name(name);
                in->set_device_id(makeId<DeviceId>().toText());
                in->set_token("token");
                in->set_account_rev(1);
            };
            if (frame.has_register_()) {
                if (frame.register_().username() == "taken")
                    answer.mutable_error()->set_code(v1::NAME_TAKEN);
                else
                    welcome(frame.register_().username());
            } else if (frame.has_log_in()) {
                if (frame.log_in().password() == "a good password")
                    welcome(frame.log_in().username());
                else
                    answer.mutable_error()->set_code(v1::WRONG_CREDENTIALS);
            } else if (frame.has_list_changed()) {
                answer.mutable_conversation_page()->set_as_of_ms(1000);
            } else if (frame.has_sync_account()) {
                answer.mutable_account_page()->set_rev(1);
            } else {
                answer.mutable_done();
            }
            return answer;
        };
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_bed = std::make_unique<Bed>(m_folder->path());
    }
    void cleanup() {
        m_bed.reset();
        m_folder.reset();
    }

    void addresses_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *text, const char *url) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(url);
        };
        row("banter.example.org", "wss://banter.example.org");
        row(" banter.example.org:7000/ ", "wss://banter.example.org:7000");
        row("localhost:7000", "ws://localhost:7000");
        row("127.0.0.1", "ws://127.0.0.1");
        row("wss://localhost", "wss://localhost");
        row("ws://10.0.0.7:80/chat", "ws://10.0.0.7:80/chat");
        row("https://banter.example.org", "");
        row("me@banter.example.org", "");
        row("two words", "");
        row("", "");
        row("wss://", "");
    }
    void addresses() {
        QFETCH(QString, text);
        QTEST(SignIn::parseServer(text).toString(), "url");
    }

    void theServerIsLookedForWhileTyping() {
        FakeServer server;
        server.welcome.set_server_name("Home");
        server.welcome.set_registration_open(true);
        SignIn &signIn = m_bed->signIn;
        QCOMPARE(signIn.serverState(), SignIn::NoServer);
        signIn.setServerText(QStringLiteral("127.0.0."));
        signIn.setServerText(server.url().toString());
        QCOMPARE(signIn.serverState(), SignIn::Checking);
        QTRY_COMPARE(signIn.serverState(), SignIn::Good);
        QCOMPARE(signIn.serverName(), QStringLiteral("Home"));
        QVERIFY(signIn.registrationOpen());
        QCOMPARE(server.connections, 1);
        QCOMPARE(m_bed->settings.lastServer(), server.url().toString());
        signIn.setServerText(QStringLiteral("no address at all"));
        QTRY_COMPARE(signIn.serverState(), SignIn::Invalid);
        QVERIFY(!signIn.serverHint().isEmpty());
    }

    void nobodyThereIsSaid() {
        QUrl url;
        {
            FakeServer server;
            url = server.url();
        }
        m_bed->signIn.setServerText(url.toString());
        m_bed->signIn.checkServer();
        QTRY_COMPARE(m_bed->signIn.serverState(), SignIn::Bad);
        QVERIFY(m_bed->signIn.serverHint().startsWith(QStringLiteral("No server answers at 127.0.0.1.")));
    }

    void aCertificateIsTrustedOnlyByHand() {
        FakeServer server(makeCertificate());
        SignIn &signIn = m_bed->signIn;
        signIn.setServerText(server.url().toString());
        signIn.checkServer();
        QTRY_COMPARE(signIn.serverState(), SignIn::Untrusted);
        QCOMPARE(signIn.fingerprint().size(), 64 + 15);
        QVERIFY(m_bed->session.trustedCertificate(server.url()).isEmpty());
        signIn.trustServer();
        QTRY_COMPARE(signIn.serverState(), SignIn::Good);
        QVERIFY(!m_bed->session.trustedCertificate(server.url()).isEmpty());
        // Another one at the same place, later.
        const quint16 port = server.port();
        server.stop();
        FakeServer other(makeCertificate(), port);
        signIn.checkServer();
        QTRY_COMPARE(signIn.serverState(), SignIn::Bad);
        QVERIFY(signIn.serverHint().contains(QStringLiteral("certificate changed")));
    }

    void registersAndOpensTheStore() {
        FakeServer server;
        server.setHandler(handler());
        SignIn &signIn = m_bed->signIn;
        QSignalSpy in(&signIn, &SignIn::signedIn);
        signIn.setServerText(server.url().toString());
        signIn.registerAccount(QStringLiteral("mira"), QStringLiteral("a good password"), QStringLiteral("Mira"));
        QVERIFY(signIn.busy());
        signIn.registerAccount(QStringLiteral("mira"), QStringLiteral("a good password"), {}); // a double click
        QTRY_COMPARE(in.size(), 1);
        QVERIFY(!signIn.busy());
        QVERIFY(signIn.errorText().isEmpty());
        QVERIFY(m_bed->session.store());
        QCOMPARE(m_bed->session.credentials()->user.username, std::string("mira"));
    }

    void refusalsNameTheirField() {
        FakeServer server;
        server.setHandler(handler());
        SignIn &signIn = m_bed->signIn;
        signIn.logIn(QStringLiteral("mira"), QStringLiteral("x"));
        QCOMPARE(signIn.errorField(), SignIn::ServerField);
        signIn.setServerText(server.url().toString());
        signIn.logIn(QStringLiteral(" "), QStringLiteral("x"));
        QCOMPARE(signIn.errorField(), SignIn::UsernameField);
        signIn.registerAccount(QStringLiteral("mira"), QStringLiteral("short"), {});
        QCOMPARE(signIn.errorField(), SignIn::PasswordField);
        QVERIFY(server.received.empty()); // nobody had to be asked
        signIn.registerAccount(QStringLiteral("taken"), QStringLiteral("a good password"), {});
        QTRY_COMPARE(signIn.errorField(), SignIn::UsernameField);
        signIn.clearError();
        signIn.logIn(QStringLiteral("@mira"), QStringLiteral("a wrong password"));
        QTRY_VERIFY(!signIn.errorText().isEmpty());
        QCOMPARE(server.received.back().log_in().username(), std::string("mira"));
        QVERIFY(!m_bed->session.store());
    }

    void theStripSpeaksAfterAWhile() {
        FakeServer server;
        server.setHandler(handler());
        Connection connection(&m_bed->session, Connection::Times{150, 100});
        m_bed->signIn.setServerText(server.url().toString());
        m_bed->signIn.logIn(QStringLiteral("mira"), QStringLiteral("a good password"));
        QTRY_COMPARE(connection.state(), Connection::Online);
        QVERIFY(!connection.isVisible());
        QVERIFY(connection.text().isEmpty());

        const quint16 port = server.port();
        server.stop();
        server.abortAll();
        QTRY_COMPARE(connection.state(), Connection::Offline);
        QTRY_VERIFY(connection.isVisible());
        QVERIFY(connection.text().startsWith(QStringLiteral("Offline.")));
        QVERIFY(!connection.actionText().isEmpty());
        FakeServer again({}, port);
        again.setHandler(handler());
        connection.act();
        QTRY_COMPARE(connection.state(), Connection::BackOnline);
        QTRY_COMPARE(connection.state(), Connection::Online);
        QVERIFY(!connection.isVisible());
    }

    void whatNeedsSomebodyIsSaidAtOnce() {
        FakeServer server;
        server.setHandler(handler());
        Connection connection(&m_bed->session, Connection::Times{60000, 100});
        m_bed->signIn.setServerText(server.url().toString());
        m_bed->signIn.logIn(QStringLiteral("mira"), QStringLiteral("a good password"));
        QTRY_COMPARE(connection.state(), Connection::Online);
        server.closeAll(4426);
        QTRY_COMPARE(connection.state(), Connection::Trouble);
        QVERIFY(connection.isVisible());
        QVERIFY(connection.text().contains(QStringLiteral("version")));
    }
};

QTEST_MAIN(tst_SignIn)
#include "tst_SignIn.moc"
