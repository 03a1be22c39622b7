// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "server/ctl/GroupAdmin.h"
#include "server/ctl/LiveServer.h"
#include "server/storage/Storage.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// Groups in the store, with the running server told what happened. Lives on the thread of `home`; everything that it
/// is given outlives it.
class StoreGroupAdmin final : public GroupAdmin {
public:
    /// `maxMembers` of a group.
    StoreGroupAdmin(Storage &storage, LiveServer &live, Executor *home, std::uint32_t maxMembers, const Clock &clock);

    void listGroups(std::string user, ConversationId after, int limit, Answer done) override;
    void showGroup(ConversationId group, Answer done) override;
    void changeGroup(ConversationId group, GroupOrder order, Answer done) override;

private:
    void finishChange(const ConversationId &group, Result<ConversationChange> change, Answer done);

    Storage &m_storage;
    LiveServer &m_live;
    Executor *m_home;
    const std::uint32_t m_maxMembers;
    const Clock &m_clock;
    std::shared_ptr<void> m_alive; ///< guards what comes back
};

} // namespace banter::server
