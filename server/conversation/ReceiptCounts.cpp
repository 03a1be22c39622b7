// SPDX-License-Identifier: Apache-2.0
#include "server/conversation/ReceiptCounts.h"

#include <algorithm>

namespace banter::server {

void ReceiptCounts::sent(const UserId &sender, std::uint64_t seq, MonoTime now) {
    // A duplicate has its answer again.
    if (!m_sent.empty() && m_sent.back().told.seq >= seq)
        return;
    if (m_sent.size() >= kMessages)
        m_sent.pop_front();
    m_sent.push_back({sender, now, {seq, 0, 0, 0}});
}

std::vector<std::pair<UserId, std::vector<ReceiptCount>>> ReceiptCounts::moved(const std::vector<Mark> &marks,
                                                                               MonoTime now) {
    while (!m_sent.empty() && m_sent.front().at + kLately < now)
        m_sent.pop_front();
    std::vector<std::pair<UserId, std::vector<ReceiptCount>>> news;
    for (Sent &sent : m_sent) {
        ReceiptCount count{sent.told.seq, 0, 0, 0};
        for (const Mark &mark : marks) {
            if (mark.sinceSeq >= count.seq || mark.user == sent.sender)
                continue;
            ++count.recipients;
            count.delivered += mark.delivered >= count.seq ? 1 : 0;
            count.read += mark.read >= count.seq ? 1 : 0;
        }
        if (count.delivered == sent.told.delivered && count.read == sent.told.read)
            continue;
        sent.told = count;
        auto place = std::find_if(news.begin(), news.end(), [&](const auto &one) { return one.first == sent.sender; });
        if (place == news.end())
            place = news.insert(news.end(), {sent.sender, {}});
        place->second.push_back(count);
    }
    return news;
}

} // namespace banter::server
