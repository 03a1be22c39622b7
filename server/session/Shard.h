// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/conversation/Conversation.h"
#include "server/net/EventLoop.h"
#include "server/net/Transport.h"
#include "server/session/Outgoing.h"
#include "server/session/Presence.h"
#include "server/session/Services.h"
#include "shared/core/Promise.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {

class Session;

/// One of N identical workers: a thread that owns its sockets' sessions and the conversations that hash to it. Work for
/// another shard is posted there. Everything below, unless it says "any thread", is for the shard's own thread.
class Shard final : public ConversationOutput {
public:
    Shard(Services &services, std::uint32_t index);
    ~Shard() override;

    [[nodiscard]] EventLoop &loop() { return m_loop; }        // any thread
    [[nodiscard]] Services &services() { return m_services; } // any thread
    void start();                                             // main thread, before the acceptor
    /// Stores the watermarks that wait. Main thread; the promise answers when they are.
    void flushReceipts(Promise<bool> done);

    /// Writes down when those were there last who are connected or have just gone. Main thread, at the end.
    void flushPresence(Promise<bool> done);
    [[nodiscard]] PresenceDesk &presence() { return m_presence; }

    // Sessions
    [[nodiscard]] std::unique_ptr<TransportListener> open(Transport &transport);
    [[nodiscard]] Session *find(SessionRef ref) const;
    void forget(SessionRef ref);
    void sendFailure(Session &session, std::uint64_t requestId, ErrorCode code, std::string_view hint,
                     std::int64_t retryAfterMs);
    /// An empty frame to build an answer in; valid until the next call.
    [[nodiscard]] v1::ServerFrame &scratch();
    [[nodiscard]] v1::ClientFrame &scratchRequest() { return m_scratchRequest; }

    /// Any shard's thread: runs `work` with the conversation, on the shard that owns it.
    static void withConversation(Shard &from, const ConversationId &id,
                                 std::function<void(Conversation &, MonoTime)> work);
    /// Any thread: hands a committed change to the conversation's shard, which tells whom it concerns.
    static void tellChange(const Services &services, ConversationChange change);
    /// Any thread: ends a session of any shard.
    static void endSession(const Services &services, SessionRef ref, std::uint16_t code, std::string_view reason);
    /// Any thread: the user's sessions go by these settings from now on.
    static void changeSettings(Services &services, const UserId &user, const UserSettings &settings);
    /// Any thread: sends an event to one session.
    static void tellSession(const Services &services, SessionRef ref, const v1::ServerFrame &frame);
    /// Any thread: sends an event to all devices of a user, but one (null: to all).
    static void tellUser(const Services &services, const UserId &user, const v1::ServerFrame &frame,
                         SessionRef except = {});

    // ConversationOutput
    void load(const ConversationId &id) override;
    bool append(NewMessage message) override;
    void accept(const SendOrigin &origin, const Appended &stored) override;
    void refuse(const SendOrigin &origin, ErrorCode code, Millis retryAfter) override;
    void fanOut(const ConversationId &id, const Appended &stored, const std::vector<MemberRow> &members) override;
    void receiptsDue(const ConversationId &id, MonoTime when) override;
    void announce(const ConversationId &id, const std::vector<ReceiptRow> &receipts,
                  const std::vector<MemberRow> &members) override;
    void tell(const ConversationId &id, const ConversationStep &step, const std::vector<MemberRow> &members) override;
    void announceOwn(const ConversationId &id, const ReceiptRow &receipt, const DeviceId &except) override;
    void announceCounts(const ConversationId &id, const UserId &sender,
                        const std::vector<ReceiptCount> &counts) override;

    struct Stats {
        std::atomic<std::uint64_t> sends{0}, delivered{0}, conversations{0}, sessions{0};
    };
    [[nodiscard]] const Stats &stats() const { return m_stats; } // any thread
    [[nodiscard]] Stats &counters() { return m_stats; }

private:
    struct Slot {
        Session *session{nullptr};
        std::uint32_t generation{0};
    };
    struct DueReceipts {
        ConversationId conversation;
        MonoTime when;
    };

    [[nodiscard]] Conversation &conversation(const ConversationId &id);
    void onAppended(std::vector<Appended> results);
    void onLoaded(const ConversationId &id, Result<std::optional<ConversationRow>> row,
                  std::vector<ReceiptRow> receipts);
    void storeReceipts(std::vector<ReceiptRow> rows, Promise<bool> done);
    void onTick();
    void forgetIdle(MonoTime now);
    void deliver(const std::vector<ConnectionCache::Entry> &targets, const Outgoing &outgoing);
    void deliver(const std::vector<ConnectionCache::Entry> &targets, const v1::ServerFrame &frame);
    void deliverReads(std::vector<ConnectionCache::Entry> &targets, v1::ServerFrame &frame);
    void deliverLocally(const std::vector<ConnectionCache::Entry> &targets, const Outgoing &outgoing);

    Services &m_services;
    const std::uint32_t m_index;
    std::uint32_t m_home{0}; ///< of our answers from Storage::append
    EventLoop m_loop;
    Deadline m_tick;
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_freeSlots;
    std::unordered_map<ConversationId, std::unique_ptr<Conversation>> m_conversations;
    std::vector<DueReceipts> m_due;
    PresenceDesk m_presence;
    std::vector<ConversationId> m_toIndex; ///< that got messages since the last tick
    MonoTime m_nextForget{};
    v1::ServerFrame m_scratch;
    v1::ClientFrame m_scratchRequest;
    Stats m_stats;
};

} // namespace banter::server
