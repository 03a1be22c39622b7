// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include <QObject>
#include <QTimer>

#include "app/headless/HeadlessOptions.h"
#include "app/headless/HeadlessOutput.h"
#include "app/headless/LineInput.h"
#include "app/session/Session.h"

namespace banter::client {

/// `banter --headless`: reads commands line by line, one after the other, and drives a Session with them. Shows only
/// what the store says. The language is described in docs/headless.md. Lives on the main thread.
class HeadlessClient : public QObject {
    Q_OBJECT
public:
    HeadlessClient(HeadlessOptions options, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// Nothing is left to do; with the exit code.
    void finished(int exitCode);

private:
    /// A line, cut in words.
    struct Command {
        QString name;
        QStringList words; ///< without the name
        QString line;      ///< all of it
        int nameWords{1};
        /// What stands behind the first `count` words (without the name), as it was written.
        [[nodiscard]] QString rest(int count) const;
    };
    struct Entry {
        const char *name;
        const char *usage;
        const char *help;
        int minimum; ///< words
        void (HeadlessClient::*run)(const Command &);
    };
    /// Looked at after each change of the store or the connection; answers the command when it holds.
    struct Wait {
        std::uint64_t number; ///< late results of earlier waits are told apart by it
        std::function<void()> check;
        QString what;
    };
    [[nodiscard]] bool isWaiting(std::uint64_t number) const { return m_wait && m_wait->number == number; }
    using Found = std::function<void(ConversationRow)>;

    // HeadlessClient.cpp: the loop, events
    void next();
    void run(const QString &line);
    static const std::vector<Entry> &commands();
    static const std::vector<Entry> &groupCommands();
    static const std::vector<Entry> &changeCommands();
    /// Of one word, or of two; null = there is none.
    [[nodiscard]] static const Entry *findCommand(const QStringList &words);
    void ok(HeadlessReply reply);
    void fail(const Error &error);
    void ended();
    void onChanged(const StoreChanges &changes);
    void connectNews();
    void onState(Session::State state);
    void announce(const TimelineRow &row);
    [[nodiscard]] QString nameOf(const UserId &user) const;
    [[nodiscard]] static QString nameOf(const ConversationRow &row);

    // HeadlessAccount.cpp
    void runRegister(const Command &command);
    void runLogIn(const Command &command);
    void runLogOut(const Command &command);
    void runWhoAmI(const Command &command);
    void runDevices(const Command &command);
    void runRevoke(const Command &command);
    void runStatus(const Command &command);
    void runConnect(const Command &command);
    void runHelp(const Command &command);
    void runQuit(const Command &command);
    /// From the file, the environment or the next line.
    void withPassword(std::function<void(const std::string &)> use);
    void signIn(const std::function<void(Promise<Done>)> &how);

    // HeadlessChats.cpp
    void runFind(const Command &command);
    void runOpen(const Command &command);
    void runSend(const Command &command);
    void runRead(const Command &command);
    void runList(const Command &command);
    void runHistory(const Command &command);
    void runOlder(const Command &command);
    void runFollow(const Command &command);
    void runStop(const Command &command);
    void runOutbox(const Command &command);
    void runRetry(const Command &command);
    void runDiscard(const Command &command);
    /// By user name or conversation id: from the store, else opened on the server. Fails the command if there is none.
    void withConversation(const QString &target, Found found);
    void withUser(const QString &name, std::function<void(const UserRow &)> found);
    /// Answers the command with an error and false while signed out.
    [[nodiscard]] bool needsStore();

    // HeadlessGroups.cpp
    void runGroupCreate(const Command &command);
    void runGroupRename(const Command &command);
    void runGroupDescribe(const Command &command);
    void runGroupHistory(const Command &command);
    void runGroupAdd(const Command &command);
    void runGroupRemove(const Command &command);
    void runGroupRole(const Command &command);
    void runGroupLeave(const Command &command);
    void runGroupForget(const Command &command);
    void runGroupInfo(const Command &command);
    void runMembers(const Command &command);
    void runInviteCreate(const Command &command);
    void runInviteList(const Command &command);
    void runInviteRevoke(const Command &command);
    void runInviteLook(const Command &command);
    void runJoin(const Command &command);
    void runBlock(const Command &command);
    void runUnblock(const Command &command);
    void runBlocks(const Command &command);
    void runReceipts(const Command &command);
    void showMembers(const ConversationId &id);
    void askReceipts(const ConversationId &id, std::uint64_t seq, const std::string &cursor,
                     std::vector<WatermarkRow> known);
    void showReceipts(std::uint64_t seq, const ReceiptCountRow &count, const std::vector<WatermarkRow> &marks);
    /// By user name, one after the other. Fails the command at the first that there is not.
    void withUsers(const QStringList &names, std::vector<UserId> known,
                   std::function<void(const std::vector<UserId> &)> found);
    /// Answers the command as the promise is answered.
    [[nodiscard]] Promise<Done> answered(const QString &reply = {});
    [[nodiscard]] Promise<ConversationId> opened();

    // HeadlessChanges.cpp
    void runReply(const Command &command);
    void runEdit(const Command &command);
    void runDelete(const Command &command);
    void runHide(const Command &command);
    void runReact(const Command &command);
    void runPin(const Command &command);
    void runMute(const Command &command);
    void runArchive(const Command &command);
    void runUnread(const Command &command);
    void runDraft(const Command &command);
    void runOperations(const Command &command);
    void runSearch(const Command &command);
    void runJump(const Command &command);
    void runTyping(const Command &command);
    void runWatch(const Command &command);
    void runContact(const Command &command);
    void runContacts(const Command &command);
    void runSettings(const Command &command);
    void withSeqs(const Command &command,
                  std::function<void(const ConversationRow &, const std::vector<std::uint64_t> &)> found);
    void withState(const Command &command, StateWish wanted);
    /// Answers the command when the message is kept.
    [[nodiscard]] Promise<ClientId> sentAnswer(const ConversationId &id);

    // HeadlessWaits.cpp
    void runWait(const Command &command);
    void waitFor(const QString &what, const QString &seconds, std::function<void()> check);
    void waitForState(MessageState state, const ConversationRow &conversation, const QString &seconds);
    void waitForMessage(const ConversationRow &conversation, int count, const QString &seconds);
    void waitForConnection(const QString &what, const QString &seconds);
    void checkWait();

    HeadlessOptions m_options;
    HeadlessOutput m_output;
    LineInput m_input;
    std::unique_ptr<Session> m_session;
    std::optional<QString> m_running;                  ///< the command that has not answered
    std::function<void(const std::string &)> m_onLine; ///< takes the next line (a password)
    bool m_isStarted{false};
    bool m_isFollowing{false};
    bool m_wasSynced{false}; ///< since the connection came up
    bool m_isFinished{false};
    bool m_hadError{false};
    std::optional<Wait> m_wait;
    std::uint64_t m_waits{0};
    QTimer m_waitLimit;
    std::unordered_map<UserId, QString> m_names;
    std::unordered_map<ConversationId, std::uint64_t> m_seen; ///< `wait message` counts above this
};

} // namespace banter::client
