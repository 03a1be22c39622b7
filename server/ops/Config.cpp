// SPDX-License-Identifier: Apache-2.0
#include "server/ops/Config.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include "server/ops/ConfigFields.h"
#include "server/ops/ConfigFile.h"
#include "server/ops/ConfigText.h"
#include "server/ops/Version.h"

extern char **environ;

namespace banter::server {
namespace {

/// A setting as one source gives it.
struct Given {
    const ConfigField *field{nullptr};
    std::string source; ///< "line 3 of /etc/banterd.conf", "BANTERD_LISTEN", "--listen"
    std::string value;
};

/// All that one run of parseConfig() gathers.
class Parser {
public:
    ConfigOutcome run(int argc, const char *const *argv, const Environment &environment);

private:
    void readFlags(int argc, const char *const *argv);
    bool isSwitch(std::string_view flag);
    void readEnvironment(const Environment &environment);
    void readFile();
    void apply(const std::vector<Given> &source);
    void addUnknown(const std::string &where, std::string_view what, const std::string &suggestion);
    void checkTogether();
    void checkTlsFiles();
    void writeOutput();
    void error(std::string text) { m_outcome.errors.push_back(std::move(text)); }

    ConfigOutcome m_outcome;
    std::vector<Given> m_file, m_environment, m_flags;
    std::map<std::string_view, std::string> m_sources; ///< by key: where the value in force comes from
    std::string m_path, m_pathSource;
    bool m_help{false}, m_version{false}, m_check{false}, m_print{false};
};

/// The setting whose name (as `nameOf` writes it) is nearest, or empty if none is near.
template <class NameOf>
std::string nearest(std::string_view given, NameOf nameOf) {
    std::string best;
    std::size_t least = 3; // letters that may differ
    for (const ConfigField &field : configFields()) {
        const std::string name = nameOf(field);
        if (const std::size_t distance = editDistance(given, name); distance <= least) {
            least = distance;
            best = name;
        }
    }
    return best;
}

void Parser::addUnknown(const std::string &where, std::string_view what, const std::string &suggestion) {
    error(where + "\"" + std::string(what.substr(0, 60)) + "\" given, but there is no such setting" +
          (suggestion.empty() ? "; --help lists them all" : "; did you mean " + suggestion + "?"));
}

bool Parser::isSwitch(std::string_view flag) {
    for (const auto &[name, target] : {std::pair<std::string_view, bool *>{"--help", &m_help},
                                       {"-h", &m_help},
                                       {"--version", &m_version},
                                       {"--check-config", &m_check},
                                       {"--print-config", &m_print}}) {
        if (flag == name)
            return *target = true;
    }
    return false;
}

void Parser::readFlags(int argc, const char *const *argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (isSwitch(argument))
            continue;
        const auto equals = argument.find('=');
        const std::string_view name = argument.substr(0, equals);
        const ConfigField *field = name.starts_with("--") ? findConfigField(name.substr(2)) : nullptr;
        if (!field && name != "--config") {
            addUnknown("", name, nearest(name, [](const ConfigField &other) { return other.flag(); }));
            // Its value would be taken for another mistake.
            if (equals == std::string_view::npos && i + 1 < argc && argv[i + 1][0] != '-')
                ++i;
            continue;
        }
        std::optional<std::string> value;
        if (equals != std::string_view::npos)
            value = argument.substr(equals + 1);
        else if (i + 1 < argc && !std::string_view(argv[i + 1]).starts_with("--"))
            value = argv[++i];
        if (!value)
            error(std::string(name) + ": nothing given, allowed is " + (field ? field->allowed : "the path of a file"));
        else if (!field)
            m_path = *value, m_pathSource = "--config";
        else
            m_flags.push_back({field, field->flag(), *value});
    }
}

void Parser::readEnvironment(const Environment &environment) {
    for (const auto &[name, value] : environment) {
        if (!name.starts_with("BANTERD_"))
            continue;
        if (name == "BANTERD_CONFIG") {
            if (m_path.empty() && !value.empty())
                m_path = value, m_pathSource = name;
            continue;
        }
        const auto fields = configFields();
        const std::string &variable = name; // clang 14 can't capture a structured binding
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const ConfigField &f) { return f.variable() == variable; });
        if (field == fields.end())
            addUnknown("environment: ", name, nearest(name, [](const ConfigField &other) { return other.variable(); }));
        else
            m_environment.push_back({&*field, name, value});
    }
}

void Parser::readFile() {
    if (m_path.empty())
        return;
    const auto text = readConfigFile(m_path);
    if (!text) {
        error(m_pathSource + ": the file \"" + m_path + "\" " + text.error().detail);
        return;
    }
    const ConfigLines lines = splitConfig(text.value());
    for (const std::string &mistake : lines.errors)
        error(m_path + ", " + mistake);
    std::map<std::string_view, int> seen;
    for (const ConfigLine &line : lines.lines) {
        const std::string where = m_path + ", line " + std::to_string(line.number);
        const ConfigField *field = findConfigField(line.key);
        if (!field) {
            addUnknown(where + ": ", line.key,
                       nearest(line.key, [](const ConfigField &other) { return std::string(other.key); }));
            continue;
        }
        const auto [earlier, isFirst] = seen.try_emplace(field->key, line.number);
        if (!isFirst && !field->isList)
            error(where + ": " + line.key + " is given a second time, the first was line " +
                  std::to_string(earlier->second));
        m_file.push_back({field, where, line.value});
    }
}

void Parser::apply(const std::vector<Given> &source) {
    // What is given several times in one source is one list; it replaces that of the weaker source.
    std::map<const ConfigField *, std::string> lists;
    for (const Given &given : source) {
        const ConfigField &field = *given.field;
        m_sources[field.key] = given.source;
        if (given.value.empty()) {
            field.reset(m_outcome.config);
            lists.erase(&field);
            continue;
        }
        const bool continues = field.isList && lists.contains(&field);
        const std::string value = continues ? lists[&field] + "," + given.value : given.value;
        if (!field.set(m_outcome.config, value)) {
            const std::string shown = field.masked ? maskPassword(given.value) : given.value;
            const bool named = given.source == field.flag() || given.source == field.variable();
            error(given.source + (named ? "" : ": " + std::string(field.key)) + ": \"" + shown.substr(0, 200) +
                  "\" given, allowed is " + field.allowed);
            continue;
        }
        lists[&field] = value;
        if (field.masked && given.source == field.flag() && hasPassword(given.value))
            m_outcome.warnings.push_back(given.source +
                                         ": the password in it can be seen by every user of this machine; use " +
                                         field.variable() + " or the configuration file");
    }
}

void Parser::checkTlsFiles() {
    const Config &config = m_outcome.config;
    for (const auto &[key, path] : {std::pair{"certificate", &config.certificate}, std::pair{"key", &config.key}}) {
        if (path->empty())
            error(std::string(key) + ": nothing given, but tls = files needs the path of a PEM file");
        else if (::access(path->c_str(), R_OK) != 0)
            error(std::string(key) + ": the file \"" + *path + "\" can't be read by this user");
    }
    struct stat status {};
    if (!config.key.empty() && ::stat(config.key.c_str(), &status) == 0 && (status.st_mode & S_IRWXO) != 0)
        m_outcome.warnings.push_back("key: everybody on this machine can read \"" + config.key + "\"; chmod 600 it");
}

void Parser::checkTogether() {
    const Config &config = m_outcome.config;
    if (config.tls == TlsMode::Files)
        checkTlsFiles();
    else if (!config.certificate.empty() || !config.key.empty())
        m_outcome.warnings.push_back("certificate, key: not used, since tls is not \"files\"");
    for (std::size_t i = 0; i < config.listen.size(); ++i) {
        const ListenAddress &one = config.listen[i];
        if (one.port != 0 && std::find(config.listen.begin(), config.listen.begin() + static_cast<std::ptrdiff_t>(i),
                                       one) != config.listen.begin() + static_cast<std::ptrdiff_t>(i))
            error("listen: " + one.address + " port " + std::to_string(one.port) + " is given twice");
        const bool isLocal = one.address.starts_with("127.") || one.address == "::1";
        if (config.tls == TlsMode::Off && !isLocal)
            m_outcome.warnings.push_back("tls = off: passwords and messages travel readable to " + one.address +
                                         " port " + std::to_string(one.port) +
                                         ", unless a proxy on this machine or network encrypts them");
    }
    if (config.adminSocketPath().size() > 107)
        error("admin-socket: \"" + config.adminSocketPath() +
              "\" is too long for a unix socket; give one of at most 107 bytes");
    if (!config.rateLimits)
        m_outcome.warnings.push_back("rate-limits = off: for load tests only; anybody can try passwords without end");
}

void Parser::writeOutput() {
    if (m_help)
        m_outcome.output = configHelp();
    else if (m_version)
        m_outcome.output = "banterd " + std::string(version()) + "\n";
    else if (m_print)
        m_outcome.output = configAsText(m_outcome.config, m_sources);
    else if (m_check) {
        for (const std::string &warning : m_outcome.warnings)
            m_outcome.output += "warning: " + warning + "\n";
        m_outcome.output += "the configuration is good\n";
    }
}

ConfigOutcome Parser::run(int argc, const char *const *argv, const Environment &environment) {
    readFlags(argc, argv);
    m_outcome.exits = m_help || m_version || m_check || m_print;
    if (!m_help && !m_version) {
        readEnvironment(environment);
        readFile();
        apply(m_file);
        apply(m_environment);
        apply(m_flags);
        checkTogether();
    }
    if (m_outcome.errors.empty())
        writeOutput();
    else
        m_outcome.exitCode = 2;
    return std::move(m_outcome);
}

int coresOr(int given) {
    return given > 0 ? given : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

std::string Config::databaseLocation() const {
    if (database == "sqlite")
        return "sqlite:" + dataDirectory + "/banter.db";
    if (database.starts_with("postgres://"))
        return "postgresql" + database.substr(8);
    return database;
}

std::string Config::adminSocketPath() const {
    return adminSocket.empty() ? dataDirectory + "/admin.sock" : adminSocket;
}
int Config::shardCount() const { return coresOr(shards); }
int Config::passwordThreadCount() const { return coresOr(passwordThreads); }

QString Config::logFilterRules() const {
    static constexpr const char *kLevels[] = {"debug", "info", "warning", "critical"};
    QString rules;
    for (int level = 0; level < 4; ++level) {
        rules += QStringLiteral("banter.*.%1=%2\n")
                     .arg(QLatin1String(kLevels[level]),
                          level >= static_cast<int>(logLevel) ? QLatin1String("true") : QLatin1String("false"));
    }
    return rules + QLatin1String("banter.audit.info=true\n");
}

ConfigOutcome parseConfig(int argc, const char *const *argv, const Environment &environment) {
    return Parser().run(argc, argv, environment);
}

Environment processEnvironment() {
    Environment out;
    for (char **entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (const auto equals = text.find('='); equals != std::string_view::npos)
            out.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return out;
}

} // namespace banter::server
