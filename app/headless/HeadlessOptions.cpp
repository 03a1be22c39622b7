// SPDX-License-Identifier: Apache-2.0
#include "app/headless/HeadlessOptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>
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

/// X11's way: WIDTHxHEIGHT+X+Y.
Result<QRect> readGeometry(const QString &value) {
    static const QRegularExpression form(QStringLiteral("^(\\d{3,5})x(\\d{3,5})\\+(\\d{1,5})\\+(\\d{1,5})$"));
    const QRegularExpressionMatch match = form.match(value);
    if (!value.isEmpty() && !match.hasMatch())
        return wrong(QStringLiteral("--geometry wants WIDTHxHEIGHT+X+Y, such as 480x800+0+0"));
    return value.isEmpty() ? QRect()
                           : QRect(match.captured(3).toInt(), match.captured(4).toInt(), match.captured(1).toInt(),
                                   match.captured(2).toInt());
}

/// Profiles live side by side below the folder of all data.
Result<QString> profileFolder(const QString &data, const QString &name) {
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_-]{1,40}$"));
    if (!plain.match(name).hasMatch())
        return wrong(QStringLiteral("--profile wants a plain name: letters, digits, '-' and '_'"));
    return QDir(data).filePath(QStringLiteral("profiles/%1").arg(name));
}

/// All that `banter` understands.
struct Options {
    QCommandLineOption headless{QStringLiteral("headless"), QStringLiteral("No window: commands on standard input.")};
    QCommandLineOption server{QStringLiteral("server"), QStringLiteral("Where the server is; may be repeated."),
                              QStringLiteral("ws://host:port")};
    QCommandLineOption data{QStringLiteral("data"), QStringLiteral("Folder of all local data."),
                            QStringLiteral("folder")};
    QCommandLineOption profile{QStringLiteral("profile"), QStringLiteral("One of several sign-ins side by side."),
                               QStringLiteral("name")};
    QCommandLineOption geometry{QStringLiteral("geometry"), QStringLiteral("Size and place of the window."),
                                QStringLiteral("WxH+X+Y")};
    QCommandLineOption json{QStringLiteral("json"),
                            QStringLiteral("Headless: answers and events as JSON, one object per line.")};
    QCommandLineOption batch{QStringLiteral("batch"),
                             QStringLiteral("Headless: the first error ends the run with exit code 1.")};
    QCommandLineOption passwordFile{QStringLiteral("password-file"),
                                    QStringLiteral("Headless: its first line is the password."),
                                    QStringLiteral("file")};
    QCommandLineOption device{QStringLiteral("device"), QStringLiteral("Name of this device in the list of devices."),
                              QStringLiteral("name")};
    QCommandLineOption trust{
        QStringLiteral("trust-first-use"),
        QStringLiteral("Take the server's own certificate when first met, and insist on it later.")};
    QCommandLineOption fingerprint{QStringLiteral("fingerprint"), QStringLiteral("Only this certificate (SHA-256)."),
                                   QStringLiteral("hex")};
};

Result<SessionOptions> readSession(const QCommandLineParser &parser, const Options &known) {
    SessionOptions session;
    const bool hasWindow = !parser.isSet(known.headless);
    BANTER_TRY(session.link.addresses, readServers(parser.values(known.server)));
    BANTER_TRY(session.link.fingerprint, readFingerprint(parser.value(known.fingerprint)));
    session.link.trustOnFirstUse = parser.isSet(known.trust);
    session.link.clientName =
        QStringLiteral("banter %1%2")
            .arg(QStringLiteral(BANTER_VERSION), hasWindow ? QString() : QStringLiteral(" headless"));
    const QString machine = QSysInfo::machineHostName();
    session.deviceName = parser.isSet(known.device) ? parser.value(known.device)
                         : hasWindow                ? machine
                                                    : QStringLiteral("%1 (headless)").arg(machine);
    session.platform = QSysInfo::kernelType();
    session.dataDirectory = parser.isSet(known.data)
                                ? parser.value(known.data)
                                : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    if (parser.isSet(known.profile)) {
        BANTER_TRY(session.dataDirectory, profileFolder(session.dataDirectory, parser.value(known.profile)));
    }
    return session;
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Banter, a self-hosted chat client."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const Options known;
    parser.addOptions({known.headless, known.server, known.data, known.profile, known.geometry, known.json, known.batch,
                       known.passwordFile, known.device, known.trust, known.fingerprint});
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    Invocation invocation;
    if (parser.isSet(help) || parser.isSet(version)) {
        invocation.kind = Invocation::Kind::Print;
        if (parser.isSet(version))
            invocation.print = QStringLiteral("banter %1\n").arg(QStringLiteral(BANTER_VERSION));
        else if (QCoreApplication::instance())
            invocation.print = parser.helpText();
        return invocation;
    }
    if (!parser.positionalArguments().isEmpty())
        return wrong(QStringLiteral("unknown argument '%1'").arg(parser.positionalArguments().constFirst()));
    const bool hasWindow = !parser.isSet(known.headless);
    for (const QCommandLineOption *only : {&known.json, &known.batch, &known.passwordFile}) {
        if (hasWindow && parser.isSet(*only))
            return wrong(QStringLiteral("--%1 goes with --headless").arg(only->names().constFirst()));
    }
    if (!hasWindow && parser.isSet(known.geometry))
        return wrong(QStringLiteral("--geometry goes with a window, not with --headless"));
    BANTER_TRY(invocation.geometry, readGeometry(parser.value(known.geometry)));
    invocation.kind = hasWindow ? Invocation::Kind::Window : Invocation::Kind::Headless;
    invocation.profile = parser.value(known.profile);
    BANTER_TRY(invocation.headless.session, readSession(parser, known));
    invocation.headless.json = parser.isSet(known.json);
    invocation.headless.batch = parser.isSet(known.batch);
    invocation.headless.passwordFile = parser.value(known.passwordFile);
    return invocation;
}

} // namespace banter::client
