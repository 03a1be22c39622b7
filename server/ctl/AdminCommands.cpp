// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/AdminCommands.h"

#include <array>
#include <string_view>

#include <QJsonDocument>
#include <QJsonValue>

#include "server/ctl/AdminText.h"
#include "server/ctl/GroupCommands.h"
#include "shared/core/Logging.h"
#include "shared/protocol/ErrorCode.h"

namespace banter::server {
namespace {

constexpr int kDefaultPage = 100;
constexpr int kMaxPage = 200;

QLatin1String latin1(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

/// What a command needs. Optional arguments may be missing, but must have the right type.
struct Argument {
    const char *name;
    QJsonValue::Type type;
    bool isRequired;
};

constexpr Argument kName{"name", QJsonValue::String, true};
constexpr Argument kGroup{"group", QJsonValue::String, true};
constexpr Argument kPassword{"password", QJsonValue::String, true};

using Run = void (*)(AdminBackend &, const QJsonObject &, AdminBackend::Answer);

struct Command {
    const char *name;
    std::array<Argument, 3> arguments; ///< unused ones have no name
    Run run;
};

void revoke(AdminBackend &backend, const QJsonObject &arguments, AdminBackend::Answer done) {
    const bool all = arguments.value(QLatin1String("all")).toBool();
    const std::string device = admin::argument(arguments, "device");
    const auto id = DeviceId::fromText(device);
    if (all == !device.empty())
        done.resolve(Error{ErrorCode::Malformed, "give either \"device\" or \"all\": true", 0});
    else if (!all && !id)
        done.resolve(Error{ErrorCode::Malformed,
                           "\"device\" is not the id of a device (22 characters); device list shows them", 0});
    else
        backend.revokeDevice(admin::argument(arguments, "name"), all ? std::nullopt : id, std::move(done));
}

/// nullopt: it is answered that there is no such page.
std::optional<int> pageOf(const QJsonObject &arguments, AdminBackend::Answer &done) {
    const int limit = arguments.value(QLatin1String("limit")).toInt(kDefaultPage);
    if (limit >= 1 && limit <= kMaxPage)
        return limit;
    done.resolve(Error{ErrorCode::Malformed, "\"limit\" is 1 to " + std::to_string(kMaxPage), 0});
    return std::nullopt;
}

void listUsers(AdminBackend &backend, const QJsonObject &arguments, AdminBackend::Answer done) {
    if (const auto limit = pageOf(arguments, done))
        backend.listUsers(admin::argument(arguments, "after"), *limit, std::move(done));
}

void listGroups(AdminBackend &backend, const QJsonObject &arguments, AdminBackend::Answer done) {
    if (const auto limit = pageOf(arguments, done))
        groupCommands::list(backend.groups(), arguments, *limit, std::move(done));
}

using GroupCommand = void (*)(GroupAdmin &, const QJsonObject &, AdminBackend::Answer);
template <GroupCommand command>
void runGroup(AdminBackend &backend, const QJsonObject &arguments, AdminBackend::Answer done) {
    command(backend.groups(), arguments, std::move(done));
}

constexpr std::array<Command, 15> kCommands{{
    {"status",
     {},
     [](AdminBackend &backend, const QJsonObject &, AdminBackend::Answer done) { backend.status(std::move(done)); }},
    {"stats",
     {},
     [](AdminBackend &backend, const QJsonObject &, AdminBackend::Answer done) { backend.stats(std::move(done)); }},
    {"user.add",
     {{kName, {"display", QJsonValue::String, false}, kPassword}},
     [](AdminBackend &backend, const QJsonObject &a, AdminBackend::Answer done) {
         backend.addUser(admin::argument(a, "name"), admin::argument(a, "display"), admin::argument(a, "password"),
                         std::move(done));
     }},
    {"user.list", {{{"after", QJsonValue::String, false}, {"limit", QJsonValue::Double, false}}}, listUsers},
    {"user.disable",
     {{kName}},
     [](AdminBackend &backend, const QJsonObject &a, AdminBackend::Answer done) {
         backend.setDisabled(admin::argument(a, "name"), true, std::move(done));
     }},
    {"user.enable",
     {{kName}},
     [](AdminBackend &backend, const QJsonObject &a, AdminBackend::Answer done) {
         backend.setDisabled(admin::argument(a, "name"), false, std::move(done));
     }},
    {"user.reset-password",
     {{kName, kPassword}},
     [](AdminBackend &backend, const QJsonObject &a, AdminBackend::Answer done) {
         backend.resetPassword(admin::argument(a, "name"), admin::argument(a, "password"), std::move(done));
     }},
    {"device.list",
     {{kName}},
     [](AdminBackend &backend, const QJsonObject &a, AdminBackend::Answer done) {
         backend.listDevices(admin::argument(a, "name"), std::move(done));
     }},
    {"device.revoke", {{kName, {"device", QJsonValue::String, false}, {"all", QJsonValue::Bool, false}}}, revoke},
    {"group.list",
     {{{"name", QJsonValue::String, false},
       {"after", QJsonValue::String, false},
       {"limit", QJsonValue::Double, false}}},
     listGroups},
    {"group.show", {{kGroup}}, runGroup<groupCommands::show>},
    {"group.add", {{kGroup, kName}}, runGroup<groupCommands::add>},
    {"group.remove", {{kGroup, kName}}, runGroup<groupCommands::remove>},
    {"group.role", {{kGroup, kName, {"role", QJsonValue::String, true}}}, runGroup<groupCommands::setRole>},
    {"group.rename", {{kGroup, {"title", QJsonValue::String, true}}}, runGroup<groupCommands::rename>},
}};

/// As banter.proto writes it, for scripts: NAME_TAKEN.
QString codeName(ErrorCode code) {
    const std::string_view words = errorName(code);
    return QString(latin1(words)).toUpper().replace(QLatin1Char(' '), QLatin1Char('_'));
}

const char *typeName(QJsonValue::Type type) {
    switch (type) {
    case QJsonValue::String: return "text";
    case QJsonValue::Double: return "a number";
    case QJsonValue::Bool: return "true or false";
    default: return "something else";
    }
}

Result<void> checkArguments(const Command &command, const QJsonObject &arguments) {
    for (const QString &given : arguments.keys()) {
        bool isKnown = false;
        for (const Argument &argument : command.arguments)
            isKnown = isKnown || (argument.name && given == QLatin1String(argument.name));
        if (!isKnown)
            return Error{ErrorCode::Malformed,
                         std::string(command.name) + " takes no argument \"" + given.left(40).toStdString() + "\"", 0};
    }
    for (const Argument &argument : command.arguments) {
        if (!argument.name)
            continue;
        const QJsonValue value = arguments.value(QLatin1String(argument.name));
        if (value.isUndefined() && !argument.isRequired)
            continue;
        if (value.type() != argument.type)
            return Error{
                ErrorCode::Malformed,
                std::string(command.name) + " needs \"" + argument.name + "\", which is " + typeName(argument.type), 0};
    }
    return {};
}

} // namespace

Result<AdminRequest> AdminRequest::parse(const QByteArray &line) {
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    const QJsonObject object = document.object();
    const QJsonValue arguments = object.value(QLatin1String("arguments"));
    if (!document.isObject() || !object.value(QLatin1String("command")).isString() ||
        !(arguments.isUndefined() || arguments.isObject()))
        return Error{ErrorCode::Malformed, R"(expected one line of {"command": "…", "arguments": {…}})", 0};
    return AdminRequest{object.value(QLatin1String("command")).toString(), arguments.toObject()};
}

QByteArray AdminRequest::forAudit() const {
    QByteArray out = forLog(command.toStdString());
    for (const char *name : {"name", "device", "all", "group", "role", "title", "after"}) {
        const QJsonValue value = arguments.value(QLatin1String(name));
        if (!value.isUndefined())
            out += QByteArray(" ") + name + '=' + forLog(value.toVariant().toString().toStdString());
    }
    return out;
}

void runAdminCommand(AdminBackend &backend, const AdminRequest &request, AdminBackend::Answer done) {
    for (const Command &command : kCommands) {
        if (request.command != QLatin1String(command.name))
            continue;
        if (const auto checked = checkArguments(command, request.arguments); !checked)
            done.resolve(checked.error());
        else
            command.run(backend, request.arguments, std::move(done));
        return;
    }
    std::string known;
    for (const Command &command : kCommands)
        known += (known.empty() ? "" : ", ") + std::string(command.name);
    done.resolve(Error{ErrorCode::Unsupported, "there is no such command; there are: " + known, 0});
}

QByteArray adminAnswer(const Result<QJsonObject> &result) {
    QJsonObject object{{QStringLiteral("ok"), result.ok()}};
    if (result) {
        object.insert(QStringLiteral("result"), *result);
    } else {
        const Error &error = result.error();
        const QString message =
            error.detail.empty() ? QString(latin1(errorName(error.code))) : QString::fromStdString(error.detail);
        object.insert(QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), codeName(error.code)},
                                                           {QStringLiteral("message"), message}});
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace banter::server
