// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/store/Rows.h"

namespace banter::client {

/// The part of a timeline that is being looked at: messages by seq, then what is pending or failed by position, each
/// once; a window that slides. Pure: rows in, what changed out. Not thread-safe.
class TimelineWindow {
public:
    struct Change {
        enum class Kind : std::uint8_t { None, Inserted, Updated, Moved, Removed };
        Kind kind{Kind::None};
        std::size_t from{0}; ///< Moved, Removed: the index before
        std::size_t to{0};   ///< Inserted, Updated, Moved: the index after
    };

    /// Starts anew, with rows in any order. `isComplete`: nothing older exists. `isLive`: nothing newer does.
    void reset(std::vector<TimelineRow> rows, bool isComplete, bool isLive = true);
    /// What apply() would do.
    [[nodiscard]] Change plan(const TimelineRow &row) const;
    /// Rows that are new or changed. One that was pending and is a message now moves to its place. What is older than
    /// the window, or newer while it is not live, is left out: it comes when one scrolls there.
    Change apply(const TimelineRow &row);
    /// A send that was discarded.
    Change remove(const ClientId &id);
    /// A message that was hidden.
    Change removeMessage(std::uint64_t seq);
    /// The row of a message, or of the next one above it that is there.
    [[nodiscard]] std::optional<std::size_t> atOrAbove(std::uint64_t seq) const;
    /// The rows of a page that prepend() or append() would take in.
    [[nodiscard]] std::vector<TimelineRow> olderOf(const std::vector<TimelineRow> &rows) const;
    [[nodiscard]] std::vector<TimelineRow> newerOf(const std::vector<TimelineRow> &rows) const;
    /// A page of older rows. Answers how many came in, all at the front.
    std::size_t prepend(const std::vector<TimelineRow> &rows, bool isComplete);
    /// A page of newer rows. Answers how many came in, all at the end.
    std::size_t append(const std::vector<TimelineRow> &rows, bool isLive);
    /// How many messages and sends lie above a seq; all of them are at the end.
    [[nodiscard]] std::size_t countAbove(std::uint64_t seq) const;
    /// Lets go of the newest or oldest rows; they come back when one scrolls there.
    void dropNewest(std::size_t count);
    void dropOldest(std::size_t count);

    [[nodiscard]] const std::vector<TimelineRow> &rows() const { return m_rows; }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    void setComplete(bool isComplete) { m_isComplete = isComplete; }
    [[nodiscard]] bool isLive() const { return m_isLive; }
    void setLive(bool isLive) { m_isLive = isLive; }
    /// The lowest and the highest seq in the window; 0 = no message is.
    [[nodiscard]] std::uint64_t oldestSeq() const;
    [[nodiscard]] std::uint64_t newestSeq() const;

private:
    [[nodiscard]] std::optional<std::size_t> find(const TimelineRow &row) const;
    [[nodiscard]] std::size_t placeFor(const TimelineRow &row) const;

    std::vector<TimelineRow> m_rows;
    bool m_isComplete{false};
    bool m_isLive{true};
};

} // namespace banter::client
