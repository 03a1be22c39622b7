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

void TimelineWindow::reset(std::vector<TimelineRow> rows, bool isComplete) {
    m_rows.clear();
    m_isComplete = true; // so that apply() leaves nothing out
    for (const TimelineRow &row : rows)
        apply(row);
    m_isComplete = isComplete;
}

TimelineWindow::Change TimelineWindow::apply(const TimelineRow &row) {
    const auto held = find(row);
    if (!held) {
        if (!m_isComplete && row.seq > 0 && oldestSeq() > 0 && row.seq < oldestSeq())
            return {};
        const std::size_t place = placeFor(row);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(place), row);
        return {Change::Kind::Inserted, 0, place};
    }
    TimelineRow &old = m_rows[*held];
    if (old == row || (old.seq > 0 && row.seq == 0)) // news of the send, late: it is a message already
        return {};
    if (old.seq == row.seq && old.position == row.position) {
        old = row;
        return {Change::Kind::Updated, *held, *held};
    }
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(*held));
    const std::size_t place = placeFor(row);
    m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(place), row);
    return {place == *held ? Change::Kind::Updated : Change::Kind::Moved, *held, place};
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

std::size_t TimelineWindow::prepend(const std::vector<TimelineRow> &rows, bool isComplete) {
    std::vector<TimelineRow> older;
    for (const TimelineRow &row : rows) {
        if (row.seq > 0 && (oldestSeq() == 0 || row.seq < oldestSeq()))
            older.push_back(row);
    }
    std::sort(older.begin(), older.end(), isBefore);
    older.erase(std::unique(older.begin(), older.end(), isSame), older.end());
    m_rows.insert(m_rows.begin(), older.begin(), older.end());
    m_isComplete = isComplete;
    return older.size();
}

std::uint64_t TimelineWindow::oldestSeq() const { return m_rows.empty() ? 0 : m_rows.front().seq; }

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
