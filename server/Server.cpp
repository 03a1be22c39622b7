// SPDX-License-Identifier: Apache-2.0
#include "server/Server.h"

#include <future>

#include <QJsonArray>
#include <QJsonObject>

#include "server/ctl/AdminServer.h"
#include "server/ctl/StoreAdminBackend.h"
#include "server/net/TlsContext.h"
#include "server/ops/PasswordPool.h"
#include "server/ops/SharedLimiter.h"
#include "server/ops/Version.h"
#include "server/session/Devices.h"
#include "server/session/Followups.h"
#include "server/session/Shard.h"
#include "server/storage/Storage.h"
#include "shared/protocol/Limits.h"

namespace banter::server {
namespace {

Q_LOGGING_CATEGORY(lcServer, "banter.server", QtInfoMsg)

/// Followups are applied at once by whoever made them; this is for what a crash left behind.
constexpr int kFollowupEveryMs = 5000;
constexpr int kIndexEveryMs = 300;

/// Runs what is posted at once, in the thread that posts.
class InlineExecutor final : public Executor {
public:
    void post(Task task) override { task(); }
};

/// Before there are shards the main thread may wait for the store.
Result<ServerId> readServerId(Storage &storage) {
    static InlineExecutor here; // the answer may come after the wait was given up
    const auto answer = std::make_shared<std::promise<Result<ServerId>>>();
    storage.read<ServerId>(
        [](SqlStore &store) { return store.serverId(); },
        Promise<ServerId>(&here, [answer](Result<ServerId> id) { answer->set_value(std::move(id)); }));
    auto future = answer->get_future();
    if (future.wait_for(std::chrono::seconds(30)) != std::future_status::ready)
        return Error{ErrorCode::StoreUnavailable, "the database does not answer"};
    return future.get();
}

} // namespace

Server::Server(Config config) : m_config(std::move(config)) {
    m_indexTimer.setInterval(kIndexEveryMs);
    connect(&m_indexTimer, &QTimer::timeout, this, &Server::index);
    m_followupTimer.setInterval(kFollowupEveryMs);
    connect(&m_followupTimer, &QTimer::timeout, this, &Server::applyPendingFollowups);
}

Server::~Server() {
    m_admin.reset();
    if (m_services) {
        for (const auto &acceptor : m_acceptors)
            acceptor->closeAll(limits::kCloseRestart, "the server stops", Millis{0});
    }
    if (m_storage)
        m_storage->stop(0);
    if (m_services) {
        for (const auto &shard : m_services->shards)
            shard->loop().stop();
    }
    m_acceptors.clear();
}

Result<void> Server::start() {
    m_startedAt = Clock::system().mono();
    BANTER_TRY(m_data, DataDirectory::take(m_config.dataDirectory));
    BANTER_TRY_VOID(openStore());
    BANTER_TRY_VOID(openEdge());
    BANTER_TRY_VOID(openAdmin());
    m_followupTimer.start();
    m_indexTimer.start();
    applyPendingFollowups();
    return {};
}

Result<void> Server::openStore() {
    StorageOptions options;
    options.database = m_config.databaseLocation();
    options.writers = m_config.writers;
    options.readers = m_config.readers;
    options.maxQueue = m_config.maxQueue;
    BANTER_TRY(m_storage, Storage::open(options));
    PasswordPoolOptions passwords;
    passwords.threads = m_config.passwordThreadCount();
    passwords.memoryKib = m_config.passwordMemoryKib;
    passwords.operations = m_config.passwordOps;
    BANTER_TRY(m_passwords, PasswordPool::create(passwords));
    m_limiter = std::make_unique<SharedLimiter>(m_config.rateLimits);
    return {};
}

Result<void> Server::openEdge() {
    BANTER_TRY(const ServerId serverId, readServerId(*m_storage));
    m_services = std::make_unique<Services>(m_config, Clock::system(), *m_storage, *m_passwords, *m_limiter,
                                            m_connections, serverId);
    std::vector<EventLoop *> loops;
    for (int i = 0; i < m_config.shardCount(); ++i) {
        m_services->shards.push_back(std::make_unique<Shard>(*m_services, static_cast<std::uint32_t>(i)));
        loops.push_back(&m_services->shards.back()->loop());
    }
    for (const auto &shard : m_services->shards)
        shard->start();

    if (m_config.tls == TlsMode::Self) {
        BANTER_TRY(m_tls, TlsContext::createSelfSigned(m_config.dataDirectory, m_config.hostname));
        qCInfo(lcServer).noquote() << "own certificate, SHA-256" << QString::fromStdString(m_tls->fingerprint());
    } else if (m_config.tls == TlsMode::Files) {
        BANTER_TRY(m_tls, TlsContext::load(m_config.certificate, m_config.key));
    }
    for (const ListenAddress &listen : m_config.listen) {
        EdgeOptions options;
        options.address = listen.address;
        options.port = listen.port;
        options.maxConnections = m_config.maxConnections;
        options.maxPerAddress = m_config.edgeMaxPerAddress();
        options.connectsPerMinute = m_config.edgeConnectsPerMinute();
        auto acceptor = std::make_unique<Acceptor>(loops, options, m_tls,
                                                   [this](EventLoop &, std::size_t index, Transport &transport) {
                                                       return m_services->shards[index]->open(transport);
                                                   });
        if (auto started = acceptor->start(); !started.ok()) {
            if (!m_config.listenIsDefault)
                return started;
            qCInfo(lcServer) << "not listening:" << started.error().detail.c_str();
            continue;
        }
        const std::string host =
            listen.address.find(':') == std::string::npos ? listen.address : '[' + listen.address + ']';
        m_addresses.push_back((m_tls ? "wss://" : "ws://") + host + ':' + std::to_string(acceptor->port()));
        m_acceptors.push_back(std::move(acceptor));
    }
    if (m_acceptors.empty())
        return Error{ErrorCode::Configuration, "none of the listen addresses can be used"};
    return {};
}

Result<void> Server::openAdmin() {
    m_adminBackend =
        std::make_unique<StoreAdminBackend>(*m_storage, *m_passwords, *this, &m_main, m_config.maxGroupMembers);
    AdminOptions options;
    options.socketPath = m_config.adminSocketPath();
    options.group = m_config.adminGroup;
    m_admin = std::make_unique<AdminServer>(*m_adminBackend, &m_main, options);
    return m_admin->start();
}

std::vector<std::string> Server::addresses() const { return m_addresses; }

void Server::applyPendingFollowups() { runFollowups(*m_services, &m_main); }

void Server::index() { m_services->searchIndex.run(*m_services, &m_main); }

void Server::reload() {
    if (!m_tls)
        return;
    if (auto reloaded = m_tls->reload(); !reloaded.ok())
        qCWarning(lcServer) << "the old certificate stays:" << reloaded.error().detail.c_str();
    else
        qCInfo(lcServer) << "certificate read again";
}

void Server::stop() {
    if (std::exchange(m_stopping, true))
        return;
    qCInfo(lcServer) << "stopping: no new connections, no new messages";
    m_services->draining = true;
    for (const auto &acceptor : m_acceptors)
        acceptor->drain();
    m_followupTimer.stop();
    m_indexTimer.stop();
    waitForStore(static_cast<int>(m_config.drain.count()) * 10);
}

void Server::waitForStore(int tenthsLeft) {
    // Two looks: what the writer has just committed may still be on its way to the sender.
    if (m_storage->stats().queued == 0 || tenthsLeft <= 0) {
        if (m_storage->stats().queued > 0)
            qCWarning(lcServer)
                << "the store did not take everything in time; what was not acknowledged stays with its sender";
        QTimer::singleShot(100, this, &Server::finishStop);
        return;
    }
    QTimer::singleShot(100, this, [this, tenthsLeft] { waitForStore(tenthsLeft - 1); });
}

void Server::finishStop() {
    auto waiting = std::make_shared<std::size_t>(2 * m_services->shards.size());
    const auto next = [this, waiting](const Result<bool> &) {
        if (--*waiting > 0)
            return;
        for (const auto &acceptor : m_acceptors)
            acceptor->closeAll(limits::kCloseRestart, "the server restarts", Millis{1000});
        m_admin.reset();
        m_storage->stop(static_cast<std::int64_t>(m_config.drain.count()) * 1000);
        qCInfo(lcServer) << "stopped";
        Q_EMIT stopped();
    };
    for (const auto &shard : m_services->shards) {
        shard->flushReceipts(Promise<bool>(&m_main, next));
        shard->flushPresence(Promise<bool>(&m_main, next));
    }
}

QJsonObject Server::status() {
    QJsonArray listening;
    for (const std::string &address : m_addresses)
        listening.append(QString::fromStdString(address));
    return {{QStringLiteral("server_id"), QString::fromStdString(m_services->serverId.toText())},
            {QStringLiteral("listening"), listening},
            {QStringLiteral("uptime_s"), static_cast<qint64>((Clock::system().mono() - m_startedAt).count() / 1000)},
            {QStringLiteral("stopping"), m_stopping},
            {QStringLiteral("sessions"), static_cast<qint64>(m_connections.size())},
            {QStringLiteral("users_online"), static_cast<qint64>(m_connections.userCount())},
            {QStringLiteral("registration_open"), m_config.registrationOpen}};
}

QJsonObject Server::stats() {
    EdgeStats edge;
    for (const auto &acceptor : m_acceptors) {
        const EdgeStats part = acceptor->stats();
        edge.accepted += part.accepted, edge.refused += part.refused, edge.open += part.open,
            edge.handshaking += part.handshaking;
        edge.bytesIn += part.bytesIn, edge.bytesOut += part.bytesOut, edge.framesIn += part.framesIn,
            edge.framesOut += part.framesOut;
    }
    std::uint64_t sends = 0, delivered = 0, conversations = 0;
    for (const auto &shard : m_services->shards) {
        sends += shard->stats().sends;
        delivered += shard->stats().delivered;
        conversations += shard->stats().conversations;
    }
    const auto number = [](std::uint64_t value) { return static_cast<qint64>(value); };
    return {{QStringLiteral("edge"), QJsonObject{{QStringLiteral("accepted"), number(edge.accepted)},
                                                 {QStringLiteral("refused"), number(edge.refused)},
                                                 {QStringLiteral("open"), number(edge.open)},
                                                 {QStringLiteral("handshaking"), number(edge.handshaking)},
                                                 {QStringLiteral("bytes_in"), number(edge.bytesIn)},
                                                 {QStringLiteral("bytes_out"), number(edge.bytesOut)},
                                                 {QStringLiteral("frames_in"), number(edge.framesIn)},
                                                 {QStringLiteral("frames_out"), number(edge.framesOut)}}},
            {QStringLiteral("shards"), QJsonObject{{QStringLiteral("count"), number(m_services->shards.size())},
                                                   {QStringLiteral("sends"), number(sends)},
                                                   {QStringLiteral("deliveries"), number(delivered)},
                                                   {QStringLiteral("conversations"), number(conversations)}}}};
}

void Server::devicesRevoked(const UserId &user, const std::vector<DeviceId> &devices) {
    endDevices(*m_services, user, devices, limits::kCloseSignInAgain);
}

void Server::userDisabled(const UserId &user) { endUser(*m_services, user, limits::kCloseBanned); }

void Server::groupChanged(ConversationChange change) {
    const bool hasFollowups = change.hasFollowups;
    Shard::tellChange(*m_services, std::move(change));
    if (hasFollowups)
        applyPendingFollowups();
}

void Server::groupUncertain(const ConversationId &group) {
    Shard &shard = m_services->shardOf(group);
    shard.loop().post([&shard, group] {
        Shard::withConversation(shard, group, [](Conversation &target, MonoTime at) { target.recheck(at); });
    });
}

} // namespace banter::server
