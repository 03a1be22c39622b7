// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <QAbstractListModel>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include "app/session/GroupActions.h"
#include "app/store/LocalStore.h"
#include "app/store/Rows.h"
#include "shared/protocol/GroupRights.h"

namespace banter::client {

/// The members of a group: the owner, the admins, then the others by name. From the store, which learns them from the
/// server once, page by page, and follows every change from then on. Lives on the GUI thread.
class MemberListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Conversation.group.members")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// All of them are here. False: some, while loading or offline.
    Q_PROPERTY(bool isComplete READ isComplete NOTIFY stateChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY stateChanged)
    /// Why they can't be had now; empty otherwise. Tried again by load().
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)
    /// Shows those whose name or user name contains this; empty: all.
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
public:
    enum Role {
        UserIdRole = Qt::UserRole + 1, ///< userId
        NameRole,                      ///< name: foreign text
        UsernameRole,                  ///< username
        InitialsRole,                  ///< initials
        HueRole,                       ///< hue: 0..7
        RoleRole,                      ///< role: MemberRole
        RoleTextRole,                  ///< roleText: "Owner", "Admin", empty
        IsMeRole,                      ///< isMe: bool
        CanRemoveRole,                 ///< canRemove: bool
        CanPromoteRole,                ///< canPromote: bool, to admin
        CanDemoteRole,                 ///< canDemote: bool, an admin to member; also oneself
        CanHandOverRole,               ///< canHandOver: bool, the group
        CanWriteRole,                  ///< canWrite: bool, a direct conversation: anybody but oneself
        AccessibleTextRole,            ///< accessibleText: "Mira, Admin"
    };
    enum MemberRole { NoMember = 0, Member = 1, Admin = 2, Owner = 3 };
    Q_ENUM(MemberRole)

    /// All of them outlive the model; `self` is who is signed in.
    MemberListModel(const ConversationId &conversation, const UserId &self, LocalStore *store, GroupActions *actions,
                    Executor *executor, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] QString filter() const { return m_filter; }
    void setFilter(const QString &filter);

    /// userId of all of them, whatever the filter shows.
    [[nodiscard]] QStringList userIds() const;
    /// Shows what the store has and asks the server for what it lacks. Call when the list is shown; does nothing while
    /// it runs or when all are here.
    Q_INVOKABLE void load();
    /// Who is a member already, for dialogs that add people.
    Q_INVOKABLE [[nodiscard]] bool contains(const QString &userId) const;
    /// Another language.
    void refreshTexts();

Q_SIGNALS:
    void countChanged();
    void stateChanged();
    void filterChanged();

private:
    void onChanged(const StoreChanges &changes);
    void read();
    void show();
    [[nodiscard]] groups::Standing ownStanding() const { return m_own; }
    [[nodiscard]] QVariant rightOf(const MemberEntry &entry, int role) const;

    ConversationId m_conversation;
    UserId m_self;
    QPointer<LocalStore> m_store; ///< goes when the account signs out
    GroupActions *m_actions;
    Executor *m_executor;
    std::vector<MemberEntry> m_all;
    std::vector<MemberEntry> m_rows; ///< shown: those that the filter lets through
    groups::Standing m_own{groups::Standing::None};
    QString m_filter;
    QString m_errorText;
    bool m_isComplete{false};
    bool m_isWanted{false}; ///< somebody looks
    bool m_isReading{false};
    bool m_isStale{false}; ///< something changed while it was read
    bool m_loading{false};
    int m_toldCount{0};
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
