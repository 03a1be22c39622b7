// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include <QAbstractListModel>
#include <QPointer>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include "app/session/GroupActions.h"
#include "app/store/LocalStore.h"

namespace banter::client {

/// Who has a message, and who has read it: those who have read it first, then those who have it, then the others. Asked
/// from the server when it is opened, a page at a time. The protocol knows how far everybody is, not when they got
/// there, so there are no times. Lives on the GUI thread.
class MessageInfo : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Conversation.messageInfo")
    /// The message it is about; empty = none is open.
    Q_PROPERTY(QString messageId READ messageId NOTIFY opened)
    Q_PROPERTY(int recipients READ recipients NOTIFY stateChanged)
    Q_PROPERTY(int deliveredTo READ deliveredTo NOTIFY stateChanged)
    Q_PROPERTY(int readBy READ readBy NOTIFY stateChanged)
    /// "Delivered to 5 of 12", "Read by 3 of 12"; empty until known.
    Q_PROPERTY(QString deliveredText READ deliveredText NOTIFY stateChanged)
    Q_PROPERTY(QString readText READ readText NOTIFY stateChanged)
    /// "Sent 18 November, 10:42"
    Q_PROPERTY(QString sentText READ sentText NOTIFY opened)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY stateChanged)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY stateChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)
public:
    enum Role {
        UserIdRole = Qt::UserRole + 1, ///< userId
        NameRole,                      ///< name: foreign text
        InitialsRole,                  ///< initials
        HueRole,                       ///< hue: 0..7
        StateRole,                     ///< state: State
        StateTextRole,                 ///< stateText: "Read", "Delivered", "Not delivered yet"
        AccessibleTextRole,            ///< accessibleText
    };
    enum State { NotDelivered, Delivered, Read };
    Q_ENUM(State)

    /// All of them outlive the model.
    MessageInfo(const ConversationId &conversation, LocalStore *store, GroupActions *actions, Executor *executor,
                QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] QString messageId() const { return m_messageId; }
    [[nodiscard]] int recipients() const { return static_cast<int>(m_count.recipients); }
    [[nodiscard]] int deliveredTo() const { return static_cast<int>(m_count.delivered); }
    [[nodiscard]] int readBy() const { return static_cast<int>(m_count.read); }
    [[nodiscard]] QString deliveredText() const;
    [[nodiscard]] QString readText() const;
    [[nodiscard]] QString sentText() const;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] bool hasMore() const { return !m_next.empty(); }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// A message of the server (seq > 0). Conversation.openInfo() calls it.
    void open(const QString &messageId, std::uint64_t seq, std::int64_t sentAtMs);
    /// The next page; call when the end of the list comes near.
    Q_INVOKABLE void loadMore();
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void close();

Q_SIGNALS:
    void opened();
    void countChanged();
    void stateChanged();

private:
    void ask(const std::string &cursor);
    void onPage(const ReceiptsPage &page, bool isFirst);
    [[nodiscard]] State stateOf(const WatermarkRow &row) const;
    [[nodiscard]] QString nameOf(const UserId &user) const;

    ConversationId m_conversation;
    QPointer<LocalStore> m_store;
    GroupActions *m_actions;
    Executor *m_executor;
    QString m_messageId;
    std::uint64_t m_seq{0};
    std::int64_t m_sentAtMs{0};
    ReceiptCountRow m_count;
    std::vector<WatermarkRow> m_rows;
    std::unordered_map<UserId, UserRow> m_users;
    std::string m_next;
    bool m_loading{false};
    QString m_errorText;
    std::uint64_t m_asked{0}; ///< numbers what was opened; answers for earlier ones are dropped
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
