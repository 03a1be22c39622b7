// SPDX-License-Identifier: Apache-2.0
#include <QDateTime>
#include <QVariantMap>

#include "app/models/TimelineModel.h"
#include "app/text/Formatting.h"
#include "shared/protocol/Limits.h"

namespace banter::client {
namespace {

bool isWithin(const TimelineRow &row, std::chrono::seconds window) {
    return QDateTime::currentMSecsSinceEpoch() - row.sentAtMs <= std::chrono::milliseconds(window).count();
}

} // namespace

/// What people did to a message: replies, edits, reactions; and what may still be done.
QVariant TimelineModel::changeData(const TimelineRow &row, const View &view, int role) const {
    switch (role) {
    case EditedRole: return row.editedAtMs > 0 && !row.deleted;
    case IsChangingRole: return row.isChanging;
    case ReplySeqRole: return QVariant::fromValue(static_cast<qulonglong>(row.deleted ? 0 : row.quoted.seq));
    case ReplyNameRole: return quoteOf(row.quoted).first;
    case ReplyHueRole: return Formatting::hue(row.quoted.sender.view());
    case ReplyTextRole: return quoteOf(row.quoted).second;
    case ReactionsRole: return reactionsOf(row);
    case OwnReactionRole: return QString::fromStdString(row.ownReaction);
    case CanReplyRole: return row.seq > 0 && !row.deleted && textsOf(row, view).kind != System;
    case CanEditRole: return mayEdit(row);
    case CanDeleteRole: return mayDelete(row);
    case SeqRole: return QVariant::fromValue(static_cast<qulonglong>(row.seq));
    default: return {};
    }
}

QVariantList TimelineModel::reactionsOf(const TimelineRow &row) const {
    QVariantList list;
    for (const EmojiCount &one : row.reactions)
        list.append(QVariantMap{{QStringLiteral("emoji"), QString::fromStdString(one.emoji)},
                                {QStringLiteral("count"), one.count},
                                {QStringLiteral("own"), one.emoji == row.ownReaction}});
    return list;
}

/// What was done to it, in words.
void TimelineModel::addChanges(const TimelineRow &row, QStringList *parts) const {
    if (row.quoted.seq > 0) {
        const auto [name, words] = quoteOf(row.quoted);
        *parts += name.isEmpty() ? tr("reply to a message") : tr("reply to %1: %2").arg(name, words);
    }
    if (row.editedAtMs > 0)
        *parts += tr("edited");
    int count = 0;
    for (const EmojiCount &one : row.reactions)
        count += static_cast<int>(one.count);
    if (count > 0)
        *parts += tr("%n reaction(s)", nullptr, count);
    if (!row.ownReaction.empty())
        *parts += tr("you reacted with %1").arg(QString::fromStdString(row.ownReaction));
}

bool TimelineModel::mayEdit(const TimelineRow &row) const {
    return row.mine && row.seq > 0 && !row.deleted && isWithin(row, limits::kChangeWindow);
}

bool TimelineModel::mayDelete(const TimelineRow &row) const {
    if (row.seq == 0 || row.deleted || row.sender.isNull())
        return false;
    return groups::mayManage(m_standing) || (row.mine && isWithin(row, limits::kChangeWindow));
}

void TimelineModel::setStanding(groups::Standing standing) {
    if (std::exchange(m_standing, standing) != standing && !m_views.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {CanDeleteRole});
}

std::pair<QString, QString> TimelineModel::quoteOf(const QuotedRow &quoted) const {
    if (quoted.seq == 0)
        return {};
    if (!quoted.isHeld)
        return {QString(), tr("Message")};
    const QString name = quoted.sender == m_self ? tr("You") : nameOf(quoted.sender);
    if (quoted.deleted)
        return {name, tr("Message deleted")};
    TimelineRow original;
    original.content = quoted.content;
    return {name, Formatting::oneLine(textOf(original))};
}

int TimelineModel::rowOfSeq(qulonglong seq) const {
    const auto place = m_window.atOrAbove(seq);
    return place && m_window.rows()[*place].seq == seq ? rowOf(*place) : -1;
}

void TimelineModel::removeMessage(std::uint64_t seq) {
    if (const int row = rowOfSeq(seq); row >= 0)
        removeAt(indexOf(row), [this, seq] { m_window.removeMessage(seq); });
}

} // namespace banter::client
