// SPDX-License-Identifier: Apache-2.0
#include <QJsonDocument>
#include <QTest>

#include "server/ctl/client/ControlArguments.h"

using namespace banter::server;

class TestControlArguments final : public QObject {
    Q_OBJECT

    static ControlArguments parse(const char *line, const QString &environment = {}) {
        return ControlArguments::parse(QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts),
                                       environment);
    }

private Q_SLOTS:
    void commandsAreUnderstood_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("arguments");
        const auto row = [](const char *line, const char *command, const char *arguments) {
            QTest::newRow(line) << QString::fromLatin1(command) << QByteArray(arguments);
        };
        row("status", "status", "{}");
        row("stats --json", "stats", "{}");
        row("user add mira", "user.add", R"({"name":"mira"})");
        row("user add mira --display Mira", "user.add", R"({"display":"Mira","name":"mira"})");
        row("user add --display=Mira mira", "user.add", R"({"display":"Mira","name":"mira"})");
        row("user list", "user.list", "{}");
        row("user disable mira", "user.disable", R"({"name":"mira"})");
        row("user enable mira", "user.enable", R"({"name":"mira"})");
        row("user reset-password mira", "user.reset-password", R"({"name":"mira"})");
        row("device list mira", "device.list", R"({"name":"mira"})");
        row("device revoke mira AZNBqU4AcTq8aaaaaaaaGA", "device.revoke",
            R"({"device":"AZNBqU4AcTq8aaaaaaaaGA","name":"mira"})");
        row("device revoke mira -ZNBqU4AcTq8aaaaaaaaGA", "device.revoke",
            R"({"device":"-ZNBqU4AcTq8aaaaaaaaGA","name":"mira"})");
        row("device revoke mira --all", "device.revoke", R"({"all":true,"name":"mira"})");
        row("group list", "group.list", "{}");
        row("group list --user mira", "group.list", R"({"name":"mira"})");
        row("group show -ZNBqU4AcTq8aaaaaaaaGA", "group.show", R"({"group":"-ZNBqU4AcTq8aaaaaaaaGA"})");
        row("group add AZNBqU4AcTq8aaaaaaaaGA mira", "group.add",
            R"({"group":"AZNBqU4AcTq8aaaaaaaaGA","name":"mira"})");
        row("group remove AZNBqU4AcTq8aaaaaaaaGA mira", "group.remove",
            R"({"group":"AZNBqU4AcTq8aaaaaaaaGA","name":"mira"})");
        row("group role AZNBqU4AcTq8aaaaaaaaGA mira owner", "group.role",
            R"({"group":"AZNBqU4AcTq8aaaaaaaaGA","name":"mira","role":"owner"})");
        row("group rename AZNBqU4AcTq8aaaaaaaaGA Climbers", "group.rename",
            R"({"group":"AZNBqU4AcTq8aaaaaaaaGA","title":"Climbers"})");
        row("--socket /x device revoke --all mira", "device.revoke", R"({"all":true,"name":"mira"})");
    }
    void commandsAreUnderstood() {
        const ControlArguments parsed = parse(QTest::currentDataTag());
        QVERIFY2(parsed.error.isEmpty(), qPrintable(parsed.error));
        QTEST(parsed.command, "command");
        QTEST(QJsonDocument(parsed.arguments).toJson(QJsonDocument::Compact), "arguments");
    }

    void wrongUseIsTold_data() {
        QTest::addColumn<QString>("part"); // of the message
        const auto row = [](const char *line, const char *part) { QTest::newRow(line) << QString::fromLatin1(part); };
        row("", "no command");
        row("--json", "no command");
        row("explode", "\"explode\"");
        row("user explode mira", "\"user explode\"");
        row("user", "\"user\"");
        row("user add", "name of a user");
        row("user add mira --display", "--display needs a value");
        row("user add mira tom", "\"tom\" is too much");
        row("user disable mira --all", "user disable takes no --all");
        row("user list mira", "\"mira\" is too much");
        row("device revoke mira", "--all");
        row("device revoke mira x --all", "\"x\" is too much");
        row("group show", "id of a group");
        row("group add AZNBqU4AcTq8aaaaaaaaGA", "name of a user");
        row("group role AZNBqU4AcTq8aaaaaaaaGA mira", "a role");
        row("group show mira --all", "group show takes no --all");
        row("status --socket", "--socket needs a value");
        row("status -v", "takes no -v");
    }
    void wrongUseIsTold() {
        QFETCH(QString, part);
        const ControlArguments parsed = parse(QTest::currentDataTag());
        QVERIFY2(parsed.error.contains(part), qPrintable(parsed.error));
    }

    void theSocketIsFlagThenEnvironmentThenDefault() {
        QCOMPARE(parse("status").socket, QStringLiteral("/var/lib/banterd/admin.sock"));
        QCOMPARE(parse("status", QStringLiteral("/e")).socket, QStringLiteral("/e"));
        QCOMPARE(parse("--socket /f status", QStringLiteral("/e")).socket, QStringLiteral("/f"));
    }

    void passwordsComeFromWhereTheyShould() {
        QVERIFY(parse("user add mira").password == PasswordSource::Generated);
        QVERIFY(parse("user add mira --password-stdin").password == PasswordSource::Input);
        QVERIFY(parse("user reset-password mira").password == PasswordSource::Generated);
        QVERIFY(parse("user disable mira").password == PasswordSource::None);
        QVERIFY(!parse("user list --password-stdin").error.isEmpty());
    }

    void helpAndVersion() {
        QVERIFY(parse("--help").output.contains(QLatin1String("user reset-password NAME")));
        QVERIFY(parse("user add -h").output.contains(QLatin1String("Exit code")));
        QVERIFY(parse("--version").output.startsWith(QLatin1String("banterctl 0.")));
    }
};

QTEST_APPLESS_MAIN(TestControlArguments)
#include "tst_ControlArguments.moc"
