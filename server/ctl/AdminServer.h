// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <QLocalServer>
#include <QObject>

#include "server/ctl/AdminBackend.h"
#include "server/ctl/AdminPeer.h"
#include "shared/core/Clock.h"
#include "shared/core/Result.h"

namespace banter::server {

struct AdminOptions {
    std::string socketPath; ///< Config::adminSocketPath(); its directory exists
    std::string group;      ///< Config::adminGroup
    Millis idle{30'000};    ///< a connection ends after so long without a whole line, and a command may take as long
    std::size_t maxConnections{32};
    std::function<bool(const AdminPeer &)> allows; ///< who may connect; empty: isAdministrator()
};

/// The unix socket that banterctl talks to: one JSON object per line each way (docs/operations.md). Lives on a thread
/// with a plain Qt event loop, and so do the backend and `home`; both outlive it. Every command goes to the log
/// category banter.audit with uid and pid of who gave it.
class AdminServer final : public QObject {
    Q_OBJECT

public:
    AdminServer(AdminBackend &backend, Executor *home, AdminOptions options);
    ~AdminServer() override;

    /// Configuration errors say what the operator has to mend.
    [[nodiscard]] Result<void> start();
    /// Closes all connections, and removes the socket.
    void stop();

private:
    void onNewConnection();

    AdminBackend &m_backend;
    Executor *m_home;
    AdminOptions m_options;
    std::optional<gid_t> m_group;
    QLocalServer m_server;
    std::size_t m_open{0};
    std::shared_ptr<void> m_alive; ///< what closes after the server has gone must not count down
};

} // namespace banter::server
