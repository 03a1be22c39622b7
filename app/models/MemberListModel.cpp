// SPDX-License-Identifier: Apache-2.0
#include "app/models/MemberListModel.h"

#include <algorithm>
#include <utility>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"

namespace banter::client {
namespace {

QString nameOf(const MemberEntry &entry) { return QString::fromStdString(entry.user.shownName()); }

QString roleTextOf(const MemberEntry &entry) {
    switch (groups::standingOf(entry.member.role)) {
    case groups::Standing::Owner: return MemberListModel::tr("Owner");
    case groups::Standing::Admin: return MemberListModel::tr("Admin");
    default: return {};
    }
}

} // namespace

MemberListModel::MemberListModel(const ConversationId &conversation, const UserId &self, LocalStore *store,
                                 GroupActions *actions, Executor *executor, QObject *parent)
    : QAbstractListModel(parent),
      m_conversation(conversation),
      m_self(self),
      m_store(store),
      m_actions(actions),
      m_executor(executor) {
    connect(store, &LocalStore::changed, this, &MemberListModel::onChanged);
}

int MemberListModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> MemberListModel::roleNames() const {
    return {{UserIdRole, "userId"},
            {NameRole, "name"},
            {UsernameRole, "username"},
            {InitialsRole, "initials"},
            {HueRole, "hue"},
            {RoleRole, "role"},
            {RoleTextRole, "roleText"},
            {IsMeRole, "isMe"},
            {CanRemoveRole, "canRemove"},
            {CanPromoteRole, "canPromote"},
            {CanDemoteRole, "canDemote"},
            {CanHandOverRole, "canHandOver"},
            {CanWriteRole, "canWrite"},
            {AccessibleTextRole, "accessibleText"}};
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MemberEntry &entry = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case UserIdRole: return QString::fromStdString(entry.member.user.toText());
    case Qt::DisplayRole:
    case NameRole: return nameOf(entry);
    case UsernameRole: return QString::fromStdString(entry.user.username);
    case InitialsRole: return Formatting::initials(nameOf(entry));
    case HueRole: return Formatting::hue(entry.member.user.view());
    case RoleRole: return static_cast<MemberRole>(groups::standingOf(entry.member.role));
    case RoleTextRole: return roleTextOf(entry);
    case IsMeRole: return entry.member.user == m_self;
    case AccessibleTextRole: {
        QStringList parts{entry.member.user == m_self ? tr("You") : nameOf(entry), roleTextOf(entry)};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    default: return rightOf(entry, role);
    }
}

/// What one may do to somebody, by the rules that the server has.
QVariant MemberListModel::rightOf(const MemberEntry &entry, int role) const {
    using groups::Standing;
    const Standing other = groups::standingOf(entry.member.role);
    const bool isMe = entry.member.user == m_self;
    const auto maySet = [&](Standing to) { return other != to && groups::maySetRole(m_own, other, to, isMe); };
    switch (role) {
    case CanRemoveRole: return !isMe && groups::mayRemove(m_own, other);
    case CanPromoteRole: return maySet(Standing::Admin);
    case CanDemoteRole: return maySet(Standing::Member);
    case CanHandOverRole: return maySet(Standing::Owner);
    case CanWriteRole: return !isMe;
    default: return {};
    }
}

void MemberListModel::setFilter(const QString &filter) {
    if (std::exchange(m_filter, filter) == filter)
        return;
    Q_EMIT filterChanged();
    show();
}

bool MemberListModel::contains(const QString &userId) const {
    const std::string wanted = userId.toStdString();
    return std::any_of(m_all.begin(), m_all.end(),
                       [&](const MemberEntry &entry) { return entry.member.user.toText() == wanted; });
}

QStringList MemberListModel::userIds() const {
    QStringList ids;
    for (const MemberEntry &entry : m_all)
        ids.append(QString::fromStdString(entry.member.user.toText()));
    return ids;
}

void MemberListModel::load() {
    if (!std::exchange(m_isWanted, true))
        read();
    if (m_loading || m_isComplete)
        return;
    m_loading = true;
    m_errorText.clear();
    Q_EMIT stateChanged();
    m_actions->loadMembers(m_conversation, {m_executor, m_alive, [this](const Result<Done> &done) {
                                                m_loading = false;
                                                m_errorText = done.ok() ? QString() : ErrorText::of(done.error());
                                                Q_EMIT stateChanged();
                                                read();
                                            }});
}

void MemberListModel::onChanged(const StoreChanges &changes) {
    if (!m_isWanted)
        return;
    const bool isAbout =
        std::find(changes.members.begin(), changes.members.end(), m_conversation) != changes.members.end() ||
        std::any_of(changes.users.begin(), changes.users.end(), [this](const UserRow &user) {
            return std::any_of(m_all.begin(), m_all.end(), [&](const MemberEntry &entry) {
                return entry.member.user == user.id && !(entry.user == user);
            });
        });
    if (isAbout)
        read();
}

/// One reading at a time: what changes meanwhile is read together afterwards.
void MemberListModel::read() {
    if (!m_store)
        return;
    if (m_isReading) {
        m_isStale = true;
        return;
    }
    m_isReading = true;
    m_store->members(m_conversation, {m_executor, m_alive, [this](Result<MemberList> list) {
                                          m_isReading = false;
                                          if (list.ok()) {
                                              m_all = std::move(list->members);
                                              m_isComplete = list->isComplete;
                                              show();
                                              Q_EMIT stateChanged();
                                          }
                                          if (std::exchange(m_isStale, false))
                                              read();
                                      }});
}

void MemberListModel::show() {
    m_own = groups::Standing::None;
    std::vector<std::pair<QString, const MemberEntry *>> sorted;
    for (const MemberEntry &entry : m_all) {
        if (entry.member.user == m_self)
            m_own = groups::standingOf(entry.member.role);
        const QString name = nameOf(entry);
        if (m_filter.isEmpty() || name.contains(m_filter, Qt::CaseInsensitive) ||
            QString::fromStdString(entry.user.username).contains(m_filter, Qt::CaseInsensitive))
            sorted.emplace_back(name.toCaseFolded(), &entry);
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
        const auto first = groups::standingOf(a.second->member.role);
        const auto second = groups::standingOf(b.second->member.role);
        if (first != second)
            return first > second;
        if (const int order = a.first.localeAwareCompare(b.first); order != 0)
            return order < 0;
        return a.second->member.user < b.second->member.user;
    });
    std::vector<MemberEntry> rows;
    for (const auto &[key, entry] : sorted)
        rows.push_back(*entry);
    if (rows.size() == m_rows.size() &&
        std::equal(rows.begin(), rows.end(), m_rows.begin(),
                   [](const auto &a, const auto &b) { return a.member.user == b.member.user; })) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    if (const int now = rowCount(); now != std::exchange(m_toldCount, now))
        Q_EMIT countChanged();
}

void MemberListModel::refreshTexts() {
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {RoleTextRole, AccessibleTextRole});
}

} // namespace banter::client
