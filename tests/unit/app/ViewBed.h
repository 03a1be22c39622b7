// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <QTemporaryDir>

#include "app/platform/QtExecutor.h"
#include "app/session/ChatActions.h"
#include "app/session/GroupActions.h"
#include "app/store/LocalStore.h"
#include "shared/core/Uuid7.h"

namespace banter::test {

using namespace banter::client;

/// A Session that does what the test says, on a real store.
class ScriptedActions final : public ChatActions, public GroupActions {
public:
    explicit ScriptedActions(QtExecutor *executor) : m_executor(executor) {}

    void send(const ConversationId &conversation, const std::string &text, std::uint64_t replyTo,
              Promise<ClientId> done) override;
    void editMessage(const ConversationId &conversation, std::uint64_t seq, const std::string &text,
                     Promise<Done> done) override;
    void deleteMessages(const ConversationId &conversation, const std::vector<std::uint64_t> &seqs,
                        Promise<Done> done) override;
    void hideMessages(const ConversationId &conversation, const std::vector<std::uint64_t> &seqs,
                      Promise<Done> done) override;
    void react(const ConversationId &conversation, std::uint64_t seq, const std::string &emoji,
               Promise<Done> done) override;
    void setState(const ConversationId &conversation, const StateWish &wish, Promise<Done> done) override;
    void shareDraft(const ConversationId &) override { ++sharedDrafts; }
    void findByTime(const ConversationId &conversation, std::int64_t ms, Promise<std::uint64_t> done) override;
    void searchServer(const ConversationId &within, const std::string &words, const std::string &cursor,
                      Promise<FoundPage> done) override;
    void setActivity(const ConversationId &, int activity) override { activities.push_back(activity); }
    void retryFailed(const ClientId &id, Promise<Done> done) override;
    void discardFailed(const ClientId &id, Promise<Done> done) override;
    void markRead(const ConversationId &conversation, std::uint64_t seq) override;
    void loadOlder(const ConversationId &conversation, std::uint64_t before, Promise<Done> done) override;
    void setInView(const ConversationId &conversation) override { inView = conversation; }

    // What a change of a group is answered with, and what was asked, in words.
    void createGroup(const NewGroup &group, Promise<ConversationId> done) override;
    void editGroup(const ConversationId &id, const GroupEdit &edit, Promise<Done> done) override;
    void loadMembers(const ConversationId &id, Promise<Done> done) override;
    void addMembers(const ConversationId &id, const std::vector<UserId> &users, Promise<Done> done) override;
    void removeMember(const ConversationId &id, const UserId &user, Promise<Done> done) override;
    void setRole(const ConversationId &id, const UserId &user, int role, Promise<Done> done) override;
    void leaveGroup(const ConversationId &id, Promise<Done> done) override;
    void forgetConversation(const ConversationId &id, Promise<Done> done) override;
    void createInvite(const ConversationId &id, std::int64_t expiresAtMs, std::uint32_t maxUses,
                      Promise<InviteRow> done) override;
    void listInvites(const ConversationId &id, Promise<std::vector<InviteRow>> done) override;
    void revokeInvite(const ConversationId &id, const std::string &inviteId, Promise<Done> done) override;
    void lookInvite(const std::string &code, Promise<InvitePreview> done) override;
    void joinByInvite(const std::string &code, Promise<ConversationId> done) override;
    void setBlocked(const UserId &user, bool isBlocked, Promise<Done> done) override;
    void receipts(const ConversationId &id, std::uint64_t seq, const std::string &cursor,
                  Promise<ReceiptsPage> done) override;
    int sharedDrafts{0};
    std::vector<int> activities;
    std::vector<std::uint64_t> repliedTo;
    std::uint64_t foundSeq{0}; ///< findByTime's answer
    std::vector<std::string> changes;
    ErrorCode changeError{ErrorCode::Unspecified};
    std::vector<InviteRow> invites;
    std::vector<ReceiptsPage> pages; ///< of receipts, by number of the cursor

    LocalStore *store{nullptr};
    std::vector<std::string> sent;
    std::vector<std::uint64_t> read;
    std::vector<std::uint64_t> asked; ///< loadOlder's `before`
    ConversationId inView;
    std::function<StoreBatch(std::uint64_t before)> server; ///< what loadOlder brings; empty: no connection
    ErrorCode sendError{ErrorCode::Unspecified};

private:
    void answer(const std::string &change, Promise<Done> done);

    QtExecutor *m_executor;
};

/// A store in a temporary folder, with a person, a peer and as many messages as the test wants. Blocking where it
/// fills.
class ViewBed {
public:
    ViewBed();
    ~ViewBed();

    /// Midday of a day that is `daysAgo`; `minute` and on.
    [[nodiscard]] static std::int64_t when(int daysAgo, int minute);
    /// Odd ones are the peer's.
    [[nodiscard]] MessageRow message(std::uint64_t seq) const;
    [[nodiscard]] MessageRow message(std::uint64_t seq, const UserId &sender, const std::string &text,
                                     std::int64_t atMs = 0) const;
    /// The conversation with its members, rows from..to, and these ranges held.
    [[nodiscard]] StoreBatch history(std::uint64_t from, std::uint64_t to, const SeqRanges &held,
                                     std::uint64_t lastSeq = 0) const;
    [[nodiscard]] StoreBatch history(std::uint64_t from, std::uint64_t to) const;
    /// The conversation as a group that `self` owns, with `others` besides; all members listed.
    [[nodiscard]] StoreBatch group(const std::vector<UserRow> &others) const;
    /// One more message at the end, as an event brings it.
    [[nodiscard]] StoreBatch arrival(const MessageRow &row) const;
    [[nodiscard]] StoreBatch marks(const UserId &user, std::uint64_t delivered, std::uint64_t read) const;

    void apply(StoreBatch batch);
    ClientId addPending(const std::string &text, std::int64_t atMs = 0);
    void fail(const ClientId &id, ErrorCode why);
    /// Everything asked of the store so far has been answered.
    void settle();
    [[nodiscard]] std::string draft();

    const UserId self = makeId<UserId>();
    const UserId peer = makeId<UserId>();
    const ConversationId id = makeId<ConversationId>();
    std::uint64_t firstRev{1}; ///< rev of message n is firstRev + n
    QTemporaryDir folder;
    QtExecutor executor;
    std::unique_ptr<LocalStore> store;
    ScriptedActions actions{&executor};
};

} // namespace banter::test
