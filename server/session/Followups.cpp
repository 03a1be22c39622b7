// SPDX-License-Identifier: Apache-2.0
#include "server/session/Followups.h"

#include "server/session/Shard.h"
#include "server/session/ToProto.h"
#include "server/storage/Storage.h"
#include "shared/protocol/DirectId.h"

namespace banter::server {
namespace {

/// Of one transaction: on SQLite messages wait for it.
constexpr int kBatch = 50;

struct Round {
    std::vector<AccountMove> moves;
    std::vector<ConversationChange> changes;
    bool isFull{false}; ///< there may be more
};

Result<Round> applyRound(SqlStore &store, const ServerId &server, std::int64_t nowMs) {
    Round round;
    BANTER_TRY(std::vector<FollowupRow> pending, store.pendingFollowups(kBatch));
    BANTER_TRY(const std::vector<BlockRow> blocks, store.pendingBlocks(kBatch));
    round.isFull =
        pending.size() == static_cast<std::size_t>(kBatch) || blocks.size() == static_cast<std::size_t>(kBatch);
    BANTER_TRY(round.moves, store.applyFollowups(std::move(pending), nowMs));
    for (const BlockRow &block : blocks) {
        BANTER_TRY(
            ConversationChange change,
            store.applyBlock(block.user, block.blocked, directConversationId(server, block.user, block.blocked)));
        round.changes.push_back(std::move(change));
    }
    return round;
}

void runRound(Services &services, Executor *executor) {
    services.followups = FollowupState::Running;
    services.storage.change<Round>([server = services.serverId,
                                    now = services.nowMs()](SqlStore &store) { return applyRound(store, server, now); },
                                   Promise<Round>(executor, [&services, executor](Result<Round> round) {
                                       if (!round.ok()) {
                                           services.followups = FollowupState::Idle; // the timer comes back to it
                                           return;
                                       }
                                       tellMoves(services, round->moves);
                                       for (ConversationChange &change : round->changes)
                                           Shard::tellChange(services, std::move(change));
                                       auto expected = FollowupState::Running;
                                       if (round->isFull ||
                                           !services.followups.compare_exchange_strong(expected, FollowupState::Idle))
                                           runRound(services, executor);
                                   }));
}

} // namespace

Result<std::vector<AccountMove>> applyFollowupsOf(SqlStore &store, const ConversationId &id,
                                                  const std::vector<UserId> &users, std::int64_t nowMs) {
    std::vector<FollowupRow> all;
    for (const UserId &user : users) {
        BANTER_TRY(const std::vector<FollowupRow> rows, store.followupsOf(id, user));
        all.insert(all.end(), rows.begin(), rows.end());
    }
    return store.applyFollowups(std::move(all), nowMs);
}

void runFollowups(Services &services, Executor *executor) {
    if (services.followups.exchange(FollowupState::Again) == FollowupState::Idle)
        runRound(services, executor);
}

void tellMoves(const Services &services, const std::vector<AccountMove> &moves) {
    for (const AccountMove &move : moves) {
        v1::ServerFrame frame;
        frame.set_type(v1::EVENT);
        toProto(move, *frame.mutable_account_event()->mutable_change());
        Shard::tellUser(services, move.user, frame);
    }
}

} // namespace banter::server
