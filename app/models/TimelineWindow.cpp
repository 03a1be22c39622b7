// SPDX-License-Identifier: Apache-2.0
#include "app/models/TimelineWindow.h"

#include <algorithm>

namespace banter::client {
namespace {

bool isBefore(const TimelineRow &a, const TimelineRow &b) {
    if ((a.seq > 0) != (b.seq > 0))
        return a.seq > 0; // what the server has not numbered comes last
    return a.seq > 0 ? a.seq < b.seq : a.position < b.position;
}

bool isSame(const TimelineRow &a, const TimelineRow &b) {
    return (a.seq > 0 && a.seq == b.seq) || (!a.clientId.isNull() && a.clientId == b.clientId);
}

} // namespace

void TimelineWindow::reset(std::vector<TimelineRow> rows, bool isComplete, bool isLive) {
    m_rows.clear();
    m_isComplete = m_isLive = true; // so that apply() leaves nothing out
    for (const TimelineRow &row : rows)
        apply(row);
    m_isComplete = isComplete;
    m_isLive = isLive;
}

TimelineWindow::Change TimelineWindow::plan(const TimelineRow &row) const {
    const auto held = find(row);
    if (!held) {
        if (!m_isComplete && row.seq > 0 && oldestSeq() > 0 && row.seq < oldestSeq())
            return {};
        if (!m_isLive && (row.seq == 0 || row.seq > newestSeq()))
            return {};
        return {Change::Kind::Inserted, 0, placeFor(row)};
    }
    const TimelineRow &old = m_rows[*held];
    if (old == row || (old.seq > 0 && row.seq == 0)) // news of the send, late: it is a message already
        return {};
    if (old.seq == row.seq && old.position == row.position)
        return {Change::Kind::Updated, *held, *held};
    std::size_t place = placeFor(row);
    if (place > *held) // it leaves its old place first
        --place;
    return {place == *held ? Change::Kind::Updated : Change::Kind::Moved, *held, place};
}

TimelineWindow::Change TimelineWindow::apply(const TimelineRow &row) {
    const Change change = plan(row);
    const auto at = [this](std::size_t index) { return m_rows.begin() + static_cast<std::ptrdiff_t>(index); };
    switch (change.kind) {
    case Change::Kind::Inserted: m_rows.insert(at(change.to), row); break;
    case Change::Kind::Updated: m_rows[change.to] = row; break;
    case Change::Kind::Moved:
        m_rows.erase(at(change.from));
        m_rows.insert(at(change.to), row);
        break;
    case Change::Kind::None:
    case Change::Kind::Removed: break;
    }
    return change;
}

TimelineWindow::Change TimelineWindow::remove(const ClientId &id) {
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const TimelineRow &row) { return row.seq == 0 && row.clientId == id; });
    if (it == m_rows.end())
        return {};
    const auto index = static_cast<std::size_t>(it - m_rows.begin());
    m_rows.erase(it);
    return {Change::Kind::Removed, index, 0};
}

TimelineWindow::Change TimelineWindow::removeMessage(std::uint64_t seq) {
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [seq](const TimelineRow &row) { return row.seq == seq; });
    if (seq == 0 || it == m_rows.end())
        return {};
    const auto index = static_cast<std::size_t>(it - m_rows.begin());
    m_rows.erase(it);
    return {Change::Kind::Removed, index, 0};
}

std::optional<std::size_t> TimelineWindow::atOrAbove(std::uint64_t seq) const {
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [seq](const TimelineRow &row) { return row.seq >= seq; });
    return it == m_rows.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - m_rows.begin()));
}

std::vector<TimelineRow> TimelineWindow::olderOf(const std::vector<TimelineRow> &rows) const {
    std::vector<TimelineRow> older;
    for (const TimelineRow &row : rows) {
        if (row.seq > 0 && (oldestSeq() == 0 || row.seq < oldestSeq()) && !find(row))
            older.push_back(row);
    }
    std::sort(older.begin(), older.end(), isBefore);
    older.erase(std::unique(older.begin(), older.end(), isSame), older.end());
    return older;
}

std::vector<TimelineRow> TimelineWindow::newerOf(const std::vector<TimelineRow> &rows) const {
    std::vector<TimelineRow> newer;
    for (const TimelineRow &row : rows) {
        if ((row.seq == 0 || row.seq > newestSeq()) && !find(row))
            newer.push_back(row);
    }
    std::sort(newer.begin(), newer.end(), isBefore);
    newer.erase(std::unique(newer.begin(), newer.end(), isSame), newer.end());
    return newer;
}

std::size_t TimelineWindow::prepend(const std::vector<TimelineRow> &rows, bool isComplete) {
    const std::vector<TimelineRow> older = olderOf(rows);
    m_rows.insert(m_rows.begin(), older.begin(), older.end());
    m_isComplete = isComplete;
    return older.size();
}

std::size_t TimelineWindow::append(const std::vector<TimelineRow> &rows, bool isLive) {
    const std::vector<TimelineRow> newer = newerOf(rows);
    m_rows.insert(m_rows.end(), newer.begin(), newer.end());
    m_isLive = isLive;
    return newer.size();
}

std::size_t TimelineWindow::countAbove(std::uint64_t seq) const {
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [seq](const TimelineRow &row) { return row.seq == 0 || row.seq > seq; });
    return static_cast<std::size_t>(m_rows.end() - it);
}

void TimelineWindow::dropNewest(std::size_t count) {
    count = std::min(count, m_rows.size());
    m_rows.erase(m_rows.end() - static_cast<std::ptrdiff_t>(count), m_rows.end());
    m_isLive = m_isLive && count == 0;
}

void TimelineWindow::dropOldest(std::size_t count) {
    count = std::min(count, m_rows.size());
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(count));
    m_isComplete = m_isComplete && count == 0;
}

std::uint64_t TimelineWindow::oldestSeq() const { return m_rows.empty() ? 0 : m_rows.front().seq; }

std::uint64_t TimelineWindow::newestSeq() const {
    const auto it = std::find_if(m_rows.rbegin(), m_rows.rend(), [](const TimelineRow &row) { return row.seq > 0; });
    return it == m_rows.rend() ? 0 : it->seq;
}

std::optional<std::size_t> TimelineWindow::find(const TimelineRow &row) const {
    // From the end: what changes is mostly new.
    const auto it =
        std::find_if(m_rows.rbegin(), m_rows.rend(), [&](const TimelineRow &held) { return isSame(held, row); });
    if (it == m_rows.rend())
        return std::nullopt;
    return static_cast<std::size_t>(m_rows.rend() - it) - 1;
}

std::size_t TimelineWindow::placeFor(const TimelineRow &row) const {
    return static_cast<std::size_t>(std::lower_bound(m_rows.begin(), m_rows.end(), row, isBefore) - m_rows.begin());
}

} // namespace banter::client
