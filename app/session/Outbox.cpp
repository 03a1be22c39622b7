// SPDX-License-Identifier: Apache-2.0
#include "app/session/Outbox.h"

#include <algorithm>

namespace banter::client {

Outbox::Outbox(Backoff::Random random) : m_random(std::move(random)) {}

void Outbox::load(const std::vector<OutboxRow> &rows) {
    for (const OutboxRow &row : rows)
        add(row, true);
}

void Outbox::add(const OutboxRow &row, bool maybeSent) {
    if (row.state != SendState::Pending || !m_where.emplace(row.clientId, row.conversation).second)
        return;
    Queue &queue = m_queues.try_emplace(row.conversation, m_random).first->second;
    queue.entries.push_back({row.clientId, row.content, 0, maybeSent});
}

OutboxActions Outbox::onConnected(MonoTime now) {
    m_connected = true;
    OutboxActions actions;
    pump(actions, now);
    return actions;
}

void Outbox::onDisconnected() {
    m_connected = false;
    m_flights.clear();
    for (auto &[id, queue] : m_queues) {
        for (Entry &entry : queue.entries)
            entry.token = 0;
        queue.inFlight = 0;
        queue.draining = false;
        queue.outOfOrder = 0;
        if (!queue.stopOutlivesConnection)
            queue.stoppedUntil.reset();
    }
}

OutboxActions Outbox::enqueue(const OutboxRow &row, bool maybeSent, MonoTime now) {
    OutboxActions actions;
    add(row, maybeSent);
    if (const auto it = m_queues.find(row.conversation); it != m_queues.end())
        pumpQueue(it->first, it->second, actions, now);
    return actions;
}

OutboxActions Outbox::onAnswer(SendToken token, const Result<SendAnswer> &answer, MonoTime now) {
    OutboxActions actions;
    const auto flight = m_flights.find(token);
    if (flight == m_flights.end())
        return actions;
    const ClientId clientId = flight->second;
    const ConversationId conversation = m_where.at(clientId);
    Queue &queue = m_queues.at(conversation);
    const auto entry = std::find_if(queue.entries.begin(), queue.entries.end(),
                                    [&](const Entry &one) { return one.clientId == clientId; });
    if (answer.ok()) {
        actions.accepted.push_back(
            {conversation, clientId, entry->content, answer->seq, answer->rev, answer->sentAtMs});
        queue.backoff.reset();
        queue.outOfOrder = 0;
        remove(queue, entry);
    } else if (isRetryable(answer.error().code)) {
        land(queue, *entry);
        refused(queue, answer.error(), now);
    } else {
        actions.failed.push_back({conversation, clientId, answer.error().code});
        queue.unstoredFailures.push_back(clientId);
        // Those behind it that are on their way name it in `after`: they will be answered out of order.
        const bool isLast = std::next(entry) == queue.entries.end();
        remove(queue, entry);
        if (!isLast && queue.inFlight > 0)
            queue.draining = true;
    }
    pump(actions, now);
    return actions;
}

/// A passing refusal. Several may come for one stop: each that was in flight behind the first is refused too.
void Outbox::refused(Queue &queue, const Error &error, MonoTime now) {
    queue.draining = true;
    if (error.code == ErrorCode::NoConnection || error.code == ErrorCode::TimedOut)
        return; // the connection is going: onDisconnected() and onConnected() follow
    if (error.code == ErrorCode::OutOfOrder) {
        // Behind another refusal, or after one, this is expected: start again at once. In vain several times: slow
        // down.
        if (queue.stoppedUntil || ++queue.outOfOrder <= 2 * kWindow)
            return;
    }
    const MonoTime until = now + std::max(queue.backoff.next(), Millis{error.retryAfterMs});
    if (!queue.stoppedUntil || *queue.stoppedUntil < until)
        queue.stoppedUntil = until;
    queue.stopOutlivesConnection = queue.stopOutlivesConnection || error.retryAfterMs > 0;
}

OutboxActions Outbox::onFailureStored(const ConversationId &conversation, const ClientId &clientId, MonoTime now) {
    OutboxActions actions;
    if (const auto it = m_queues.find(conversation); it != m_queues.end())
        std::erase(it->second.unstoredFailures, clientId);
    pump(actions, now);
    return actions;
}

OutboxActions Outbox::onSettled(const ClientId &clientId, MonoTime now) {
    OutboxActions actions;
    const auto where = m_where.find(clientId);
    if (where == m_where.end())
        return actions;
    Queue &queue = m_queues.at(where->second);
    remove(queue, std::find_if(queue.entries.begin(), queue.entries.end(),
                               [&](const Entry &one) { return one.clientId == clientId; }));
    pump(actions, now);
    return actions;
}

OutboxActions Outbox::tick(MonoTime now) {
    OutboxActions actions;
    pump(actions, now);
    return actions;
}

std::optional<MonoTime> Outbox::nextDeadline() const {
    std::optional<MonoTime> next;
    if (!m_connected)
        return next;
    for (const auto &[id, queue] : m_queues) {
        if (queue.stoppedUntil && !isFlushed(queue) && (!next || *queue.stoppedUntil < *next))
            next = queue.stoppedUntil;
    }
    return next;
}

void Outbox::pump(OutboxActions &actions, MonoTime now) {
    if (!m_connected)
        return;
    // From behind the one served last, once around.
    const auto start = m_queues.upper_bound(m_lastServed);
    for (auto it = start; it != m_queues.end(); ++it)
        pumpQueue(it->first, it->second, actions, now);
    for (auto it = m_queues.begin(); it != start; ++it)
        pumpQueue(it->first, it->second, actions, now);
    std::erase_if(m_queues, [now](const auto &one) {
        return isFlushed(one.second) && (!one.second.stoppedUntil || *one.second.stoppedUntil <= now);
    });
}

void Outbox::pumpQueue(const ConversationId &id, Queue &queue, OutboxActions &actions, MonoTime now) {
    if (!m_connected || !queue.unstoredFailures.empty() || (queue.stoppedUntil && *queue.stoppedUntil > now) ||
        (queue.draining && queue.inFlight > 0))
        return;
    queue.stoppedUntil.reset();
    queue.stopOutlivesConnection = false;
    queue.draining = false;
    ClientId previous;
    for (Entry &entry : queue.entries) {
        if (entry.token == 0) {
            if (queue.inFlight >= kWindow || m_flights.size() >= kMaxInFlight)
                return;
            entry.token = m_nextToken++;
            ++queue.inFlight;
            m_flights.emplace(entry.token, entry.clientId);
            actions.sends.push_back({entry.token, id, entry.clientId, previous, entry.maybeSent, entry.content});
            entry.maybeSent = true;
            m_lastServed = id;
        }
        previous = entry.clientId;
    }
}

void Outbox::remove(Queue &queue, std::deque<Entry>::iterator entry) {
    land(queue, *entry);
    m_where.erase(entry->clientId);
    queue.entries.erase(entry);
}

void Outbox::land(Queue &queue, Entry &entry) {
    if (entry.token == 0)
        return;
    m_flights.erase(entry.token);
    entry.token = 0;
    --queue.inFlight;
}

bool Outbox::isFlushed(const Queue &queue) { return queue.entries.empty() && queue.unstoredFailures.empty(); }

} // namespace banter::client
