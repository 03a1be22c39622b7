// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "server/DataDirectory.h"
#include "server/ctl/LiveServer.h"
#include "server/ctl/ObjectExecutor.h"
#include "server/net/Acceptor.h"
#include "server/ops/Config.h"
#include "server/session/Services.h"
#include "shared/core/Result.h"
#include "shared/core/Task.h"

namespace banter::server {

class AdminServer;
class StoreAdminBackend;
class TlsContext;

/// All of banterd: owns every part, starts them from the store upwards and stops them from the edge downwards. Lives on
/// the main thread, which runs a plain Qt event loop for the admin socket, signals and timers.
class Server final : public QObject, public LiveServer {
    Q_OBJECT
public:
    explicit Server(Config config);
    ~Server() override;

    /// Errors say what the operator can mend. After a failure the object may only be destroyed.
    [[nodiscard]] Result<void> start();
    /// "ws://127.0.0.1:7667" per listening address.
    [[nodiscard]] std::vector<std::string> addresses() const;

    /// Clean stop: nobody new comes in, what was accepted is stored and answered, everybody is told 1012. Emits
    /// stopped().
    void stop();
    /// Reads the certificate again; live connections keep theirs.
    void reload();

    // LiveServer
    QJsonObject status() override;
    QJsonObject stats() override;
    void devicesRevoked(const UserId &user, const std::vector<DeviceId> &devices) override;
    void userDisabled(const UserId &user) override;
    void groupChanged(ConversationChange change) override;
    void groupUncertain(const ConversationId &group) override;

Q_SIGNALS:
    void stopped();

private:
    [[nodiscard]] Result<void> openStore();
    [[nodiscard]] Result<void> openEdge();
    [[nodiscard]] Result<void> openAdmin();
    void applyPendingFollowups();
    void index();
    void waitForStore(int tenthsLeft);
    void finishStop();

    const Config m_config;
    std::unique_ptr<DataDirectory> m_data;
    ObjectExecutor m_main;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<PasswordPool> m_passwords;
    std::unique_ptr<SharedLimiter> m_limiter;
    ConnectionCache m_connections;
    std::unique_ptr<Services> m_services;
    std::shared_ptr<TlsContext> m_tls;
    std::vector<std::unique_ptr<Acceptor>> m_acceptors;
    std::vector<std::string> m_addresses;
    std::unique_ptr<StoreAdminBackend> m_adminBackend;
    std::unique_ptr<AdminServer> m_admin;
    QTimer m_followupTimer;
    QTimer m_indexTimer;
    MonoTime m_startedAt{};
    bool m_stopping{false};
};

} // namespace banter::server
