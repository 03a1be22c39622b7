// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include <QAbstractListModel>
#include <QDate>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include "app/models/TimelineWindow.h"
#include "app/session/ChatActions.h"
#include "app/store/LocalStore.h"
#include "app/store/Rows.h"

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
        StyledTextRole,     ///< styledText: for textFormat StyledText; empty if there is no link: use text
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
        AccessibleTextRole, ///< accessibleText: "Mira, 10:31, On my way, read"
    };
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

    struct Names {
        QString name;
        QString initials;
        int hue{0};
    };

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

    /// Seq of a row; 0 for what the server has not numbered.
    [[nodiscard]] std::uint64_t seqAt(int row) const;
    /// The row at an index, or null.
    [[nodiscard]] const TimelineRow *rowAt(int row) const;
    [[nodiscard]] const TimelineRow *find(const QString &messageId) const;
    [[nodiscard]] QString textOf(const TimelineRow &row) const;

    /// From here on messages are unread: puts the unread line. 0 = none.
    void setFirstUnread(std::uint64_t seq);
    [[nodiscard]] std::uint64_t firstUnread() const { return m_firstUnread; }
    /// The connection is back: what could not be loaded before is tried again when asked for.
    void setOnline();
    /// Midnight, or another language: what depends on them is told anew.
    void refreshTexts();

Q_SIGNALS:
    void countChanged();
    void stateChanged();
    void firstUnreadChanged();
    /// After jumpToLatest(): row 0 is the newest.
    void jumped();
    /// A message of somebody else came in at the newest end; for a polite announcement.
    void messageArrived(const QString &accessibleText);

private:
    struct Shape {
        bool firstOfDay{false};
        bool firstOfGroup{false};
        bool lastOfGroup{false};
        friend bool operator==(const Shape &, const Shape &) = default;
    };
    struct Texts; ///< what is made of a row's content; made when asked for
    enum class Load : std::uint8_t { StoreOnly, AskServer };

    void loadFirst();
    void onChanged(const StoreChanges &changes);
    void onPage(Result<TimelinePage> page, bool wasAsked);
    void readOlder(bool wasAsked);
    void readNewer(bool wasAsked);
    void onNewerPage(Result<TimelinePage> page, bool wasAsked);
    void askServer(std::uint64_t before, std::function<void(bool)> then);
    void reread();
    void applyRow(const TimelineRow &row);
    void removeSend(const ClientId &id);
    void replaceAll(const TimelinePage &page);
    void trimNewer();
    void trimOlder();
    void learn(const std::vector<UserRow> &users);

    [[nodiscard]] int rowOf(std::size_t windowIndex) const;
    [[nodiscard]] std::size_t indexOf(int row) const;
    [[nodiscard]] Shape shapeAt(std::size_t windowIndex) const;
    [[nodiscard]] bool isGrouped(const TimelineRow &older, const TimelineRow &newer) const;
    /// Runs `change`; tells of neighbours that look different afterwards.
    void tellRow(std::size_t windowIndex, const QList<int> &roles = {});
    void tellShapes(std::size_t from, std::size_t to);
    [[nodiscard]] const Texts &textsOf(const TimelineRow &row) const;
    [[nodiscard]] Names namesOf(const UserId &id) const;
    [[nodiscard]] QString accessibleText(const TimelineRow &row) const;

    ConversationId m_conversation;
    UserId m_self;
    LocalStore *m_store;
    ChatActions *m_actions;
    Executor *m_executor;
    TimelineWindow m_window;
    std::unordered_map<UserId, Names> m_names;
    std::vector<Shape> m_shapes; ///< as told to the view, by window index
    mutable std::unordered_map<QString, std::unique_ptr<Texts>> m_texts;
    QDate m_today;
    bool m_isReady{false};
    bool m_loadingOlder{false};
    bool m_loadingNewer{false};
    bool m_isRereading{false};
    QString m_olderErrorText;
    std::uint64_t m_firstUnread{0};
    std::uint64_t m_generation{0}; ///< pages asked for before a jump are of no use after it
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
