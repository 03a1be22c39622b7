// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// The invite links of a group that can still be used, newest first; asked from the server, so only while there is a
/// connection, and only for who manages the group. Lives on the GUI thread.
///
/// A link is shown when it is made, and never again: the server keeps no more than its hash.
class InviteListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Conversation.group.invites")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Why there is no list, or why the last request failed; empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)
    /// The link that was just made, to be copied or shared; empty = none since the page was opened.
    Q_PROPERTY(QString newLink READ newLink NOTIFY newLinkChanged)
public:
    enum Role {
        InviteIdRole = Qt::UserRole + 1, ///< inviteId
        LinkRole,                        ///< link: only of one that was made while this is open; else empty
        CreatorNameRole,                 ///< creatorName: foreign text, "You"
        ExpiryTextRole,                  ///< expiryText: "Never expires", "Until 18 November, 10:42"
        UsesTextRole,                    ///< usesText: "Used 3 times", "Used 3 of 10 times"
        AccessibleTextRole,              ///< accessibleText
    };

    /// All of them outlive the model. `host`: of the server, for links.
    InviteListModel(const ConversationId &conversation, const UserId &self, LocalStore *store, GroupActions *actions,
                    Executor *executor, const QString &host, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] QString newLink() const { return m_newLink; }

    /// Asks for the list; call when the page is shown.
    Q_INVOKABLE void refresh();
    /// Makes one. `hours` until it ends, 0 = never; `uses` = how many may join by it, 0 = any number. Answers by
    /// newLink, or errorText.
    Q_INVOKABLE void create(int hours, int uses);
    Q_INVOKABLE void revoke(const QString &inviteId);
    /// The page closes: links that were shown are forgotten.
    Q_INVOKABLE void forgetLinks();

Q_SIGNALS:
    void countChanged();
    void busyChanged();
    void errorChanged();
    void newLinkChanged();

private:
    void setBusy(bool busy);
    void setErrorText(const QString &text);
    void show(std::vector<InviteRow> rows);
    [[nodiscard]] QString creatorOf(const InviteRow &row) const;
    [[nodiscard]] static QString expiryOf(const InviteRow &row);
    [[nodiscard]] static QString usesOf(const InviteRow &row);

    ConversationId m_conversation;
    UserId m_self;
    QPointer<LocalStore> m_store;
    GroupActions *m_actions;
    Executor *m_executor;
    QString m_host;
    std::vector<InviteRow> m_rows;
    std::unordered_map<std::string, std::string> m_codes; ///< by invite id, of those made here
    std::unordered_map<UserId, UserRow> m_users;
    QString m_newLink;
    bool m_busy{false};
    QString m_errorText;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
