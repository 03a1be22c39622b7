// SPDX-License-Identifier: Apache-2.0
#include "app/models/ConversationListModel.h"

#include <algorithm>
#include <utility>

#include "app/models/TimelineModel.h"
#include "app/text/Formatting.h"
#include "app/text/SystemText.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {
namespace {

constexpr std::uint32_t kMostShown = 99;

/// When something last happened: also what is still to go out.
std::int64_t orderOf(const ConversationRow &row) {
    return row.preview ? std::max(row.lastMs, row.preview->sentAtMs) : row.lastMs;
}

bool comesFirst(const ConversationRow &a, const ConversationRow &b) {
    if (a.pinnedAtMs != b.pinnedAtMs)
        return a.pinnedAtMs > b.pinnedAtMs;
    return orderOf(a) != orderOf(b) ? orderOf(a) > orderOf(b) : a.id > b.id;
}

bool isMuted(const ConversationRow &row) {
    return row.mutedUntilMs < 0 || row.mutedUntilMs > QDateTime::currentMSecsSinceEpoch();
}

std::optional<v1::System> lineOf(const ConversationRow &row) {
    v1::Content content;
    if (!row.preview || row.preview->deleted || !row.preview->sender.isNull() ||
        !content.ParseFromString(row.preview->content) || !content.has_system())
        return std::nullopt;
    return content.system();
}

int markOf(const ConversationRow &row) {
    if (!row.preview || !row.preview->mine || row.preview->deleted)
        return TimelineModel::NoMark;
    switch (row.preview->state) {
    case MessageState::Pending: return TimelineModel::Pending;
    case MessageState::Sent: return TimelineModel::Sent;
    case MessageState::Delivered: return TimelineModel::Delivered;
    case MessageState::Read: return TimelineModel::Read;
    case MessageState::Failed: return TimelineModel::Failed;
    }
    return TimelineModel::NoMark;
}

QString timeOf(const ConversationRow &row) {
    const std::int64_t ms = orderOf(row);
    if (ms == 0 || !row.preview)
        return {};
    return Formatting::listTime(QDateTime::fromMSecsSinceEpoch(ms), QDateTime::currentDateTime());
}

QString unreadOf(const ConversationRow &row) {
    if (row.unread == 0)
        return {};
    return row.unread > kMostShown ? QStringLiteral("%1+").arg(kMostShown) : QLocale().toString(row.unread);
}

} // namespace

ConversationListModel::ConversationListModel(QObject *parent) : QAbstractListModel(parent) {}

ConversationListModel::~ConversationListModel() = default;

QString ConversationListModel::nameOf(const UserId &user) const {
    const auto it = m_users.find(user);
    if (it == m_users.end())
        return {};
    return QString::fromStdString(it->second.shownName());
}

ConversationListModel::PreviewKind ConversationListModel::kindOf(const ConversationRow &row) const {
    if (m_activity.contains(row.id))
        return Activity;
    if (row.failed > 0)
        return NotSent;
    if (!row.draft.empty())
        return Draft;
    if (!row.preview)
        return Nothing;
    if (row.preview->deleted)
        return Deleted;
    return lineOf(row) ? Line : Text;
}

QString ConversationListModel::previewOf(const ConversationRow &row) const {
    switch (kindOf(row)) {
    case Nothing: return {};
    case Activity: return m_activity.at(row.id);
    case Draft: return Formatting::oneLine(QString::fromStdString(row.draft));
    case Deleted: return tr("Message deleted");
    case Line: {
        const QString text = SystemText::of(*lineOf(row), m_self, [this](const UserId &user) { return nameOf(user); });
        if (!text.isEmpty())
            return text;
        break;
    }
    case NotSent:
    case Text: break;
    }
    return row.preview ? Formatting::oneLine(TimelineModel::textOf(*row.preview)) : QString();
}

/// In groups it matters who said it.
QString ConversationListModel::senderOf(const ConversationRow &row) const {
    if (!row.isGroup() || kindOf(row) != Text)
        return {};
    return row.preview->mine ? tr("You") : nameOf(row.preview->sender);
}

QString ConversationListModel::accessibleOf(const ConversationRow &row) const {
    QStringList parts{QString::fromStdString(row.shownName())};
    if (row.unread > 0)
        parts += tr("%n unread", nullptr, static_cast<int>(row.unread));
    else if (row.isMarkedUnread)
        parts += tr("marked as unread");
    if (row.pinnedAtMs > 0)
        parts += tr("pinned");
    if (isMuted(row))
        parts += tr("muted");
    if (row.failed > 0)
        parts += tr("Not sent");
    else if (!row.draft.empty())
        parts += tr("Draft");
    const QString sender = senderOf(row);
    parts += sender.isEmpty() ? previewOf(row) : QStringLiteral("%1: %2").arg(sender, previewOf(row));
    parts += timeOf(row);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

int ConversationListModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> ConversationListModel::roleNames() const {
    return {{ConversationIdRole, "conversationId"},
            {TitleRole, "title"},
            {InitialsRole, "initials"},
            {HueRole, "hue"},
            {PreviewKindRole, "previewKind"},
            {PreviewTextRole, "previewText"},
            {PreviewMarkRole, "previewMark"},
            {TimeTextRole, "timeText"},
            {UnreadRole, "unread"},
            {UnreadTextRole, "unreadText"},
            {PinnedRole, "pinned"},
            {MutedRole, "muted"},
            {FailedRole, "failed"},
            {PendingRole, "pending"},
            {ArchivedRole, "archived"},
            {MarkedUnreadRole, "markedUnread"},
            {PeerIdRole, "peerId"},
            {IsGroupRole, "isGroup"},
            {PreviewSenderRole, "previewSender"},
            {IsLeftRole, "isLeft"},
            {AccessibleTextRole, "accessibleText"}};
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return dataOf(m_rows[static_cast<std::size_t>(index.row())], role);
}

QVariant ConversationListModel::dataOf(const ConversationRow &row, int role) const {
    switch (role) {
    case ConversationIdRole: return QString::fromStdString(row.id.toText());
    case Qt::DisplayRole:
    case TitleRole: return QString::fromStdString(row.shownName());
    case InitialsRole: return Formatting::initials(QString::fromStdString(row.shownName()));
    case HueRole: return Formatting::hue(row.peer.isNull() ? row.id.view() : row.peer.view());
    case PreviewKindRole: return kindOf(row);
    case PreviewTextRole: return previewOf(row);
    case PreviewMarkRole: return markOf(row);
    case TimeTextRole: return timeOf(row);
    case UnreadRole: return row.unread;
    case UnreadTextRole: return unreadOf(row);
    case PinnedRole: return row.pinnedAtMs > 0;
    case MutedRole: return isMuted(row);
    case ArchivedRole: return row.isArchived;
    case MarkedUnreadRole: return row.isMarkedUnread;
    case PeerIdRole: return row.peer.isNull() ? QString() : QString::fromStdString(row.peer.toText());
    case FailedRole: return row.failed;
    case PendingRole: return row.pending;
    case IsGroupRole: return row.isGroup();
    case PreviewSenderRole: return senderOf(row);
    case IsLeftRole: return row.isLeft;
    case AccessibleTextRole: return accessibleOf(row);
    default: return {};
    }
}

int ConversationListModel::rowOf(const QString &conversationId) const {
    const auto id = ConversationId::fromText(conversationId.toStdString());
    const std::size_t index = id ? indexOf(*id) : m_rows.size();
    return index == m_rows.size() ? -1 : static_cast<int>(index);
}

QString ConversationListModel::idAt(int row) const {
    return row >= 0 && row < rowCount() ? QString::fromStdString(m_rows[static_cast<std::size_t>(row)].id.toText())
                                        : QString();
}

std::size_t ConversationListModel::indexOf(const ConversationId &id) const {
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const ConversationRow &row) { return row.id == id; });
    return static_cast<std::size_t>(it - m_rows.begin());
}

const ConversationRow *ConversationListModel::find(const ConversationId &id) const {
    for (const std::vector<ConversationRow> *rows : {&m_rows, &m_hidden}) {
        for (const ConversationRow &row : *rows) {
            if (row.id == id)
                return &row;
        }
    }
    return nullptr;
}

void ConversationListModel::setStore(LocalStore *store, Executor *executor) {
    m_alive = std::make_shared<int>(0); // answers of the store before are dropped
    if (m_store)
        disconnect(m_store, nullptr, this, nullptr);
    m_store = store;
    m_executor = executor;
    m_dirty.clear();
    m_isReading = false;
    beginResetModel();
    m_rows.clear();
    m_hidden.clear();
    m_users.clear();
    m_activity.clear();
    endResetModel();
    setReady(false);
    tellCounts();
    if (!store)
        return;
    connect(store, &LocalStore::changed, this, &ConversationListModel::onChanged);
    // First of all, so that the first lines have their names.
    store->users({executor, m_alive, [this](const Result<std::vector<UserRow>> &users) {
                      if (users.ok())
                          learn(*users);
                  }});
    readAll();
}

void ConversationListModel::setReady(bool isReady) {
    if (std::exchange(m_isReady, isReady) != isReady)
        Q_EMIT isReadyChanged();
}

void ConversationListModel::readAll() {
    m_isReading = true;
    m_store->conversations({m_executor, m_alive, [this](Result<std::vector<ConversationRow>> read) {
                                m_isReading = false;
                                if (!read.ok())
                                    return;
                                beginResetModel();
                                m_rows.clear();
                                m_hidden.clear();
                                for (ConversationRow &row : *read)
                                    (isShown(row) ? m_rows : m_hidden).push_back(std::move(row));
                                std::sort(m_rows.begin(), m_rows.end(), comesFirst);
                                endResetModel();
                                setReady(true);
                                tellCounts();
                                readDirty();
                            }});
}

void ConversationListModel::onChanged(const StoreChanges &changes) {
    m_dirty.insert(changes.conversations.begin(), changes.conversations.end());
    m_dirty.insert(changes.reloads.begin(), changes.reloads.end());
    learn(changes.users);
    for (const ConversationId &id : changes.removed) {
        m_dirty.erase(id);
        remove(id);
    }
    tellCounts();
    readDirty();
}

void ConversationListModel::learn(const std::vector<UserRow> &users) {
    std::set<UserId> changed;
    for (const UserRow &user : users) {
        UserRow &held = m_users[user.id];
        if (!(std::exchange(held, user) == user))
            changed.insert(user.id);
    }
    if (changed.empty())
        return;
    for (const std::vector<ConversationRow> *rows : {&m_rows, &m_hidden}) {
        for (const ConversationRow &row : *rows) {
            if (changed.contains(row.peer))
                m_dirty.insert(row.id);
        }
    }
    // Who wrote the preview, or whom a line names.
    for (int row = 0; row < rowCount(); ++row) {
        const ConversationRow &held = m_rows[static_cast<std::size_t>(row)];
        if (held.preview && (lineOf(held) || (held.isGroup() && changed.contains(held.preview->sender))))
            Q_EMIT dataChanged(index(row), index(row), {PreviewSenderRole, PreviewTextRole, AccessibleTextRole});
    }
}

/// One reading at a time: what changes meanwhile is read together afterwards.
void ConversationListModel::readDirty() {
    if (m_isReading || m_dirty.empty() || !m_store)
        return;
    m_isReading = true;
    m_store->conversations({m_dirty.begin(), m_dirty.end()},
                           {m_executor, m_alive, [this](Result<std::vector<ConversationRow>> read) {
                                m_isReading = false;
                                if (!read.ok())
                                    return;
                                for (ConversationRow &row : *read)
                                    put(std::move(row));
                                tellCounts();
                                readDirty();
                            }});
    m_dirty.clear();
}

bool ConversationListModel::isShown(const ConversationRow &row) const {
    if (row.isArchived != m_showsArchived && row.id != m_open)
        return false;
    return row.lastSeq > 0 || row.pending + row.failed > 0 || !row.draft.empty() || row.id == m_open;
}

void ConversationListModel::setShowsArchived(bool shows) {
    if (std::exchange(m_showsArchived, shows) == shows)
        return;
    sortOut();
    Q_EMIT showsArchivedChanged();
}

/// All rows anew, by whether they are shown.
void ConversationListModel::sortOut() {
    beginResetModel();
    std::vector<ConversationRow> all = std::move(m_rows);
    all.insert(all.end(), std::make_move_iterator(m_hidden.begin()), std::make_move_iterator(m_hidden.end()));
    m_rows.clear();
    m_hidden.clear();
    for (ConversationRow &row : all)
        (isShown(row) ? m_rows : m_hidden).push_back(std::move(row));
    std::sort(m_rows.begin(), m_rows.end(), comesFirst);
    endResetModel();
    tellCounts();
}

void ConversationListModel::wish(const QString &conversationId, const StateWish &wanted) {
    const auto id = ConversationId::fromText(conversationId.toStdString());
    if (id && m_actions && m_store)
        m_actions->setState(*id, wanted, {m_executor, m_alive, [](const Result<Done> &) {}});
}

void ConversationListModel::setPinned(const QString &conversationId, bool pinned) {
    StateWish wanted;
    wanted.pinned = pinned;
    wish(conversationId, wanted);
}

void ConversationListModel::mute(const QString &conversationId, int hours) {
    StateWish wanted;
    wanted.mutedUntilMs = hours < 0    ? limits::kMutedForEver
                          : hours == 0 ? 0
                                       : QDateTime::currentMSecsSinceEpoch() + std::int64_t{hours} * 3'600'000;
    wish(conversationId, wanted);
}

void ConversationListModel::setArchived(const QString &conversationId, bool archived) {
    StateWish wanted;
    wanted.archived = archived;
    wish(conversationId, wanted);
}

void ConversationListModel::setMarkedUnread(const QString &conversationId, bool marked) {
    StateWish wanted;
    wanted.markedUnread = marked;
    wish(conversationId, wanted);
}

void ConversationListModel::markRead(const QString &conversationId) {
    const auto id = ConversationId::fromText(conversationId.toStdString());
    const ConversationRow *const row = id ? find(*id) : nullptr;
    if (!row || !m_actions)
        return;
    if (row->isMarkedUnread)
        setMarkedUnread(conversationId, false);
    if (row->lastSeq > row->readSeq)
        m_actions->markRead(*id, row->lastSeq);
}

void ConversationListModel::put(ConversationRow row) {
    const QString id = QString::fromStdString(row.id.toText());
    std::erase_if(m_hidden, [&](const ConversationRow &held) { return held.id == row.id; });
    const std::size_t from = indexOf(row.id);
    const bool isHeld = from < m_rows.size();
    if (!isShown(row)) {
        if (isHeld)
            remove(row.id);
        m_hidden.push_back(std::move(row));
        Q_EMIT conversationChanged(id);
        return;
    }
    // Its place among the others.
    const auto before = [&](const ConversationRow &other) { return other.id != row.id && comesFirst(other, row); };
    const auto to = static_cast<std::size_t>(std::count_if(m_rows.begin(), m_rows.end(), before));
    if (!isHeld) {
        beginInsertRows({}, static_cast<int>(to), static_cast<int>(to));
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(to), std::move(row));
        endInsertRows();
        Q_EMIT conversationChanged(id);
        return;
    }
    if (m_rows[from] == row)
        return;
    const QList<int> roles = differences(m_rows[from], row);
    if (to != from) {
        const int target = static_cast<int>(to > from ? to + 1 : to);
        beginMoveRows({}, static_cast<int>(from), static_cast<int>(from), {}, target);
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(from));
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(to), std::move(row));
        endMoveRows();
    } else {
        m_rows[from] = std::move(row);
    }
    if (!roles.isEmpty())
        Q_EMIT dataChanged(index(static_cast<int>(to)), index(static_cast<int>(to)), roles);
    Q_EMIT conversationChanged(id);
}

QList<int> ConversationListModel::differences(const ConversationRow &before, const ConversationRow &after) const {
    QList<int> roles;
    for (int role = ConversationIdRole; role <= AccessibleTextRole; ++role) {
        if (dataOf(before, role) != dataOf(after, role))
            roles.append(role);
    }
    return roles;
}

void ConversationListModel::remove(const ConversationId &id) {
    std::erase_if(m_hidden, [&](const ConversationRow &held) { return held.id == id; });
    const std::size_t index = indexOf(id);
    if (index == m_rows.size())
        return;
    beginRemoveRows({}, static_cast<int>(index), static_cast<int>(index));
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(index));
    endRemoveRows();
}

void ConversationListModel::setOpen(const ConversationId &id) {
    const ConversationId before = std::exchange(m_open, id);
    for (const ConversationId &one : {before, id}) {
        if (const ConversationRow *const row = find(one))
            put(ConversationRow(*row));
    }
    tellCounts();
}

void ConversationListModel::setActivity(const ConversationId &id, const QString &text) {
    const auto it = m_activity.find(id);
    if (text.isEmpty() ? it == m_activity.end() : it != m_activity.end() && it->second == text)
        return;
    if (text.isEmpty())
        m_activity.erase(it);
    else
        m_activity[id] = text;
    if (const std::size_t row = indexOf(id); row < m_rows.size())
        Q_EMIT dataChanged(index(static_cast<int>(row)), index(static_cast<int>(row)),
                           {PreviewKindRole, PreviewTextRole, PreviewSenderRole, AccessibleTextRole});
}

std::vector<const ConversationRow *> ConversationListModel::findable() const {
    std::vector<const ConversationRow *> found;
    for (const std::vector<ConversationRow> *rows : {&m_rows, &m_hidden}) {
        for (const ConversationRow &row : *rows) {
            if (row.lastSeq > 0 || row.pending + row.failed > 0 || !row.draft.empty() || row.id == m_open)
                found.push_back(&row);
        }
    }
    std::sort(found.begin(), found.end(), [](const ConversationRow *a, const ConversationRow *b) {
        return orderOf(*a) != orderOf(*b) ? orderOf(*a) > orderOf(*b) : a->id > b->id;
    });
    return found;
}

void ConversationListModel::refreshTexts() {
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void ConversationListModel::tellCounts() {
    if (const int now = rowCount(); now != std::exchange(m_toldCount, now))
        Q_EMIT countChanged();
    std::uint32_t unread = 0;
    int archived = 0;
    for (const std::vector<ConversationRow> *rows : {&m_rows, &m_hidden}) {
        for (const ConversationRow &row : *rows) {
            unread += row.isArchived || isMuted(row) ? 0u : row.unread;
            archived += row.isArchived ? 1 : 0;
        }
    }
    if (archived != std::exchange(m_archivedCount, archived))
        Q_EMIT archivedCountChanged();
    if (const int now = static_cast<int>(unread); now != std::exchange(m_unreadTotal, now))
        Q_EMIT unreadTotalChanged();
}

} // namespace banter::client
