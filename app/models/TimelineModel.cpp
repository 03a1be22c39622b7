// SPDX-License-Identifier: Apache-2.0
#include "app/models/TimelineModel.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"
#include "app/text/SystemText.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {
namespace {

constexpr std::int64_t kGroupMs = 5 * 60 * 1000; ///< messages of one person this close stand together

QDateTime localTime(const TimelineRow &row) { return QDateTime::fromMSecsSinceEpoch(row.sentAtMs); }

TimelineModel::Mark markOf(const TimelineRow &row) {
    if (!row.mine || row.deleted)
        return TimelineModel::NoMark;
    switch (row.state) {
    case MessageState::Pending: return TimelineModel::Pending;
    case MessageState::Sent: return TimelineModel::Sent;
    case MessageState::Delivered: return TimelineModel::Delivered;
    case MessageState::Read: return TimelineModel::Read;
    case MessageState::Failed: return TimelineModel::Failed;
    }
    return TimelineModel::NoMark;
}

QString receiptOf(const TimelineRow &row) {
    if (!row.mine || row.deleted || row.seq == 0 || row.recipients == 0)
        return {};
    return TimelineModel::tr("Delivered to %1, read by %2").arg(row.deliveredTo).arg(row.readBy);
}

} // namespace

TimelineModel::TimelineModel(const ConversationId &conversation, const UserId &self, LocalStore *store,
                             ChatActions *actions, Executor *executor, QObject *parent)
    : QAbstractListModel(parent),
      m_conversation(conversation),
      m_self(self),
      m_store(store),
      m_actions(actions),
      m_executor(executor),
      m_today(QDate::currentDate()) {
    connect(store, &LocalStore::changed, this, &TimelineModel::onChanged);
    // First of all, so that the first page has its names.
    m_store->users({m_executor, m_alive, [this](const Result<std::vector<UserRow>> &users) {
                        if (users.ok())
                            learn(*users);
                    }});
    readNewest(false);
}

TimelineModel::~TimelineModel() = default;

int TimelineModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_views.size());
}

QHash<int, QByteArray> TimelineModel::roleNames() const {
    return {{KindRole, "kind"},
            {MessageIdRole, "messageId"},
            {MineRole, "mine"},
            {SenderNameRole, "senderName"},
            {SenderHueRole, "senderHue"},
            {SenderInitialsRole, "senderInitials"},
            {TextRole, "text"},
            {IsEmojiOnlyRole, "isEmojiOnly"},
            {TimeTextRole, "timeText"},
            {MarkRole, "mark"},
            {FailureTextRole, "failureText"},
            {DeletedRole, "deleted"},
            {IsFirstOfDayRole, "isFirstOfDay"},
            {DayTextRole, "dayText"},
            {IsFirstOfGroupRole, "isFirstOfGroup"},
            {IsLastOfGroupRole, "isLastOfGroup"},
            {IsFirstUnreadRole, "isFirstUnread"},
            {EditedRole, "edited"},
            {IsChangingRole, "isChanging"},
            {ReplySeqRole, "replySeq"},
            {ReplyNameRole, "replyName"},
            {ReplyHueRole, "replyHue"},
            {ReplyTextRole, "replyText"},
            {ReactionsRole, "reactions"},
            {OwnReactionRole, "ownReaction"},
            {CanReplyRole, "canReply"},
            {CanEditRole, "canEdit"},
            {CanDeleteRole, "canDelete"},
            {SeqRole, "seq"},
            {SenderIdRole, "senderId"},
            {ReceiptTextRole, "receiptText"},
            {AccessibleTextRole, "accessibleText"},
            {EntryRole, "entry"}};
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t place = indexOf(index.row());
    const TimelineRow &row = m_window.rows()[place];
    const View &view = m_views[place];
    switch (role) {
    case EntryRole: return QVariant::fromValue(entryOf(row, view));
    case MineRole: return row.mine;
    case DeletedRole: return row.deleted;
    case TimeTextRole: return Formatting::clock(localTime(row));
    case MarkRole: return markOf(row);
    case IsFirstOfDayRole: return view.shape.firstOfDay;
    case IsFirstOfGroupRole: return view.shape.firstOfGroup;
    case IsLastOfGroupRole: return view.shape.lastOfGroup;
    case DayTextRole: return Formatting::day(localTime(row).date(), m_today);
    case IsFirstUnreadRole: return m_firstUnread > 0 && row.seq == m_firstUnread;
    case SenderNameRole:
    case SenderHueRole:
    case SenderInitialsRole: return senderData(row, role);
    default: return messageData(row, view, role);
    }
}

QVariant TimelineModel::messageData(const TimelineRow &row, const View &view, int role) const {
    switch (role) {
    case KindRole: return textsOf(row, view).kind;
    case Qt::DisplayRole:
    case TextRole: return textsOf(row, view).text;
    case IsEmojiOnlyRole: return textsOf(row, view).isEmojiOnly;
    case FailureTextRole: return row.state == MessageState::Failed ? ErrorText::ofMessage(row.failure) : QString();
    case SenderIdRole: return row.sender.isNull() ? QString() : QString::fromStdString(row.sender.toText());
    case ReceiptTextRole: return receiptOf(row);
    case AccessibleTextRole: return accessibleText(row, view);
    case MessageIdRole: return messageIdOf(row);
    default: return changeData(row, view, role);
    }
}

MessageEntry TimelineModel::entryOf(const TimelineRow &row, const View &view) const {
    const Texts &texts = textsOf(row, view);
    const Person sender = personOf(row.sender);
    const QDateTime time = localTime(row);
    MessageEntry entry;
    entry.kind = texts.kind;
    entry.mine = row.mine;
    entry.deleted = row.deleted;
    entry.mark = markOf(row);
    entry.edited = row.editedAtMs > 0 && !row.deleted;
    entry.isChanging = row.isChanging;
    entry.isEmojiOnly = texts.isEmojiOnly;
    entry.isFirstOfDay = view.shape.firstOfDay;
    entry.isFirstOfGroup = view.shape.firstOfGroup;
    entry.isLastOfGroup = view.shape.lastOfGroup;
    entry.isFirstUnread = m_firstUnread > 0 && row.seq == m_firstUnread;
    entry.messageId = messageIdOf(row);
    entry.text = texts.text;
    entry.timeText = Formatting::clock(time);
    entry.dayText = Formatting::day(time.date(), m_today);
    entry.failureText = row.state == MessageState::Failed ? ErrorText::ofMessage(row.failure) : QString();
    entry.accessibleText = accessibleText(row, view);
    entry.senderName = sender.name;
    entry.senderInitials = sender.initials;
    entry.senderHue = sender.hue;
    if (row.quoted.seq > 0 && !row.deleted) {
        entry.replySeq = row.quoted.seq;
        std::tie(entry.replyName, entry.replyText) = quoteOf(row.quoted);
    }
    entry.replyHue = personOf(row.quoted.sender).hue;
    entry.reactions = reactionsOf(row);
    return entry;
}

QString TimelineModel::messageIdOf(const TimelineRow &row) {
    return row.clientId.isNull() ? QLatin1Char('s') + QString::number(row.seq)
                                 : QLatin1Char('c') + QString::fromStdString(row.clientId.toText());
}

QVariant TimelineModel::senderData(const TimelineRow &row, int role) const {
    const Person sender = personOf(row.sender);
    if (role == SenderHueRole)
        return sender.hue;
    return role == SenderNameRole ? sender.name : sender.initials;
}

TimelineModel::Person TimelineModel::personOf(const UserId &id) const {
    const auto it = m_people.find(id);
    return it == m_people.end() ? Person{{}, {}, Formatting::hue(id.view())} : it->second;
}

void TimelineModel::learn(const std::vector<UserRow> &users) {
    std::vector<UserId> changed;
    for (const UserRow &user : users) {
        UserRow &held = m_users[user.id];
        if (held == user)
            continue;
        held = user;
        const QString name = QString::fromStdString(user.shownName());
        m_people[user.id] = {name, Formatting::initials(name), Formatting::hue(user.id.view())};
        changed.push_back(user.id);
    }
    if (changed.empty())
        return;
    for (std::size_t index = 0; index < m_views.size(); ++index) {
        const TimelineRow &row = m_window.rows()[index];
        const bool isSystem = row.sender.isNull();
        if (!row.quoted.sender.isNull() &&
            std::find(changed.begin(), changed.end(), row.quoted.sender) != changed.end())
            tell(index, {ReplyNameRole, AccessibleTextRole});
        if (!isSystem && std::find(changed.begin(), changed.end(), row.sender) == changed.end())
            continue;
        m_views[index].texts.reset(); // system lines name people
        tell(index, isSystem ? QList<int>{TextRole, AccessibleTextRole}
                             : QList<int>{SenderNameRole, SenderInitialsRole, AccessibleTextRole});
    }
}

bool TimelineModel::isGrouped(const TimelineRow &older, const TimelineRow &newer) const {
    return !older.sender.isNull() && older.sender == newer.sender && newer.sentAtMs - older.sentAtMs <= kGroupMs &&
           localTime(older).date() == localTime(newer).date() && (m_firstUnread == 0 || newer.seq != m_firstUnread);
}

TimelineModel::Shape TimelineModel::shapeAt(std::size_t index) const {
    const std::vector<TimelineRow> &rows = m_window.rows();
    const TimelineRow &row = rows[index];
    Shape shape;
    shape.firstOfDay = index == 0 || localTime(rows[index - 1]).date() != localTime(row).date();
    shape.firstOfGroup = index == 0 || !isGrouped(rows[index - 1], row);
    shape.lastOfGroup = index + 1 == rows.size() || !isGrouped(row, rows[index + 1]);
    return shape;
}

const TimelineModel::Texts &TimelineModel::textsOf(const TimelineRow &row, const View &view) const {
    if (!view.texts)
        view.texts = makeTexts(row);
    return *view.texts;
}

std::shared_ptr<const TimelineModel::Texts> TimelineModel::makeTexts(const TimelineRow &row) const {
    auto texts = std::make_shared<Texts>();
    if (row.deleted)
        return texts;
    v1::Content content;
    if (!content.ParseFromString(row.content)) {
        texts->kind = Unknown;
        return texts;
    }
    if (content.has_text()) {
        texts->text = QString::fromStdString(content.text().body());
        texts->isEmojiOnly = Formatting::isEmojiOnly(texts->text);
        return texts;
    }
    if (content.has_system() && row.sender.isNull()) {
        texts->kind = System;
        texts->text = SystemText::of(content.system(), m_self, [this](const UserId &user) { return nameOf(user); });
        if (!texts->text.isEmpty())
            return texts;
    }
    texts->kind = row.sender.isNull() ? System : Unknown;
    texts->text = QString::fromStdString(content.fallback());
    return texts;
}

QString TimelineModel::textOf(const TimelineRow &row) {
    v1::Content content;
    if (row.deleted || !content.ParseFromString(row.content))
        return {};
    return QString::fromStdString(content.has_text() ? content.text().body() : content.fallback());
}

QString TimelineModel::accessibleText(const TimelineRow &row, const View &view) const {
    const Texts &texts = textsOf(row, view);
    if (texts.kind == System)
        return texts.text;
    QStringList parts{row.mine ? tr("You") : nameOf(row.sender), Formatting::clock(localTime(row)),
                      row.deleted ? tr("Message deleted") : texts.text};
    if (!row.deleted)
        addChanges(row, &parts);
    switch (markOf(row)) {
    case NoMark: break;
    case Pending: parts += tr("waiting to be sent"); break;
    case Sent: parts += tr("sent"); break;
    case Delivered: parts += tr("delivered"); break;
    case Read: parts += tr("read"); break;
    case Failed: parts += ErrorText::ofMessage(row.failure); break;
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

void TimelineModel::tell(std::size_t index, const QList<int> &roles) {
    const QModelIndex at = this->index(rowOf(index));
    Q_EMIT dataChanged(at, at, roles.isEmpty() ? roles : roles + QList<int>{EntryRole});
}

std::uint64_t TimelineModel::seqAt(int row) const {
    const TimelineRow *const found = rowAt(row);
    return found ? found->seq : 0;
}

const TimelineRow *TimelineModel::rowAt(int row) const {
    return row >= 0 && row < rowCount() ? &m_window.rows()[indexOf(row)] : nullptr;
}

const TimelineRow *TimelineModel::find(const QString &messageId) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (data(index(row), MessageIdRole).toString() == messageId)
            return rowAt(row);
    }
    return nullptr;
}

int TimelineModel::firstUnreadRow() const {
    if (m_firstUnread == 0)
        return -1;
    const std::vector<TimelineRow> &rows = m_window.rows();
    const auto it =
        std::find_if(rows.begin(), rows.end(), [this](const TimelineRow &row) { return row.seq == m_firstUnread; });
    return it == rows.end() ? -1 : rowOf(static_cast<std::size_t>(it - rows.begin()));
}

void TimelineModel::setFirstUnread(std::uint64_t seq) {
    const int before = firstUnreadRow();
    m_firstUnread = seq;
    const int after = firstUnreadRow();
    for (const int row : {before, after}) {
        if (row < 0)
            continue;
        const std::size_t place = indexOf(row);
        tell(place, {IsFirstUnreadRole});
        tellShapes(place == 0 ? 0 : place - 1, place);
    }
    tellCounts();
}

void TimelineModel::setOnline() {
    m_olderErrorText.clear();
    tellState();
}

void TimelineModel::refreshTexts() {
    m_today = QDate::currentDate();
    for (View &view : m_views)
        view.texts.reset();
    if (!m_views.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace banter::client
