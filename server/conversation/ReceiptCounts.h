// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include "server/storage/Rows.h"
#include "shared/core/Clock.h"
#include "shared/core/Id.h"

namespace banter::server {

/// How far the latest messages of a large group are: instead of one watermark per member, their senders are told
/// numbers. What is older is asked for (GetReceipts). Pure.
class ReceiptCounts {
public:
    static constexpr std::size_t kMessages = 64; ///< of all senders together
    static constexpr Millis kLately{3'600'000};

    /// A member's state, as far as it is needed here.
    struct Mark {
        UserId user;
        std::uint64_t sinceSeq, delivered, read;
    };

    void sent(const UserId &sender, std::uint64_t seq, MonoTime now);
    /// What has moved since the last call, by sender; `marks` are the members'.
    [[nodiscard]] std::vector<std::pair<UserId, std::vector<ReceiptCount>>> moved(const std::vector<Mark> &marks,
                                                                                  MonoTime now);

private:
    struct Sent {
        UserId sender;
        MonoTime at;
        ReceiptCount told;
    };
    std::deque<Sent> m_sent; ///< ascending seq
};

} // namespace banter::server
