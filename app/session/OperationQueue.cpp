// SPDX-License-Identifier: Apache-2.0
#include "app/session/OperationQueue.h"

#include <algorithm>

namespace banter::client {

OperationQueue::OperationQueue(Backoff::Random random) : m_random(std::move(random)) {}

void OperationQueue::load(const std::vector<OperationRow> &rows) {
    for (const OperationRow &row : rows) {
        if (row.doneRev == 0)
            add(row);
    }
}

void OperationQueue::add(const OperationRow &row) {
    Queue &queue = m_queues.try_emplace(row.conversation, m_random).first->second;
    // The one on its way has to be answered; what waits behind it for the same slot is void.
    const auto firstWaiting = queue.entries.begin() + (queue.token != 0 ? 1 : 0);
    queue.entries.erase(std::remove_if(firstWaiting, queue.entries.end(),
                                       [&](const OperationRow &held) { return held.slot == row.slot; }),
                        queue.entries.end());
    queue.entries.push_back(row);
}

OperationActions OperationQueue::onConnected(MonoTime now) {
    m_connected = true;
    return tick(now);
}

void OperationQueue::onDisconnected() {
    m_connected = false;
    m_flights.clear();
    for (auto &[id, queue] : m_queues)
        queue.token = 0;
}

OperationActions OperationQueue::enqueue(const OperationRow &row, MonoTime now) {
    add(row);
    return tick(now);
}

OperationActions OperationQueue::onAnswer(OperationToken token, const Result<std::uint64_t> &rev, MonoTime now) {
    OperationActions actions;
    const auto flight = m_flights.extract(token);
    if (flight.empty())
        return actions;
    Queue &queue = m_queues.at(flight.mapped());
    queue.token = 0;
    if (rev.ok()) {
        actions.done.push_back({std::move(queue.entries.front()), *rev});
        queue.entries.pop_front();
        queue.backoff.reset();
    } else if (!isRetryable(rev.error().code)) {
        actions.refused.push_back({std::move(queue.entries.front()), rev.error().code});
        queue.entries.pop_front();
    } else {
        const Millis wait = std::max(queue.backoff.next(), Millis{rev.error().retryAfterMs});
        queue.stoppedUntil = now + wait;
    }
    pump(actions, now);
    return actions;
}

OperationActions OperationQueue::tick(MonoTime now) {
    OperationActions actions;
    pump(actions, now);
    return actions;
}

void OperationQueue::pump(OperationActions &actions, MonoTime now) {
    std::erase_if(m_queues, [](const auto &one) { return one.second.entries.empty(); });
    if (!m_connected)
        return;
    const auto serve = [&](const ConversationId &id, Queue &queue) {
        if (queue.token != 0 || m_flights.size() >= kMaxInFlight || (queue.stoppedUntil && *queue.stoppedUntil > now))
            return;
        queue.stoppedUntil.reset();
        queue.token = m_nextToken++;
        m_flights.emplace(queue.token, id);
        actions.sends.push_back({queue.token, queue.entries.front().request});
        m_lastServed = id;
    };
    // From behind the one served last, once around.
    const auto start = m_queues.upper_bound(m_lastServed);
    for (auto it = start; it != m_queues.end(); ++it)
        serve(it->first, it->second);
    for (auto it = m_queues.begin(); it != start; ++it)
        serve(it->first, it->second);
}

std::optional<MonoTime> OperationQueue::nextDeadline() const {
    std::optional<MonoTime> next;
    if (!m_connected)
        return next;
    for (const auto &[id, queue] : m_queues) {
        if (queue.token == 0 && queue.stoppedUntil && (!next || *queue.stoppedUntil < *next))
            next = queue.stoppedUntil;
    }
    return next;
}

} // namespace banter::client
