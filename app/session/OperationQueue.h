// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/store/Rows.h"
#include "shared/core/Backoff.h"
#include "shared/core/Clock.h"
#include "shared/core/Result.h"

namespace banter::client {

/// Names one attempt; an answer to an earlier attempt is not mistaken for one to this.
using OperationToken = std::uint64_t;

/// What the queue wants done.
struct OperationActions {
    struct Send {
        OperationToken token{0};
        std::string request; ///< a serialized banter.v1.ClientFrame without a request id
    };
    struct Done {
        OperationRow row;
        std::uint64_t rev{0}; ///< of the conversation, once it shows; 0 = nothing to wait for
    };
    struct Refused {
        OperationRow row;
        ErrorCode reason{ErrorCode::Unspecified};
    };
    std::vector<Send> sends;
    std::vector<Done> done;       ///< to be taken out of the store when the rev is applied
    std::vector<Refused> refused; ///< for good: to be taken out of the store now
};

/// Changes that the user made, perhaps offline, to what exists: edits, deletions, reactions, the state of conversations
/// in the list. Carries them out in order within a conversation, one at a time, and never one conversation waiting for
/// another. All of them can be repeated: a lost answer does no harm. Of two for the same slot that were not sent yet
/// the later one counts. A pure core: (event, now) in, actions out; no socket, event loop, SQL or clock. Not
/// thread-safe.
class OperationQueue {
public:
    static constexpr std::size_t kMaxInFlight = 16; ///< in all; a request needs its share of the server's rate limits

    /// `random` spreads the retries; empty: the process's generator.
    explicit OperationQueue(Backoff::Random random = {});

    /// What the store held at the start. Before onConnected().
    void load(const std::vector<OperationRow> &rows);
    [[nodiscard]] OperationActions onConnected(MonoTime now);
    /// Everything unanswered is asked again. No answers arrive afterwards.
    void onDisconnected();
    /// One that is durable now.
    [[nodiscard]] OperationActions enqueue(const OperationRow &row, MonoTime now);
    /// `rev`: as in OperationActions::Done. Unknown tokens (of earlier attempts) are ignored.
    [[nodiscard]] OperationActions onAnswer(OperationToken token, const Result<std::uint64_t> &rev, MonoTime now);
    /// Call when nextDeadline() has come.
    [[nodiscard]] OperationActions tick(MonoTime now);
    [[nodiscard]] std::optional<MonoTime> nextDeadline() const;
    [[nodiscard]] bool isEmpty() const { return m_queues.empty(); }

private:
    struct Queue {
        explicit Queue(const Backoff::Random &random) : backoff(Millis{1000}, Millis{60000}, random) {}
        std::deque<OperationRow> entries;
        OperationToken token{0}; ///< of the first one, while it is on its way; else 0
        std::optional<MonoTime> stoppedUntil;
        Backoff backoff;
    };

    void add(const OperationRow &row);
    void pump(OperationActions &actions, MonoTime now);

    Backoff::Random m_random;
    std::map<ConversationId, Queue> m_queues;
    std::unordered_map<OperationToken, ConversationId> m_flights;
    ConversationId m_lastServed; ///< the next pump starts behind it, so that a full house is fair
    OperationToken m_nextToken{1};
    bool m_connected{false};
};

} // namespace banter::client
