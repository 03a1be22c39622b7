// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "server/ops/ConfigFields.h"
#include "server/ops/ConfigFile.h"
#include "server/ops/ConfigText.h"
#include "server/ops/RateLimits.h"

using namespace banter;
using namespace banter::server;

class TestConfigText final : public QObject {
    Q_OBJECT

    static ConfigOutcome parse(std::vector<const char *> arguments) {
        arguments.insert(arguments.begin(), "banterd");
        return parseConfig(static_cast<int>(arguments.size()), arguments.data(), {});
    }

    static QByteArray read(const char *path) {
        QFile file(QString::fromLatin1(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QByteArray joined(const std::vector<std::string> &lines) {
        QByteArray out;
        for (const std::string &line : lines)
            out += QByteArray::fromStdString(line) + '\n';
        return out;
    }

    static QByteArray rateLimitTable() {
        QByteArray out = "| what | of one | at once | then |\n|---|---|---|---|\n";
        for (const LimitSpec &spec : rateLimits()) {
            const bool isBytes = spec.cost == LimitCost::Bytes;
            const auto amount = [&](std::uint64_t units) {
                return isBytes ? QByteArray::number(units / 1024) + " KiB" : QByteArray::number(units);
            };
            const auto seconds = spec.rate.period.count() / 1000;
            out += "| " + QByteArray::fromStdString(std::string(spec.name)) + " | " +
                   QByteArray::fromStdString(std::string(unitName(spec.unit))) + " | " + amount(spec.rate.burst) +
                   " | " + amount(spec.rate.refill) +
                   (seconds == 1 ? " a second" : " in " + QByteArray::number(seconds) + " s") + " |\n";
        }
        return out;
    }

private Q_SLOTS:
    void everyFieldIsComplete() {
        std::set<std::string_view> keys;
        for (const ConfigField &field : configFields()) {
            QVERIFY2(keys.insert(field.key).second, "two settings of one name");
            QVERIFY(!field.group.empty() && !field.value.empty() && !field.allowed.empty());
            QVERIFY2(field.help.size() > 20 && field.help.ends_with('.'), std::string(field.key).c_str());
            Config config;
            if (field.computedDefault.empty())
                QVERIFY2(field.set(config, field.defaultText()), "a default is not allowed");
        }
    }

    void fieldsOfAGroupStandTogether() {
        std::set<std::string_view> seen;
        std::string_view group;
        for (const ConfigField &field : configFields()) {
            if (field.group != group)
                QVERIFY2(seen.insert(field.group).second, std::string(field.group).c_str());
            group = field.group;
        }
    }

    /// The bounds in the text are those of the code: the ends are taken, what lies beyond is not.
    void theAllowedNumbersAreTrue() {
        constexpr std::string_view kStart = "a whole number from ";
        int checked = 0;
        for (const ConfigField &field : configFields()) {
            if (!field.allowed.starts_with(kStart))
                continue;
            const QStringList ends = QString::fromUtf8(field.allowed.data() + kStart.size(),
                                                       static_cast<qsizetype>(field.allowed.size() - kStart.size()))
                                         .split(QLatin1String(" to "));
            QCOMPARE(ends.size(), 2);
            Config config;
            for (const QString &end : ends)
                QVERIFY2(field.set(config, end.toStdString()), std::string(field.key).c_str());
            QVERIFY2(!field.set(config, std::to_string(ends[0].toLongLong() - 1)), std::string(field.key).c_str());
            QVERIFY2(!field.set(config, std::to_string(ends[1].toLongLong() + 1)), std::string(field.key).c_str());
            QCOMPARE(field.get(config), ends[1].toStdString());
            for (const char *nonsense : {"", " 1", "1 ", "0x10", "1e3", "+5", "99999999999999999999999"})
                QVERIFY2(!field.set(config, nonsense), nonsense);
            ++checked;
        }
        QVERIFY(checked >= 10);
    }

    void helpNamesEverySetting() {
        const QString help = QString::fromStdString(configHelp());
        for (const ConfigField &field : configFields())
            QVERIFY2(help.contains(QString::fromStdString("  " + field.flag() + " ")), std::string(field.key).c_str());
        for (const QString &line : help.split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 100, qPrintable(line));
    }

    void whatIsPrintedCanBeLoadedAgain() {
        QTemporaryDir folder;
        const auto first = parse({"--readers", "5", "--listen", "[::1]:8,127.0.0.1:9", "--log-format", "json",
                                  "--admin-group", "ops", "--print-config"});
        QVERIFY(first.exits);
        QFile file(folder.filePath(QStringLiteral("printed.conf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(first.output));
        file.close();
        const std::string path = file.fileName().toStdString();
        const auto second = parse({"--config", path.c_str()});
        QVERIFY2(second.errors.empty(), joined(second.errors));
        for (const ConfigField &field : configFields())
            QCOMPARE(field.get(second.config), field.get(first.config));
        QVERIFY(first.output.find("# from --readers\nreaders = 5\n") != std::string::npos);
    }

    void secretsAreMasked_data() {
        QTest::addColumn<QByteArray>("database");
        QTest::addColumn<QByteArray>("masked");
        QTest::newRow("none") << QByteArray("postgresql://mira@db/banter") << QByteArray("postgresql://mira@db/banter");
        QTest::newRow("url") << QByteArray("postgresql://mira:geheim@db:5432/banter")
                             << QByteArray("postgresql://mira:***@db:5432/banter");
        QTest::newRow("query") << QByteArray("postgresql://db/banter?password=geheim&sslmode=require")
                               << QByteArray("postgresql://db/banter?password=***&sslmode=require");
        QTest::newRow("both") << QByteArray("postgresql://a:geheim@db/x?sslpassword=geheim")
                              << QByteArray("postgresql://a:***@db/x?sslpassword=***");
        QTest::newRow("conninfo") << QByteArray("host=db password=geheim user=a")
                                  << QByteArray("host=db password=*** user=a");
        QTest::newRow("quoted") << QByteArray("password = 'ge \\' heim' host=db")
                                << QByteArray("password = *** host=db");
        QTest::newRow("unfinished") << QByteArray("host=db password='geheim") << QByteArray("host=db password=***");
        QTest::newRow("at sign in it") << QByteArray("postgresql://a:geh@eim@db/x")
                                       << QByteArray("postgresql://a:***@db/x");
    }
    void secretsAreMasked() {
        QFETCH(QByteArray, database);
        QTEST(QByteArray::fromStdString(maskPassword(database.toStdString())), "masked");
        const auto printed = parse({"--database", database.constData(), "--print-config"});
        QVERIFY2(printed.errors.empty(), joined(printed.errors));
        QVERIFY(printed.output.find("geheim") == std::string::npos && printed.output.find("eim@") == std::string::npos);
        const QByteArray wrong = "mysql " + database; // a mistake must not print it either
        const auto refused = parse({"--listen", "x", "--database", wrong.constData()});
        QVERIFY(!joined(refused.errors).contains("geheim"));
    }

    /// The sample is complete, says the default of each setting, and loads.
    void theSampleHasEverySetting() {
        const QByteArray sample = read(BANTER_SAMPLE_CONFIG);
        QVERIFY(!sample.isEmpty());
        QVERIFY2(parse({"--config", BANTER_SAMPLE_CONFIG, "--check-config"}).errors.empty(),
                 joined(parse({"--config", BANTER_SAMPLE_CONFIG}).errors));
        // Uncommented, its settings are those of the table, each once, with its default.
        QByteArray opened;
        for (const QByteArray &line : sample.split('\n')) {
            if (line.startsWith('#') && !line.startsWith("# "))
                opened += line.mid(1) + '\n';
            else if (!line.startsWith('#'))
                opened += line + '\n';
        }
        const ConfigLines lines = splitConfig(opened.toStdString());
        QVERIFY2(lines.errors.empty(), joined(lines.errors));
        std::set<std::string> keys;
        for (const ConfigLine &line : lines.lines) {
            const ConfigField *field = findConfigField(line.key);
            QVERIFY2(field, line.key.c_str());
            QVERIFY2(keys.insert(line.key).second, line.key.c_str());
            Config config;
            if (field->computedDefault.empty())
                QVERIFY2(field->set(config, line.value) && field->get(config) == field->defaultText(),
                         line.key.c_str());
            else
                QVERIFY2(field->set(config, line.value), line.key.c_str());
        }
        for (const ConfigField &field : configFields())
            QVERIFY2(keys.contains(std::string(field.key)),
                     (std::string(field.key) + " is not in server/deploy/banterd.conf").c_str());
    }

    /// docs/operations.md shows the tables as the code has them. After a change: BANTER_UPDATE_DOCS=1 tst_ConfigText
    void theDocumentationIsTheTable_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("wanted");
        QTest::newRow("settings") << QByteArray("settings") << QByteArray::fromStdString(configMarkdown());
        QTest::newRow("rate limits") << QByteArray("rate limits") << rateLimitTable();
    }
    void theDocumentationIsTheTable() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, wanted);
        const QByteArray begin = "<!-- " + name + ": generated, see tst_ConfigText -->\n";
        const QByteArray end = "<!-- end of " + name + " -->";
        QByteArray document = read(BANTER_OPERATIONS_DOC);
        const auto from = document.indexOf(begin), to = document.indexOf(end);
        QVERIFY(from >= 0 && to > from);
        const auto start = from + begin.size();
        wanted = "\n" + wanted + "\n";
        if (qEnvironmentVariableIsSet("BANTER_UPDATE_DOCS")) {
            QFile file(QStringLiteral(BANTER_OPERATIONS_DOC));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(document.replace(start, to - start, wanted));
            return;
        }
        QVERIFY2(document.mid(start, to - start) == wanted,
                 "docs/operations.md is out of date: run BANTER_UPDATE_DOCS=1 tst_ConfigText");
    }

    void distances() {
        QCOMPARE(editDistance("listen", "listen"), std::size_t{0});
        QCOMPARE(editDistance("lissten", "listen"), std::size_t{1});
        QCOMPARE(editDistance("", "abc"), std::size_t{3});
        QCOMPARE(editDistance("kitten", "sitting"), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestConfigText)
#include "tst_ConfigText.moc"
