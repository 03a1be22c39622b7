// SPDX-License-Identifier: Apache-2.0
#include "app/chats/Group.h"

#include <algorithm>
#include <utility>

#include "app/text/ErrorText.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::client {

Group::Group(const ConversationId &id, const UserId &self, LocalStore *store, GroupActions *actions, Executor *executor,
             const QString &host, QObject *parent)
    : QObject(parent),
      m_id(id),
      m_actions(actions),
      m_executor(executor),
      m_members(id, self, store, actions, executor),
      m_invites(id, self, store, actions, executor, host) {}

QString Group::memberCountText() const {
    return m_row.isGroup() ? tr("%n members", nullptr, memberCount()) : QString();
}

groups::Standing Group::standing() const {
    return m_row.isGroup() && !m_row.isLeft ? groups::standingOf(m_row.myRole) : groups::Standing::None;
}

MemberListModel::MemberRole Group::myRole() const { return static_cast<MemberListModel::MemberRole>(standing()); }

QString Group::myRoleText() const {
    switch (standing()) {
    case groups::Standing::Owner: return tr("Owner");
    case groups::Standing::Admin: return tr("Admin");
    case groups::Standing::Member: return tr("Member");
    case groups::Standing::None: break;
    }
    return {};
}

QString Group::leaveHint() const {
    return standing() == groups::Standing::Owner && !canLeave()
               ? tr("You own this group. Hand it over to somebody before you leave.")
               : QString();
}

int Group::titleLeft(const QString &title) {
    return static_cast<int>(limits::kMaxTitleBytes) - static_cast<int>(title.trimmed().toUtf8().size());
}

int Group::descriptionLeft(const QString &description) {
    return static_cast<int>(limits::kMaxDescriptionBytes) - static_cast<int>(description.trimmed().toUtf8().size());
}

void Group::setRow(const ConversationRow &row) {
    m_row = row;
    Q_EMIT changed();
}

void Group::refreshTexts() {
    m_members.refreshTexts();
    Q_EMIT changed();
}

bool Group::begin() {
    if (m_busy)
        return false;
    setErrorText({});
    setBusy(true);
    return true;
}

void Group::onDone(const Result<Done> &result) {
    setBusy(false);
    if (result.ok())
        Q_EMIT done();
    else
        setErrorText(ErrorText::ofGroup(result.error().code));
}

void Group::edit(const GroupEdit &edit) {
    if (begin())
        m_actions->editGroup(m_id, edit, {m_executor, m_alive, [this](const Result<Done> &made) { onDone(made); }});
}

void Group::rename(const QString &title) {
    const std::string wanted = title.trimmed().toStdString();
    if (!hasVisibleText(wanted)) {
        setErrorText(tr("A group needs a name."));
        return;
    }
    if (titleLeft(title) < 0) {
        setErrorText(ErrorText::of(ErrorCode::TooLarge));
        return;
    }
    GroupEdit change;
    change.title = wanted;
    edit(change);
}

void Group::setDescription(const QString &description) {
    if (descriptionLeft(description) < 0) {
        setErrorText(ErrorText::of(ErrorCode::TooLarge));
        return;
    }
    GroupEdit change;
    change.description = description.trimmed().toStdString();
    edit(change);
}

void Group::setShowsHistory(bool showsHistory) {
    GroupEdit change;
    change.showsHistory = showsHistory;
    edit(change);
}

void Group::addMembers(const QStringList &userIds) {
    std::vector<UserId> users;
    for (const QString &text : userIds) {
        if (const auto user = UserId::fromText(text.toStdString()))
            users.push_back(*user);
    }
    if (!users.empty() && begin())
        addNext(std::move(users));
}

/// As many at a time as one request takes.
void Group::addNext(std::vector<UserId> users) {
    const std::size_t count = std::min<std::size_t>(users.size(), limits::kMaxPage);
    const auto end = users.begin() + static_cast<std::ptrdiff_t>(count);
    const std::vector<UserId> now(users.begin(), end);
    users.erase(users.begin(), end);
    m_actions->addMembers(m_id, now,
                          {m_executor, m_alive, [this, rest = std::move(users)](const Result<Done> &made) mutable {
                               if (made.ok() && !rest.empty())
                                   addNext(std::move(rest));
                               else
                                   onDone(made);
                           }});
}

void Group::removeMember(const QString &userId) {
    const auto user = UserId::fromText(userId.toStdString());
    if (user && begin())
        m_actions->removeMember(m_id, *user, {m_executor, m_alive, [this](const Result<Done> &made) { onDone(made); }});
}

void Group::setRole(const QString &userId, MemberListModel::MemberRole role) {
    const auto user = UserId::fromText(userId.toStdString());
    if (user && role != MemberListModel::NoMember && begin())
        m_actions->setRole(m_id, *user, role,
                           {m_executor, m_alive, [this](const Result<Done> &made) { onDone(made); }});
}

void Group::handOver(const QString &userId) { setRole(userId, MemberListModel::Owner); }

void Group::leave() {
    if (begin())
        m_actions->leaveGroup(m_id, {m_executor, m_alive, [this](const Result<Done> &left) {
                                         // A lost answer, asked again: one is no member already.
                                         const bool isGone = !left.ok() && left.error().code == ErrorCode::NotFound;
                                         onDone(isGone ? Result<Done>(Done{}) : left);
                                     }});
}

void Group::forget() {
    if (canForget() && begin())
        m_actions->forgetConversation(m_id, {m_executor, m_alive, [this](const Result<Done> &gone) { onDone(gone); }});
}

void Group::setBusy(bool busy) {
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT busyChanged();
}

void Group::setErrorText(const QString &text) {
    if (std::exchange(m_errorText, text) != text)
        Q_EMIT errorChanged();
}

} // namespace banter::client
