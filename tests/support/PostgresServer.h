// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace banter::test {

/// A PostgreSQL server of one's own, in a temporary folder, reachable through a unix socket there; fsync is on. When
/// the test runs as root the server runs as user "postgres" (initdb refuses root). Stopped, by its pid, in the
/// destructor; it also goes when the test dies. Not thread-safe.
class PostgresServer {
public:
    PostgresServer() = default;
    ~PostgresServer();
    PostgresServer(const PostgresServer &) = delete;
    PostgresServer &operator=(const PostgresServer &) = delete;

    /// Makes the cluster and starts it. False: see error(), which says what to install.
    [[nodiscard]] bool start();
    [[nodiscard]] QString error() const { return m_error; }

    /// What libpq needs to reach a database here.
    [[nodiscard]] std::string target(const QString &database = QStringLiteral("postgres")) const;
    /// Creates an empty database, and answers its target; empty if that failed.
    [[nodiscard]] std::string createDatabase(const QString &name);
    /// Runs a statement as the superuser; false if it failed.
    [[nodiscard]] bool run(const std::string &target, const std::string &sql);

    /// As if the power went for PostgreSQL alone: SIGKILL to all of its processes.
    void kill9();
    /// After kill9() or stop(): starts it again on the same data and waits until it answers.
    [[nodiscard]] bool restart();
    /// SIGSTOP and SIGCONT to all of its processes: the server is there, but says nothing.
    void freeze();
    void thaw();
    void stop();
    /// Time that its processes of now have spent on a CPU.
    [[nodiscard]] std::int64_t cpuNanoseconds() const;

private:
    [[nodiscard]] bool initialize();
    [[nodiscard]] bool launch();
    void prepare(QProcess &process) const;
    void signalAll(int signal) const;

    QTemporaryDir m_folder{QStringLiteral("/tmp/banter-pg-XXXXXX")};
    QString m_binaries;
    QString m_error;
    std::unique_ptr<QProcess> m_process;
};

} // namespace banter::test
