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
    void addOperation(client::OperationRow row);
    [[nodiscard]] const std::vector<client::OperationRow> &operations() const { return m_operations; }
    /// Every wish that was ever kept, in order.
    [[nodiscard]] const std::vector<client::OperationRow> &wished() const { return m_wished; }
    [[nodiscard]] const client::ReactionsRow *reactions(const ConversationId &id, std::uint64_t seq) const;
    [[nodiscard]] bool isHidden(const ConversationId &id, std::uint64_t seq) const {
        return m_hidden.contains({id, seq});
    }
    /// Who is a member, as far as is known here.
    [[nodiscard]] std::set<UserId> members(const ConversationId &id) const;
    [[nodiscard]] const std::vector<client::OutboxRow> &outbox() const { return m_outbox; }
    /// Everything that was ever made pending, in order.
    [[nodiscard]] const std::vector<client::OutboxRow> &written() const { return m_written; }

private:
    void putMessage(const client::MessageRow &row);
    void putMarks(const client::StoreBatch::Marks &marks);
    void putReactions(const client::ReactionsRow &row);
    void putMember(const ConversationId &id, const client::MemberRow &row);
    void settle(const client::StoreBatch &batch);
    void hide(const ConversationId &id, std::uint64_t seq);

    World &m_world;
    UserId m_self;
    std::map<ConversationId, Rows> m_messages;
    std::map<ConversationId, client::Progress> m_progress;
    std::map<std::pair<ConversationId, UserId>, client::WatermarkRow> m_marks;
    std::vector<client::OutboxRow> m_outbox;
    std::vector<client::OutboxRow> m_written;
    std::vector<client::OperationRow> m_operations;
    std::vector<client::OperationRow> m_wished;
    std::map<std::pair<ConversationId, std::uint64_t>, client::ReactionsRow> m_reactions;
    std::map<ConversationId, std::map<UserId, client::MemberRow>> m_members;
    std::set<std::pair<ConversationId, std::uint64_t>> m_hidden;
    std::int64_t m_nextPosition{1};
    std::uint64_t m_accountRev{0};
    std::int64_t m_listedAsOfMs{0};
};

} // namespace banter::simulation
