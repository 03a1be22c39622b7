// SPDX-License-Identifier: Apache-2.0
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QFile>
#include <QTest>

#include "shared/protocol/ErrorCode.h"
#include "tests/unit/server/ctl/AdminWorld.h"

using namespace banter;
using namespace banter::server;
using banter::test::AdminWorld;
using banter::test::spinUntil;

namespace {

QByteArray *g_log = nullptr; // what the handler below writes to

void collectLog(QtMsgType, const QMessageLogContext &context, const QString &message) {
    *g_log += QByteArray(context.category) + ": " + message.toUtf8() + '\n';
}

} // namespace

class TestAdminServer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCommandIsAnswered() {
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        QVERIFY(socket);
        const QJsonObject answer = AdminWorld::ask(*socket, R"({"command":"status"})");
        QVERIFY(answer.value(QStringLiteral("ok")).toBool());
        QCOMPARE(answer.value(QStringLiteral("result")).toObject().value(QStringLiteral("called")).toString(),
                 QStringLiteral("status"));
        QCOMPARE(world.backend.calls.size(), std::size_t{1});
    }

    void everyCommandReachesTheBackend_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QStringList>("call");
        const QString device = QStringLiteral("AZNBqU4AcTq8aaaaaaaaGA");
        const auto row = [](const char *request, const QStringList &call) {
            QTest::newRow(request) << QByteArray(request) << call;
        };
        const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
        row(R"({"command":"stats","arguments":{}})", {text("stats")});
        row(R"({"command":"user.add","arguments":{"name":"mira","display":"Mirä","password":"p w"}})",
            {text("addUser"), text("mira"), text("Mirä"), text("p w")});
        row(R"({"command":"user.add","arguments":{"name":"mira","password":"x"}})",
            {text("addUser"), text("mira"), QString(), text("x")});
        row(R"({"command":"user.list"})", {text("listUsers"), QString(), text("100")});
        row(R"({"command":"user.list","arguments":{"after":"mira","limit":7}})",
            {text("listUsers"), text("mira"), text("7")});
        row(R"({"command":"user.disable","arguments":{"name":"mira"}})",
            {text("setDisabled"), text("mira"), text("yes")});
        row(R"({"command":"user.enable","arguments":{"name":"mira"}})",
            {text("setDisabled"), text("mira"), text("no")});
        row(R"({"command":"user.reset-password","arguments":{"name":"mira","password":"new"}})",
            {text("resetPassword"), text("mira"), text("new")});
        row(R"({"command":"device.list","arguments":{"name":"mira"}})", {text("listDevices"), text("mira")});
        row(R"({"command":"device.revoke","arguments":{"name":"mira","device":"AZNBqU4AcTq8aaaaaaaaGA"}})",
            {text("revokeDevice"), text("mira"), device});
        row(R"({"command":"device.revoke","arguments":{"name":"mira","all":true}})",
            {text("revokeDevice"), text("mira"), text("all")});
    }
    void everyCommandReachesTheBackend() {
        QFETCH(QByteArray, request);
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        const QJsonObject answer = AdminWorld::ask(*socket, request);
        QVERIFY2(answer.value(QStringLiteral("ok")).toBool(), qPrintable(AdminWorld::message(answer)));
        QCOMPARE(world.backend.calls.size(), std::size_t{1});
        QTEST(world.backend.calls[0], "call");
    }

    void badRequestsAreRefusedAndTheNextIsHeard_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *request, const char *code) {
            QTest::newRow(request) << QByteArray(request) << QString::fromLatin1(code);
        };
        row("", "MALFORMED");
        row("status", "MALFORMED");
        row("[]", "MALFORMED");
        row(R"({"command":7})", "MALFORMED");
        row(R"({"command":"status","arguments":[]})", "MALFORMED");
        row(R"({"command":"explode"})", "UNSUPPORTED");
        row(R"({"command":"status","arguments":{"name":"x"}})", "MALFORMED");
        row(R"({"command":"user.add","arguments":{"name":"mira"}})", "MALFORMED");
        row(R"({"command":"user.disable","arguments":{"name":7}})", "MALFORMED");
        row(R"({"command":"user.list","arguments":{"limit":0}})", "MALFORMED");
        row(R"({"command":"user.list","arguments":{"limit":201}})", "MALFORMED");
        row(R"({"command":"device.revoke","arguments":{"name":"mira"}})", "MALFORMED");
        row(R"({"command":"device.revoke","arguments":{"name":"mira","device":"xyz"}})", "MALFORMED");
        row(R"({"command":"device.revoke","arguments":{"name":"mira","device":"AZNBqU4AcTq8aaaaaaaaGA","all":true}})",
            "MALFORMED");
    }
    void badRequestsAreRefusedAndTheNextIsHeard() {
        QFETCH(QByteArray, request);
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        const QJsonObject answer = AdminWorld::ask(*socket, request);
        QVERIFY(!answer.value(QStringLiteral("ok")).toBool(true));
        QTEST(AdminWorld::code(answer), "code");
        QVERIFY(!AdminWorld::message(answer).isEmpty());
        QVERIFY(world.backend.calls.empty());
        QVERIFY(AdminWorld::ask(*socket, R"({"command":"status"})").value(QStringLiteral("ok")).toBool());
    }

    void refusalsOfTheBackendAreTold() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &) -> Result<QJsonObject> {
            return Error{ErrorCode::NameTaken, "there is one already", 0};
        };
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        const QJsonObject answer =
            AdminWorld::ask(*socket, R"({"command":"user.add","arguments":{"name":"a","password":"b"}})");
        QCOMPARE(AdminWorld::code(answer), QStringLiteral("NAME_TAKEN"));
        QCOMPARE(AdminWorld::message(answer), QStringLiteral("there is one already"));
    }

    void requestsInOnePieceAreAnsweredInOrder() {
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        socket->write("{\"command\":\"status\"}\n{\"command\":\"explode\"}\n{\"command\":\"stats\"}\n");
        const auto called = [](const QJsonObject &answer) {
            return answer.value(QStringLiteral("result")).toObject().value(QStringLiteral("called")).toString();
        };
        QCOMPARE(called(AdminWorld::line(*socket)), QStringLiteral("status"));
        QCOMPARE(AdminWorld::code(AdminWorld::line(*socket)), QStringLiteral("UNSUPPORTED"));
        QCOMPARE(called(AdminWorld::line(*socket)), QStringLiteral("stats"));
    }

    void oneCommandAtATime() {
        AdminWorld world;
        world.backend.keepsWaiting = true;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        socket->write("{\"command\":\"status\"}\n{\"command\":\"stats\"}\n");
        QVERIFY(spinUntil([&] { return world.backend.waiting.size() == 1; }));
        QTest::qWait(50);
        QCOMPARE(world.backend.calls.size(), std::size_t{1});
        world.backend.waiting[0].resolve(QJsonObject());
        QVERIFY(spinUntil([&] { return world.backend.waiting.size() == 2; }));
        world.backend.waiting[1].resolve(QJsonObject());
        QVERIFY(AdminWorld::line(*socket).value(QStringLiteral("ok")).toBool());
        QVERIFY(AdminWorld::line(*socket).value(QStringLiteral("ok")).toBool());
    }

    void aLineThatIsTooLongEndsTheConnection_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("without an end") << QByteArray(70'000, 'x');
        QTest::newRow("with an end") << QByteArray(70'000, 'x') + '\n';
        QTest::newRow("just too long") << QByteArray(64 * 1024, ' ') + '\n';
    }
    void aLineThatIsTooLongEndsTheConnection() {
        QFETCH(QByteArray, bytes);
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        socket->write(bytes);
        QCOMPARE(AdminWorld::code(AdminWorld::line(*socket)), QStringLiteral("TOO_LARGE"));
        QVERIFY(AdminWorld::isClosed(*socket));
        QVERIFY(AdminWorld::ask(*world.connected(), R"({"command":"status"})").value(QStringLiteral("ok")).toBool());
    }

    void whoNeverStopsTalkingIsCutOff() {
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        socket->write(QByteArray(8 << 20, 'x'));
        QVERIFY(AdminWorld::isClosed(*socket)); // whether the answer arrives is up to the peer, which does not read
        QVERIFY(AdminWorld::ask(*world.connected(), R"({"command":"status"})").value(QStringLiteral("ok")).toBool());
    }

    void theLongestLineIsHeard() {
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        QByteArray request = R"({"command":"status"})";
        request += QByteArray(64 * 1024 - 1 - request.size(), ' ');
        QVERIFY(AdminWorld::ask(*socket, request).value(QStringLiteral("ok")).toBool());
    }

    void whoIsNoAdministratorIsTurnedAway() {
        AdminOptions options;
        std::optional<AdminPeer> seen;
        options.allows = [&](const AdminPeer &peer) {
            seen = peer;
            return false;
        };
        AdminWorld world(options);
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        const QJsonObject answer = AdminWorld::ask(*socket, R"({"command":"status"})");
        QCOMPARE(AdminWorld::code(answer), QStringLiteral("NOT_ALLOWED"));
        QVERIFY(AdminWorld::message(answer).contains(QLatin1String("admin-group")));
        QVERIFY(AdminWorld::isClosed(*socket));
        QVERIFY(world.backend.calls.empty());
        QVERIFY(seen.has_value());
        QCOMPARE(seen->user, ::geteuid());
        QCOMPARE(seen->process, ::getpid());
    }

    void silentConnectionsEnd() {
        AdminOptions options;
        options.idle = Millis{100};
        AdminWorld world(options);
        QVERIFY(world.server->start().ok());
        const auto silent = world.connected();
        const auto trickling = world.connected();
        trickling->write("{\"comm");
        QCOMPARE(AdminWorld::code(AdminWorld::line(*silent)), QStringLiteral("TIMED_OUT"));
        QVERIFY(AdminWorld::isClosed(*silent));
        QVERIFY(AdminWorld::isClosed(*trickling));
    }

    void aCommandThatTakesTooLongIsGivenUp() {
        AdminOptions options;
        options.idle = Millis{100};
        AdminWorld world(options);
        world.backend.keepsWaiting = true;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        const QJsonObject answer = AdminWorld::ask(*socket, R"({"command":"status"})");
        QCOMPARE(AdminWorld::code(answer), QStringLiteral("TIMED_OUT"));
        QVERIFY(AdminWorld::message(answer).contains(QLatin1String("unknown")));
        QVERIFY(AdminWorld::isClosed(*socket));
        world.backend.waiting[0].resolve(QJsonObject()); // too late: nobody is there
        QTest::qWait(20);
    }

    void connectionsAreCounted() {
        AdminOptions options;
        options.maxConnections = 2;
        AdminWorld world(options);
        QVERIFY(world.server->start().ok());
        auto one = world.connected();
        auto two = world.connected();
        QVERIFY(AdminWorld::ask(*one, R"({"command":"status"})").value(QStringLiteral("ok")).toBool());
        QVERIFY(AdminWorld::ask(*two, R"({"command":"status"})").value(QStringLiteral("ok")).toBool());
        const auto three = world.connected();
        QCOMPARE(AdminWorld::code(AdminWorld::line(*three)), QStringLiteral("BUSY"));
        QVERIFY(AdminWorld::isClosed(*three));
        one.reset();
        QVERIFY(spinUntil([&] {
            const auto next = world.connected();
            return next && AdminWorld::ask(*next, R"({"command":"status"})").value(QStringLiteral("ok")).toBool();
        }));
    }

    void theSocketIsForFew() {
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        struct stat status {};
        QCOMPARE(::stat(world.path().toLatin1().constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t{0660});
        world.server->stop();
        QVERIFY(!QFile::exists(world.path()));
    }

    void theSocketOfADeadServerIsReplacedAndOfALiveOneNot() {
        AdminWorld world;
        const QByteArray path = world.path().toLatin1();
        const int dead = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
        QCOMPARE(::bind(dead, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(::listen(dead, 1), 0);
        const auto whileAlive = world.server->start();
        QVERIFY(!whileAlive.ok());
        QCOMPARE(whileAlive.error().code, ErrorCode::Configuration);
        QVERIFY(whileAlive.error().detail.find("another server") != std::string::npos);
        ::close(dead);
        QVERIFY(QFile::exists(world.path()));
        const auto afterDeath = world.server->start();
        QVERIFY2(afterDeath.ok(), afterDeath.ok() ? "" : afterDeath.error().detail.c_str());
        QVERIFY(AdminWorld::ask(*world.connected(), R"({"command":"status"})").value(QStringLiteral("ok")).toBool());
    }

    void whatIsNoSocketIsLeftAlone() {
        AdminWorld world;
        QFile file(world.path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("precious") == 8);
        file.close();
        const auto started = world.server->start();
        QVERIFY(!started.ok());
        QVERIFY(started.error().detail.find("no socket") != std::string::npos);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll() == "precious");
    }

    void whatTheOperatorCanMendIsTold() {
        AdminOptions options;
        options.group = "no-such-group-here";
        AdminWorld group(options);
        QVERIFY(group.server->start().error().detail.find("groupadd") != std::string::npos);
        options.group.clear();
        options.socketPath = "/nonexistent/folder/admin.sock";
        AdminWorld folder(options);
        QVERIFY(folder.server->start().error().detail.find("No such file") != std::string::npos);
        options.socketPath = "/" + std::string(120, 'x');
        AdminWorld deep(options);
        QVERIFY(deep.server->start().error().detail.find("107 bytes") != std::string::npos);
    }

    void stoppingWhileSomebodyWaitsIsClean() {
        AdminWorld world;
        world.backend.keepsWaiting = true;
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        socket->write("{\"command\":\"status\"}\n");
        QVERIFY(spinUntil([&] { return world.backend.waiting.size() == 1; }));
        world.server->stop();
        QVERIFY(AdminWorld::isClosed(*socket));
        world.backend.waiting[0].resolve(QJsonObject());
        QTest::qWait(20);
        QVERIFY(world.server->start().ok());
        world.backend.keepsWaiting = false;
        QVERIFY(AdminWorld::ask(*world.connected(), R"({"command":"status"})").value(QStringLiteral("ok")).toBool());
    }

    void everyCommandIsAuditedWithoutPasswords() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &call) -> Result<QJsonObject> {
            if (call[0] == QLatin1String("resetPassword"))
                return Error{ErrorCode::NotFound, "nobody", 0};
            return QJsonObject();
        };
        QVERIFY(world.server->start().ok());
        const auto socket = world.connected();
        QByteArray log;
        g_log = &log;
        const QtMessageHandler before = qInstallMessageHandler(collectLog);
        const QJsonObject added = AdminWorld::ask(
            *socket, R"({"command":"user.add","arguments":{"name":"mi\nra","display":"M","password":"geheim"}})");
        const QJsonObject reset = AdminWorld::ask(
            *socket, R"({"command":"user.reset-password","arguments":{"name":"tom","password":"geheim"}})");
        qInstallMessageHandler(before);
        QVERIFY(added.value(QStringLiteral("ok")).toBool() && !reset.value(QStringLiteral("ok")).toBool());
        const QByteArray who =
            "banter.audit: uid=" + QByteArray::number(::geteuid()) + " pid=" + QByteArray::number(::getpid());
        QVERIFY2(log.contains(who + " user.add name=mi\\u000ara\n"), log);
        QVERIFY2(log.contains(who + " user.reset-password name=tom\n"), log);
        QVERIFY2(log.contains(who + " user.reset-password name=tom: refused: not found\n"), log);
        QVERIFY2(!log.contains("geheim"), log);
    }
};

QTEST_GUILESS_MAIN(TestAdminServer)
#include "tst_AdminServer.moc"
