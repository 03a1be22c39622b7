// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/client/ControlArguments.h"

#include <algorithm>
#include <array>
#include <string>

#include "server/ops/Version.h"

namespace banter::server {
namespace {

constexpr auto kDefaultSocket = "/var/lib/banterd/admin.sock";

constexpr auto kHelp = R"(banterctl: administers a running banterd on this machine

Usage: banterctl [--socket PATH] [--json] COMMAND

  status                                 is it running, where, since when
  stats                                  counters
  user add NAME [--display TEXT] [--password-stdin]
                                         makes an account; without --password-stdin makes a password too, and prints it
  user list                              all accounts
  user disable NAME                      signs the account out and keeps it out
  user enable NAME                       lets it in again
  user reset-password NAME [--password-stdin]
                                         sets a new password and signs all devices out
  device list NAME                       the devices that are signed in
  device revoke NAME ID | --all          signs one device out, or all of them
  group list [--user NAME]               all groups, or those of a user
  group show ID                          what it is called, and who is in it
  group add ID NAME                      adds a user
  group remove ID NAME                   removes a member; not the owner
  group role ID NAME member|admin|owner  gives a member a role; owner: hands the group over
  group rename ID TITLE                  gives it another title
                                         members see what was done, by "an administrator"

  --socket PATH   the server's admin-socket; else BANTER_ADMIN_SOCKET, else /var/lib/banterd/admin.sock
  --json          prints the answer as one line of JSON
  --help, --version

Exit code: 0 done, 1 refused (standard error says why), 2 wrong usage, 3 no server there.
)";

/// An argument without a name.
struct Operand {
    const char *name;
    const char *meaning; ///< after "needs"
    bool isId{false};    ///< base64url, 22 characters: may begin with '-'
};
constexpr Operand kUser{"name", "the name of a user"};
constexpr Operand kDevice{"device", "the id of a device (device list shows them), or --all", true};
constexpr Operand kGroup{"group", "the id of a group (group list shows them)", true};
constexpr Operand kRole{"role", "a role: member, admin or owner"};
constexpr Operand kTitle{"title", "a title"};

struct Shape {
    const char *words; ///< of the command line
    const char *command;
    std::array<Operand, 3> operands{}; ///< unused ones have no name
    bool takesPassword{false};
    const char *option{nullptr};   ///< that has a value, and
    const char *argument{nullptr}; ///< what it becomes
};

constexpr std::array<Shape, 15> kShapes{{{"status", "status"},
                                         {"stats", "stats"},
                                         {"user add", "user.add", {kUser}, true, "--display", "display"},
                                         {"user list", "user.list"},
                                         {"user disable", "user.disable", {kUser}},
                                         {"user enable", "user.enable", {kUser}},
                                         {"user reset-password", "user.reset-password", {kUser}, true},
                                         {"device list", "device.list", {kUser}},
                                         {"device revoke", "device.revoke", {kUser, kDevice}},
                                         {"group list", "group.list", {}, false, "--user", "name"},
                                         {"group show", "group.show", {kGroup}},
                                         {"group add", "group.add", {kGroup, kUser}},
                                         {"group remove", "group.remove", {kGroup, kUser}},
                                         {"group role", "group.role", {kGroup, kUser, kRole}},
                                         {"group rename", "group.rename", {kGroup, kTitle}}}};

const Shape *findShape(const QString &words) {
    for (const Shape &shape : kShapes) {
        if (words == QLatin1String(shape.words))
            return &shape;
    }
    return nullptr;
}

/// Takes `--name` out of the list; false if it is not there.
bool takeSwitch(QStringList &from, const char *name) { return from.removeAll(QLatin1String(name)) > 0; }

/// Takes `--name VALUE` or `--name=VALUE` out of the list. The error is set if the value is missing.
QString takeValue(QStringList &from, const QString &name, QString &error) {
    for (qsizetype i = 0; i < from.size(); ++i) {
        if (from[i].startsWith(name + QLatin1Char('=')))
            return from.takeAt(i).mid(name.size() + 1);
        if (from[i] != name)
            continue;
        from.removeAt(i);
        if (i < from.size())
            return from.takeAt(i);
        error = name + QLatin1String(" needs a value");
    }
    return {};
}

/// Takes the words of the command; null with the error set if there is none.
const Shape *takeShape(QStringList &from, QString &error) {
    if (from.isEmpty()) {
        error = QStringLiteral("no command given");
        return nullptr;
    }
    for (const qsizetype words : {1, 2}) {
        if (const Shape *shape = findShape(from.mid(0, words).join(QLatin1Char(' ')))) {
            from = from.mid(std::min(words, from.size()));
            return shape;
        }
    }
    error = QStringLiteral("there is no command \"%1\"").arg(from.mid(0, 2).join(QLatin1Char(' ')));
    return nullptr;
}

bool takesId(const Shape &shape) {
    return std::any_of(shape.operands.begin(), shape.operands.end(), [](const Operand &one) { return one.isId; });
}

void takeOptions(ControlArguments &out, const Shape &shape, QStringList &from) {
    if (shape.takesPassword)
        out.password = takeSwitch(from, "--password-stdin") ? PasswordSource::Input : PasswordSource::Generated;
    if (shape.option) {
        const QString value = takeValue(from, QString::fromLatin1(shape.option), out.error);
        if (!value.isEmpty())
            out.arguments.insert(QString::fromLatin1(shape.argument), value);
    }
    if (out.command == QLatin1String("device.revoke") && takeSwitch(from, "--all"))
        out.arguments.insert(QStringLiteral("all"), true);
    for (const QString &rest : from) {
        if (rest.startsWith(QLatin1Char('-')) && !(takesId(shape) && rest.size() == 22) && out.error.isEmpty())
            out.error = QStringLiteral("%1 takes no %2").arg(QLatin1String(shape.words), rest);
    }
}

void takeOperands(ControlArguments &out, const Shape &shape, QStringList &from) {
    for (const Operand &operand : shape.operands) {
        if (!operand.name || (operand.name == kDevice.name && out.arguments.contains(QStringLiteral("all"))))
            continue;
        if (from.isEmpty()) {
            out.error = QStringLiteral("%1 needs %2").arg(QLatin1String(shape.words), QLatin1String(operand.meaning));
            return;
        }
        out.arguments.insert(QLatin1String(operand.name), from.takeFirst());
    }
}

} // namespace

ControlArguments ControlArguments::parse(QStringList given, const QString &environmentSocket) {
    ControlArguments out;
    if (takeSwitch(given, "--help") || takeSwitch(given, "-h")) {
        out.output = QString::fromUtf8(kHelp);
        return out;
    }
    if (takeSwitch(given, "--version")) {
        out.output = QLatin1String("banterctl ") + QString::fromStdString(std::string(version())) + QLatin1Char('\n');
        return out;
    }
    out.json = takeSwitch(given, "--json");
    out.socket = takeValue(given, QStringLiteral("--socket"), out.error);
    if (out.socket.isEmpty())
        out.socket = environmentSocket.isEmpty() ? QString::fromLatin1(kDefaultSocket) : environmentSocket;
    if (!out.error.isEmpty())
        return out;
    const Shape *shape = takeShape(given, out.error);
    if (!shape)
        return out;
    out.command = QString::fromLatin1(shape->command);
    takeOptions(out, *shape, given);
    if (out.error.isEmpty())
        takeOperands(out, *shape, given);
    if (out.error.isEmpty() && !given.isEmpty())
        out.error = QStringLiteral("%1: \"%2\" is too much").arg(QLatin1String(shape->words), given.first());
    return out;
}

} // namespace banter::server
