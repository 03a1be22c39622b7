// SPDX-License-Identifier: Apache-2.0
#include "tests/support/PostgresServer.h"

#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <libpq-fe.h>

namespace banter::test {
namespace {

constexpr int kPatienceMs = 60'000; ///< for a step of starting or stopping, on a busy machine
constexpr char kUser[] = "postgres";

/// The newest of Debian's folders, or of the PATH.
QString findBinaries() {
    const QDir root(QStringLiteral("/usr/lib/postgresql"));
    const QStringList versions = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &version : versions) {
        const QString folder = root.filePath(version + QStringLiteral("/bin"));
        if (version.toInt() >= 15 && QFile::exists(folder + QStringLiteral("/initdb")))
            return folder;
    }
    return {};
}

/// Children of a process, from /proc: those of the server, which we started.
QList<pid_t> childrenOf(pid_t parent) {
    QList<pid_t> children;
    const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isNumber = false;
        const pid_t pid = entry.toInt(&isNumber);
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (!isNumber || !stat.open(QFile::ReadOnly))
            continue;
        const QByteArray line = stat.readAll();
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields.at(1).toInt() == parent)
            children.append(pid);
    }
    return children;
}

} // namespace

PostgresServer::~PostgresServer() { stop(); }

std::string PostgresServer::target(const QString &database) const {
    return QStringLiteral("host=%1 port=5432 user=%2 dbname=%3")
        .arg(m_folder.path(), QLatin1String(kUser), database)
        .toStdString();
}

/// In the child: become the user "postgres" if we are root, and go when the test goes.
void PostgresServer::prepare(QProcess &process) const {
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
    const passwd *user = ::geteuid() == 0 ? ::getpwnam(kUser) : nullptr;
    const uid_t uid = user ? user->pw_uid : ::geteuid();
    const gid_t gid = user ? user->pw_gid : ::getegid();
    process.setChildProcessModifier([uid, gid] {
        if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0))
            ::_exit(1);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    });
}

bool PostgresServer::start() {
    m_binaries = findBinaries();
    if (m_binaries.isEmpty()) {
        m_error = QStringLiteral(
            "PostgreSQL 15 or newer is not installed (apt-get install postgresql-15): this test needs it");
        return false;
    }
    return initialize() && launch();
}

bool PostgresServer::initialize() {
    if (::geteuid() == 0) {
        const passwd *user = ::getpwnam(kUser);
        if (!user || ::chown(QFile::encodeName(m_folder.path()).constData(), user->pw_uid, user->pw_gid) != 0) {
            m_error = QStringLiteral("there is no user \"postgres\" to run PostgreSQL as (it refuses root)");
            return false;
        }
    }
    QProcess process;
    prepare(process);
    // Not synced: an empty cluster is not worth it. The server itself runs with fsync.
    process.start(m_binaries + QStringLiteral("/initdb"),
                  {QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-U"),
                   QLatin1String(kUser), QStringLiteral("-A"), QStringLiteral("trust"), QStringLiteral("-E"),
                   QStringLiteral("UTF8"), QStringLiteral("--locale=C.UTF-8"), QStringLiteral("--no-sync")});
    if (!process.waitForFinished(kPatienceMs) || process.exitCode() != 0) {
        m_error = QStringLiteral("initdb failed, see %1").arg(m_folder.filePath(QStringLiteral("log")));
        m_folder.setAutoRemove(false);
        return false;
    }
    return true;
}

bool PostgresServer::launch() {
    m_process = std::make_unique<QProcess>();
    prepare(*m_process);
    const auto setting = [](const char *text) { return QStringList{QStringLiteral("-c"), QLatin1String(text)}; };
    m_process->start(
        m_binaries + QStringLiteral("/postgres"),
        QStringList{QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data"))} + setting("listen_addresses=") +
            setting("port=5432") + setting("fsync=on") + setting("shared_buffers=64MB") +
            setting("max_connections=40") +
            QStringList{QStringLiteral("-c"), QStringLiteral("unix_socket_directories=") + m_folder.path()});
    QElapsedTimer timer;
    timer.start();
    while (m_process->waitForStarted(kPatienceMs) && timer.elapsed() < kPatienceMs) {
        if (PQping(target().c_str()) == PQPING_OK)
            return true;
        if (m_process->waitForFinished(20))
            break;
    }
    m_error = QStringLiteral("PostgreSQL did not start, see %1").arg(m_folder.filePath(QStringLiteral("log")));
    m_folder.setAutoRemove(false);
    return false;
}

std::string PostgresServer::createDatabase(const QString &name) {
    return run(target(), "CREATE DATABASE " + name.toStdString()) ? target(name) : std::string();
}

bool PostgresServer::run(const std::string &where, const std::string &sql) {
    PGconn *connection = PQconnectdb(where.c_str());
    PGresult *result = PQexec(connection, sql.c_str());
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    PQfinish(connection);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

void PostgresServer::signalAll(int signal) const {
    if (!m_process || m_process->processId() == 0)
        return;
    const auto parent = static_cast<pid_t>(m_process->processId());
    const QList<pid_t> children = childrenOf(parent);
    ::kill(parent, signal); // first, so that it starts no others
    for (const pid_t child : children)
        ::kill(child, signal);
}

std::int64_t PostgresServer::cpuNanoseconds() const {
    std::int64_t total = 0;
    for (const pid_t child : childrenOf(static_cast<pid_t>(m_process->processId()))) {
        QFile file(QStringLiteral("/proc/%1/schedstat").arg(child));
        if (file.open(QFile::ReadOnly))
            total += file.readAll().split(' ').first().toLongLong();
    }
    return total;
}

void PostgresServer::kill9() {
    signalAll(SIGKILL);
    if (m_process)
        m_process->waitForFinished(kPatienceMs);
}

void PostgresServer::freeze() { signalAll(SIGSTOP); }

void PostgresServer::thaw() { signalAll(SIGCONT); }

bool PostgresServer::restart() {
    stop();
    return launch();
}

void PostgresServer::stop() {
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_process->processId()), SIGINT); // "fast" shutdown
    if (!m_process->waitForFinished(kPatienceMs))
        kill9();
}

} // namespace banter::test
