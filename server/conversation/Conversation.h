// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/conversation/ReceiptCounts.h"
#include "server/storage/Rows.h"
#include "shared/core/Clock.h"
#include "shared/core/Id.h"
#include "shared/core/Result.h"
#include "shared/protocol/ErrorCode.h"

namespace banter::server {

/// Whom to answer: opaque to the conversation.
struct SendOrigin {
    std::uint64_t session{0};
    std::uint64_t request{0};
};

/// A message that a member wants stored. Size, rate and content have been checked.
struct SendRequest {
    SendOrigin origin;
    UserId user;
    DeviceId device;
    ClientId clientId;
    ClientId after; ///< null: nothing unanswered before it
    bool retry{false};
    std::uint64_t replyTo{0}; ///< seq of the message that it answers; 0: none
    bool hidesRead{false};    ///< that it was read up to here is told to nobody else
    MessageKind kind{MessageKind::Text};
    std::string body;
};

/// What a conversation wants done. Called from inside the conversation's methods; must not call back into it.
class ConversationOutput {
public:
    virtual ~ConversationOutput() = default;

    /// Read the conversation and its receipts; answer with Conversation::loaded().
    virtual void load(const ConversationId &id) = 0;
    /// Hand to the writer, in order; answer with Conversation::appended(). false: the queue is full, nothing was taken.
    virtual bool append(NewMessage message) = 0;
    virtual void accept(const SendOrigin &origin, const Appended &stored) = 0;
    virtual void refuse(const SendOrigin &origin, ErrorCode code, Millis retryAfter) = 0;
    /// Tell the members' sessions: committed, never told before. `members` are the ones to tell.
    virtual void fanOut(const ConversationId &id, const Appended &stored, const std::vector<MemberRow> &members) = 0;
    /// The same for a change that is no new message of a member. `members` are the ones to tell.
    virtual void tell(const ConversationId &id, const ConversationStep &step,
                      const std::vector<MemberRow> &members) = 0;
    /// There are watermarks to store: call Conversation::takeReceipts() when its second is over.
    virtual void receiptsDue(const ConversationId &id, MonoTime when) = 0;
    /// Stored watermarks: tell the members.
    virtual void announce(const ConversationId &id, const std::vector<ReceiptRow> &receipts,
                          const std::vector<MemberRow> &members) = 0;
    /// A stored watermark: tell its user's devices, but `except` (null: all), which has moved it.
    virtual void announceOwn(const ConversationId &id, const ReceiptRow &receipt, const DeviceId &except) = 0;
    /// How far the latest messages of a sender are: tell that user.
    virtual void announceCounts(const ConversationId &id, const UserId &sender,
                                const std::vector<ReceiptCount> &counts) = 0;
};

/// One conversation on its shard: permission, order, idempotence in flight, fan-out and watermarks. A pure core:
/// (event, now) in, calls on ConversationOutput out; no sockets, no event loop, no SQL, no clock. Lives on: its shard.
///
/// What it holds: a send is appended only behind the one that it names in `after`; sends of one device reach the
/// writer in the order they came; nothing is accepted or fanned out before the store says so; every stored message is
/// fanned out once per node, in order of rev.
class Conversation {
public:
    static constexpr std::size_t kMaxInFlight = 256; ///< per conversation; beyond: Busy
    static constexpr Millis kReceiptPace{1000};      ///< watermarks are stored at most this often

    Conversation(const ConversationId &id, ConversationOutput &output) : m_id(id), m_output(output) {}

    void send(SendRequest request, MonoTime now);
    /// The watermarks of a user, moved by a device; ignored unless the store has them as a member. Cut to the last seq.
    /// `hidesRead`: others are told what is delivered only.
    void acknowledge(const UserId &user, std::uint64_t delivered, std::uint64_t read, MonoTime now,
                     const DeviceId &device = {}, bool hidesRead = false);
    /// For what is worth no look at the store: false also while the members are not known yet.
    [[nodiscard]] bool mayWrite(const UserId &user, MonoTime now);
    [[nodiscard]] bool isMember(const UserId &user) const { return indexOf(user) < m_members.size(); }
    /// Committed by somebody: told to whom it concerns, once it is known who they are.
    void changed(ConversationChange change, MonoTime now);
    /// The members may be other ones than known here (the outcome of a change is unknown).
    void recheck(MonoTime now);

    /// The answer to load(): nullopt = does not exist.
    void loaded(Result<std::optional<ConversationRow>> row, std::vector<ReceiptRow> receipts, MonoTime now);
    void appended(Appended result, MonoTime now);

    /// The watermarks that moved since the last call; empty if none. Call receiptsStored() when they are.
    [[nodiscard]] std::vector<ReceiptRow> takeReceipts(MonoTime now);
    void receiptsStored(const std::vector<ReceiptRow> &rows, MonoTime now);

    /// Nothing in flight, nothing unsaved, untouched since `since`: the shard may forget it and load it again later.
    [[nodiscard]] bool isIdleSince(MonoTime since) const;

private:
    enum class State : std::uint8_t { Unknown, Loading, Ready };
    struct Watermark {
        std::uint64_t delivered{0};
        std::uint64_t read{0};
        std::uint64_t ownRead{0}; ///< without showing it, if that is higher
        bool moved{false};
        DeviceId by; ///< that moved it last; null: several, or nobody knows
    };
    struct InFlight {
        std::uint64_t token;
        UserId user;
        ClientId clientId;
        std::vector<SendOrigin> origins;
        SendRequest kept; ///< to check again after Stale; its body travels with the NewMessage
    };
    struct LastSent {
        DeviceId device;
        ClientId clientId;
    };
    struct WaitingAck {
        UserId user;
        std::uint64_t delivered, read;
        DeviceId device;
        bool hidesRead;
    };

    void requestLoad();
    void doubt(SendRequest request);
    void doubt(const WaitingAck &ack);
    void settleDoubts(const Result<std::optional<ConversationRow>> &row);
    void takeMembers(std::vector<MemberRow> rows, const std::vector<ReceiptRow> &receipts);
    void tellWaitingChanges();
    void tellSteps(const ConversationChange &change);
    void rememberErased(const ConversationStep &step);
    void fanOut(const Appended &stored);
    void tellOwn(const std::vector<ReceiptRow> &rows, bool hiddenOnly);
    [[nodiscard]] std::size_t indexOf(const UserId &user) const;
    void admit(SendRequest request);
    void append(SendRequest request);
    void admitWaiting();
    [[nodiscard]] std::optional<ErrorCode> refusalFor(const SendRequest &request) const;
    [[nodiscard]] InFlight *findInFlight(const UserId &user, const ClientId &clientId);
    [[nodiscard]] bool followsLast(const SendRequest &request) const;
    void rememberLast(const DeviceId &device, const ClientId &clientId);
    void settle(InFlight flight, Appended result, MonoTime now);
    void refuseAllWaiting(ErrorCode code, Millis retryAfter);
    void raise(const WaitingAck &ack, MonoTime now);

    ConversationId m_id;
    ConversationOutput &m_output;
    State m_state{State::Unknown};
    bool m_stale{false}; ///< members changed under us: drain, load again, check again
    bool m_again{false}; ///< what is being loaded may be old already
    bool m_isDirect{true};
    bool m_isBlocked{false}; ///< direct: one of the two has blocked the other
    bool m_receiptsDue{false};
    std::uint32_t m_staleCount{0}; ///< how many at the front of m_waiting came back Stale
    std::int64_t m_timerMs{0};
    std::uint64_t m_aclRev{0};
    std::uint64_t m_firstSeq{1};
    std::uint64_t m_lastSeq{0};
    std::uint64_t m_lastFannedRev{0};
    std::uint64_t m_nextToken{1};
    MonoTime m_lastUse{};
    MonoTime m_nextReceipts{};
    std::uint64_t m_newestJoin{0};       ///< the highest joinedSeq: what is above, all members see
    std::vector<MemberRow> m_members;    ///< active ones, by user
    std::vector<Watermark> m_watermarks; ///< same index as m_members
    std::vector<LastSent> m_lastSent;    ///< what each device sent last, newest at the end
    std::vector<InFlight> m_inFlight;    ///< at the writer, in order
    std::vector<SendRequest> m_waiting;  ///< for the members to be known
    std::vector<SendRequest> m_doubtful; ///< to be refused, if the store says the same
    std::vector<WaitingAck> m_waitingAcks;
    std::vector<WaitingAck> m_doubtfulAcks;           ///< of nobody that is known as a member; as m_doubtful
    std::vector<ConversationChange> m_waitingChanges; ///< for the members to be known
    /// seqs that were erased while messages were at the writer: one of them may be the answer to come, and its body is
    /// told to nobody any more.
    std::vector<std::uint64_t> m_erased;
    ReceiptCounts m_counts;
};

} // namespace banter::server
