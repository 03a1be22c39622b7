// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include <QAbstractListModel>
#include <QDate>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include "app/models/MessageEntry.h"
#include "app/models/TimelineWindow.h"
#include "app/session/ChatActions.h"
#include "app/store/LocalStore.h"
#include "app/store/Rows.h"
#include "shared/protocol/GroupRights.h"

namespace banter::client {

/// The timeline of the open conversation, newest first (row 0 is the newest: for a BottomToTop ListView). Holds a
/// window of at most kMaxRows rows that slides as one scrolls; pages come from the store, and from the server where the
/// store has a hole. Rows always follow each other without a gap. Lives on the GUI thread.
///
/// The view calls loadOlder() when it comes near the oldest row (its last) and loadNewer() near the newest (row 0);
/// both do nothing while they run or when there is nothing.
class TimelineModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Conversation.timeline")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The first page from the store is here; until then show nothing, and skeletons after 200 ms.
    Q_PROPERTY(bool isReady READ isReady NOTIFY stateChanged)
    /// Row 0 is the newest message there is. False: newer ones are there (loadNewer(), jumpToLatest()).
    Q_PROPERTY(bool atNewest READ atNewest NOTIFY stateChanged)
    /// The last row is the first message of the conversation.
    Q_PROPERTY(bool atOldest READ atOldest NOTIFY stateChanged)
    Q_PROPERTY(bool loadingOlder READ loadingOlder NOTIFY stateChanged)
    Q_PROPERTY(bool loadingNewer READ loadingNewer NOTIFY stateChanged)
    /// Why older messages can't be had now (offline …); empty otherwise. Tried again by loadOlder().
    Q_PROPERTY(QString olderErrorText READ olderErrorText NOTIFY stateChanged)
    /// Row of the first unread message when the conversation was opened, for the unread line; -1 = none in the window.
    Q_PROPERTY(int firstUnreadRow READ firstUnreadRow NOTIFY firstUnreadChanged)
public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< kind: Kind
        MessageIdRole,      ///< messageId: string that names the row as long as it is shown; for keys and menus
        MineRole,           ///< mine: bool
        SenderNameRole,     ///< senderName: foreign text
        SenderHueRole,      ///< senderHue: 0..7
        SenderInitialsRole, ///< senderInitials
        TextRole,           ///< text: foreign text, as written; empty if deleted
        IsEmojiOnlyRole,    ///< isEmojiOnly: bool, one to three emoji
        TimeTextRole,       ///< timeText: "10:31"
        MarkRole,           ///< mark: Mark
        FailureTextRole,    ///< failureText: reason; empty unless mark is Failed
        DeletedRole,        ///< deleted: bool
        IsFirstOfDayRole,   ///< isFirstOfDay: bool, a day pill stands above
        DayTextRole,        ///< dayText: "Today"; of every row, for the sticky pill
        IsFirstOfGroupRole, ///< isFirstOfGroup: bool
        IsLastOfGroupRole,  ///< isLastOfGroup: bool
        IsFirstUnreadRole,  ///< isFirstUnread: bool, the unread line stands above
        EditedRole,         ///< edited: bool, "edited" stands before the time
        IsChangingRole,     ///< isChanging: bool, what is shown of it is not confirmed by the server yet
        ReplySeqRole,       ///< replySeq: number for jumpTo(); 0 = it is no reply
        ReplyNameRole,      ///< replyName: foreign text, "You"; empty if the original is not here
        ReplyHueRole,       ///< replyHue: 0..7
        ReplyTextRole,      ///< replyText: foreign text, one line; "Message deleted", "Message" if it is not here
        ReactionsRole,      ///< reactions: list of {emoji, count, own: bool}, the most frequent first
        OwnReactionRole,    ///< ownReaction: emoji; empty = none
        CanReplyRole,       ///< canReply: bool; the same for reacting and for deleting it for oneself
        CanEditRole,        ///< canEdit: bool
        CanDeleteRole,      ///< canDelete: bool, for everyone
        SeqRole,            ///< seq: number in the conversation, for jumpTo(); 0 = not stored by the server yet
        SenderIdRole,       ///< senderId: userId; empty = the system
        ReceiptTextRole,    ///< receiptText: own messages in groups: "Delivered to 5, read by 3"; else empty
        AccessibleTextRole, ///< accessibleText: "Mira, 10:31, On my way, read"
        EntryRole,          ///< entry: MessageEntry, what the row shows in one value
    };
    Q_ENUM(Role)
    enum Kind {
        Message,
        System,  ///< text is a whole line: "Mira started the conversation"
        Unknown, ///< content of a later version: text is its fallback
    };
    Q_ENUM(Kind)
    /// For messages of one's own; NoMark for others'.
    enum Mark { NoMark, Pending, Sent, Delivered, Read, Failed };
    Q_ENUM(Mark)

    static constexpr int kPage = 50;
    static constexpr std::size_t kMaxRows = 400;

    /// `store` and `actions` outlive the model; `self` is who is signed in. Reads the newest page at once.
    TimelineModel(const ConversationId &conversation, const UserId &self, LocalStore *store, ChatActions *actions,
                  Executor *executor, QObject *parent = nullptr);
    ~TimelineModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] bool atNewest() const { return m_window.isLive(); }
    [[nodiscard]] bool atOldest() const { return m_window.isComplete(); }
    [[nodiscard]] bool loadingOlder() const { return m_loadingOlder; }
    [[nodiscard]] bool loadingNewer() const { return m_loadingNewer; }
    [[nodiscard]] QString olderErrorText() const { return m_olderErrorText; }
    [[nodiscard]] int firstUnreadRow() const;

    Q_INVOKABLE void loadOlder();
    Q_INVOKABLE void loadNewer();
    /// Goes to the newest page; if it is not in the window, the window starts anew there (jumped() tells when).
    Q_INVOKABLE void jumpToLatest();
    /// Goes to a message (replySeq, a search hit, firstUnread …), which may not be here yet; ends in found(), or in
    /// notFound().
    Q_INVOKABLE void jumpTo(qulonglong seq);
    /// Row of a message in the window; -1 = it is not in it.
    Q_INVOKABLE [[nodiscard]] int rowOfSeq(qulonglong seq) const;

    /// Seq of a row; 0 for what the server has not numbered.
    [[nodiscard]] std::uint64_t seqAt(int row) const;
    /// The row at an index, or null.
    [[nodiscard]] const TimelineRow *rowAt(int row) const;
    [[nodiscard]] const TimelineRow *find(const QString &messageId) const;
    [[nodiscard]] static QString textOf(const TimelineRow &row);
    /// One's role in the group, for what may be deleted.
    void setStanding(groups::Standing standing);
    /// What a reply says of the message that it answers: who wrote it, and one line of it.
    [[nodiscard]] std::pair<QString, QString> quoteOf(const QuotedRow &quoted) const;

    /// From here on messages are unread: puts the unread line. 0 = none.
    void setFirstUnread(std::uint64_t seq);
    [[nodiscard]] std::uint64_t firstUnread() const { return m_firstUnread; }
    /// Whether row 0 is in sight: then the window goes along when there is more than fits below.
    void setFollowing(bool isFollowing) { m_isFollowing = isFollowing; }
    /// The connection is back: what could not be loaded before can be asked for again.
    void setOnline();
    /// Midnight, or another language: what depends on them is told anew.
    void refreshTexts();

Q_SIGNALS:
    void countChanged();
    void stateChanged();
    void firstUnreadChanged();
    /// After jumpToLatest(): row 0 is the newest.
    void jumped();
    /// After jumpTo(): the message, or the next one if it is gone, is in this row. The view goes there and lights it
    /// up.
    void found(int row);
    /// After jumpTo(), for a toast: why not.
    void notFound(const QString &text);
    /// A message of somebody else came in at the newest end; for a polite announcement.
    void messageArrived(const QString &accessibleText);

private:
    /// What a row looks like because of its neighbours.
    struct Shape {
        bool firstOfDay{false};
        bool firstOfGroup{false};
        bool lastOfGroup{false};
        friend bool operator==(const Shape &, const Shape &) = default;
    };
    /// What is made of a row's content; made when asked for.
    struct Texts {
        Kind kind{Message};
        QString text;
        bool isEmojiOnly{false};
    };
    /// Somebody as they are shown.
    struct Person {
        QString name, initials;
        int hue{0};
    };
    struct View {
        Shape shape; ///< as the view was told
        mutable std::shared_ptr<const Texts> texts;
    };
    struct Told {
        bool isReady{false}, atNewest{false}, atOldest{false}, loadingOlder{false}, loadingNewer{false};
        QString olderError;
        friend bool operator==(const Told &, const Told &) = default;
    };
    using OnPage = std::function<void(const TimelinePage &)>;

    // TimelineModel.cpp: rows and roles
    [[nodiscard]] std::size_t indexOf(int row) const {
        return m_window.rows().size() - 1 - static_cast<std::size_t>(row);
    }
    [[nodiscard]] int rowOf(std::size_t index) const {
        return static_cast<int>(m_window.rows().size()) - 1 - static_cast<int>(index);
    }
    [[nodiscard]] MessageEntry entryOf(const TimelineRow &row, const View &view) const;
    [[nodiscard]] static QString messageIdOf(const TimelineRow &row);
    [[nodiscard]] QVariant messageData(const TimelineRow &row, const View &view, int role) const;
    [[nodiscard]] QVariant changeData(const TimelineRow &row, const View &view, int role) const;
    [[nodiscard]] QVariantList reactionsOf(const TimelineRow &row) const;
    [[nodiscard]] bool mayEdit(const TimelineRow &row) const;
    [[nodiscard]] bool mayDelete(const TimelineRow &row) const;
    [[nodiscard]] QVariant senderData(const TimelineRow &row, int role) const;
    [[nodiscard]] bool isGrouped(const TimelineRow &older, const TimelineRow &newer) const;
    [[nodiscard]] Shape shapeAt(std::size_t index) const;
    [[nodiscard]] const Texts &textsOf(const TimelineRow &row, const View &view) const;
    [[nodiscard]] std::shared_ptr<const Texts> makeTexts(const TimelineRow &row) const;
    [[nodiscard]] Person personOf(const UserId &id) const;
    [[nodiscard]] QString nameOf(const UserId &id) const { return personOf(id).name; }
    void addChanges(const TimelineRow &row, QStringList *parts) const;
    [[nodiscard]] QString accessibleText(const TimelineRow &row, const View &view) const;
    void tell(std::size_t index, const QList<int> &roles = {});
    void learn(const std::vector<UserRow> &users);

    // TimelineChanges.cpp: what changes the rows
    void onChanged(const StoreChanges &changes);
    void applyRows(const std::vector<TimelineRow> &rows);
    void applyRow(const TimelineRow &row);
    void insertRow(const TimelineRow &row, std::size_t index);
    void moveRow(const TimelineRow &row, std::size_t from, std::size_t to);
    void removeSend(const ClientId &id);
    void removeMessage(std::uint64_t seq);
    void removeAt(std::size_t index, const std::function<void()> &remove);
    void replaceAll(const TimelinePage &page);
    void prependPage(const TimelinePage &page);
    void appendPage(const TimelinePage &page);
    void dropNewest(std::size_t count);
    void dropOldest(std::size_t count);
    void tellShapes(std::size_t from, std::size_t to);
    void tellCounts();
    void tellState();

    // TimelinePaging.cpp: where rows come from
    void read(const PageRequest &request, OnPage then);
    void readNewest(bool tellJumped);
    void readOlder(std::uint64_t before, int triesLeft);
    void readNewer(int triesLeft);
    void readTail(std::uint64_t above);
    void readAround(std::uint64_t seq, int triesLeft);
    void reread();
    void askServer(std::uint64_t before, std::function<void(const Result<Done> &)> then);

    ConversationId m_conversation;
    UserId m_self;
    QPointer<LocalStore> m_store; ///< goes when the account signs out
    ChatActions *m_actions;
    Executor *m_executor;
    TimelineWindow m_window;
    std::vector<View> m_views; ///< by window index
    std::unordered_map<UserId, UserRow> m_users;
    std::unordered_map<UserId, Person> m_people; ///< of m_users
    QDate m_today;
    groups::Standing m_standing{groups::Standing::None};
    bool m_isReady{false};
    bool m_loadingOlder{false};
    bool m_loadingNewer{false};
    bool m_isFollowing{true}; ///< the view is at the newest end
    QString m_olderErrorText;
    std::uint64_t m_firstUnread{0};
    Told m_told;
    int m_toldCount{0};
    int m_toldUnreadRow{-1};
    std::uint64_t m_generation{0}; ///< of the window: pages asked for before it started anew are of no use
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
