// SPDX-License-Identifier: Apache-2.0
#include "app/models/ChatFinder.h"

#include <algorithm>
#include <utility>

#include "app/text/Formatting.h"

namespace banter::client {
namespace {

/// Where the words are in a title: at its beginning if possible, else at the beginning of a word; -1 = nowhere.
qsizetype hitIn(const QString &title, const QString &words) {
    const qsizetype first = title.indexOf(words, 0, Qt::CaseInsensitive);
    for (qsizetype at = first; at >= 0; at = title.indexOf(words, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !title[at - 1].isLetterOrNumber())
            return at;
    }
    return first;
}

int rankOf(const QString &title, qsizetype hit) {
    if (hit == 0)
        return 0;
    return title[hit - 1].isLetterOrNumber() ? 2 : 1;
}

} // namespace

ChatFinder::ChatFinder(QObject *parent) : QAbstractListModel(parent) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &ChatFinder::find);
}

int ChatFinder::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> ChatFinder::roleNames() const {
    return {{ConversationIdRole, "conversationId"},
            {TitleRole, "title"},
            {InitialsRole, "initials"},
            {HueRole, "hue"},
            {PeerIdRole, "peerId"},
            {HitStartRole, "hitStart"},
            {HitLengthRole, "hitLength"},
            {ArchivedRole, "archived"}};
}

QVariant ChatFinder::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Found &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ConversationIdRole: return row.id;
    case Qt::DisplayRole:
    case TitleRole: return row.title;
    case InitialsRole: return Formatting::initials(row.title);
    case HueRole: return row.hue;
    case PeerIdRole: return row.peer;
    case HitStartRole: return row.hitStart;
    case HitLengthRole: return static_cast<int>(m_query.simplified().size());
    case ArchivedRole: return row.archived;
    default: return {};
    }
}

void ChatFinder::setSource(ConversationListModel *source) {
    if (m_source == source)
        return;
    if (m_source)
        disconnect(m_source, nullptr, this, nullptr);
    m_source = source;
    if (source) {
        const auto later = [this] { m_later.start(); };
        connect(source, &ConversationListModel::conversationChanged, this, later);
        connect(source, &QAbstractItemModel::modelReset, this, later);
        connect(source, &QAbstractItemModel::rowsRemoved, this, later);
    }
    Q_EMIT sourceChanged();
    find();
}

void ChatFinder::setQuery(const QString &query) {
    if (std::exchange(m_query, query) == query)
        return;
    Q_EMIT queryChanged();
    find();
}

void ChatFinder::setMost(int most) {
    if (std::exchange(m_most, most) == most)
        return;
    Q_EMIT mostChanged();
    find();
}

QString ChatFinder::idAt(int row) const {
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].id : QString();
}

void ChatFinder::find() {
    const QString words = m_query.simplified();
    std::vector<std::pair<int, Found>> found;
    if (m_source) {
        for (const ConversationRow *row : m_source->findable()) {
            const QString title = QString::fromStdString(row->shownName());
            const qsizetype hit = words.isEmpty() ? 0 : hitIn(title, words);
            if (hit < 0)
                continue;
            const bool isDirect = !row->peer.isNull();
            found.emplace_back(words.isEmpty() ? 0 : rankOf(title, hit),
                               Found{QString::fromStdString(row->id.toText()), title,
                                     Formatting::hue(isDirect ? row->peer.view() : row->id.view()),
                                     isDirect ? QString::fromStdString(row->peer.toText()) : QString(),
                                     static_cast<int>(hit), row->isArchived});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<Found> rows;
    for (auto &[rank, row] : found) {
        if (static_cast<int>(rows.size()) < m_most)
            rows.push_back(std::move(row));
    }
    // The same chats keep their rows: nothing is made anew under the pointer.
    if (rows == m_rows) {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {HitLengthRole});
        return;
    }
    const auto before = m_rows.size();
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    if (m_rows.size() != before)
        Q_EMIT countChanged();
}

} // namespace banter::client
