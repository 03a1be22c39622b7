// SPDX-License-Identifier: Apache-2.0
#include "app/models/SearchModel.h"

#include <algorithm>
#include <utility>

#include <QDateTime>

#include "app/models/TimelineModel.h"
#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/Limits.h"

namespace banter::client {
namespace {

constexpr int kBeforeHit = 24; ///< characters of an excerpt before the hit

} // namespace

SearchModel::SearchModel(ChatActions *actions, QObject *parent) : QAbstractListModel(parent), m_actions(actions) {
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPauseMs);
    connect(&m_typing, &QTimer::timeout, this, &SearchModel::start);
}

int SearchModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> SearchModel::roleNames() const {
    return {{ConversationIdRole, "conversationId"}, {SeqRole, "seq"},           {TitleRole, "title"},
            {SenderNameRole, "senderName"},         {TextRole, "text"},         {HitStartRole, "hitStart"},
            {HitLengthRole, "hitLength"},           {TimeTextRole, "timeText"}, {AccessibleTextRole, "accessibleText"}};
}

QVariant SearchModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto conversation = m_conversations.find(row.conversation);
    const QString title =
        conversation == m_conversations.end() ? QString() : QString::fromStdString(conversation->second.shownName());
    const QString time =
        Formatting::listTime(QDateTime::fromMSecsSinceEpoch(row.sentAtMs), QDateTime::currentDateTime());
    switch (role) {
    case ConversationIdRole: return QString::fromStdString(row.conversation.toText());
    case SeqRole: return QVariant::fromValue(static_cast<qulonglong>(row.seq));
    case TitleRole: return title;
    case SenderNameRole: return nameOf(row.sender);
    case Qt::DisplayRole:
    case TextRole: return excerpt(row).first;
    case HitStartRole: return excerpt(row).second.first;
    case HitLengthRole: return excerpt(row).second.second;
    case TimeTextRole: return time;
    case AccessibleTextRole:
        return QStringList{title, nameOf(row.sender), excerpt(row).first, time}.join(QStringLiteral(", "));
    default: return {};
    }
}

qulonglong SearchModel::seqAt(int row) const {
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].seq : 0;
}

QString SearchModel::conversationIdAt(int row) const {
    return row >= 0 && row < rowCount()
               ? QString::fromStdString(m_rows[static_cast<std::size_t>(row)].conversation.toText())
               : QString();
}

int SearchModel::rowOfSeq(qulonglong seq) const {
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [seq](const TimelineRow &row) { return row.seq == seq; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

QString SearchModel::nameOf(const UserId &user) const {
    if (user == m_self)
        return tr("You");
    const auto it = m_users.find(user);
    if (it == m_users.end())
        return {};
    return QString::fromStdString(it->second.shownName());
}

std::pair<QString, std::pair<int, int>> SearchModel::excerpt(const TimelineRow &row) const {
    const QString text = Formatting::oneLine(TimelineModel::textOf(row), static_cast<int>(limits::kMaxTextBytes));
    const QString word = m_query.simplified().section(QLatin1Char(' '), 0, 0);
    const qsizetype hit = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (word.isEmpty() || hit < 0) // found without accents
        return {Formatting::oneLine(text), {0, 0}};
    const qsizetype start = hit <= kBeforeHit ? 0 : text.lastIndexOf(QLatin1Char(' '), hit - kBeforeHit) + 1;
    const QString shown = (start > 0 ? QStringLiteral("…") : QString()) + text.mid(start, 200);
    return {shown, {static_cast<int>(hit - start + (start > 0 ? 1 : 0)), static_cast<int>(word.size())}};
}

void SearchModel::setStore(LocalStore *store, Executor *executor, const UserId &self) {
    m_alive = std::make_shared<int>(0); // answers of the store before are dropped
    if (m_store)
        disconnect(m_store, nullptr, this, nullptr);
    m_store = store;
    m_executor = executor;
    m_self = self;
    m_query.clear();
    m_within = {};
    clear();
    Q_EMIT queryChanged();
    if (store)
        connect(store, &LocalStore::changed, this, &SearchModel::drop);
}

void SearchModel::setQuery(const QString &query) {
    if (std::exchange(m_query, query) == query)
        return;
    Q_EMIT queryChanged();
    m_typing.start();
}

QString SearchModel::conversationId() const {
    return m_within.isNull() ? QString() : QString::fromStdString(m_within.toText());
}

void SearchModel::setConversationId(const QString &id) {
    const ConversationId within = ConversationId::fromText(id.toStdString()).value_or(ConversationId{});
    if (std::exchange(m_within, within) == within)
        return;
    Q_EMIT queryChanged();
    m_typing.start();
}

void SearchModel::clear() {
    ++m_asked;
    m_next.clear();
    m_taken.clear();
    m_busy = false;
    m_searched = false;
    m_errorText.clear();
    beginResetModel();
    m_rows.clear();
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT stateChanged();
}

void SearchModel::start() {
    clear();
    const std::string words = m_query.simplified().toStdString();
    if (words.empty() || words.size() > limits::kMaxSearchBytes || !m_store)
        return;
    m_store->users({m_executor, m_alive, [this](const Result<std::vector<UserRow>> &users) {
                        for (const UserRow &user : users.ok() ? *users : std::vector<UserRow>{})
                            m_users[user.id] = user;
                    }});
    m_store->conversations({m_executor, m_alive, [this](const Result<std::vector<ConversationRow>> &rows) {
                                for (const ConversationRow &row : rows.ok() ? *rows : std::vector<ConversationRow>{})
                                    m_conversations[row.id] = row;
                            }});
    m_store->search(words, m_within, kMostLocal,
                    {m_executor, m_alive, [this, number = m_asked](Result<std::vector<TimelineRow>> rows) {
                         if (number != m_asked)
                             return;
                         if (rows.ok())
                             take(std::move(*rows));
                         m_searched = true;
                         askServer();
                     }});
}

void SearchModel::loadMore() {
    if (!m_busy && !m_next.empty())
        askServer();
}

void SearchModel::askServer() {
    m_busy = true;
    Q_EMIT stateChanged();
    m_actions->searchServer(m_within, m_query.simplified().toStdString(), m_next,
                            {m_executor, m_alive, [this, number = m_asked](Result<FoundPage> page) {
                                 if (number != m_asked)
                                     return;
                                 m_busy = false;
                                 m_errorText = page.ok() ? QString() : ErrorText::of(page.error());
                                 m_next = page.ok() ? page->next : std::string();
                                 if (page.ok())
                                     take(std::move(page->rows));
                                 Q_EMIT stateChanged();
                             }});
}

/// What is here already stays: the store knows more of it.
void SearchModel::take(std::vector<TimelineRow> rows) {
    std::erase_if(rows, [this](const TimelineRow &row) { return !m_taken.emplace(row.conversation, row.seq).second; });
    if (rows.empty())
        return;
    beginResetModel();
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const TimelineRow &a, const TimelineRow &b) { return a.sentAtMs > b.sentAtMs; });
    endResetModel();
    Q_EMIT countChanged();
}

/// What was deleted or hidden meanwhile is no hit any more.
void SearchModel::drop(const StoreChanges &changes) {
    std::set<std::pair<ConversationId, std::uint64_t>> gone(changes.hidden.begin(), changes.hidden.end());
    for (const TimelineRow &row : changes.rows) {
        if (row.deleted)
            gone.emplace(row.conversation, row.seq);
    }
    for (std::size_t at = m_rows.size(); at-- > 0 && !gone.empty();) {
        if (!gone.contains({m_rows[at].conversation, m_rows[at].seq}))
            continue;
        beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(at));
        endRemoveRows();
        Q_EMIT countChanged();
    }
}

} // namespace banter::client
