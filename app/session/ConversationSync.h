// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "app/store/Rows.h"
#include "shared/core/Backoff.h"
#include "shared/core/Clock.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

/// Where the SyncEngine stands with one conversation.
struct ConversationSync {
    /// A Sync on its way, perhaps over several pages.
    struct Run {
        std::uint64_t rev{0}; ///< asked from
        std::uint64_t topSeq{0};
        std::uint64_t afterRev{0}; ///< next page
        std::uint64_t untilRev{0}; ///< what rev becomes: the smallest that a page named
        bool isFirstPage{true};
    };

    explicit ConversationSync(const ConversationId &conversation, const Backoff::Random &random)
        : id(conversation),
          backoff(Millis{1000}, Millis{30000}, random) {}

    ConversationId id;
    Progress progress;                        ///< as it will be once all writes are committed
    std::map<std::uint64_t, v1::Change> held; ///< early changes, by rev
    std::optional<MonoTime> gapSince;         ///< since when held changes wait for a missing one
    bool isDirty{false};                      ///< progress differs from what was written last

    bool syncWanted{false};
    std::optional<Run> run;
    bool isFilling{false};
    std::optional<MonoTime> retryAt;
    Backoff backoff;

    std::uint64_t leftBefore{0}; ///< no member any more: the first request that was made knowing that
    std::uint64_t durableTop{0}; ///< everything up to here is committed: may be told delivered
    bool isAcknowledging{false};
    std::uint64_t ackedDelivered{0}, ackedRead{0}; ///< confirmed on this connection
    std::optional<MonoTime> nextAcknowledge;       ///< not before

    /// A listing of the members, over several pages.
    struct Listing {
        std::uint64_t rev{0}; ///< of the first page
        std::vector<UserId> present;
        std::vector<std::uint64_t> tickets; ///< who waits for it
    };
    std::optional<Listing> listing;

    /// The highest seq that may be told delivered once the store has it: below it nothing is being fetched.
    [[nodiscard]] std::uint64_t deliverable() const {
        return progress.fills.isEmpty() ? progress.ranges.top() : progress.fills.all().front().from - 1;
    }
};

} // namespace banter::client
