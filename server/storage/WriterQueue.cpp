// SPDX-License-Identifier: Apache-2.0
#include "server/storage/WriterQueue.h"

#include <algorithm>

namespace banter::server {
namespace {

constexpr std::int64_t kBusyRate = 2000; ///< messages/s
constexpr Millis kRateWindow{100};
constexpr Millis kIdleCheck{2000};
/// Watermarks may wait: they are told to people before they are stored, and merge meanwhile.
constexpr Millis kReceiptsGap{100};
constexpr std::size_t kReceiptsBatch = 1000;
constexpr std::size_t kMaxReceipts = 65536;
constexpr std::size_t kJobsAtOnce = 16;

Error refusal(bool stopping) {
    return stopping ? Error{ErrorCode::ShuttingDown, "the store is closed"}
                    : Error{ErrorCode::Busy, "too many wait for the store"};
}

} // namespace

bool WriterQueue::isFull() const {
    return m_messages.size() >= m_options.maxBatchMessages || m_bytes >= m_options.maxBatchBytes;
}

bool WriterQueue::push(NewMessage &&message) {
    const std::lock_guard lock(m_mutex);
    if (m_stopping || m_messages.size() >= m_options.maxQueue)
        return false;
    const bool wasFull = isFull();
    m_bytes += message.body.size();
    m_messages.push_back(std::move(message));
    // Only what changes when the writer has to get up wakes it: a wake-up costs more than a message.
    if (m_messages.size() == 1 || (!wasFull && isFull()))
        m_wake.notify_one();
    return true;
}

void WriterQueue::push(std::vector<ReceiptRow> rows, ReceiptTicketPtr ticket) {
    std::unique_lock lock(m_mutex);
    if (m_stopping || m_receipts.size() >= kMaxReceipts) {
        const bool stopping = m_stopping;
        lock.unlock();
        ticket->refused(refusal(stopping));
        return;
    }
    const std::size_t before = m_receipts.size();
    merge(rows);
    m_tickets.push_back(std::move(ticket));
    if (before == 0 || (before < kReceiptsBatch && m_receipts.size() >= kReceiptsBatch))
        m_wake.notify_one();
}

void WriterQueue::push(StoreJob job) {
    std::unique_lock lock(m_mutex);
    if (m_stopping || m_jobs.size() >= m_options.maxQueue) {
        const Error error = refusal(m_stopping);
        lock.unlock();
        job(nullptr, &error, false);
        return;
    }
    m_jobs.push_back(std::move(job));
    m_wake.notify_one();
}

void WriterQueue::merge(const std::vector<ReceiptRow> &rows) {
    for (const ReceiptRow &row : rows) {
        const auto [entry, isNew] = m_receipts.try_emplace(Watermark{row.conversation, row.user}, row);
        if (isNew)
            continue;
        entry->second.deliveredSeq = std::max(entry->second.deliveredSeq, row.deliveredSeq);
        entry->second.readSeq = std::max(entry->second.readSeq, row.readSeq);
        entry->second.ownReadSeq = std::max(entry->second.ownReadSeq, row.ownReadSeq);
    }
}

/// When the messages that wait are due; time_point::max() if none do.
MonoTime WriterQueue::flushTime(MonoTime now) const {
    if (m_messages.empty())
        return MonoTime::max();
    if (!m_busyWindow || isFull() || m_stopping)
        return now;
    return m_lastFlush + m_options.minFlushGap;
}

MonoTime WriterQueue::receiptsTime(MonoTime now) const {
    if (m_receipts.empty())
        return MonoTime::max();
    return m_receipts.size() >= kReceiptsBatch || m_stopping ? now : m_lastReceipts + kReceiptsGap;
}

WriterQueue::Work WriterQueue::next() {
    std::unique_lock lock(m_mutex);
    Work work;
    const MonoTime patience = Clock::system().mono() + kIdleCheck;
    for (;;) {
        const MonoTime now = Clock::system().mono();
        const MonoTime flush = flushTime(now);
        const MonoTime receipts = receiptsTime(now);
        const bool empty = m_messages.empty() && m_receipts.empty() && m_jobs.empty();
        if (m_stopping && (empty || now >= m_deadline)) {
            work.ended = true;
            work.tickets = std::move(m_tickets);
            std::move(m_jobs.begin(), m_jobs.end(), std::back_inserter(work.jobs));
            m_messages.clear();
            return work;
        }
        if (flush <= now || receipts <= now || !m_jobs.empty() || now >= patience) {
            if (flush <= now)
                takeBatch(now, work.batch);
            if (receipts <= now)
                takeReceipts(now, work);
            for (std::size_t i = 0; i < kJobsAtOnce && !m_jobs.empty(); ++i) {
                work.jobs.push_back(std::move(m_jobs.front()));
                m_jobs.pop_front();
            }
            return work;
        }
        m_wake.wait_until(lock, std::min({flush, receipts, patience}));
    }
}

void WriterQueue::takeBatch(MonoTime now, std::vector<NewMessage> &batch) {
    batch.reserve(std::min(m_messages.size(), m_options.maxBatchMessages));
    std::size_t bytes = 0;
    while (!m_messages.empty() && batch.size() < m_options.maxBatchMessages) {
        const std::size_t size = m_messages.front().body.size();
        if (!batch.empty() && bytes + size > m_options.maxBatchBytes)
            break;
        bytes += size;
        batch.push_back(std::move(m_messages.front()));
        m_messages.pop_front();
    }
    m_bytes -= bytes;
    m_lastFlush = now;
    countRate(now, batch.size());
}

void WriterQueue::takeReceipts(MonoTime now, Work &work) {
    work.receipts.reserve(m_receipts.size());
    for (const auto &[key, row] : m_receipts)
        work.receipts.push_back(row);
    m_receipts.clear();
    work.tickets = std::move(m_tickets);
    m_tickets.clear();
    m_lastReceipts = now;
}

void WriterQueue::countRate(MonoTime now, std::size_t messages) {
    m_windowMessages += messages;
    const Millis elapsed = now - m_windowStart;
    if (elapsed < kRateWindow)
        return;
    m_busyWindow = static_cast<std::int64_t>(m_windowMessages) * 1000 > kBusyRate * elapsed.count();
    m_windowStart = now;
    m_windowMessages = 0;
}

void WriterQueue::giveBack(std::vector<ReceiptRow> rows, std::vector<ReceiptTicketPtr> tickets) {
    const std::lock_guard lock(m_mutex);
    merge(rows);
    std::move(tickets.begin(), tickets.end(), std::back_inserter(m_tickets));
}

bool WriterQueue::sleep(Millis time) {
    std::unique_lock lock(m_mutex);
    const MonoTime until = Clock::system().mono() + time;
    const auto giveUp = [this] { return m_stopping && Clock::system().mono() >= m_deadline; };
    for (MonoTime now = Clock::system().mono(); now < until && !giveUp(); now = Clock::system().mono())
        m_wake.wait_until(lock, m_stopping ? std::min(until, m_deadline) : until);
    return !giveUp();
}

void WriterQueue::requestStop(MonoTime deadline) {
    const std::lock_guard lock(m_mutex);
    if (!m_stopping)
        m_deadline = deadline;
    m_stopping = true;
    m_wake.notify_all();
}

std::size_t WriterQueue::size() const {
    const std::lock_guard lock(m_mutex);
    return m_messages.size();
}

} // namespace banter::server
