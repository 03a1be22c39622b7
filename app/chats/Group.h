// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include "app/models/InviteListModel.h"
#include "app/models/MemberListModel.h"
#include "app/session/GroupActions.h"
#include "app/store/Rows.h"
#include "shared/protocol/GroupRights.h"

namespace banter::client {

/// What a group is beyond a conversation: its members, roles, settings and invites. Of a direct conversation it says
/// nothing and may do nothing. What is shown comes from the store, also offline; every change needs a connection, ends
/// in done() or errorText, and shows when the server has made it. Owned by Conversation; lives on the GUI thread.
class Group : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Conversation.group")
    Q_PROPERTY(int memberCount READ memberCount NOTIFY changed)
    /// "6 members"
    Q_PROPERTY(QString memberCountText READ memberCountText NOTIFY changed)
    /// Foreign text; may be empty.
    Q_PROPERTY(QString description READ description NOTIFY changed)
    /// New members see what was before they came.
    Q_PROPERTY(bool showsHistory READ showsHistory NOTIFY changed)
    Q_PROPERTY(banter::client::MemberListModel::MemberRole myRole READ myRole NOTIFY changed)
    /// "Owner", "Admin", "Member"; empty if one is none (any more).
    Q_PROPERTY(QString myRoleText READ myRoleText NOTIFY changed)

    /// What one's role allows: title and description; what new members see; adding people; invite links.
    Q_PROPERTY(bool canEdit READ canEdit NOTIFY changed)
    Q_PROPERTY(bool canSetHistory READ canSetHistory NOTIFY changed)
    Q_PROPERTY(bool canAdd READ canAdd NOTIFY changed)
    Q_PROPERTY(bool canInvite READ canInvite NOTIFY changed)
    /// False for an owner who is not alone: leaveHint says what to do first.
    Q_PROPERTY(bool canLeave READ canLeave NOTIFY changed)
    Q_PROPERTY(QString leaveHint READ leaveHint NOTIFY changed)
    /// One is no member any more: what was there can be read, and deleted here with forget().
    Q_PROPERTY(bool canForget READ canForget NOTIFY changed)

    Q_PROPERTY(banter::client::MemberListModel *members READ members CONSTANT)
    Q_PROPERTY(banter::client::InviteListModel *invites READ invites CONSTANT)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Why the last change was not made; empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)
public:
    Group(const ConversationId &id, const UserId &self, LocalStore *store, GroupActions *actions, Executor *executor,
          const QString &host, QObject *parent = nullptr);

    [[nodiscard]] int memberCount() const { return static_cast<int>(m_row.memberCount); }
    [[nodiscard]] QString memberCountText() const;
    [[nodiscard]] QString description() const { return QString::fromStdString(m_row.description); }
    [[nodiscard]] bool showsHistory() const { return m_row.showsHistory; }
    [[nodiscard]] MemberListModel::MemberRole myRole() const;
    [[nodiscard]] QString myRoleText() const;
    [[nodiscard]] bool canEdit() const { return groups::mayManage(standing()); }
    [[nodiscard]] bool canSetHistory() const { return groups::mayDecideHistory(standing()); }
    [[nodiscard]] bool canAdd() const { return groups::mayManage(standing()); }
    [[nodiscard]] bool canInvite() const { return groups::mayManage(standing()); }
    [[nodiscard]] bool canLeave() const { return groups::mayLeave(standing(), m_row.memberCount); }
    [[nodiscard]] QString leaveHint() const;
    [[nodiscard]] bool canForget() const { return m_row.isGroup() && m_row.isLeft; }
    [[nodiscard]] MemberListModel *members() { return &m_members; }
    [[nodiscard]] InviteListModel *invites() { return &m_invites; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// Bytes (UTF-8) that still fit in a title or a description; negative = too long.
    Q_INVOKABLE [[nodiscard]] static int titleLeft(const QString &title);
    Q_INVOKABLE [[nodiscard]] static int descriptionLeft(const QString &description);

    Q_INVOKABLE void rename(const QString &title);
    Q_INVOKABLE void setDescription(const QString &description);
    /// Of those who join from then on.
    Q_INVOKABLE void setShowsHistory(bool showsHistory);
    /// Any number of users; goes in portions.
    Q_INVOKABLE void addMembers(const QStringList &userIds);
    Q_INVOKABLE void removeMember(const QString &userId);
    Q_INVOKABLE void setRole(const QString &userId, banter::client::MemberListModel::MemberRole role);
    /// To a new owner; one is an admin then.
    Q_INVOKABLE void handOver(const QString &userId);
    Q_INVOKABLE void leave();
    /// Deletes here what is left of it; the conversation closes.
    Q_INVOKABLE void forget();
    Q_INVOKABLE void clearError() { setErrorText({}); }

    void setRow(const ConversationRow &row);
    void refreshTexts();

Q_SIGNALS:
    void changed();
    void busyChanged();
    void errorChanged();
    /// The last change was made.
    void done();

private:
    [[nodiscard]] groups::Standing standing() const;
    void edit(const GroupEdit &edit);
    void addNext(std::vector<UserId> users);
    void onDone(const Result<Done> &done);
    void setBusy(bool busy);
    void setErrorText(const QString &text);
    /// False, and nothing begins, while something runs.
    [[nodiscard]] bool begin();

    ConversationId m_id;
    GroupActions *m_actions;
    Executor *m_executor;
    ConversationRow m_row;
    MemberListModel m_members;
    InviteListModel m_invites;
    bool m_busy{false};
    QString m_errorText;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client
