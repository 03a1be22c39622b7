// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "server/ops/Config.h"

using namespace banter;
using namespace banter::server;

class TestConfig final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static ConfigOutcome parse(std::vector<const char *> arguments, const Environment &environment = {}) {
        arguments.insert(arguments.begin(), "banterd");
        return parseConfig(static_cast<int>(arguments.size()), arguments.data(), environment);
    }

    std::string write(const char *name, const QByteArray &text) const {
        QFile file(m_folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write a file of the test");
        return file.fileName().toStdString();
    }

    static bool contains(const std::vector<std::string> &lines, std::initializer_list<std::string_view> parts) {
        return std::any_of(lines.begin(), lines.end(), [&](const std::string &line) {
            return std::all_of(parts.begin(), parts.end(),
                               [&](std::string_view part) { return line.find(part) != std::string::npos; });
        });
    }

    static QByteArray join(const std::vector<std::string> &lines) {
        QByteArray out;
        for (const std::string &line : lines)
            out += QByteArray::fromStdString(line) + '\n';
        return out;
    }

private Q_SLOTS:
    void withoutAnythingTheDefaultsHold() {
        const auto outcome = parse({});
        QVERIFY2(outcome.errors.empty(), join(outcome.errors));
        QVERIFY(!outcome.exits);
        const Config &config = outcome.config;
        QCOMPARE(config.databaseLocation(), std::string("sqlite:/var/lib/banterd/banter.db"));
        QCOMPARE(config.adminSocketPath(), std::string("/var/lib/banterd/admin.sock"));
        QVERIFY((config.listen == std::vector<ListenAddress>{{"0.0.0.0", 7667}, {"::", 7667}}));
        QVERIFY(config.listenIsDefault);
        QVERIFY(config.tls == TlsMode::Self);
        QVERIFY(!config.registrationOpen);
        QVERIFY(config.rateLimits && config.jsonFrames);
        QVERIFY(config.shardCount() >= 1 && config.passwordThreadCount() >= 1);
        QCOMPARE(config.passwordMemoryKib, std::size_t{19456});
    }

    void aFlagBeatsTheEnvironmentBeatsTheFile() {
        const std::string file =
            write("order.conf", "# comment\nreaders = 3\nwriters = 3\nmax-queue = 333\n\nserver-name = a # b\n");
        const Environment environment{{"BANTERD_WRITERS", "4"}, {"BANTERD_MAX_QUEUE", "444"}, {"HOME", "/"}};
        const auto outcome = parse({"--config", file.c_str(), "--max-queue=555"}, environment);
        QVERIFY2(outcome.errors.empty(), join(outcome.errors));
        QCOMPARE(outcome.config.readers, 3);
        QCOMPARE(outcome.config.writers, 4);
        QCOMPARE(outcome.config.maxQueue, std::size_t{555});
        QCOMPARE(outcome.config.serverName, std::string("a # b"));
    }

    void theFileCanBeNamedInTheEnvironment() {
        const std::string file = write("environment.conf", "readers = 7\n");
        const std::string other = write("other.conf", "readers = 9\n");
        QCOMPARE(parse({}, {{"BANTERD_CONFIG", file}}).config.readers, 7);
        QCOMPARE(parse({"--config", other.c_str()}, {{"BANTERD_CONFIG", file}}).config.readers, 9);
    }

    void anEmptyValueMeansTheDefault() {
        const std::string file = write("empty.conf", "readers = 7\nlisten = 127.0.0.1:1\nadmin-socket = /x\n");
        const auto outcome = parse({"--config", file.c_str()},
                                   {{"BANTERD_READERS", ""}, {"BANTERD_LISTEN", ""}, {"BANTERD_ADMIN_SOCKET", ""}});
        QVERIFY2(outcome.errors.empty(), join(outcome.errors));
        QCOMPARE(outcome.config.readers, Config{}.readers);
        QVERIFY(outcome.config.listen == Config{}.listen);
        QVERIFY(outcome.config.listenIsDefault);
        QCOMPARE(outcome.config.adminSocketPath(), std::string("/var/lib/banterd/admin.sock"));
    }

    void allMistakesAreToldAtOnce() {
        const std::string file =
            write("bad.conf", "readers = many\nlissten = 127.0.0.1:1\nno sense\nwriters = 2\nwriters = 3\n");
        const auto outcome = parse({"--config", file.c_str(), "--tls", "maybe", "--shards", "9999", "--bogus"},
                                   {{"BANTERD_LOG_LEVEL", "loud"}, {"BANTERD_REGISTRATON", "open"}});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY(outcome.output.empty());
        const auto &errors = outcome.errors;
        const QByteArray all = join(errors);
        QVERIFY2(contains(errors, {"line 1", "readers", "\"many\" given", "allowed is a whole number from 1 to 64"}),
                 all);
        QVERIFY2(contains(errors, {"line 2", "\"lissten\"", "did you mean listen?"}), all);
        QVERIFY2(contains(errors, {"line 3", "no sense", "key = value"}), all);
        QVERIFY2(contains(errors, {"line 5", "writers", "second time", "line 4"}), all);
        QVERIFY2(contains(errors, {"--tls: \"maybe\" given", "allowed is off, self or files"}), all);
        QVERIFY2(contains(errors, {"--shards: \"9999\" given", "from 0 to 256"}), all);
        QVERIFY2(contains(errors, {"--bogus", "no such setting"}), all);
        QVERIFY2(contains(errors, {"BANTERD_LOG_LEVEL: \"loud\" given", "debug, info, warning or error"}), all);
        QVERIFY2(contains(errors, {"BANTERD_REGISTRATON", "did you mean BANTERD_REGISTRATION?"}), all);
        QCOMPARE(errors.size(), std::size_t{9});
    }

    void aMistakeIsToldEvenIfAStrongerSourceHidesIt() {
        const std::string file = write("hidden.conf", "readers = many\n");
        const auto outcome = parse({"--config", file.c_str(), "--readers", "2"});
        QCOMPARE(outcome.errors.size(), std::size_t{1});
        QVERIFY(contains(outcome.errors, {"line 1", "readers"}));
    }

    void aFlagNeedsAValue() {
        QVERIFY(contains(parse({"--readers"}).errors, {"--readers: nothing given", "from 1 to 64"}));
        QVERIFY(contains(parse({"--readers", "--json-frames", "off"}).errors, {"--readers: nothing given"}));
        QVERIFY(contains(parse({"--config"}).errors, {"--config: nothing given"}));
        QVERIFY(contains(parse({"stray"}).errors, {"\"stray\" given"}));
        QVERIFY(contains(parse({"--readers", "-1"}).errors, {"--readers: \"-1\" given"}));
    }

    void aFileThatIsNotThereIsToldWithTheReason() {
        QVERIFY(
            contains(parse({"--config", "/nowhere/banterd.conf"}).errors, {"/nowhere/banterd.conf", "No such file"}));
        const std::string folder = m_folder.path().toStdString();
        QVERIFY(contains(parse({"--config", folder.c_str()}).errors, {folder, "can't be read"}));
    }

    void listenIsAList_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown"); // empty: refused
        QTest::newRow("one") << QByteArray("127.0.0.1:0") << QByteArray("127.0.0.1:0");
        QTest::newRow("two") << QByteArray("127.0.0.1:80,[::1]:80") << QByteArray("127.0.0.1:80, [::1]:80");
        QTest::newRow("spaces") << QByteArray("127.0.0.1:80 , [::1]:80") << QByteArray("127.0.0.1:80, [::1]:80");
        for (const char *bad : {"127.0.0.1", ":80", "localhost:80", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:80x",
                                "::1:80", "[127.0.0.1]:80", "127.0.0.1:80,", "[]:80", "127.0.0.1:"})
            QTest::newRow(bad) << QByteArray(bad) << QByteArray();
    }
    void listenIsAList() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        const auto outcome = parse({"--listen", text.constData(), "--print-config"});
        if (shown.isEmpty())
            QVERIFY2(contains(outcome.errors, {"--listen", "allowed is a list of ADDRESS:PORT"}), join(outcome.errors));
        else
            QVERIFY2(outcome.output.find("\nlisten = " + shown.toStdString() + "\n") != std::string::npos,
                     outcome.output.c_str());
    }

    void listenMayBeGivenSeveralTimes() {
        const std::string file = write("list.conf", "listen = 127.0.0.1:1\nlisten = 127.0.0.1:2\n");
        QCOMPARE(parse({"--config", file.c_str()}).config.listen.size(), std::size_t{2});
        const auto outcome = parse(
            {"--config", file.c_str(), "--listen", "127.0.0.1:3", "--listen", "127.0.0.1:4", "--listen=127.0.0.1:5"});
        QVERIFY((outcome.config.listen ==
                 std::vector<ListenAddress>{{"127.0.0.1", 3}, {"127.0.0.1", 4}, {"127.0.0.1", 5}}));
        QVERIFY(!outcome.config.listenIsDefault);
        QVERIFY(contains(parse({"--listen", "127.0.0.1:3,127.0.0.1:3"}).errors, {"given twice"}));
    }

    void tlsFilesMustBeThere() {
        const auto missing = parse({"--tls", "files", "--key", "/nowhere/key.pem"});
        QVERIFY(contains(missing.errors, {"certificate: nothing given"}));
        QVERIFY(contains(missing.errors, {"key", "/nowhere/key.pem", "can't be read"}));
        const std::string pem = write("public.pem", "x");
        QVERIFY(QFile::setPermissions(QString::fromStdString(pem), QFile::ReadOwner | QFile::ReadOther));
        const auto outcome = parse({"--tls", "files", "--key", pem.c_str(), "--certificate", pem.c_str()});
        QVERIFY2(outcome.errors.empty(), join(outcome.errors));
        QVERIFY2(contains(outcome.warnings, {"key", "chmod 600"}), join(outcome.warnings));
    }

    void whatIsRiskyIsWarnedOf() {
        QVERIFY(contains(parse({"--tls", "off"}).warnings, {"tls = off"}));
        QVERIFY(parse({"--tls", "off", "--listen", "127.0.0.1:0"}).warnings.empty());
        QVERIFY(contains(parse({"--rate-limits", "off"}).warnings, {"rate-limits"}));
        QVERIFY(contains(parse({"--database", "postgresql://a:b@c/d"}).warnings, {"--database", "BANTERD_DATABASE"}));
        QVERIFY(parse({}, {{"BANTERD_DATABASE", "postgresql://a:b@c/d"}}).warnings.empty());
    }

    void rateLimitsOffLiftsTheEdgesLimitsToo() {
        const Config off = parse({"--rate-limits", "off"}).config;
        QCOMPARE(off.edgeMaxPerAddress(), std::size_t{0});
        QCOMPARE(off.edgeConnectsPerMinute(), 0.0);
        const Config on = parse({"--connects-per-minute", "7", "--max-per-address", "8"}).config;
        QCOMPARE(on.edgeMaxPerAddress(), std::size_t{8});
        QCOMPARE(on.edgeConnectsPerMinute(), 7.0);
    }

    void theDatabaseIsNamedAsStorageTakesIt_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("location"); // empty: refused
        QTest::newRow("sqlite") << QByteArray("sqlite") << QByteArray("sqlite:/data/banter.db");
        QTest::newRow("sqlite file") << QByteArray("sqlite:/a/b") << QByteArray("sqlite:/a/b");
        QTest::newRow("postgresql") << QByteArray("postgresql://u@h/d") << QByteArray("postgresql://u@h/d");
        QTest::newRow("postgres") << QByteArray("postgres://u@h/d") << QByteArray("postgresql://u@h/d");
        QTest::newRow("conninfo") << QByteArray("host=h dbname=d") << QByteArray("host=h dbname=d");
        QTest::newRow("nothing known") << QByteArray("mysql") << QByteArray();
        QTest::newRow("no file") << QByteArray("sqlite:") << QByteArray();
    }
    void theDatabaseIsNamedAsStorageTakesIt() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, location);
        const auto outcome = parse({"--data", "/data", "--database", text.constData()});
        if (location.isEmpty())
            QVERIFY(contains(outcome.errors, {"--database"}));
        else
            QCOMPARE(outcome.config.databaseLocation(), location.toStdString());
    }

    void anAdminSocketMustFitItsAddress() {
        const std::string deep = "/" + std::string(120, 'd');
        QVERIFY(contains(parse({"--data", deep.c_str()}).errors, {"admin-socket", "too long"}));
        QVERIFY(parse({"--data", deep.c_str(), "--admin-socket", "/run/a.sock"}).errors.empty());
    }

    void logLevelsBecomeFilterRules() {
        const QString rules = parse({"--log-level", "warning"}).config.logFilterRules();
        QVERIFY(rules.contains(QLatin1String("banter.*.info=false")));
        QVERIFY(rules.contains(QLatin1String("banter.*.warning=true")));
        QVERIFY(rules.contains(QLatin1String("banter.audit.info=true")));
        QVERIFY(rules.indexOf(QLatin1String("banter.audit")) > rules.indexOf(QLatin1String("banter.*.info")));
    }

    void helpAndVersionEndTheProgram() {
        const auto help = parse({"--help", "--readers", "many"});
        QVERIFY(help.exits);
        QVERIFY(help.output.find("--reconnect-spread-ms") != std::string::npos);
        const auto version = parse({"--version"});
        QVERIFY(version.exits);
        QVERIFY(version.output.starts_with("banterd 0."));
    }

    void checkConfigTellsGoodFromBad() {
        const auto good = parse({"--check-config", "--tls", "off"});
        QVERIFY(good.exits && good.exitCode == 0);
        QVERIFY(good.output.find("warning: tls = off") != std::string::npos);
        QVERIFY(good.output.ends_with("the configuration is good\n"));
        const auto bad = parse({"--check-config", "--readers", "0"});
        QVERIFY(bad.exits && bad.exitCode == 2);
        QCOMPARE(bad.errors.size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestConfig)
#include "tst_Config.moc"
