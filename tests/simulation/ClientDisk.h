// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "app/store/Rows.h"
#include "app/store/StoreBatch.h"

namespace banter::simulation {

class World;

/// What a client has committed: the same rules as StoreDatabase, in memory. Survives the client's crash.
class ClientDisk {
public:
    explicit ClientDisk(World &world, const UserId &self) : m_world(world), m_self(self) {}

    void apply(const client::StoreBatch &batch);
    void addPending(client::OutboxRow row);
    [[nodiscard]] client::StoreSnapshot snapshot() const;

    using Rows = std::map<std::uint64_t, client::MessageRow>;
    [[nodiscard]] const Rows &rows(const ConversationId &id) const;
    [[nodiscard]] const client::Progress *progress(const ConversationId &id) const;
    [[nodiscard]] client::WatermarkRow marks(const ConversationId &id, const UserId &user) const;
    [[nodiscard]] const std::vector<client::OutboxRow> &outbox() const { return m_outbox; }
    /// Everything that was ever made pending, in order.
    [[nodiscard]] const std::vector<client::OutboxRow> &written() const { return m_written; }

private:
    void putMessage(const client::MessageRow &row);
    void putMarks(const client::StoreBatch::Marks &marks);

    World &m_world;
    UserId m_self;
    std::map<ConversationId, Rows> m_messages;
    std::map<ConversationId, client::Progress> m_progress;
    std::map<std::pair<ConversationId, UserId>, client::WatermarkRow> m_marks;
    std::vector<client::OutboxRow> m_outbox;
    std::vector<client::OutboxRow> m_written;
    std::int64_t m_nextPosition{1};
    std::uint64_t m_accountRev{0};
    std::int64_t m_listedAsOfMs{0};
};

} // namespace banter::simulation
