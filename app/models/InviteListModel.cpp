// SPDX-License-Identifier: Apache-2.0
#include "app/models/InviteListModel.h"

#include <algorithm>
#include <utility>

#include <QDateTime>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"
#include "app/text/InviteLink.h"

namespace banter::client {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

} // namespace

InviteListModel::InviteListModel(const ConversationId &conversation, const UserId &self, LocalStore *store,
                                 GroupActions *actions, Executor *executor, const QString &host, QObject *parent)
    : QAbstractListModel(parent),
      m_conversation(conversation),
      m_self(self),
      m_store(store),
      m_actions(actions),
      m_executor(executor),
      m_host(host) {
    connect(store, &LocalStore::changed, this, [this](const StoreChanges &changes) {
        for (const UserRow &user : changes.users)
            m_users[user.id] = user;
        if (!changes.users.empty() && !m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {CreatorNameRole, AccessibleTextRole});
    });
}

int InviteListModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> InviteListModel::roleNames() const {
    return {{InviteIdRole, "inviteId"},     {LinkRole, "link"},         {CreatorNameRole, "creatorName"},
            {ExpiryTextRole, "expiryText"}, {UsesTextRole, "usesText"}, {AccessibleTextRole, "accessibleText"}};
}

QVariant InviteListModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const InviteRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto code = m_codes.find(row.id);
    switch (role) {
    case InviteIdRole: return QString::fromStdString(row.id);
    case LinkRole: return code == m_codes.end() ? QString() : invites::toLink(m_host, code->second);
    case CreatorNameRole: return creatorOf(row);
    case ExpiryTextRole: return expiryOf(row);
    case UsesTextRole: return usesOf(row);
    case Qt::DisplayRole:
    case AccessibleTextRole: return QStringList{creatorOf(row), expiryOf(row), usesOf(row)}.join(QStringLiteral(", "));
    default: return {};
    }
}

QString InviteListModel::creatorOf(const InviteRow &row) const {
    if (row.creator == m_self)
        return tr("You");
    const auto it = m_users.find(row.creator);
    if (it == m_users.end())
        return {};
    return QString::fromStdString(it->second.shownName());
}

QString InviteListModel::expiryOf(const InviteRow &row) {
    if (row.expiresAtMs == 0)
        return tr("Never expires");
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(row.expiresAtMs);
    return tr("Until %1, %2").arg(Formatting::day(when.date(), QDate::currentDate()), Formatting::clock(when));
}

QString InviteListModel::usesOf(const InviteRow &row) {
    if (row.maxUses == 0)
        return tr("Used %n times", nullptr, static_cast<int>(row.uses));
    return tr("Used %1 of %n times", nullptr, static_cast<int>(row.maxUses)).arg(row.uses);
}

void InviteListModel::refresh() {
    if (!m_store || m_busy)
        return;
    m_store->users({m_executor, m_alive, [this](const Result<std::vector<UserRow>> &users) {
                        for (const UserRow &user : users.ok() ? *users : std::vector<UserRow>{})
                            m_users[user.id] = user;
                    }});
    setBusy(true);
    m_actions->listInvites(m_conversation,
                           {m_executor, m_alive, [this](Result<std::vector<InviteRow>> rows) {
                                setBusy(false);
                                setErrorText(rows.ok() ? QString() : ErrorText::ofGroup(rows.error().code));
                                if (rows.ok())
                                    show(std::move(*rows));
                            }});
}

void InviteListModel::show(std::vector<InviteRow> rows) {
    std::sort(rows.begin(), rows.end(),
              [](const InviteRow &a, const InviteRow &b) { return a.createdMs > b.createdMs; });
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

void InviteListModel::create(int hours, int uses) {
    if (m_busy)
        return;
    const std::int64_t expires = hours > 0 ? QDateTime::currentMSecsSinceEpoch() + hours * kHourMs : 0;
    setBusy(true);
    m_actions->createInvite(m_conversation, expires, static_cast<std::uint32_t>(std::max(uses, 0)),
                            {m_executor, m_alive, [this](Result<InviteRow> made) {
                                 setBusy(false);
                                 setErrorText(made.ok() ? QString() : ErrorText::ofGroup(made.error().code));
                                 if (!made.ok())
                                     return;
                                 m_codes[made->id] = std::exchange(made->code, {});
                                 m_newLink = invites::toLink(m_host, m_codes[made->id]);
                                 std::vector<InviteRow> rows = m_rows;
                                 rows.push_back(*made);
                                 show(std::move(rows));
                                 Q_EMIT newLinkChanged();
                             }});
}

void InviteListModel::revoke(const QString &inviteId) {
    if (m_busy)
        return;
    setBusy(true);
    m_actions->revokeInvite(m_conversation, inviteId.toStdString(),
                            {m_executor, m_alive, [this, id = inviteId.toStdString()](const Result<Done> &done) {
                                 setBusy(false);
                                 setErrorText(done.ok() ? QString() : ErrorText::ofGroup(done.error().code));
                                 if (!done.ok())
                                     return;
                                 if (const auto code = m_codes.extract(id);
                                     !code.empty() && m_newLink == invites::toLink(m_host, code.mapped())) {
                                     m_newLink.clear();
                                     Q_EMIT newLinkChanged();
                                 }
                                 std::vector<InviteRow> rows = m_rows;
                                 std::erase_if(rows, [&](const InviteRow &row) { return row.id == id; });
                                 show(std::move(rows));
                             }});
}

void InviteListModel::forgetLinks() {
    m_codes.clear();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {LinkRole});
    if (!std::exchange(m_newLink, QString()).isEmpty())
        Q_EMIT newLinkChanged();
    setErrorText({});
}

void InviteListModel::setBusy(bool busy) {
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT busyChanged();
}

void InviteListModel::setErrorText(const QString &text) {
    if (std::exchange(m_errorText, text) != text)
        Q_EMIT errorChanged();
}

} // namespace banter::client
