// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include "app/session/ChatActions.h"
#include "app/store/LocalStore.h"
#include "app/store/Rows.h"

namespace banter::client {

/// The list of conversations, the one with the latest message first, as the store says. Follows every change with the
/// fewest row moves. Lives on the GUI thread.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.conversations")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The store has been read; until then show nothing, and skeletons after 200 ms.
    Q_PROPERTY(bool isReady READ isReady NOTIFY isReadyChanged)
    /// True: the archived ones are shown instead of the others.
    Q_PROPERTY(bool showsArchived READ showsArchived WRITE setShowsArchived NOTIFY showsArchivedChanged)
    Q_PROPERTY(int archivedCount READ archivedCount NOTIFY archivedCountChanged)
    /// Unread messages of all conversations that are neither muted nor archived, for the window's title.
    Q_PROPERTY(int unreadTotal READ unreadTotal NOTIFY unreadTotalChanged)
public:
    enum Role {
        ConversationIdRole = Qt::UserRole + 1, ///< conversationId: string, for App.openConversation()
        TitleRole,                             ///< title: foreign text
        InitialsRole,                          ///< initials
        HueRole,                               ///< hue: 0..7
        PreviewKindRole,                       ///< previewKind: PreviewKind, the first that applies
        PreviewTextRole,    ///< previewText: one line, foreign text; what follows the words of previewKind
        PreviewMarkRole,    ///< previewMark: TimelineModel::Mark of the newest message if it is one's own
        TimeTextRole,       ///< timeText: "10:42", "Yesterday", "Mon", "18 Nov"
        UnreadRole,         ///< unread: count, 0 = none
        UnreadTextRole,     ///< unreadText: "4", "99+", empty
        PinnedRole,         ///< pinned: bool
        MutedRole,          ///< muted: bool
        FailedRole,         ///< failed: number of messages that were not sent
        PendingRole,        ///< pending: number of messages that wait
        ArchivedRole,       ///< archived: bool
        MarkedUnreadRole,   ///< markedUnread: bool, by hand: a dot instead of a count
        PeerIdRole,         ///< peerId: userId for App.presence; empty in groups
        IsGroupRole,        ///< isGroup: bool
        PreviewSenderRole,  ///< previewSender: foreign text, "You": who wrote the preview; groups only, else empty
        IsLeftRole,         ///< isLeft: bool, one is no member any more
        AccessibleTextRole, ///< accessibleText: "Mira, 4 unread, On my way, 10:40"
    };
    enum PreviewKind {
        Nothing,  ///< no message yet
        NotSent,  ///< "Not sent:" in danger, then the text
        Draft,    ///< "Draft:" in danger 500, then the text
        Text,     ///< the text
        Deleted,  ///< previewText is "Message deleted", italic
        Line,     ///< previewText is a system line: "Mira added Tom"
        Activity, ///< previewText is what somebody does there now: "typing…", before all others
    };
    Q_ENUM(PreviewKind)

    explicit ConversationListModel(QObject *parent = nullptr);
    ~ConversationListModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] int unreadTotal() const { return m_unreadTotal; }

    [[nodiscard]] bool showsArchived() const { return m_showsArchived; }
    void setShowsArchived(bool shows);
    [[nodiscard]] int archivedCount() const { return m_archivedCount; }

    // On all devices of the user; show at once, offline too.
    Q_INVOKABLE void setPinned(const QString &conversationId, bool pinned);
    /// `hours`: 0 = not muted any more, below 0 = for ever.
    Q_INVOKABLE void mute(const QString &conversationId, int hours);
    Q_INVOKABLE void setArchived(const QString &conversationId, bool archived);
    Q_INVOKABLE void setMarkedUnread(const QString &conversationId, bool marked);
    /// Everything in it counts as read, and it is not marked any more.
    Q_INVOKABLE void markRead(const QString &conversationId);

    /// The row of a conversation; -1 = not in the list.
    Q_INVOKABLE [[nodiscard]] int rowOf(const QString &conversationId) const;
    /// The conversation in a row; empty = there is none.
    Q_INVOKABLE [[nodiscard]] QString idAt(int row) const;

    /// Shows the list of a store that is open (not owned, outlives the model or a setStore(null)); null: empties it.
    void setStore(LocalStore *store, Executor *executor);
    /// Who carries wishes out; outlives the model or the next call.
    void setActions(ChatActions *actions) { m_actions = actions; }
    /// Who is signed in; for lines that name people.
    void setSelf(const UserId &self) { m_self = self; }
    /// What somebody does there now (Presence::activityText()), empty = nothing.
    void setActivity(const ConversationId &id, const QString &text);
    /// A conversation without a message is in the list only while it is open.
    void setOpen(const ConversationId &id);
    /// Midnight, or another language.
    void refreshTexts();
    [[nodiscard]] const ConversationRow *find(const ConversationId &id) const;
    /// All that have something in them, archived or not, the latest first. Until something changes.
    [[nodiscard]] std::vector<const ConversationRow *> findable() const;

Q_SIGNALS:
    void countChanged();
    void isReadyChanged();
    void unreadTotalChanged();
    void showsArchivedChanged();
    void archivedCountChanged();
    /// A line changed; also of a conversation that the list leaves out.
    void conversationChanged(const QString &conversationId);

private:
    void readAll();
    void sortOut();
    void wish(const QString &conversationId, const StateWish &wanted);
    void onChanged(const StoreChanges &changes);
    void readDirty();
    void setReady(bool isReady);
    void put(ConversationRow row);
    void remove(const ConversationId &id);
    [[nodiscard]] bool isShown(const ConversationRow &row) const;
    [[nodiscard]] QVariant dataOf(const ConversationRow &row, int role) const;
    [[nodiscard]] QString nameOf(const UserId &user) const;
    [[nodiscard]] PreviewKind kindOf(const ConversationRow &row) const;
    [[nodiscard]] QString previewOf(const ConversationRow &row) const;
    [[nodiscard]] QString senderOf(const ConversationRow &row) const;
    [[nodiscard]] QString accessibleOf(const ConversationRow &row) const;
    void learn(const std::vector<UserRow> &users);
    [[nodiscard]] QList<int> differences(const ConversationRow &before, const ConversationRow &after) const;
    /// The number of rows if it is not shown.
    [[nodiscard]] std::size_t indexOf(const ConversationId &id) const;
    void tellCounts();

    LocalStore *m_store{nullptr};
    Executor *m_executor{nullptr};
    std::vector<ConversationRow> m_rows; ///< shown, in order
    std::vector<ConversationRow> m_hidden;
    std::set<ConversationId> m_dirty; ///< to be read again
    UserId m_self;
    std::unordered_map<UserId, UserRow> m_users;
    bool m_isReading{false};
    ConversationId m_open;
    bool m_isReady{false};
    int m_unreadTotal{0};
    int m_archivedCount{0};
    bool m_showsArchived{false};
    ChatActions *m_actions{nullptr};
    std::map<ConversationId, QString> m_activity;
    int m_toldCount{0};
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)}; ///< of the store that is shown
};

} // namespace banter::client
