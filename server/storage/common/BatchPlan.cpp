// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/BatchPlan.h"

#include <algorithm>
#include <numeric>

namespace banter::server {
namespace {

bool isRepeat(const NewMessage &one, const NewMessage &other) {
    return one.clientId == other.clientId && one.sender == other.sender;
}

} // namespace

BatchPlan::BatchPlan(const std::vector<NewMessage> &batch) {
    std::vector<std::uint32_t> sorted(batch.size());
    std::iota(sorted.begin(), sorted.end(), 0u);
    std::stable_sort(sorted.begin(), sorted.end(), [&batch](std::uint32_t a, std::uint32_t b) {
        return batch[a].conversation < batch[b].conversation;
    });
    order.reserve(batch.size());
    for (auto run = sorted.begin(); run != sorted.end();) {
        const auto end = std::find_if(
            run, sorted.end(), [&](std::uint32_t i) { return batch[i].conversation != batch[*run].conversation; });
        const auto start = static_cast<std::uint32_t>(order.size());
        for (auto at = run; at != end; ++at) {
            const auto same = std::find_if(order.begin() + start, order.end(),
                                           [&](std::uint32_t earlier) { return isRepeat(batch[*at], batch[earlier]); });
            if (same != order.end())
                repeats.emplace_back(*at, *same);
            else
                order.push_back(*at);
        }
        std::stable_sort(order.begin() + start, order.end(), [&batch](std::uint32_t a, std::uint32_t b) {
            return batch[a].checkedAclRev < batch[b].checkedAclRev;
        });
        for (std::uint32_t at = start; at < order.size(); ++at) {
            if (at == start || batch[order[at]].checkedAclRev != batch[order[at - 1]].checkedAclRev)
                groups.push_back({at, 0});
            ++groups.back().count;
        }
        run = end;
    }
}

std::vector<Appended> answer(std::vector<NewMessage> &batch, const std::vector<Outcome> &outcomes,
                             const BatchPlan &plan) {
    std::vector<Appended> answers(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Outcome &outcome = outcomes[i];
        answers[i].message = std::move(batch[i]);
        answers[i].status = outcome.status;
        answers[i].seq = outcome.seq;
        answers[i].rev = outcome.rev;
        answers[i].sentAtMs = outcome.sentAtMs;
        answers[i].expiresAtMs = outcome.expiresAtMs;
    }
    for (const auto &[repeat, original] : plan.repeats) {
        Appended &same = answers[repeat];
        const Outcome &outcome = outcomes[original];
        same.status = outcome.status == AppendStatus::Stored ? AppendStatus::Duplicate : outcome.status;
        same.seq = outcome.seq;
        same.rev = outcome.rev;
        same.sentAtMs = outcome.sentAtMs;
        same.expiresAtMs = outcome.expiresAtMs;
    }
    return answers;
}

} // namespace banter::server
