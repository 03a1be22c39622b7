// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/driver/Driver.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTimer>

#include "tests/ui/driver/AccessibilityWalk.h"
#include "tests/ui/driver/Input.h"
#include "tests/ui/driver/Items.h"
#include "tests/ui/driver/Reading.h"

Q_LOGGING_CATEGORY(lcDriver, "banter.uitest", QtInfoMsg)

namespace banter::uitest {
namespace {

using Command = QJsonObject (*)(const QJsonObject &);

QJsonObject quit(const QJsonObject &) {
    QTimer::singleShot(0, QCoreApplication::instance(), &QCoreApplication::quit); // after the answer
    return {{QStringLiteral("ok"), true}};
}

const QHash<QString, Command> &commands() {
    static const QHash<QString, Command> all{
        {QStringLiteral("click"), mouse},
        {QStringLiteral("doubleClick"), mouse},
        {QStringLiteral("press"), mouse},
        {QStringLiteral("release"), mouse},
        {QStringLiteral("hover"), mouse},
        {QStringLiteral("drag"), drag},
        {QStringLiteral("touchPress"), touch},
        {QStringLiteral("touchRelease"), touch},
        {QStringLiteral("type"), type},
        {QStringLiteral("key"), key},
        {QStringLiteral("wheel"), wheel},
        {QStringLiteral("get"), get},
        {QStringLiteral("find"), find},
        {QStringLiteral("rows"), rows},
        {QStringLiteral("showRow"), showRow},
        {QStringLiteral("texts"), texts},
        {QStringLiteral("tree"), tree},
        {QStringLiteral("focus"), focus},
        {QStringLiteral("windows"), windows},
        {QStringLiteral("resize"), resize},
        {QStringLiteral("activate"), activate},
        {QStringLiteral("grab"), grab},
        {QStringLiteral("clipboard"), clipboard},
        {QStringLiteral("accessibility"), accessibility},
        {QStringLiteral("accessiblePress"), accessiblePress},
        {QStringLiteral("quit"), quit},
    };
    return all;
}

} // namespace

Driver::Driver(QObject *parent) : QObject(parent) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &Driver::onConnection);
}

Driver::~Driver() {
    // The server takes its sockets along, and they would tell a half of this that they are closed.
    if (m_script)
        m_script->disconnect(this);
}

bool Driver::listen(const QString &path) {
    QLocalServer::removeServer(path); // of a run that was killed
    if (m_server.listen(path))
        return true;
    qCWarning(lcDriver) << "no test socket at" << path << m_server.errorString();
    return false;
}

void Driver::onConnection() {
    if (m_script)
        return;
    m_script = m_server.nextPendingConnection();
    if (!m_script)
        return;
    connect(m_script, &QLocalSocket::readyRead, this, &Driver::onReadyRead);
    connect(m_script, &QLocalSocket::disconnected, this, [this, script = m_script.data()] {
        script->deleteLater();
        m_script = nullptr;
        onConnection();
    });
    onReadyRead();
}

void Driver::onReadyRead() {
    if (m_isBusy)
        return; // whoever is busy reads on when it is done
    m_isBusy = true;
    while (m_script && m_script->canReadLine()) {
        const QByteArray line = m_script->readLine(kMaxLineBytes);
        const QByteArray reply = QJsonDocument(answer(line)).toJson(QJsonDocument::Compact);
        if (m_script) {
            m_script->write(reply + '\n');
            m_script->flush();
        }
    }
    m_isBusy = false;
}

QJsonObject Driver::answer(const QByteArray &line) {
    const QJsonDocument request = QJsonDocument::fromJson(line);
    if (!request.isObject())
        return failure(QStringLiteral("script"), QStringLiteral("that is no JSON object"));
    const QString what = request.object().value(QLatin1String("do")).toString();
    const Command command = commands().value(what);
    return command ? command(request.object())
                   : failure(QStringLiteral("script"), QStringLiteral("there is no command '%1'").arg(what));
}

} // namespace banter::uitest
