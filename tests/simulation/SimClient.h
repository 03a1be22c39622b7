// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "app/session/OperationQueue.h"
#include "app/session/Outbox.h"
#include "app/session/SyncEngine.h"
#include "shared/protocol/banter.pb.h"
#include "tests/simulation/ClientDisk.h"

namespace banter::simulation {

class World;

/// A device: what Session does, over a disk that commits late and a network that can't be trusted. It can crash: what
/// was not committed is lost.
class SimClient {
public:
    SimClient(World &world, std::size_t index, const UserId &user, const DeviceId &device);

    [[nodiscard]] std::size_t index() const { return m_index; }
    [[nodiscard]] const UserId &user() const { return m_user; }
    [[nodiscard]] const DeviceId &device() const { return m_device; }
    [[nodiscard]] const ClientDisk &disk() const { return m_disk; }
    [[nodiscard]] bool isRunning() const { return m_engine != nullptr; }
    [[nodiscard]] const client::SyncEngine *engine() const { return m_engine.get(); }
    [[nodiscard]] bool hasWishes() const { return m_operations && !m_operations->isEmpty(); }
    [[nodiscard]] std::size_t unsent() const { return m_outbox ? m_outbox->size() : 0; }
    /// Messages that the server said it has.
    [[nodiscard]] const std::unordered_set<ClientId> &accepted() const { return m_accepted; }

    void start();
    void crash();
    [[nodiscard]] std::int64_t listSinceMs() const { return m_engine->listSinceMs(); }
    /// `list`: what Welcome brought; null: nothing.
    void onConnected(std::uint64_t connection, std::uint64_t accountRev, const v1::ConversationPage *list);
    void onDisconnected();
    void onFrame(const v1::ServerFrame &frame);

    void send(const ConversationId &id, const std::string &text);
    void markRead(const ConversationId &id, std::uint64_t seq);
    void loadOlder(const ConversationId &id);
    void loadMembers(const ConversationId &id);
    /// A reaction, edit, deletion or hiding of a message that is held here.
    void wish(const ConversationId &id);

private:
    /// Actions lead to more actions: what comes next is asked for once, when all are carried out.
    struct Turn {
        explicit Turn(SimClient &one) : client(one) { ++client.m_depth; }
        ~Turn() {
            if (--client.m_depth == 0)
                client.rearm();
        }
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;
        SimClient &client;
    };

    using Answered = std::function<void(Result<v1::ServerFrame>)>;

    void perform(client::SyncActions actions);
    void perform(client::OutboxActions actions);
    void perform(client::OperationActions actions);
    void request(v1::ClientFrame frame, Answered answered);
    void transmit(const client::OutboxActions::Send &send);
    /// After a while, in order, unless the client crashes first.
    void commit(std::function<void()> write, std::function<void()> written);
    void rearm();
    void watchTimeouts();

    World &m_world;
    std::size_t m_index;
    UserId m_user;
    DeviceId m_device;
    ClientDisk m_disk;
    std::unique_ptr<client::SyncEngine> m_engine;
    std::unique_ptr<client::Outbox> m_outbox;
    std::unique_ptr<client::OperationQueue> m_operations;
    std::uint64_t m_life{0};       ///< counts crashes
    std::uint64_t m_connection{0}; ///< 0 = offline
    MonoTime m_diskBusyUntil{};
    std::uint64_t m_nextRequest{1};
    std::unordered_map<std::uint64_t, Answered> m_waiting;
    struct Timeout {
        std::uint64_t request;
        MonoTime when;
    };
    std::deque<Timeout> m_timeouts; ///< of requests, in order
    bool m_isWatching{false};       ///< that there is an event for the first of them
    std::optional<MonoTime> m_armed;
    int m_depth{0}; ///< of Turns
    std::unordered_set<ClientId> m_accepted;
};

} // namespace banter::simulation
