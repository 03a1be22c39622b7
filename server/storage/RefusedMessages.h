// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "server/storage/Rows.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// Messages that the database has refused, until those that were sent behind them have come by: a message is stored
/// only behind the one that it names. What comes later the conversation refuses by itself. Pure; of one writer.
class RefusedMessages {
public:
    /// Far longer than anything waits for a writer.
    static constexpr Millis kRemember{60'000};

    void add(const NewMessage &message, MonoTime now);
    [[nodiscard]] bool isEmpty() const { return m_known.empty(); }
    /// Takes those out of a batch that follow a refused one, directly or not, and remembers them as refused too. A
    /// refused one that is tried again is not refused any more.
    [[nodiscard]] std::vector<NewMessage> takeFollowers(std::vector<NewMessage> &batch, MonoTime now);

private:
    using Key = std::tuple<ConversationId, UserId, ClientId>;
    std::map<Key, MonoTime> m_known;
};

} // namespace banter::server
