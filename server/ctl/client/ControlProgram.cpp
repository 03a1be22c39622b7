// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/client/ControlProgram.h"

#include <string_view>

#include <QJsonArray>
#include <QJsonDocument>

#include "server/ctl/client/ControlArguments.h"
#include "server/ctl/client/ControlLink.h"
#include "server/ctl/client/ControlOutput.h"
#include "shared/core/Random.h"

namespace banter::server {
namespace {

/// 20 letters and digits of Crockford's base32 (none that look alike): 100 bits, in groups that can be read out.
QString makePassword() {
    constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    static_assert(kAlphabet.size() == 32);
    QString out;
    for (const char byte : randomBytes(20)) {
        if (out.size() % 6 == 5)
            out += QLatin1Char('-');
        out += QLatin1Char(kAlphabet[static_cast<unsigned char>(byte) % 32]);
    }
    return out;
}

std::string json(const QJsonObject &object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + "\n";
}

ControlExit usage(const QString &error, const ControlStreams &streams) {
    streams.error << "banterctl: " << error.toStdString() << "\nbanterctl --help shows all commands.\n";
    return ControlExit::Usage;
}

ControlExit failed(const ControlAnswer &answer, bool asJson, const ControlStreams &streams) {
    if (asJson) {
        const QJsonObject error{{QStringLiteral("code"), answer.code}, {QStringLiteral("message"), answer.message}};
        streams.out << json({{QStringLiteral("error"), error}});
    }
    streams.error << "banterctl: " << answer.message.toStdString() << "\n";
    return answer.kind == ControlAnswer::Kind::NoServer ? ControlExit::NoServer : ControlExit::Refused;
}

/// What the pages of a command are lists of; empty: it has no pages.
QString pagesOf(const QString &command) {
    if (command == QLatin1String("user.list"))
        return QStringLiteral("users");
    return command == QLatin1String("group.list") ? QStringLiteral("groups") : QString();
}

/// The server answers in pages; here they become one.
ControlAnswer askAllPages(ControlLink &link, const ControlArguments &arguments, const QString &key) {
    QJsonArray rows;
    QJsonObject next = arguments.arguments;
    while (true) {
        ControlAnswer page = link.ask(arguments.command, next);
        if (page.kind != ControlAnswer::Kind::Done)
            return page;
        for (const QJsonValue &row : page.result.value(key).toArray())
            rows.append(row);
        const QString after = page.result.value(QStringLiteral("next")).toString();
        if (after.isEmpty()) {
            page.result.insert(key, rows);
            page.result.remove(QStringLiteral("next"));
            return page;
        }
        next.insert(QStringLiteral("after"), after);
    }
}

} // namespace

ControlExit runControl(const QStringList &given, const QString &environmentSocket, const ControlStreams &streams) {
    ControlArguments arguments = ControlArguments::parse(given, environmentSocket);
    if (!arguments.error.isEmpty())
        return usage(arguments.error, streams);
    if (!arguments.output.isEmpty()) {
        streams.out << arguments.output.toStdString();
        return ControlExit::Done;
    }
    QString generated;
    if (arguments.password == PasswordSource::Input) {
        const auto line = streams.readPassword();
        if (!line || line->empty())
            return usage(QStringLiteral("--password-stdin: there is no password on standard input"), streams);
        arguments.arguments.insert(QStringLiteral("password"), QString::fromStdString(*line));
    } else if (arguments.password == PasswordSource::Generated) {
        generated = makePassword();
        arguments.arguments.insert(QStringLiteral("password"), generated);
    }
    ControlLink link(arguments.socket);
    const QString pages = pagesOf(arguments.command);
    ControlAnswer answer =
        pages.isEmpty() ? link.ask(arguments.command, arguments.arguments) : askAllPages(link, arguments, pages);
    if (answer.kind != ControlAnswer::Kind::Done)
        return failed(answer, arguments.json, streams);
    if (!generated.isEmpty())
        answer.result.insert(QStringLiteral("password"), generated);
    streams.out << (arguments.json ? json(answer.result) : controlText(arguments.command, answer.result).toStdString());
    return ControlExit::Done;
}

} // namespace banter::server
