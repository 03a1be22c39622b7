// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/conversation/Conversation.h"
#include "shared/protocol/banter.pb.h"

namespace banter::simulation {

class World;

/// A server: the real conversation core over a model store that commits late, may fail, and may commit without being
/// able to say so. It can crash: what was not committed is lost, and so are sessions and watermarks of the last second.
class SimServer final : public server::ConversationOutput {
public:
    /// What is committed of a conversation.
    struct Stored {
        server::ConversationRow row;
        std::vector<server::MessageRow> messages; ///< ascending seq
        std::map<UserId, server::ReceiptRow> receipts;
        std::map<UserId, server::ReceiptRow> left; ///< of who is no member now
        std::map<std::pair<UserId, ClientId>, std::size_t> byClientId;
        struct Reactions {
            std::uint64_t rev{0};
            std::map<UserId, std::string> byUser;
        };
        std::map<std::uint64_t, Reactions> reactions; ///< by seq
        bool isGroup{false};
        [[nodiscard]] bool isMember(const UserId &user) const { return receipts.contains(user); }
        /// The first message above `seq`, or messages.end().
        [[nodiscard]] std::vector<server::MessageRow>::const_iterator above(std::uint64_t seq) const {
            return std::upper_bound(messages.begin(), messages.end(), seq,
                                    [](std::uint64_t held, const server::MessageRow &one) { return held < one.seq; });
        }
        std::int64_t changedMs{0};
    };

    /// A text that begins so is refused for good, every time.
    static inline const std::string kUnacceptable = "unacceptable ";

    explicit SimServer(World &world) : m_world(world) {}

    // The world's doing.
    void addUser(const UserId &user) { m_accounts[user] = {}; }
    ConversationId createConversation(const std::vector<UserId> &members);
    void crash();
    void restart() { m_isUp = true; }
    [[nodiscard]] bool isUp() const { return m_isUp; }
    void editSomething();
    void bumpAcl();
    /// Somebody leaves a group, or comes back.
    void moveMember();
    /// Messages that a user has hidden.
    [[nodiscard]] std::set<std::uint64_t> hiddenOf(const UserId &user, const ConversationId &id) const;
    /// Whether a wish was carried out, or refused, at least once.
    [[nodiscard]] bool wasHandled(const UserId &user, const std::string &request) const {
        return m_handled.contains({user, request});
    }
    /// One member blocks the other: sending is refused for good.
    void setBlocked(bool isBlocked);
    [[nodiscard]] const std::map<ConversationId, Stored> &stored() const { return m_stored; }
    [[nodiscard]] std::uint64_t lastSeq(const ConversationId &id) const;
    [[nodiscard]] std::vector<ConversationId> conversationsOf(const UserId &user) const;

    // The network's.
    /// Answers the account rev.
    std::uint64_t attach(std::size_t client, std::uint64_t connection, const UserId &user, const DeviceId &device);
    /// The answer to ListChanged, as of now.
    [[nodiscard]] v1::ServerFrame list(const UserId &user, const v1::ListChanged &request) const;
    void detach(std::uint64_t connection) { m_sessions.erase(connection); }
    /// A device has at most one connection: the older one goes.
    void dropDevice(const DeviceId &device) {
        std::erase_if(m_sessions, [&](const auto &one) { return one.second.device == device; });
    }
    void onFrame(std::uint64_t connection, const v1::ClientFrame &frame);

    // ConversationOutput
    void load(const ConversationId &id) override;
    bool append(server::NewMessage message) override;
    void accept(const server::SendOrigin &origin, const server::Appended &stored) override;
    void refuse(const server::SendOrigin &origin, ErrorCode code, Millis retryAfter) override;
    void fanOut(const ConversationId &id, const server::Appended &stored,
                const std::vector<server::MemberRow> &members) override;
    void receiptsDue(const ConversationId &id, MonoTime when) override;
    void announce(const ConversationId &id, const std::vector<server::ReceiptRow> &receipts,
                  const std::vector<server::MemberRow> &members) override;

    void tell(const ConversationId &id, const server::ConversationStep &step,
              const std::vector<server::MemberRow> &members) override;
    void announceOwn(const ConversationId &id, const server::ReceiptRow &receipt, const DeviceId &except) override;
    void announceCounts(const ConversationId &id, const UserId &sender,
                        const std::vector<server::ReceiptCount> &counts) override;

private:
    struct SessionState {
        std::size_t client;
        UserId user;
        DeviceId device;
    };
    struct Account {
        std::uint64_t rev{1};
        std::vector<v1::AccountChange> changes;
        std::map<ConversationId, std::set<std::uint64_t>> hidden;
    };

    /// Runs later, unless the server crashes first.
    void later(std::int64_t ms, std::function<void()> what);
    server::Conversation &at(const ConversationId &id);
    void commitBatch();
    /// Stores, again if need be until the outcome is known, and answers.
    void commit(std::vector<server::NewMessage> batch, bool afterUnknown);
    void answerBatch(std::shared_ptr<std::vector<server::Appended>> results);
    server::Appended store(server::NewMessage message);
    void answer(std::uint64_t connection, std::uint64_t request, v1::ServerFrame frame);
    void fail(std::uint64_t connection, std::uint64_t request, ErrorCode code, std::int64_t retryAfterMs = 0);
    void tell(const ConversationId &id, const v1::Change &change, const UserId &also = {});
    void tellAccount(const UserId &user, v1::AccountChange change);
    void tellMembership(const UserId &user, const ConversationId &id, bool isRemoved);
    // SimServerChanges.cpp
    void onWish(std::uint64_t connection, const SessionState &session, const v1::ClientFrame &frame);
    ErrorCode carryOut(const SessionState &session, const v1::ClientFrame &frame, std::uint64_t &rev);
    void changeRow(Stored &stored, server::MessageRow &row, const std::string *body);
    void react(Stored &stored, const UserId &user, std::uint64_t seq, const std::string &emoji);
    static v1::Reactions toReactions(const Stored::Reactions &reactions, const UserId &reader);
    v1::ServerFrame memberPage(const Stored &stored, const v1::ListMembers &request) const;
    void committed(const Stored &stored, std::vector<server::MemberRow> members);
    void onSend(std::uint64_t connection, const SessionState &session, const v1::ClientFrame &frame);
    void onSync(std::uint64_t connection, std::uint64_t request, const SessionState &session, const v1::Sync &sync);
    v1::ServerFrame history(const Stored &stored, const UserId &user, const v1::GetHistory &request) const;
    v1::ServerFrame syncPage(const Stored &stored, const UserId &user, const v1::Sync &request,
                             std::uint64_t rev) const;
    static v1::ServerFrame users(const v1::GetUsers &request);
    static std::map<std::uint64_t, v1::Change> changesAbove(const Stored &stored, const UserId &user,
                                                            const v1::Sync &request, std::uint64_t above);
    v1::ServerFrame accountPage(const UserId &user, std::uint64_t rev) const;
    static v1::Message toMessage(const Stored &stored, const server::MessageRow &row, const UserId &reader);
    v1::Conversation toConversation(const Stored &stored, const UserId &user) const;
    static void toMember(const server::MemberRow &row, v1::Member &member);
    Stored *find(const std::string &id, const UserId &user);

    World &m_world;
    bool m_isUp{true};
    std::uint64_t m_life{0};
    std::map<UserId, Account> m_accounts;
    std::map<ConversationId, Stored> m_stored;
    std::map<ConversationId, std::unique_ptr<server::Conversation>> m_conversations; ///< in memory: lost in a crash
    std::map<std::uint64_t, SessionState> m_sessions;                                ///< by connection
    std::set<std::pair<UserId, std::string>> m_handled;
    std::deque<server::NewMessage> m_writing;
    bool m_isCommitting{false};
};

} // namespace banter::simulation
