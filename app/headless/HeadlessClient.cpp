// SPDX-License-Identifier: Apache-2.0
#include "app/headless/HeadlessClient.h"

#include <unistd.h>

#include <QDir>

#include "app/session/FileSecretStore.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

const std::vector<HeadlessClient::Entry> &HeadlessClient::commands() {
    using C = HeadlessClient;
    static const std::vector<Entry> table{
        {"register", "register USER [DISPLAY NAME]", "make an account; the password is the next line", 1,
         &C::runRegister},
        {"login", "login USER", "sign this device in; the password is the next line", 1, &C::runLogIn},
        {"logout", "logout", "sign this device out", 0, &C::runLogOut},
        {"whoami", "whoami", "who is signed in", 0, &C::runWhoAmI},
        {"devices", "devices", "where the account is signed in", 0, &C::runDevices},
        {"revoke", "revoke DEVICE|others", "sign another device out, or all others", 1, &C::runRevoke},
        {"find", "find USER", "is there such a user", 1, &C::runFind},
        {"open", "open USER", "open the conversation with a user", 1, &C::runOpen},
        {"send", "send USER|CONVERSATION TEXT", "write a message; it goes out when it can", 2, &C::runSend},
        {"read", "read USER|CONVERSATION [SEQ]", "mark as read, up to a message or all", 1, &C::runRead},
        {"list", "list", "the conversations, newest first", 0, &C::runList},
        {"history", "history USER|CONVERSATION [N]", "the newest messages that are here", 1, &C::runHistory},
        {"older", "older USER|CONVERSATION", "fetch a page of older messages", 1, &C::runOlder},
        {"follow", "follow [all]", "print events as they come; all: first what is here", 0, &C::runFollow},
        {"stop", "stop", "no more events", 0, &C::runStop},
        {"wait",
         "wait sent|delivered|read USER [SECONDS] | wait message USER [N] [SECONDS] | wait online|synced|offline "
         "[SECONDS]",
         "until it is so; 30 seconds if not said otherwise", 1, &C::runWait},
        {"status", "status", "connection, and what is unsent", 0, &C::runStatus},
        {"connect", "connect", "try to connect now", 0, &C::runConnect},
        {"outbox", "outbox", "messages that are pending or failed", 0, &C::runOutbox},
        {"retry", "retry CLIENT_ID", "send a failed message again", 1, &C::runRetry},
        {"discard", "discard CLIENT_ID", "delete a failed message", 1, &C::runDiscard},
        {"help", "help", "this list", 0, &C::runHelp},
        {"quit", "quit", "end; what is unsent stays for the next time", 0, &C::runQuit},
    };
    return table;
}

HeadlessClient::HeadlessClient(HeadlessOptions options, QObject *parent)
    : QObject(parent),
      m_options(std::move(options)),
      m_output(m_options.json),
      m_input(STDIN_FILENO) {
    auto secrets = std::make_unique<FileSecretStore>(
        QDir(m_options.session.dataDirectory).filePath(QStringLiteral("session.json")));
    m_session = std::make_unique<Session>(m_options.session, std::move(secrets));
    connect(&m_input, &LineInput::ready, this, &HeadlessClient::next);
    connect(m_session.get(), &Session::changed, this, &HeadlessClient::onChanged);
    connect(m_session.get(), &Session::stateChanged, this, &HeadlessClient::onState);
    connect(m_session.get(), &Session::upToDateChanged, this, [this](bool isUpToDate) {
        if (isUpToDate && m_isFollowing && !std::exchange(m_wasSynced, true))
            m_output.event(QStringLiteral("synced"), {}, {});
        checkWait();
    });
    connect(m_session.get(), &Session::stopped, this, [this](LinkStop why, const QString &text) {
        if (m_isFollowing || !isTemporary(why))
            m_output.event(QStringLiteral("stopped"), text,
                           {{QStringLiteral("text"), text}, {QStringLiteral("temporary"), isTemporary(why)}});
        checkWait();
    });
    connect(m_session.get(), &Session::signedOut, this, [this] {
        m_output.event(QStringLiteral("signed_out"), QStringLiteral("sign in again"), {});
        checkWait();
    });
    connectNews();
    connect(m_session.get(), &Session::storeFailed, this, [this](const QString &text) {
        m_output.event(QStringLiteral("store_failed"), text, {{QStringLiteral("text"), text}});
    });
    connect(m_session.get(), &Session::certificatePinned, this,
            [this](const QUrl &server, const QByteArray &fingerprint) {
                const QString hex = QString::fromLatin1(fingerprint.toHex());
                m_output.event(QStringLiteral("certificate"),
                               QStringLiteral("%1 trusted from now on: %2").arg(server.host(), hex),
                               {{QStringLiteral("server"), server.toString()}, {QStringLiteral("fingerprint"), hex}});
            });
    m_waitLimit.setSingleShot(true);
    connect(&m_waitLimit, &QTimer::timeout, this, [this] {
        const QString what = m_wait ? m_wait->what : QString();
        m_wait.reset();
        fail({ErrorCode::TimedOut, "still not " + what.toStdString()});
    });
}

/// What is told whether or not somebody follows: it was asked for.
void HeadlessClient::connectNews() {
    connect(m_session.get(), &Session::operationRefused, this,
            [this](const ConversationId &id, OperationKind, ErrorCode reason) {
                const QString where = QString::fromStdString(id.toText());
                m_output.event(QStringLiteral("refused"), where + QLatin1Char(' ') + codeText(reason),
                               {{QStringLiteral("conversation"), where}, {QStringLiteral("reason"), codeText(reason)}});
            });
    connect(m_session.get(), &Session::presenceChanged, this, [this](const UserId &user, int state, qint64 lastSeen) {
        const QString what = state == v1::ONLINE    ? QStringLiteral("online")
                             : state == v1::OFFLINE ? QStringLiteral("offline")
                                                    : QStringLiteral("unknown");
        m_output.event(QStringLiteral("presence"), nameOf(user) + QLatin1Char(' ') + what,
                       {{QStringLiteral("user"), nameOf(user)},
                        {QStringLiteral("state"), what},
                        {QStringLiteral("last_seen_ms"), lastSeen}});
    });
    connect(m_session.get(), &Session::activityChanged, this,
            [this](const ConversationId &id, const UserId &user, int activity) {
                const QString what = activity == v1::TYPING      ? QStringLiteral("typing")
                                     : activity == v1::RECORDING ? QStringLiteral("recording")
                                                                 : QStringLiteral("none");
                m_output.event(QStringLiteral("activity"), nameOf(user) + QLatin1Char(' ') + what,
                               {{QStringLiteral("conversation"), QString::fromStdString(id.toText())},
                                {QStringLiteral("user"), nameOf(user)},
                                {QStringLiteral("activity"), what}});
            });
}

void HeadlessClient::start() {
    m_session->start({m_session->executor(), [this](Result<bool> started) {
                          m_isStarted = true;
                          if (!started.ok()) {
                              m_output.failed(QStringLiteral("start"), started.error());
                              m_isFinished = true;
                              Q_EMIT finished(1);
                              return;
                          }
                          if (!m_session->store()) {
                              next();
                              return;
                          }
                          m_session->store()->users({m_session->executor(), [this](Result<std::vector<UserRow>> users) {
                                                         for (const UserRow &user :
                                                              users.ok() ? *users : std::vector<UserRow>{})
                                                             m_names[user.id] = QString::fromStdString(user.username);
                                                     }});
                          // Messages that are here already are not waited for.
                          m_session->store()->conversations(
                              {m_session->executor(), [this](Result<std::vector<ConversationRow>> rows) {
                                   for (const ConversationRow &row : rows.ok() ? *rows : std::vector<ConversationRow>{})
                                       m_seen[row.id] = row.heldSeq;
                                   next();
                               }});
                      }});
}

void HeadlessClient::next() {
    while (m_isStarted && !m_isFinished && (!m_running || m_onLine)) {
        auto line = m_input.take();
        if (!line) {
            if (!m_input.isAtEnd())
                return;
            if (m_onLine) {
                m_onLine = {};
                fail({ErrorCode::Malformed, "the password is missing"});
                continue;
            }
            m_isFinished = true;
            Q_EMIT finished(m_hadError && m_options.batch ? 1 : 0);
            return;
        }
        if (m_onLine)
            std::exchange(m_onLine, {})(*line);
        else
            run(QString::fromStdString(*line));
    }
}

QString HeadlessClient::Command::rest(int count) const {
    qsizetype at = 0;
    for (int i = 0; i < count + nameWords; ++i) {
        while (at < line.size() && line.at(at).isSpace())
            ++at;
        while (at < line.size() && !line.at(at).isSpace())
            ++at;
    }
    return line.mid(at + 1); // one blank divides; more belong to the text
}

void HeadlessClient::run(const QString &line) {
    Command command;
    command.line = line;
    command.words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (command.words.isEmpty() || command.words.constFirst().startsWith(QLatin1Char('#')))
        return;
    m_running = command.words.constFirst();
    const Entry *const entry = findCommand(command.words);
    if (!entry) {
        fail({ErrorCode::Unsupported, "unknown command '" + m_running->toStdString() + "' (see help)"});
        return;
    }
    command.name = QLatin1String(entry->name);
    command.nameWords = command.name.contains(QLatin1Char(' ')) ? 2 : 1;
    command.words = command.words.mid(command.nameWords);
    m_running = command.name;
    if (command.words.size() < entry->minimum)
        fail({ErrorCode::Malformed, std::string("usage: ") + entry->usage});
    else
        (this->*entry->run)(command);
}

const HeadlessClient::Entry *HeadlessClient::findCommand(const QStringList &words) {
    const QString two = words.value(0) + QLatin1Char(' ') + words.value(1);
    for (const std::vector<Entry> *table : {&commands(), &groupCommands(), &changeCommands()}) {
        for (const Entry &entry : *table) {
            if (words.value(0) == QLatin1String(entry.name) || two == QLatin1String(entry.name))
                return &entry;
        }
    }
    return nullptr;
}

void HeadlessClient::ok(HeadlessReply reply) {
    m_output.ok(*m_running, reply);
    ended();
}

void HeadlessClient::fail(const Error &error) {
    m_output.failed(m_running.value_or(QString()), error);
    m_hadError = true;
    if (m_options.batch) {
        m_isFinished = true;
        Q_EMIT finished(1);
    }
    ended();
}

void HeadlessClient::ended() {
    m_running.reset();
    m_wait.reset();
    m_waitLimit.stop();
    // From the event loop: a long script must not pile up calls.
    QMetaObject::invokeMethod(this, &HeadlessClient::next, Qt::QueuedConnection);
}

void HeadlessClient::onChanged(const StoreChanges &changes) {
    for (const UserRow &user : changes.users)
        m_names[user.id] = QString::fromStdString(user.username);
    if (m_isFollowing) {
        for (const TimelineRow &row : changes.rows)
            announce(row);
        for (const ConversationId &id : changes.reloads)
            m_output.event(QStringLiteral("reload"), QString::fromStdString(id.toText()),
                           {{QStringLiteral("conversation"), QString::fromStdString(id.toText())}});
        for (const ConversationId &id : changes.removed)
            m_output.event(QStringLiteral("removed"), QString::fromStdString(id.toText()),
                           {{QStringLiteral("conversation"), QString::fromStdString(id.toText())}});
        for (const ConversationId &id : changes.members)
            m_output.event(QStringLiteral("members"), QString::fromStdString(id.toText()),
                           {{QStringLiteral("conversation"), QString::fromStdString(id.toText())}});
        if (changes.blocks)
            m_output.event(QStringLiteral("blocks"), {}, {});
        for (const auto &[id, seq] : changes.hidden)
            m_output.event(QStringLiteral("hidden"), QString::fromStdString(id.toText() + ' ' + std::to_string(seq)),
                           {{QStringLiteral("conversation"), QString::fromStdString(id.toText())},
                            {QStringLiteral("seq"), static_cast<qint64>(seq)}});
        for (const ClientId &id : changes.gone)
            m_output.event(QStringLiteral("discarded"), QString::fromStdString(id.toText()),
                           {{QStringLiteral("client_id"), QString::fromStdString(id.toText())}});
    }
    checkWait();
}

void HeadlessClient::announce(const TimelineRow &row) {
    const QString sender = row.mine ? QStringLiteral("me") : nameOf(row.sender);
    m_output.event(QStringLiteral("message"),
                   QString::fromStdString(row.conversation.toText()) + QLatin1Char(' ') + toText(row, sender),
                   toJson(row, nameOf(row.sender)));
}

void HeadlessClient::onState(Session::State state) {
    if (m_isFollowing && state == Session::State::Online)
        m_output.event(QStringLiteral("online"), m_session->serverAddress().toString(),
                       {{QStringLiteral("server"), m_session->serverAddress().toString()}});
    if (state != Session::State::Online)
        m_wasSynced = false;
    if (m_isFollowing && state == Session::State::Offline)
        m_output.event(QStringLiteral("offline"), {}, {});
    checkWait();
}

QString HeadlessClient::nameOf(const UserId &user) const {
    if (user.isNull())
        return QStringLiteral("system");
    if (m_session->credentials() && m_session->credentials()->user.id == user)
        return QString::fromStdString(m_session->credentials()->user.username);
    const auto it = m_names.find(user);
    return it == m_names.end() ? QString::fromStdString(user.toText()) : it->second;
}

QString HeadlessClient::nameOf(const ConversationRow &row) {
    return QString::fromStdString(!row.peerUsername.empty() ? row.peerUsername
                                  : !row.title.empty()      ? row.title
                                                            : row.id.toText());
}

} // namespace banter::client
