// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <sstream>
#include <thread>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "server/ctl/client/ControlProgram.h"
#include "shared/protocol/ErrorCode.h"
#include "tests/unit/server/ctl/AdminWorld.h"

using namespace banter;
using namespace banter::server;
using banter::test::AdminWorld;
using banter::test::spinUntil;

class TestControlProgram final : public QObject {
    Q_OBJECT

    struct Outcome {
        ControlExit exit{ControlExit::Done};
        QString out, error;
        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    };

    /// The real program against the real socket: it blocks, so it has a thread.
    static Outcome run(const AdminWorld &world, QStringList arguments, const std::optional<std::string> &input = {}) {
        std::ostringstream out, error;
        Outcome outcome;
        std::atomic<bool> done{false};
        arguments = QStringList{QStringLiteral("--socket"), world.path()} + arguments;
        std::thread thread([&] {
            outcome.exit = runControl(arguments, QString(), {out, error, [&] { return input; }});
            done = true;
        });
        spinUntil([&] { return done.load(); });
        thread.join();
        outcome.out = QString::fromStdString(out.str());
        outcome.error = QString::fromStdString(error.str());
        return outcome;
    }

    static QStringList words(const char *line) { return QString::fromUtf8(line).split(QLatin1Char(' ')); }
    static QJsonObject object(const char *text) { return QJsonDocument::fromJson(text).object(); }

private Q_SLOTS:
    void statusIsATableForPeopleAndJsonForScripts() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &) -> Result<QJsonObject> {
            return object(R"({"version":"1.2","database_up":true,"listen":["a:1","b:2"],"sessions":{"open":1234567}})");
        };
        QVERIFY(world.server->start().ok());
        const Outcome people = run(world, words("status"));
        QVERIFY(people.exit == ControlExit::Done);
        QCOMPARE(people.out, QStringLiteral("database up     yes\nlisten          a:1, b:2\nsessions: open  1234567\n"
                                            "version         1.2\n"));
        const Outcome script = run(world, words("status --json"));
        QCOMPARE(script.json().value(QStringLiteral("sessions")).toObject().value(QStringLiteral("open")).toInt(),
                 1234567);
        QCOMPARE(script.out.count(QLatin1Char('\n')), 1);
    }

    void anAddedUserGetsAPassword() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &) -> Result<QJsonObject> {
            return object(R"({"name":"mira","id":"x"})");
        };
        QVERIFY(world.server->start().ok());
        const Outcome people = run(world, {QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("mira"),
                                           QStringLiteral("--display"), QStringLiteral("Mira M.")});
        QVERIFY(people.exit == ControlExit::Done);
        const QStringList call = world.backend.calls.back();
        QCOMPARE(call[2], QStringLiteral("Mira M."));
        QCOMPARE(call[3].size(), 23);
        QVERIFY(people.out.contains(QLatin1String("User mira was added.\n")));
        QVERIFY(people.out.contains(call[3]));
        const Outcome script = run(world, words("user add mira --json"));
        QCOMPARE(script.json().value(QStringLiteral("password")).toString(), world.backend.calls.back()[3]);
        QVERIFY(world.backend.calls.back()[3] != call[3]);
    }

    void aPasswordFromStandardInputIsNotRepeated() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &) -> Result<QJsonObject> {
            return object(R"({"name":"mira","revoked":["a"]})");
        };
        QVERIFY(world.server->start().ok());
        const Outcome people = run(world, words("user reset-password mira --password-stdin"), "my own words");
        QCOMPARE(world.backend.calls.back()[2], QStringLiteral("my own words"));
        QCOMPARE(people.out, QStringLiteral("User mira has a new password; 1 device was signed out.\n"));
        QVERIFY(run(world, words("user add mira --password-stdin")).exit == ControlExit::Usage);
        QVERIFY(run(world, words("user add mira --password-stdin"), "").exit == ControlExit::Usage);
    }

    void listsArePutTogetherFromTheirPages() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &call) -> Result<QJsonObject> {
            if (call[1].isEmpty())
                return object(
                    R"({"users":[{"name":"ann","display":"A","created":"2024-05-01T10:00:00Z","disabled":false}],"next":"ann"})");
            return object("{\"users\":[{\"name\":\"benjamin\",\"display\":\"B\\u001b[31m\\u202e\",\"created\":\"2024-"
                          "05-02T10:00:00Z\",\"disabled\":true}]}");
        };
        QVERIFY(world.server->start().ok());
        const Outcome people = run(world, words("user list"));
        QCOMPARE(people.out, QStringLiteral("NAME      DISABLED  CREATED               DISPLAY NAME\n"
                                            "ann       no        2024-05-01T10:00:00Z  A\n"
                                            "benjamin  yes       2024-05-02T10:00:00Z  B?[31m?\n"));
        const Outcome script = run(world, words("user list --json"));
        QCOMPARE(script.json().value(QStringLiteral("users")).toArray().size(), 2);
        QVERIFY(!script.json().contains(QStringLiteral("next")));
    }

    void devicesAreListed() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &) -> Result<QJsonObject> {
            return object(
                R"({"devices":[{"id":"AZNBqU4AcTq8aaaaaaaaGA","name":"laptop","platform":"Linux","created":"2024-05-01T10:00:00Z"}]})");
        };
        QVERIFY(world.server->start().ok());
        const Outcome people = run(world, words("device list mira"));
        QVERIFY2(people.out.contains(
                     QLatin1String("AZNBqU4AcTq8aaaaaaaaGA  2024-05-01T10:00:00Z  -          Linux     laptop\n")),
                 qPrintable(people.out));
        world.backend.answer = [](const QStringList &) -> Result<QJsonObject> { return object(R"({"devices":[]})"); };
        QCOMPARE(run(world, words("device list mira")).out, QStringLiteral("No device is signed in.\n"));
    }

    void changesAreConfirmed_data() {
        QTest::addColumn<QString>("out");
        QTest::newRow("user disable mira") << QStringLiteral("User mira is disabled and signed out.\n");
        QTest::newRow("user enable mira") << QStringLiteral("User mira is enabled.\n");
        QTest::newRow("device revoke mira --all") << QStringLiteral("User mira: 2 devices were signed out.\n");
    }
    void changesAreConfirmed() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &) -> Result<QJsonObject> {
            return object(R"({"name":"mira","revoked":["a","b"]})");
        };
        QVERIFY(world.server->start().ok());
        const Outcome outcome = run(world, words(QTest::currentDataTag()));
        QVERIFY(outcome.exit == ControlExit::Done);
        QTEST(outcome.out, "out");
    }

    void aRefusalSaysWhy() {
        AdminWorld world;
        world.backend.answer = [](const QStringList &) -> Result<QJsonObject> {
            return Error{ErrorCode::NotFound, "there is no user \"mira\"", 0};
        };
        QVERIFY(world.server->start().ok());
        const Outcome people = run(world, words("user disable mira"));
        QVERIFY(people.exit == ControlExit::Refused);
        QCOMPARE(people.out, QString());
        QCOMPARE(people.error, QStringLiteral("banterctl: there is no user \"mira\"\n"));
        const Outcome script = run(world, words("user disable mira --json"));
        QVERIFY(script.exit == ControlExit::Refused);
        QCOMPARE(AdminWorld::code(script.json()), QStringLiteral("NOT_FOUND"));
    }

    void whoIsRefusedByTheServerIsTold() {
        AdminOptions options;
        options.allows = [](const AdminPeer &) { return false; };
        AdminWorld world(options);
        QVERIFY(world.server->start().ok());
        const Outcome outcome = run(world, words("status --json"));
        QVERIFY(outcome.exit == ControlExit::Refused);
        QCOMPARE(AdminWorld::code(outcome.json()), QStringLiteral("NOT_ALLOWED"));
    }

    void withoutAServerItSaysSo() {
        const AdminWorld world; // not started
        const Outcome outcome = run(world, words("status --json"));
        QVERIFY(outcome.exit == ControlExit::NoServer);
        QVERIFY(outcome.error.contains(world.path()));
        QVERIFY(outcome.error.contains(QLatin1String("is banterd running")));
        QCOMPARE(AdminWorld::code(outcome.json()), QStringLiteral("NO_SERVER"));
    }

    void aServerThatGoesAwayIsTold() {
        AdminWorld world;
        world.backend.answer = [&](const QStringList &) -> Result<QJsonObject> {
            world.server->stop();
            return QJsonObject();
        };
        QVERIFY(world.server->start().ok());
        const Outcome outcome = run(world, words("status"));
        QVERIFY(outcome.exit == ControlExit::NoServer);
        QVERIFY2(outcome.error.contains(QLatin1String("look before you repeat it")), qPrintable(outcome.error));
    }

    void tooMuchTextIsNotSent() {
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const Outcome outcome = run(world, words("user add mira --password-stdin"), std::string(100'000, 'x'));
        QVERIFY(outcome.exit == ControlExit::Refused);
        QVERIFY(world.backend.calls.empty());
    }

    void wrongUseAsksNobody() {
        AdminWorld world;
        QVERIFY(world.server->start().ok());
        const Outcome outcome = run(world, words("user explode"));
        QVERIFY(outcome.exit == ControlExit::Usage);
        QVERIFY(outcome.error.contains(QLatin1String("banterctl --help")));
        QVERIFY(world.backend.calls.empty());
        const Outcome help = run(world, words("--help"));
        QVERIFY(help.exit == ControlExit::Done && help.out.contains(QLatin1String("Usage: banterctl")));
    }
};

QTEST_GUILESS_MAIN(TestControlProgram)
#include "tst_ControlProgram.moc"
