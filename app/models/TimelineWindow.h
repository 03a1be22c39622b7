// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/store/Rows.h"

namespace banter::client {

/// The part of a timeline that is being looked at: messages by seq, then what is pending or failed by position, each
/// once. Pure: rows in, what changed out. Not thread-safe.
class TimelineWindow {
public:
    struct Change {
        enum class Kind : std::uint8_t { None, Inserted, Updated, Moved, Removed };
        Kind kind{Kind::None};
        std::size_t from{0}; ///< Moved, Removed: the index before
        std::size_t to{0};   ///< Inserted, Updated, Moved: the index after
    };

    /// Starts anew with the newest rows, in any order. `isComplete`: nothing older exists in the store.
    void reset(std::vector<TimelineRow> rows, bool isComplete);
    /// Rows that are new or changed. One that was pending and is a message now moves to its place. What is older than
    /// the window is left out: it comes when one scrolls there.
    Change apply(const TimelineRow &row);
    /// A send that was discarded.
    Change remove(const ClientId &id);
    /// A page of older rows. Answers how many came in, all at the front.
    std::size_t prepend(const std::vector<TimelineRow> &rows, bool isComplete);

    [[nodiscard]] const std::vector<TimelineRow> &rows() const { return m_rows; }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    /// The lowest seq in the window; 0 = no message is.
    [[nodiscard]] std::uint64_t oldestSeq() const;

private:
    [[nodiscard]] std::optional<std::size_t> find(const TimelineRow &row) const;
    [[nodiscard]] std::size_t placeFor(const TimelineRow &row) const;

    std::vector<TimelineRow> m_rows;
    bool m_isComplete{false};
};

} // namespace banter::client
