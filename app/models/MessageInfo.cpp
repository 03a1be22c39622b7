// SPDX-License-Identifier: Apache-2.0
#include "app/models/MessageInfo.h"

#include <algorithm>
#include <utility>

#include <QDateTime>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"

namespace banter::client {

MessageInfo::MessageInfo(const ConversationId &conversation, LocalStore *store, GroupActions *actions,
                         Executor *executor, QObject *parent)
    : QAbstractListModel(parent),
      m_conversation(conversation),
      m_store(store),
      m_actions(actions),
      m_executor(executor) {
    connect(store, &LocalStore::changed, this, [this](const StoreChanges &changes) {
        for (const UserRow &user : changes.users)
            m_users[user.id] = user;
        if (!changes.users.empty() && !m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {NameRole, InitialsRole, AccessibleTextRole});
    });
}

int MessageInfo::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> MessageInfo::roleNames() const {
    return {{UserIdRole, "userId"},
            {NameRole, "name"},
            {InitialsRole, "initials"},
            {HueRole, "hue"},
            {StateRole, "state"},
            {StateTextRole, "stateText"},
            {AccessibleTextRole, "accessibleText"}};
}

MessageInfo::State MessageInfo::stateOf(const WatermarkRow &row) const {
    return row.readSeq >= m_seq ? Read : row.deliveredSeq >= m_seq ? Delivered : NotDelivered;
}

QString MessageInfo::nameOf(const UserId &user) const {
    const auto it = m_users.find(user);
    if (it == m_users.end())
        return {};
    return QString::fromStdString(it->second.shownName());
}

QVariant MessageInfo::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const WatermarkRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const State state = stateOf(row);
    const QString stateText = state == Read        ? tr("Read")
                              : state == Delivered ? tr("Delivered")
                                                   : tr("Not delivered yet");
    switch (role) {
    case UserIdRole: return QString::fromStdString(row.user.toText());
    case Qt::DisplayRole:
    case NameRole: return nameOf(row.user);
    case InitialsRole: return Formatting::initials(nameOf(row.user));
    case HueRole: return Formatting::hue(row.user.view());
    case StateRole: return state;
    case StateTextRole: return stateText;
    case AccessibleTextRole: return QStringList{nameOf(row.user), stateText}.join(QStringLiteral(", "));
    default: return {};
    }
}

QString MessageInfo::deliveredText() const {
    return m_count.recipients == 0 ? QString()
                                   : tr("Delivered to %1 of %2").arg(m_count.delivered).arg(m_count.recipients);
}

QString MessageInfo::readText() const {
    return m_count.recipients == 0 ? QString() : tr("Read by %1 of %2").arg(m_count.read).arg(m_count.recipients);
}

QString MessageInfo::sentText() const {
    if (m_messageId.isEmpty())
        return {};
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(m_sentAtMs);
    return tr("Sent %1, %2").arg(Formatting::day(when.date(), QDate::currentDate()), Formatting::clock(when));
}

void MessageInfo::open(const QString &messageId, std::uint64_t seq, std::int64_t sentAtMs) {
    close();
    m_messageId = messageId;
    m_seq = seq;
    m_sentAtMs = sentAtMs;
    if (m_store) {
        m_store->users({m_executor, m_alive, [this](const Result<std::vector<UserRow>> &users) {
                            for (const UserRow &user : users.ok() ? *users : std::vector<UserRow>{})
                                m_users[user.id] = user;
                        }});
    }
    Q_EMIT opened();
    ask({});
}

void MessageInfo::close() {
    ++m_asked;
    beginResetModel();
    m_rows.clear();
    endResetModel();
    m_count = {};
    m_next.clear();
    m_loading = false;
    m_errorText.clear();
    m_messageId.clear();
    Q_EMIT opened();
    Q_EMIT countChanged();
    Q_EMIT stateChanged();
}

void MessageInfo::refresh() {
    if (!m_messageId.isEmpty())
        open(QString(m_messageId), m_seq, m_sentAtMs);
}

void MessageInfo::loadMore() {
    if (!m_loading && !m_next.empty())
        ask(m_next);
}

void MessageInfo::ask(const std::string &cursor) {
    m_loading = true;
    m_errorText.clear();
    Q_EMIT stateChanged();
    m_actions->receipts(
        m_conversation, m_seq, cursor,
        {m_executor, m_alive, [this, number = m_asked, isFirst = cursor.empty()](const Result<ReceiptsPage> &page) {
             if (number != m_asked)
                 return;
             m_loading = false;
             if (page.ok())
                 onPage(*page, isFirst);
             else
                 m_errorText = ErrorText::of(page.error());
             Q_EMIT stateChanged();
         }});
}

void MessageInfo::onPage(const ReceiptsPage &page, bool isFirst) {
    if (isFirst)
        m_count = page.count;
    m_next = page.next;
    beginResetModel();
    m_rows.insert(m_rows.end(), page.marks.begin(), page.marks.end());
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [this](const WatermarkRow &a, const WatermarkRow &b) { return stateOf(a) > stateOf(b); });
    endResetModel();
    Q_EMIT countChanged();
}

} // namespace banter::client
