// SPDX-License-Identifier: Apache-2.0
#include "app/headless/HeadlessOptions.h"

#include <QCommandLineParser>
#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QSysInfo>

#include "shared/protocol/ErrorCode.h"

namespace banter::client {
namespace {

Error wrong(const QString &text) { return {ErrorCode::Configuration, text.toStdString()}; }

Result<QList<QUrl>> readServers(const QStringList &values) {
    QList<QUrl> addresses;
    for (const QString &value : values) {
        const QUrl url(value, QUrl::StrictMode);
        const bool isSocket = url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("wss");
        if (!url.isValid() || !isSocket || url.host().isEmpty())
            return wrong(QStringLiteral("--server wants ws://host:port or wss://host:port, not '%1'").arg(value));
        addresses.append(url);
    }
    return addresses;
}

Result<QByteArray> readFingerprint(QString value) {
    value.remove(QLatin1Char(':'));
    static const QRegularExpression hex(QStringLiteral("^[0-9A-Fa-f]{64}$"));
    if (!value.isEmpty() && !hex.match(value).hasMatch())
        return wrong(QStringLiteral("--fingerprint wants the SHA-256 of the certificate: 64 hexadecimal digits"));
    return QByteArray::fromHex(value.toLatin1());
}

/// Profiles live side by side below the folder of all data.
Result<QString> profileFolder(const QString &data, const QString &name) {
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_-]{1,40}$"));
    if (!plain.match(name).hasMatch())
        return wrong(QStringLiteral("--profile wants a plain name: letters, digits, '-' and '_'"));
    return QDir(data).filePath(QStringLiteral("profiles/%1").arg(name));
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Banter, a self-hosted chat client."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption headless(QStringLiteral("headless"),
                                      QStringLiteral("No window: commands on standard input."));
    const QCommandLineOption server(QStringLiteral("server"), QStringLiteral("Where the server is; may be repeated."),
                                    QStringLiteral("ws://host:port"));
    const QCommandLineOption data(QStringLiteral("data"), QStringLiteral("Folder of all local data."),
                                  QStringLiteral("folder"));
    const QCommandLineOption profile(QStringLiteral("profile"), QStringLiteral("One of several sign-ins side by side."),
                                     QStringLiteral("name"));
    const QCommandLineOption json(QStringLiteral("json"),
                                  QStringLiteral("Answers and events as JSON, one object per line."));
    const QCommandLineOption batch(QStringLiteral("batch"),
                                   QStringLiteral("The first error ends the run with exit code 1."));
    const QCommandLineOption passwordFile(QStringLiteral("password-file"),
                                          QStringLiteral("Its first line is the password."), QStringLiteral("file"));
    const QCommandLineOption device(QStringLiteral("device"),
                                    QStringLiteral("Name of this device in the list of devices."),
                                    QStringLiteral("name"));
    const QCommandLineOption trust(
        QStringLiteral("trust-first-use"),
        QStringLiteral("Take the server's own certificate when first met, and insist on it later."));
    const QCommandLineOption fingerprint(QStringLiteral("fingerprint"),
                                         QStringLiteral("Only this certificate (SHA-256)."), QStringLiteral("hex"));
    parser.addOptions({headless, server, data, profile, json, batch, passwordFile, device, trust, fingerprint});
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    Invocation invocation;
    if (parser.isSet(help) || parser.isSet(version)) {
        invocation.kind = Invocation::Kind::Print;
        invocation.print =
            parser.isSet(help) ? parser.helpText() : QStringLiteral("banter %1\n").arg(QStringLiteral(BANTER_VERSION));
        return invocation;
    }
    if (!parser.positionalArguments().isEmpty())
        return wrong(QStringLiteral("unknown argument '%1'").arg(parser.positionalArguments().constFirst()));
    const bool hasWindow = !parser.isSet(headless);
    for (const QCommandLineOption *only : {&json, &batch, &passwordFile}) {
        if (hasWindow && parser.isSet(*only))
            return wrong(QStringLiteral("--%1 goes with --headless").arg(only->names().constFirst()));
    }
    invocation.kind = hasWindow ? Invocation::Kind::Window : Invocation::Kind::Headless;
    HeadlessOptions &options = invocation.headless;
    const QString flavour = hasWindow ? QString() : QStringLiteral(" headless");
    BANTER_TRY(options.session.link.addresses, readServers(parser.values(server)));
    BANTER_TRY(options.session.link.fingerprint, readFingerprint(parser.value(fingerprint)));
    options.session.link.trustOnFirstUse = parser.isSet(trust);
    options.session.link.clientName = QStringLiteral("banter %1%2").arg(QStringLiteral(BANTER_VERSION), flavour);
    const QString machine = QSysInfo::machineHostName();
    options.session.deviceName = parser.isSet(device) ? parser.value(device)
                                 : hasWindow          ? machine
                                                      : QStringLiteral("%1 (headless)").arg(machine);
    options.session.platform = QSysInfo::kernelType();
    options.session.dataDirectory =
        parser.isSet(data) ? parser.value(data) : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    invocation.profile = parser.value(profile);
    if (parser.isSet(profile)) {
        BANTER_TRY(options.session.dataDirectory, profileFolder(options.session.dataDirectory, parser.value(profile)));
    }
    options.json = parser.isSet(json);
    options.batch = parser.isSet(batch);
    options.passwordFile = parser.value(passwordFile);
    return invocation;
}

} // namespace banter::client
