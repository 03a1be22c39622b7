// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/session/ConversationSync.h"
#include "app/store/Rows.h"
#include "app/store/StoreBatch.h"
#include "shared/core/Backoff.h"
#include "shared/core/Clock.h"
#include "shared/core/Result.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

using RequestToken = std::uint64_t;
using WriteToken = std::uint64_t;

/// What the engine wants done.
struct SyncActions {
    struct Request {
        RequestToken token{0};
        v1::ClientFrame frame; ///< without a request id
    };
    struct Write {
        WriteToken token{0};
        StoreBatch batch;
    };
    std::vector<Request> requests;
    std::vector<Write> writes; ///< in order, each one transaction
    /// Answers to loadOlder() and loadMembers(): what was asked for is there (or can't be had, now).
    std::vector<std::pair<std::uint64_t, bool>> loaded;
};

/// Keeps the store equal to the server: applies events in order of rev, notices what is missing, syncs it, fills
/// holes, and acknowledges what is durable. A pure core: (event, now) in, actions out; no socket, event loop, SQL or
/// clock. Not thread-safe.
///
/// What it holds: rev moves only in a write that carries (or follows) everything up to it, and writes are committed in
/// order, so whatever was committed when the process dies is a state to go on from. "Delivered" is told only for rows
/// that are committed and below which no hole is being filled. Hints may be lost, doubled, late or early.
class SyncEngine {
public:
    struct Policy {
        std::size_t concurrentSyncs{4};
        Millis gapPatience{2000};      ///< how long an early change waits for the missing one
        Millis acknowledgePace{1000};  ///< at most one Acknowledge per conversation and this
        std::uint64_t fillLimit{1000}; ///< a hole above what we hold is filled by itself if it is not larger
        std::uint32_t fillPage{100};
        std::size_t maxHeld{512}; ///< early changes kept per conversation
        Millis listMargin{60000}; ///< clocks of nodes differ: the list is asked for from a bit earlier
    };

    SyncEngine(const UserId &self, const StoreSnapshot &snapshot);
    SyncEngine(const UserId &self, const StoreSnapshot &snapshot, const Policy &policy, Backoff::Random random = {});

    /// For Hello.list_since_ms: what to be told of with Welcome; 0 = nothing was listed yet.
    [[nodiscard]] std::int64_t listSinceMs() const;
    /// Signed in. `accountRev` is SignedIn.account_rev; `list` is Welcome.conversations, if Hello asked with what
    /// listSinceMs() still is; null: the list is asked for.
    [[nodiscard]] SyncActions onConnected(std::uint64_t accountRev, MonoTime now,
                                          const v1::ConversationPage *list = nullptr);
    /// No answers arrive afterwards; writes still do.
    [[nodiscard]] SyncActions onDisconnected();
    [[nodiscard]] SyncActions onEvent(const v1::ServerFrame &event, MonoTime now);
    /// Unknown tokens are ignored.
    [[nodiscard]] SyncActions onAnswer(RequestToken token, const Result<v1::ServerFrame> &answer, MonoTime now);
    /// The write is committed. Writes that fail end the engine: start a new one from the store.
    [[nodiscard]] SyncActions onWritten(WriteToken token, MonoTime now);
    /// The server accepted a message of ours: the same as its event.
    [[nodiscard]] SyncActions onOwnMessage(const MessageRow &row, MonoTime now);
    /// A send was refused for good.
    [[nodiscard]] SyncActions onSendFailed(const ConversationId &id, const ClientId &clientId, ErrorCode reason,
                                           MonoTime now);
    /// An operation of the user was carried out (`rev`: of the conversation, once it shows; 0 = it shows by itself) or
    /// refused (0): it shows no more.
    [[nodiscard]] SyncActions onOperationEnded(const ConversationId &id, std::int64_t position, std::uint64_t rev,
                                               MonoTime now);
    /// What a wish for the state of a conversation was answered with.
    [[nodiscard]] SyncActions onState(const v1::ConversationState &state, MonoTime now);
    /// A wish was refused: what is shown of it is not so.
    [[nodiscard]] SyncActions onStateRefused(const ConversationId &id, MonoTime now);
    [[nodiscard]] SyncActions onSettings(const v1::Settings &settings, MonoTime now);
    /// The answer to OpenDirect.
    [[nodiscard]] SyncActions onConversation(const v1::Conversation &conversation, MonoTime now);

    /// The user has seen everything up to `seq`; cut to what there is.
    [[nodiscard]] SyncActions markRead(const ConversationId &id, std::uint64_t seq, MonoTime now);
    /// This conversation is looked at: its sync comes first.
    void setInView(const ConversationId &id) { m_inView = id; }
    /// Makes sure that messages below `before` (0 = from the newest) are held, one page of them. `ticket` comes back in
    /// `loaded`.
    [[nodiscard]] SyncActions loadOlder(const ConversationId &id, std::uint64_t before, std::uint64_t ticket,
                                        MonoTime now);

    /// The names of these are wanted, as far as they can be had.
    [[nodiscard]] SyncActions needUsers(const std::vector<UserId> &users, MonoTime now);
    /// Makes sure that all members of a group are held. `ticket` comes back in `loaded`.
    [[nodiscard]] SyncActions loadMembers(const ConversationId &id, std::uint64_t ticket, MonoTime now);
    /// What is left of a conversation that one is no member of goes. False: one is a member, or there is none.
    [[nodiscard]] bool mayForget(const ConversationId &id) const;
    [[nodiscard]] SyncActions forget(const ConversationId &id, MonoTime now);

    [[nodiscard]] SyncActions tick(MonoTime now);
    [[nodiscard]] std::optional<MonoTime> nextDeadline() const;

    /// Everything that the server has told of since the connection came up is committed, and nothing is being asked
    /// for.
    [[nodiscard]] bool isUpToDate() const;
    [[nodiscard]] std::uint64_t revOf(const ConversationId &id) const;
    [[nodiscard]] const SeqRanges *rangesOf(const ConversationId &id) const;

private:
    enum class Kind : std::uint8_t { List, Account, Users, Conversation, Sync, Fill, Older, Acknowledge, Members };
    struct Pending {
        Kind kind;
        ConversationId conversation;
        SeqRange asked{};           ///< Fill: the hole; Older: to = the seq below which was asked
        std::uint64_t ticket{0};    ///< Older
        std::uint64_t delivered{0}; ///< Acknowledge
        std::uint64_t read{0};
    };
    struct Durable {
        WriteToken token;
        std::vector<std::pair<ConversationId, std::uint64_t>> deliverable;
    };

    // SyncEngine.cpp: entry points, account and list
    SyncActions finish(MonoTime now);
    void requestList();
    void requestAccount();
    void requestConversation(const ConversationId &id);
    void onList(const v1::ConversationPage &page, RequestToken asked);
    void onAccount(const v1::AccountPage &page, MonoTime now);
    void applyAccountChange(const v1::AccountChange &change);
    void learnUser(const v1::User &user);
    void needUser(const UserId &id);
    void requestUsers();
    void onFailure(const Pending &pending, const Error &error, MonoTime now);
    void onFailure(ConversationSync &sync, const Pending &pending, const Error &error, MonoTime now);
    void forgetHistoryRequests(const ConversationId &id);
    RequestToken request(v1::ClientFrame frame, Pending pending);

    // SyncEngineGroups.cpp: members, and going
    void leave(const ConversationId &id);
    void rejoin(ConversationSync &sync);
    void applyMembers(ConversationSync &sync, const v1::Change &change);
    void applyMember(ConversationSync &sync, const v1::Member &member, StoreBatch::Members &rows);
    void applyBlock(const v1::Block &block);
    void applyOwn(const v1::AccountChange &change);
    void onCounts(ConversationSync &sync, const v1::WatermarkEvent &event);
    void needNames(const v1::Message &message);
    void requestMembers(ConversationSync &sync, const std::string &cursor);
    void onMembers(ConversationSync &sync, const v1::MemberPage &page);
    void endListing(ConversationSync &sync, bool isComplete);

    // SyncEngineConversations.cpp: one conversation
    ConversationSync &at(const ConversationId &id);
    void learn(const v1::Conversation &conversation, RequestToken asked);
    void onChange(const ConversationId &id, const v1::Change &change, MonoTime now);
    void apply(ConversationSync &sync, const v1::Change &change);
    void applyRow(ConversationSync &sync, const v1::Message &message);
    void onMarks(ConversationSync &sync, const google::protobuf::RepeatedPtrField<v1::Watermark> &marks,
                 bool isSnapshot);
    void onSyncPage(ConversationSync &sync, const v1::SyncPage &page, MonoTime now);
    void onHistory(ConversationSync &sync, const Pending &pending, const v1::HistoryPage &page);
    void drainHeld(ConversationSync &sync, MonoTime now);
    void pumpSyncs(MonoTime now);
    void startSync(ConversationSync &sync, MonoTime now);
    void requestSync(const ConversationSync &sync);
    void onReset(ConversationSync &sync, MonoTime now);
    void onNewest(ConversationSync &sync, const v1::SyncPage &page);
    void applyBeside(ConversationSync &sync, const v1::Change &change);
    [[nodiscard]] bool owesAcknowledge(const ConversationSync &sync) const;
    void pumpFill(ConversationSync &sync, MonoTime now);
    void pumpAcknowledge(ConversationSync &sync, MonoTime now);
    void touch(ConversationSync &sync);
    void wakeDirty();
    [[nodiscard]] bool isAtRest(const ConversationSync &sync) const;

    UserId m_self;
    Policy m_policy;
    Backoff::Random m_random;
    std::map<ConversationId, ConversationSync> m_conversations;
    /// Those that wait for their time, a Sync or a page: an event costs as much with ten thousand conversations as with
    /// one. Some may be at rest already; tick() lets them go.
    std::map<ConversationId, ConversationSync *> m_awake;
    ConversationId m_inView;

    std::uint64_t m_accountRev{0};
    std::int64_t m_listedAsOfMs{0};
    bool m_connected{false};
    bool m_listWanted{false}, m_listRunning{false};
    bool m_accountWanted{false}, m_accountRunning{false};
    std::int64_t m_listAsOfMs{0}; ///< of the listing that runs
    std::string m_listCursor;
    std::optional<MonoTime> m_retryAt; ///< list and account
    Backoff m_backoff;

    std::unordered_set<UserId> m_knownUsers; ///< their names are stored (or can't be had on this connection)
    std::unordered_set<UserId> m_wantedUsers;
    std::vector<UserId> m_askedUsers;
    bool m_usersRunning{false};

    std::unordered_map<RequestToken, Pending> m_pending;
    RequestToken m_nextRequest{1};
    WriteToken m_nextWrite{1};
    std::deque<Durable> m_durable; ///< writes on their way, in order
    std::size_t m_runningSyncs{0};

    SyncActions m_out;                   ///< collected during one call
    StoreBatch m_batch;                  ///< the same, becomes one write
    std::vector<ConversationId> m_dirty; ///< conversations that were touched: their progress may go into m_batch
};

} // namespace banter::client
