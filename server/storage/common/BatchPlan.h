// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "server/storage/Rows.h"

namespace banter::server {

/// How a batch is written: by conversation in the order of ids (so that two writers that share conversations by
/// accident cannot deadlock), within a conversation in the order of the batch, each message once. Indices are into the
/// batch.
struct BatchPlan {
    /// Messages of one conversation whose sender was checked at the same acl_rev.
    struct Group {
        std::uint32_t first{0}, count{0}; ///< into `order`
    };
    std::vector<std::uint32_t> order;
    std::vector<Group> groups;
    /// (a message, the earlier one that it repeats): gets the same answer.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> repeats;

    explicit BatchPlan(const std::vector<NewMessage> &batch);
};

/// The answer to a message, before the message joins it.
struct Outcome {
    AppendStatus status{AppendStatus::Gone};
    std::uint64_t seq{0};
    std::uint64_t rev{0};
    std::int64_t sentAtMs{0};
    std::int64_t expiresAtMs{0};
};

/// Moves the messages out of the batch into their answers, in the batch's order; repeats get their original's.
[[nodiscard]] std::vector<Appended> answer(std::vector<NewMessage> &batch, const std::vector<Outcome> &outcomes,
                                           const BatchPlan &plan);

} // namespace banter::server
