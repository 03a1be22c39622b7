// SPDX-License-Identifier: Apache-2.0
#include "server/session/Followups.h"

#include "server/session/Shard.h"

namespace banter::server {

Result<std::vector<AccountMove>> applyFollowups(SqlStore &store, std::int64_t nowMs) {
    constexpr int kBatch = 100;
    constexpr int kMaxRounds = 5;
    std::vector<AccountMove> moves;
    for (int round = 0; round < kMaxRounds; ++round) {
        BANTER_TRY(const std::vector<FollowupRow> pending, store.pendingFollowups(kBatch));
        for (const FollowupRow &followup : pending) {
            BANTER_TRY(auto move, store.applyFollowup(followup, nowMs));
            if (move)
                moves.push_back(std::move(*move));
        }
        if (pending.size() < static_cast<std::size_t>(kBatch))
            break;
    }
    return moves;
}

void tellMoves(const Services &services, const std::vector<AccountMove> &moves) {
    for (const AccountMove &move : moves) {
        v1::ServerFrame frame;
        frame.set_type(v1::EVENT);
        v1::AccountChange &change = *frame.mutable_account_event()->mutable_change();
        change.set_rev(move.rev);
        if (!move.conversation.isNull()) {
            change.mutable_conversation()->set_conversation_id(move.conversation.toText());
            change.mutable_conversation()->set_removed(move.removed);
        }
        Shard::tellUser(services, move.user, frame);
    }
}

} // namespace banter::server
