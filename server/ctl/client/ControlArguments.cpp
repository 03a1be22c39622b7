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

  --socket PATH   the server's admin-socket; else BANTER_ADMIN_SOCKET, else /var/lib/banterd/admin.sock
  --json          prints the answer as one line of JSON
  --help, --version

Exit code: 0 done, 1 refused (standard error says why), 2 wrong usage, 3 no server there.
)";

struct Shape {
    const char *words; ///< of the command line
    const char *command;
    bool hasName;
    bool takesPassword;
};

constexpr std::array<Shape, 9> kShapes{{{"status", "status", false, false},
                                        {"stats", "stats", false, false},
                                        {"user add", "user.add", true, true},
                                        {"user list", "user.list", false, false},
                                        {"user disable", "user.disable", true, false},
                                        {"user enable", "user.enable", true, false},
                                        {"user reset-password", "user.reset-password", true, true},
                                        {"device list", "device.list", true, false},
                                        {"device revoke", "device.revoke", true, false}}};

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

bool isRevoke(const ControlArguments &arguments) { return arguments.command == QLatin1String("device.revoke"); }

void takeOptions(ControlArguments &out, const Shape &shape, QStringList &from) {
    if (shape.takesPassword)
        out.password = takeSwitch(from, "--password-stdin") ? PasswordSource::Input : PasswordSource::Generated;
    if (out.command == QLatin1String("user.add")) {
        const QString display = takeValue(from, QStringLiteral("--display"), out.error);
        if (!display.isEmpty())
            out.arguments.insert(QStringLiteral("display"), display);
    }
    if (isRevoke(out) && takeSwitch(from, "--all"))
        out.arguments.insert(QStringLiteral("all"), true);
    for (const QString &rest : from) {
        // An id is base64url and may begin with '-', but has 22 characters.
        if (rest.startsWith(QLatin1Char('-')) && !(isRevoke(out) && rest.size() == 22) && out.error.isEmpty())
            out.error = QStringLiteral("%1 takes no %2").arg(QLatin1String(shape.words), rest);
    }
}

void takeNames(ControlArguments &out, const Shape &shape, QStringList &from) {
    if (shape.hasName) {
        if (from.isEmpty())
            out.error = QStringLiteral("%1 needs the name of a user").arg(QLatin1String(shape.words));
        else
            out.arguments.insert(QStringLiteral("name"), from.takeFirst());
    }
    if (isRevoke(out) && out.error.isEmpty() && !out.arguments.contains(QStringLiteral("all"))) {
        if (from.isEmpty())
            out.error = QStringLiteral("device revoke needs the id of a device (device list shows them), or --all");
        else
            out.arguments.insert(QStringLiteral("device"), from.takeFirst());
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
        takeNames(out, *shape, given);
    if (out.error.isEmpty() && !given.isEmpty())
        out.error = QStringLiteral("%1: \"%2\" is too much").arg(QLatin1String(shape->words), given.first());
    return out;
}

} // namespace banter::server
