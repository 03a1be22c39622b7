// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <QAbstractListModel>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "app/session/ChatActions.h"
#include "app/store/LocalStore.h"

namespace banter::client {

/// Messages that hold all the words, the newest first: those in the own store at once and offline, then those that only
/// the server has. Lives on the GUI thread.
class SearchModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.search")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The last word may be the beginning of one.
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    /// Looks in this conversation only; empty: in all.
    Q_PROPERTY(QString conversationId READ conversationId WRITE setConversationId NOTIFY queryChanged)
    /// There is a query, and its own store was looked through: no hit means none here.
    Q_PROPERTY(bool searched READ searched NOTIFY stateChanged)
    /// The server is being asked.
    Q_PROPERTY(bool busy READ busy NOTIFY stateChanged)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY stateChanged)
    /// Why the server could not be asked: what is shown is from here only. Empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)
public:
    enum Role {
        ConversationIdRole = Qt::UserRole + 1, ///< conversationId
        SeqRole,                               ///< seq: for App.openMessage(), TimelineModel.jumpTo()
        TitleRole,                             ///< title: of the conversation, foreign text
        SenderNameRole,                        ///< senderName: foreign text, "You"
        TextRole,                              ///< text: one line around the first hit, foreign text
        HitStartRole, ///< hitStart, hitLength: the first hit in it, in characters; length 0 = none
        HitLengthRole,
        TimeTextRole,       ///< timeText
        AccessibleTextRole, ///< accessibleText
    };
    static constexpr int kTypingPauseMs = 250;
    static constexpr int kMostLocal = 200;

    explicit SearchModel(ChatActions *actions, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] QString query() const { return m_query; }
    void setQuery(const QString &query);
    [[nodiscard]] QString conversationId() const;
    void setConversationId(const QString &id);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] bool searched() const { return m_searched; }
    [[nodiscard]] bool hasMore() const { return !m_next.empty(); }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// seq of the message in a row; 0 = there is none.
    Q_INVOKABLE [[nodiscard]] qulonglong seqAt(int row) const;
    Q_INVOKABLE [[nodiscard]] QString conversationIdAt(int row) const;
    /// The row of a message while one conversation is searched; -1 = it is no hit.
    Q_INVOKABLE [[nodiscard]] int rowOfSeq(qulonglong seq) const;
    /// The next page of the server's hits.
    Q_INVOKABLE void loadMore();

    /// A store that is open (not owned, outlives the model or a setStore(null)); null: empties it.
    void setStore(LocalStore *store, Executor *executor, const UserId &self);

Q_SIGNALS:
    void countChanged();
    void queryChanged();
    void stateChanged();

private:
    void start();
    void askServer();
    void take(std::vector<TimelineRow> rows);
    void drop(const StoreChanges &changes);
    void clear();
    [[nodiscard]] QString nameOf(const UserId &user) const;
    /// One line of a text and where the hit is in it.
    [[nodiscard]] std::pair<QString, std::pair<int, int>> excerpt(const TimelineRow &row) const;

    ChatActions *m_actions;
    QPointer<LocalStore> m_store;
    Executor *m_executor{nullptr};
    UserId m_self;
    QString m_query;
    ConversationId m_within;
    std::vector<TimelineRow> m_rows;
    std::set<std::pair<ConversationId, std::uint64_t>> m_taken;
    std::unordered_map<UserId, UserRow> m_users;
    std::unordered_map<ConversationId, ConversationRow> m_conversations;
    std::string m_next;
    bool m_busy{false};
    bool m_searched{false};
    QString m_errorText;
    QTimer m_typing;
    std::uint64_t m_asked{0}; ///< numbers the questions; only the last one's answers count
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)}; ///< of the store that is searched
};

} // namespace banter::client
