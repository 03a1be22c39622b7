// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QJsonArray>
#include <QTextStream>

#include "app/headless/HeadlessClient.h"

namespace banter::client {

void HeadlessClient::withPassword(std::function<void(const std::string &)> use) {
    if (!m_options.passwordFile.isEmpty()) {
        QFile file(m_options.passwordFile);
        if (!file.open(QIODevice::ReadOnly)) {
            fail({ErrorCode::Configuration,
                  "cannot read " + m_options.passwordFile.toStdString() + ": " + file.errorString().toStdString()});
            return;
        }
        QByteArray first = file.readLine();
        while (first.endsWith('\n') || first.endsWith('\r'))
            first.chop(1);
        use(first.toStdString());
        return;
    }
    if (qEnvironmentVariableIsSet("BANTER_PASSWORD")) {
        use(qgetenv("BANTER_PASSWORD").toStdString());
        return;
    }
    m_input.setEcho(false);
    m_onLine = [this, use = std::move(use)](const std::string &line) {
        m_input.setEcho(true);
        use(line);
    };
}

void HeadlessClient::signIn(const std::function<void(Promise<Done>)> &how) {
    how({m_session->executor(), [this](const Result<Done> &done) {
             if (!done.ok()) {
                 fail(done.error());
                 return;
             }
             const Credentials &who = *m_session->credentials();
             ok({{},
                 QString::fromStdString("signed in as " + who.user.username),
                 {{QStringLiteral("user"), QString::fromStdString(who.user.username)},
                  {QStringLiteral("user_id"), QString::fromStdString(who.user.id.toText())},
                  {QStringLiteral("device_id"), QString::fromStdString(who.deviceId)}}});
         }});
}

void HeadlessClient::runRegister(const Command &command) {
    if (m_options.session.link.addresses.isEmpty()) {
        fail({ErrorCode::Configuration, "start banter with --server ws://host:port"});
        return;
    }
    withPassword([this, name = command.words.at(0).toStdString(),
                  display = command.rest(1).trimmed().toStdString()](const std::string &password) {
        signIn([&](Promise<Done> done) { m_session->registerAccount(name, password, display, std::move(done)); });
    });
}

void HeadlessClient::runLogIn(const Command &command) {
    if (m_options.session.link.addresses.isEmpty()) {
        fail({ErrorCode::Configuration, "start banter with --server ws://host:port"});
        return;
    }
    withPassword([this, name = command.words.at(0).toStdString()](const std::string &password) {
        signIn([&](Promise<Done> done) { m_session->logIn(name, password, std::move(done)); });
    });
}

void HeadlessClient::runLogOut(const Command &) {
    m_session->logOut({m_session->executor(), [this](const Result<Done> &done) {
                           if (done.ok())
                               ok({{}, QStringLiteral("signed out"), {}});
                           else
                               fail(done.error());
                       }});
}

void HeadlessClient::runWhoAmI(const Command &) {
    const Credentials *const who = m_session->credentials();
    if (!who) {
        fail({ErrorCode::NotSignedIn, "nobody is signed in"});
        return;
    }
    ok({{},
        QString::fromStdString(who->user.username + ' ' + who->user.id.toText() + ' ' + who->user.displayName),
        {{QStringLiteral("user"), QString::fromStdString(who->user.username)},
         {QStringLiteral("user_id"), QString::fromStdString(who->user.id.toText())},
         {QStringLiteral("display_name"), QString::fromStdString(who->user.displayName)},
         {QStringLiteral("device_id"), QString::fromStdString(who->deviceId)},
         {QStringLiteral("server_id"), QString::fromStdString(who->serverId)}}});
}

void HeadlessClient::runDevices(const Command &) {
    m_session->devices(
        {m_session->executor(), [this](const Result<std::vector<DeviceRow>> &rows) {
             if (!rows.ok()) {
                 fail(rows.error());
                 return;
             }
             HeadlessReply reply;
             QJsonArray devices;
             for (const DeviceRow &row : *rows) {
                 reply.details.append(QStringLiteral("%1 %2 %3%4")
                                          .arg(QString::fromStdString(row.id), QString::fromStdString(row.platform),
                                               QString::fromStdString(row.name),
                                               row.isThis ? QStringLiteral(" (this one)") : QString()));
                 devices.append(QJsonObject{{QStringLiteral("device_id"), QString::fromStdString(row.id)},
                                            {QStringLiteral("name"), QString::fromStdString(row.name)},
                                            {QStringLiteral("platform"), QString::fromStdString(row.platform)},
                                            {QStringLiteral("created_ms"), static_cast<qint64>(row.createdMs)},
                                            {QStringLiteral("last_seen_ms"), static_cast<qint64>(row.lastSeenMs)},
                                            {QStringLiteral("this_device"), row.isThis}});
             }
             reply.text = QString::number(rows->size());
             reply.fields.insert(QStringLiteral("devices"), devices);
             ok(std::move(reply));
         }});
}

void HeadlessClient::runRevoke(const Command &command) {
    const QString &device = command.words.at(0);
    m_session->revokeDevice(device == QLatin1String("others") ? std::string() : device.toStdString(),
                            {m_session->executor(), [this](const Result<Done> &done) {
                                 if (done.ok())
                                     ok({});
                                 else
                                     fail(done.error());
                             }});
}

void HeadlessClient::runStatus(const Command &) {
    QString state;
    switch (m_session->state()) {
    case Session::State::SignedOut: state = QStringLiteral("signed_out"); break;
    case Session::State::Opening: state = QStringLiteral("opening"); break;
    case Session::State::Offline: state = QStringLiteral("offline"); break;
    case Session::State::Online: state = QStringLiteral("online"); break;
    }
    const QString why = m_session->state() == Session::State::Online ? QString() : m_session->stopText();
    ok({{},
        QStringLiteral("%1 unsent=%2 synced=%3 server=%4 %5")
            .arg(state)
            .arg(m_session->unsentCount())
            .arg(m_session->isUpToDate() ? QStringLiteral("yes") : QStringLiteral("no"),
                 m_session->serverAddress().toString(), why)
            .trimmed(),
        {{QStringLiteral("state"), state},
         {QStringLiteral("unsent"), static_cast<qint64>(m_session->unsentCount())},
         {QStringLiteral("synced"), m_session->isUpToDate()},
         {QStringLiteral("server"), m_session->serverAddress().toString()},
         {QStringLiteral("reason"), why}}});
}

void HeadlessClient::runConnect(const Command &) {
    if (!m_session->credentials()) {
        fail({ErrorCode::NotSignedIn, "sign in first"});
        return;
    }
    m_session->reconnect();
    ok({{}, QStringLiteral("connecting"), {}});
}

void HeadlessClient::runHelp(const Command &) {
    HeadlessReply reply;
    QJsonArray list;
    for (const std::vector<Entry> *table : {&commands(), &groupCommands(), &changeCommands()}) {
        for (const Entry &entry : *table) {
            reply.details.append(
                QStringLiteral("%1 - %2").arg(QString::fromUtf8(entry.usage), QString::fromUtf8(entry.help)));
            list.append(QString::fromUtf8(entry.usage));
        }
    }
    reply.fields.insert(QStringLiteral("commands"), list);
    ok(std::move(reply));
}

void HeadlessClient::runQuit(const Command &) {
    m_isFinished = true;
    ok({{}, QStringLiteral("bye"), {}});
    Q_EMIT finished(m_hadError && m_options.batch ? 1 : 0);
}

} // namespace banter::client
