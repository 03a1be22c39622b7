// SPDX-License-Identifier: Apache-2.0
#include "app/models/BlockListModel.h"

#include <algorithm>
#include <utility>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"

namespace banter::client {

BlockListModel::BlockListModel(GroupActions *actions, QObject *parent)
    : QAbstractListModel(parent),
      m_actions(actions) {}

int BlockListModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> BlockListModel::roleNames() const {
    return {{UserIdRole, "userId"},     {NameRole, "name"}, {UsernameRole, "username"},
            {InitialsRole, "initials"}, {HueRole, "hue"},   {AccessibleTextRole, "accessibleText"}};
}

QVariant BlockListModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const UserRow &user = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case UserIdRole: return QString::fromStdString(user.id.toText());
    case Qt::DisplayRole:
    case NameRole:
    case AccessibleTextRole: return QString::fromStdString(user.shownName());
    case UsernameRole: return QString::fromStdString(user.username);
    case InitialsRole: return Formatting::initials(QString::fromStdString(user.shownName()));
    case HueRole: return Formatting::hue(user.id.view());
    default: return {};
    }
}

void BlockListModel::setStore(LocalStore *store, Executor *executor) {
    m_alive = std::make_shared<int>(0); // answers of the store before are dropped
    if (m_store)
        disconnect(m_store, nullptr, this, nullptr);
    m_store = store;
    m_executor = executor;
    setBusy(false);
    setErrorText({});
    beginResetModel();
    m_rows.clear();
    endResetModel();
    Q_EMIT countChanged();
    if (!store)
        return;
    connect(store, &LocalStore::changed, this, [this](const StoreChanges &changes) {
        const bool isRenamed = std::any_of(changes.users.begin(), changes.users.end(), [this](const UserRow &user) {
            return std::any_of(m_rows.begin(), m_rows.end(), [&](const UserRow &row) { return row.id == user.id; });
        });
        if (changes.blocks || isRenamed)
            read();
    });
    read();
}

void BlockListModel::read() {
    m_store->blocks({m_executor, m_alive, [this](Result<std::vector<UserRow>> rows) {
                         if (!rows.ok())
                             return;
                         beginResetModel();
                         m_rows = std::move(*rows);
                         endResetModel();
                         Q_EMIT countChanged();
                     }});
}

void BlockListModel::block(const QString &userId) { set(userId, true); }

void BlockListModel::unblock(const QString &userId) { set(userId, false); }

void BlockListModel::set(const QString &userId, bool isBlocked) {
    const auto user = UserId::fromText(userId.toStdString());
    if (!user || m_busy || !m_store)
        return;
    setErrorText({});
    setBusy(true);
    m_actions->setBlocked(*user, isBlocked, {m_executor, m_alive, [this](const Result<Done> &done) {
                                                 setBusy(false);
                                                 setErrorText(done.ok() ? QString() : ErrorText::of(done.error()));
                                             }});
}

bool BlockListModel::isBlocked(const QString &userId) const {
    const std::string wanted = userId.toStdString();
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const UserRow &row) { return row.id.toText() == wanted; });
}

void BlockListModel::setBusy(bool busy) {
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT busyChanged();
}

void BlockListModel::setErrorText(const QString &text) {
    if (std::exchange(m_errorText, text) != text)
        Q_EMIT errorChanged();
}

} // namespace banter::client
