// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include <QDate>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "app/chats/Group.h"
#include "app/chats/Presence.h"
#include "app/models/MessageInfo.h"
#include "app/models/TimelineModel.h"
#include "app/session/ChatActions.h"
#include "app/session/GroupActions.h"
#include "app/store/LocalStore.h"
#include "app/store/Rows.h"

namespace banter::client {

/// The conversation that is open: its head, its timeline, and the composer under it. Everything but loading old
/// messages works offline. Owned by App; goes when another one is opened. Lives on the GUI thread.
class Conversation : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.conversation")
    Q_PROPERTY(QString conversationId READ conversationId CONSTANT)
    /// Foreign text.
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString initials READ initials NOTIFY changed)
    Q_PROPERTY(int hue READ hue NOTIFY changed)
    /// Under the title: "Aiko is typing…", "last seen 9:02", "6 members, 3 online", "@mira".
    Q_PROPERTY(QString presenceText READ presenceText NOTIFY changed)
    /// False: with one other person.
    Q_PROPERTY(bool isGroup READ isGroup NOTIFY changed)
    /// Never null; of a direct conversation it says nothing.
    Q_PROPERTY(banter::client::Group *group READ group CONSTANT)
    /// Direct: userId of the other one; empty in groups.
    Q_PROPERTY(QString peerId READ peerId NOTIFY changed)
    Q_PROPERTY(QString peerUsername READ peerUsername NOTIFY changed)
    /// The other one is blocked by this account.
    Q_PROPERTY(bool isPeerBlocked READ isPeerBlocked NOTIFY changed)
    /// Instead of the composer: why nothing can be written here ("You blocked Sofia."); empty = it can.
    Q_PROPERTY(QString closedText READ closedText NOTIFY changed)
    /// The way out of it, as a link behind closedText.
    Q_PROPERTY(banter::client::Conversation::ClosedAction closedAction READ closedAction NOTIFY changed)
    /// Over the composer while one answers or edits a message: what it is, and one line of it (foreign text).
    Q_PROPERTY(banter::client::Conversation::Bar bar READ bar NOTIFY barChanged)
    Q_PROPERTY(QString barTitle READ barTitle NOTIFY barChanged)
    Q_PROPERTY(QString barText READ barText NOTIFY barChanged)
    /// The other one's presence (direct), and who writes or records now; presenceText has the words for both.
    Q_PROPERTY(bool isOnline READ isOnline NOTIFY changed)
    Q_PROPERTY(bool isSomebodyTyping READ isSomebodyTyping NOTIFY changed)
    Q_PROPERTY(bool isPinned READ isPinned NOTIFY changed)
    Q_PROPERTY(bool isMuted READ isMuted NOTIFY changed)
    Q_PROPERTY(bool isArchived READ isArchived NOTIFY changed)
    /// Who has a message and who has read it; see openInfo().
    Q_PROPERTY(banter::client::MessageInfo *messageInfo READ messageInfo CONSTANT)
    Q_PROPERTY(banter::client::TimelineModel *timeline READ timeline CONSTANT)
    /// Messages of others that were not shown yet: the count on the jump button while one reads further up.
    Q_PROPERTY(int unread READ unread NOTIFY changed)

    /// What is being written. Kept over restarts. Set it at every change of the composer; when it changes from here (a
    /// kept draft, a failed message to edit, sent) draftReplaced() says so.
    Q_PROPERTY(QString draft READ draft WRITE setDraft NOTIFY draftChanged)
    /// Bytes (UTF-8) that still fit; negative = too long. Show from 200 on.
    Q_PROPERTY(int counterLeft READ counterLeft NOTIFY draftChanged)
    /// There is something to see in the draft, it is not too long, and one may write here.
    Q_PROPERTY(bool canSend READ canSend NOTIFY canSendChanged)

    /// The window is active and the timeline is in sight: only then does reading count. Bind it to
    /// `Window.active && visible`.
    Q_PROPERTY(bool isWatched READ isWatched WRITE setWatched NOTIFY watchedChanged)
public:
    enum Bar { NoBar, Reply, Edit };
    Q_ENUM(Bar)
    enum ClosedAction {
        NoAction,
        Unblock, ///< App.blocks.unblock(peerId)
        Forget,  ///< group.forget(), after a question
    };
    Q_ENUM(ClosedAction)

    /// Groups of more members do not say how many are online: a connection is told of so many people only.
    static constexpr int kMostWatched = 50;
    static constexpr int kDraftDelayMs = 500;  ///< typing pause after which a draft is stored
    static constexpr int kDraftShareMs = 3000; ///< … after which the other devices get it

    /// What it stands on; all of it outlives it.
    struct Access {
        LocalStore *store{nullptr};
        ChatActions *chats{nullptr};
        GroupActions *groups{nullptr};
        Executor *executor{nullptr};
        QString host;                ///< of the server, for invite links
        Presence *presence{nullptr}; ///< null: nothing is known
    };
    Conversation(const ConversationId &id, const UserId &self, const Access &access, QObject *parent = nullptr);
    /// Stores the draft.
    ~Conversation() override;

    [[nodiscard]] const ConversationId &id() const { return m_id; }
    [[nodiscard]] QString conversationId() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString initials() const;
    [[nodiscard]] int hue() const;
    [[nodiscard]] QString presenceText() const;
    [[nodiscard]] Bar bar() const { return m_bar; }
    [[nodiscard]] QString barTitle() const;
    [[nodiscard]] QString barText() const { return m_barText; }
    [[nodiscard]] bool isOnline() const;
    [[nodiscard]] bool isSomebodyTyping() const;
    [[nodiscard]] bool isPinned() const { return m_row.pinnedAtMs > 0; }
    [[nodiscard]] bool isMuted() const;
    [[nodiscard]] bool isArchived() const { return m_row.isArchived; }
    [[nodiscard]] bool isGroup() const { return m_row.isGroup(); }
    [[nodiscard]] Group *group() { return &m_group; }
    [[nodiscard]] QString peerId() const;
    [[nodiscard]] QString peerUsername() const { return QString::fromStdString(m_row.peerUsername); }
    [[nodiscard]] bool isPeerBlocked() const { return m_row.isPeerBlocked; }
    [[nodiscard]] QString closedText() const;
    [[nodiscard]] ClosedAction closedAction() const;
    [[nodiscard]] MessageInfo *messageInfo() { return &m_info; }
    [[nodiscard]] TimelineModel *timeline() { return &m_timeline; }
    [[nodiscard]] int unread() const { return static_cast<int>(m_row.unread); }
    [[nodiscard]] QString draft() const { return m_draft; }
    void setDraft(const QString &draft);
    [[nodiscard]] int counterLeft() const;
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] bool isWatched() const { return m_isWatched; }
    void setWatched(bool watched);

    /// Sends the draft, if canSend; it goes into the store at once, and to the server when there is a connection.
    Q_INVOKABLE void send();
    /// The newest row that can be seen now (0 = the newest message); call while scrolling and when rows come in. Counts
    /// as read while isWatched, and once it becomes so.
    Q_INVOKABLE void markShown(int row);
    /// The ways on for a failed message; other ids are ignored. `messageId` as the timeline's role.
    Q_INVOKABLE void retry(const QString &messageId);
    /// Deletes it here; it never went out.
    Q_INVOKABLE void discard(const QString &messageId);
    /// Its text goes back to the composer (behind what is there), and it is discarded.
    Q_INVOKABLE void edit(const QString &messageId);
    /// Of a message, as written; for the clipboard (App.copyText()).
    Q_INVOKABLE [[nodiscard]] QString textOf(const QString &messageId) const;
    /// The message is answered, or edited, by the next send(); what is in the composer stays, or comes back after it.
    /// Ignored where the timeline's canReply, canEdit says no.
    Q_INVOKABLE void beginReply(const QString &messageId);
    Q_INVOKABLE void beginEdit(const QString &messageId);
    Q_INVOKABLE void cancelBar();
    /// messageId of one's own newest message that can be edited, for Up in an empty composer; empty = none.
    Q_INVOKABLE [[nodiscard]] QString lastEditable() const;
    /// The own reaction, in place of the former one; the same again takes it away.
    Q_INVOKABLE void react(const QString &messageId, const QString &emoji);
    Q_INVOKABLE void deleteForEveryone(const QStringList &messageIds);
    Q_INVOKABLE void deleteForMe(const QStringList &messageIds);
    /// To the first message of a day (local midnight); ends in the timeline's found() or notFound().
    Q_INVOKABLE void jumpToDate(const QDate &day);

    /// Shows who has one's own message in messageInfo; other ids, and what is not stored by the server yet, are
    /// ignored.
    Q_INVOKABLE void openInfo(const QString &messageId);
    /// messageId of one's own newest failed message, for Up in an empty composer; empty = none.
    Q_INVOKABLE [[nodiscard]] QString lastFailed() const;

    /// What is known of it already; else it is read.
    void setRow(const ConversationRow &row);
    /// Stores the draft now.
    void flush();
    /// Words that could not go where they should: behind the draft, or what comes back after an edit.
    void takeBack(const QString &words);
    void setOnline();
    void refreshTexts();

Q_SIGNALS:
    void changed();
    void draftChanged();
    void canSendChanged();
    /// The draft changed from here: the composer takes it over.
    void draftReplaced();
    void watchedChanged();
    void barChanged();
    /// The local store refused a message; it is back in the draft. For a toast.
    void sendFailed(const QString &text);
    /// It is not here any more (Group::forget()).
    void removed();

private:
    void onChanged(const StoreChanges &changes);
    void readRow();
    void giveBack(const QString &text);
    void tellFailure(const Result<Done> &done);
    void readDraft();
    void putUnreadLine();
    void replaceDraft(const QString &draft);
    void markRead();
    void setBar(Bar bar, const TimelineRow *row);
    void showReply(std::uint64_t seq);
    void tellTyping(bool isTyping);
    void unmark();
    void watchMembers();
    void unwatchMembers();
    [[nodiscard]] int onlineCount() const;
    void commitEdit();
    [[nodiscard]] std::vector<std::uint64_t> seqsOf(const QStringList &messageIds) const;
    [[nodiscard]] Promise<Done> toldIfRefused();

    ConversationId m_id;
    UserId m_self;
    QPointer<LocalStore> m_store; ///< goes when the account signs out
    ChatActions *m_actions;
    Executor *m_executor;
    TimelineModel m_timeline;
    Group m_group;
    MessageInfo m_info;
    ConversationRow m_row;
    bool m_hasRow{false};
    bool m_hasLine{false}; ///< where the unread line stands is known
    QPointer<Presence> m_presence;
    QStringList m_watched; ///< members whose presence is asked for
    Bar m_bar{NoBar};
    std::uint64_t m_barSeq{0}; ///< of the message that is answered or edited
    QString m_barName;
    QString m_barText;
    QString m_stashedDraft;          ///< while a message is edited
    std::uint64_t m_stashedReply{0}; ///< … what the draft answers
    std::uint64_t m_storedReply{0};
    QTimer m_shareTimer;
    QElapsedTimer m_toldTyping; ///< since when the others know; invalid: they know nothing
    QString m_draft;
    QString m_storedDraft;
    bool m_isDraftTouched{false}; ///< somebody typed: what the store held comes too late
    QTimer m_draftTimer;
    bool m_isWatched{false};
    std::uint64_t m_shownSeq{0}; ///< newest that can be seen now
    std::uint64_t m_markedSeq{0};
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
