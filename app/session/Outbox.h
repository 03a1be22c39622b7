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

/// Names one attempt to send; an answer to an earlier attempt is not mistaken for one to this.
using SendToken = std::uint64_t;

/// What the outbox wants done.
struct OutboxActions {
    struct Send {
        SendToken token{0};
        ConversationId conversation;
        ClientId clientId;
        ClientId after; ///< null: nothing unanswered before it
        bool retry{false};
        std::string content; ///< a serialized banter.v1.Content
    };
    struct Accepted {
        ConversationId conversation;
        ClientId clientId;
        std::string content;
        std::uint64_t seq{0};
        std::uint64_t rev{0};
        std::int64_t sentAtMs{0};
    };
    struct Failed {
        ConversationId conversation;
        ClientId clientId;
        ErrorCode reason{ErrorCode::Unspecified};
    };
    std::vector<Send> sends;
    std::vector<Accepted> accepted; ///< to be stored as messages
    std::vector<Failed> failed;     ///< to be stored as failed
};

/// The server's word on a send.
struct SendAnswer {
    std::uint64_t seq{0};
    std::uint64_t rev{0};
    std::int64_t sentAtMs{0};
};

/// Sends what waits: in order within a conversation, several at a time, and never one conversation waiting for another.
/// A pure core: (event, now) in, actions out; no socket, event loop, SQL or clock. Entries enter when they are durable
/// and leave with an answer or when a synced row shows that they were stored. Not thread-safe.
///
/// What it holds: within a conversation every send names the unanswered one before it in `after`, so the server can't
/// take them out of order; a refusal for good is written down before the next is sent; a passing refusal stops its
/// conversation only, and what was sent behind it is answered (or the connection lost) before the conversation starts
/// again from the first unanswered one.
class Outbox {
public:
    static constexpr std::size_t kWindow = 8;        ///< unanswered sends per conversation
    static constexpr std::size_t kMaxInFlight = 256; ///< unanswered sends in all

    /// `random` spreads the retries; empty: the process's generator.
    explicit Outbox(Backoff::Random random = {});

    /// What the store held at the start; it may have been sent before. Before onConnected().
    void load(const std::vector<OutboxRow> &rows);

    [[nodiscard]] OutboxActions onConnected(MonoTime now);
    /// Everything unanswered becomes a retry. No answers arrive afterwards.
    void onDisconnected();
    /// A message that is durable now. `maybeSent`: it has been tried before (a failed one that the user wants sent
    /// again).
    [[nodiscard]] OutboxActions enqueue(const OutboxRow &row, bool maybeSent, MonoTime now);
    /// Unknown tokens (of earlier attempts) are ignored.
    [[nodiscard]] OutboxActions onAnswer(SendToken token, const Result<SendAnswer> &answer, MonoTime now);
    /// A refusal for good is written down. Until then nothing of its conversation is sent: a device that died in
    /// between would send the refused one again, behind what was written after it.
    [[nodiscard]] OutboxActions onFailureStored(const ConversationId &conversation, const ClientId &clientId,
                                                MonoTime now);
    /// A synced row shows that it was stored: nothing is left to do for it.
    [[nodiscard]] OutboxActions onSettled(const ClientId &clientId, MonoTime now);
    /// Call when nextDeadline() has come.
    [[nodiscard]] OutboxActions tick(MonoTime now);
    [[nodiscard]] std::optional<MonoTime> nextDeadline() const;

    [[nodiscard]] std::size_t size() const { return m_where.size(); }
    [[nodiscard]] bool isEmpty() const { return m_where.empty(); }

private:
    struct Entry {
        ClientId clientId;
        std::string content;
        SendToken token{0}; ///< 0 = not in flight
        bool maybeSent{false};
    };
    struct Queue {
        explicit Queue(const Backoff::Random &random) : backoff(Millis{1000}, Millis{30000}, random) {}
        std::deque<Entry> entries; ///< in flight first, then waiting (unless draining)
        std::size_t inFlight{0};
        std::vector<ClientId> unstoredFailures; ///< refused for good, and not written down yet
        bool draining{false};        ///< a send was refused: wait for the answers of those behind it, then start again
        std::uint32_t outOfOrder{0}; ///< in a row
        std::optional<MonoTime> stoppedUntil;
        bool stopOutlivesConnection{false};
        Backoff backoff;
    };
    using Queues = std::map<ConversationId, Queue>;

    void add(const OutboxRow &row, bool maybeSent);
    void pump(OutboxActions &actions, MonoTime now);
    void pumpQueue(const ConversationId &id, Queue &queue, OutboxActions &actions, MonoTime now);
    void refused(Queue &queue, const Error &error, MonoTime now);
    void remove(Queue &queue, std::deque<Entry>::iterator entry);
    void land(Queue &queue, Entry &entry);
    static bool isFlushed(const Queue &queue);

    Backoff::Random m_random;
    Queues m_queues;
    std::unordered_map<ClientId, ConversationId> m_where;
    std::unordered_map<SendToken, ClientId> m_flights;
    ConversationId m_lastServed; ///< the next pump starts behind it, so that a full house is fair
    SendToken m_nextToken{1};
    bool m_connected{false};
};

} // namespace banter::client
