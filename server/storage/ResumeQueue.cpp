// SPDX-License-Identifier: Apache-2.0
#include "server/storage/ResumeQueue.h"

#include <utility>

#include "shared/protocol/ErrorCode.h"

namespace banter::server {
namespace {

template <class T>
std::vector<T> takeFront(std::vector<T> &all, std::size_t count) {
    if (count >= all.size())
        return std::exchange(all, {});
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<T> front(std::make_move_iterator(all.begin()), std::make_move_iterator(end));
    all.erase(all.begin(), end);
    return front;
}

} // namespace

bool ResumeQueue::push(ResumeAsk ask, Promise<std::optional<ResumedDevice>> done) {
    const std::lock_guard lock(m_mutex);
    if (m_waiting.asks.size() >= kMaxWaiting) {
        done.resolve(Error{ErrorCode::Busy, "too many devices come back at once"});
        return false;
    }
    m_waiting.asks.push_back(std::move(ask));
    m_waiting.promises.push_back(std::move(done));
    return !std::exchange(m_isQueued, true);
}

ResumeQueue::Batch ResumeQueue::take(bool &more) {
    const std::lock_guard lock(m_mutex);
    Batch batch{takeFront(m_waiting.asks, kBatch), takeFront(m_waiting.promises, kBatch)};
    more = m_isQueued = !m_waiting.asks.empty();
    return batch;
}

} // namespace banter::server
