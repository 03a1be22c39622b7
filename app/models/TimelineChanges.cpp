// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "app/models/TimelineModel.h"

namespace banter::client {

using ChangeKind = TimelineWindow::Change::Kind;

void TimelineModel::onChanged(const StoreChanges &changes) {
    learn(changes.users);
    // What was committed before the first page was read is in it.
    if (!m_isReady)
        return;
    if (std::find(changes.reloads.begin(), changes.reloads.end(), m_conversation) != changes.reloads.end()) {
        reread();
        return;
    }
    std::vector<TimelineRow> rows;
    for (const TimelineRow &row : changes.rows) {
        if (row.conversation == m_conversation)
            rows.push_back(row);
    }
    applyRows(rows);
    for (const ClientId &id : changes.gone)
        removeSend(id);
    for (const auto &[id, seq] : changes.hidden) {
        if (id == m_conversation)
            removeMessage(seq);
    }
    tellCounts();
    tellState();
}

/// Rows that leave a hole below them are checked against what the store holds: there may be none to fill it.
void TimelineModel::applyRows(const std::vector<TimelineRow> &rows) {
    const std::uint64_t top = m_window.newestSeq();
    std::uint64_t expected = top + 1;
    bool hasJump = false;
    for (const TimelineRow &row : rows) {
        hasJump = hasJump || row.seq > expected;
        expected = std::max(expected, row.seq + 1);
    }
    if (hasJump && m_window.isLive() && top == 0) {
        readNewest(false);
        return;
    }
    for (const TimelineRow &row : rows)
        applyRow(row);
    if (hasJump && m_window.isLive())
        readTail(top);
    const std::size_t size = m_window.rows().size();
    if (m_isFollowing && size > kMaxRows)
        dropOldest(size - kMaxRows);
    else if (size > 2 * kMaxRows) // somebody reads further up while others write on
        dropNewest(size - kMaxRows);
}

void TimelineModel::applyRow(const TimelineRow &row) {
    const TimelineWindow::Change change = m_window.plan(row);
    switch (change.kind) {
    case ChangeKind::None:
    case ChangeKind::Removed: return;
    case ChangeKind::Inserted: insertRow(row, change.to); return;
    case ChangeKind::Moved: moveRow(row, change.from, change.to); return;
    case ChangeKind::Updated: break;
    }
    const TimelineRow &held = m_window.rows()[change.to];
    const bool isSameContent = held.content == row.content && held.deleted == row.deleted;
    const bool isSameAround = held.reactions == row.reactions && held.ownReaction == row.ownReaction &&
                              held.quoted == row.quoted && held.editedAtMs == row.editedAtMs &&
                              held.isChanging == row.isChanging && held.seq == row.seq;
    m_window.apply(row);
    if (!isSameContent)
        m_views[change.to].texts.reset();
    tell(change.to, isSameContent && isSameAround ? QList<int>{MarkRole, ReceiptTextRole, FailureTextRole, TimeTextRole,
                                                               DayTextRole, AccessibleTextRole}
                                                  : QList<int>{});
    tellShapes(change.to == 0 ? 0 : change.to - 1, change.to + 1);
}

void TimelineModel::insertRow(const TimelineRow &row, std::size_t index) {
    const int at = static_cast<int>(m_window.rows().size() - index);
    beginInsertRows({}, at, at);
    m_window.apply(row);
    m_views.insert(m_views.begin() + static_cast<std::ptrdiff_t>(index), View{});
    m_views[index].shape = shapeAt(index);
    endInsertRows();
    tellShapes(index == 0 ? 0 : index - 1, index + 1);
    if (!row.mine && !row.sender.isNull() && at == 0)
        Q_EMIT messageArrived(accessibleText(row, m_views[index]));
}

void TimelineModel::moveRow(const TimelineRow &row, std::size_t from, std::size_t to) {
    const int source = rowOf(from);
    const int target = rowOf(to);
    beginMoveRows({}, source, source, {}, target > source ? target + 1 : target);
    m_window.apply(row);
    View view = std::move(m_views[from]);
    m_views.erase(m_views.begin() + static_cast<std::ptrdiff_t>(from));
    m_views.insert(m_views.begin() + static_cast<std::ptrdiff_t>(to), std::move(view));
    endMoveRows();
    m_views[to].texts.reset();
    tell(to);
    tellShapes(from == 0 ? 0 : from - 1, from + 1);
    tellShapes(to == 0 ? 0 : to - 1, to + 1);
}

void TimelineModel::removeSend(const ClientId &id) {
    const std::vector<TimelineRow> &rows = m_window.rows();
    const auto it = std::find_if(rows.begin(), rows.end(),
                                 [&](const TimelineRow &row) { return row.seq == 0 && row.clientId == id; });
    if (it != rows.end())
        removeAt(static_cast<std::size_t>(it - rows.begin()), [this, id] { m_window.remove(id); });
}

void TimelineModel::removeAt(std::size_t index, const std::function<void()> &remove) {
    beginRemoveRows({}, rowOf(index), rowOf(index));
    remove();
    m_views.erase(m_views.begin() + static_cast<std::ptrdiff_t>(index));
    endRemoveRows();
    tellShapes(index == 0 ? 0 : index - 1, index);
}

void TimelineModel::replaceAll(const TimelinePage &page) {
    beginResetModel();
    m_window.reset(page.rows, page.reachesStart, page.reachesEnd);
    m_views.assign(m_window.rows().size(), View{});
    for (std::size_t index = 0; index < m_views.size(); ++index)
        m_views[index].shape = shapeAt(index);
    endResetModel();
    tellCounts();
    tellState();
}

void TimelineModel::prependPage(const TimelinePage &page) {
    const std::size_t count = m_window.olderOf(page.rows).size();
    if (count > 0) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(count) - 1);
        m_window.prepend(page.rows, page.reachesStart);
        m_views.insert(m_views.begin(), count, View{});
        for (std::size_t index = 0; index < count; ++index)
            m_views[index].shape = shapeAt(index);
        endInsertRows();
        tellShapes(count, count);
    }
    m_window.setComplete(page.reachesStart);
    if (m_window.rows().size() > kMaxRows)
        dropNewest(m_window.rows().size() - kMaxRows);
    tellCounts();
}

void TimelineModel::appendPage(const TimelinePage &page) {
    const std::size_t before = m_window.rows().size();
    const std::size_t count = m_window.newerOf(page.rows).size();
    if (count > 0) {
        beginInsertRows({}, 0, static_cast<int>(count) - 1);
        m_window.append(page.rows, page.reachesEnd);
        m_views.resize(before + count);
        for (std::size_t index = before; index < m_views.size(); ++index)
            m_views[index].shape = shapeAt(index);
        endInsertRows();
        if (before > 0)
            tellShapes(before - 1, before - 1);
    }
    m_window.setLive(page.reachesEnd);
    if (m_window.rows().size() > kMaxRows)
        dropOldest(m_window.rows().size() - kMaxRows);
    tellCounts();
}

void TimelineModel::dropNewest(std::size_t count) {
    if (count == 0)
        return;
    beginRemoveRows({}, 0, static_cast<int>(count) - 1);
    m_window.dropNewest(count);
    m_views.resize(m_window.rows().size());
    endRemoveRows();
    if (!m_views.empty())
        tellShapes(m_views.size() - 1, m_views.size() - 1);
}

void TimelineModel::dropOldest(std::size_t count) {
    if (count == 0)
        return;
    beginRemoveRows({}, rowCount() - static_cast<int>(count), rowCount() - 1);
    m_window.dropOldest(count);
    m_views.erase(m_views.begin(), m_views.begin() + static_cast<std::ptrdiff_t>(count));
    endRemoveRows();
    tellShapes(0, 0);
}

/// Tells of the rows from..to (by window index, as far as there are such) that look different than the view knows.
void TimelineModel::tellShapes(std::size_t from, std::size_t to) {
    for (std::size_t index = from; index <= to && index < m_views.size(); ++index) {
        const Shape shape = shapeAt(index);
        if (shape == m_views[index].shape)
            continue;
        m_views[index].shape = shape;
        tell(index, {IsFirstOfDayRole, IsFirstOfGroupRole, IsLastOfGroupRole});
    }
}

void TimelineModel::tellCounts() {
    if (const int now = rowCount(); now != std::exchange(m_toldCount, now))
        Q_EMIT countChanged();
    if (const int now = firstUnreadRow(); now != std::exchange(m_toldUnreadRow, now))
        Q_EMIT firstUnreadChanged();
}

void TimelineModel::tellState() {
    Told now{m_isReady, atNewest(), atOldest(), m_loadingOlder, m_loadingNewer, m_olderErrorText};
    if (now == m_told)
        return;
    m_told = std::move(now);
    Q_EMIT stateChanged();
}

} // namespace banter::client
