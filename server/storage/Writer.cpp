// SPDX-License-Identifier: Apache-2.0
#include "server/storage/Writer.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <set>
#include <utility>

#include <pthread.h>

#include "server/storage/JobPool.h"
#include "server/storage/common/StorageLog.h"
#include "shared/core/Logging.h"

namespace banter::server {
namespace {

/// So often a batch may collide with other writers before it is taken for refused.
constexpr int kMaxConflicts = 8;
constexpr std::size_t kReceiptsPerStatement = 1000;

std::int64_t wallMs() { return toMs(Clock::system().wall()); }

/// What was stored by an attempt whose outcome we never learned is news to everybody: nobody has passed it on. (Passing
/// on something a second time does no harm: receivers go by rev.)
void tellAsStored(std::vector<Appended> &answers) {
    std::set<std::pair<ConversationId, std::uint64_t>> told;
    for (Appended &answer : answers) {
        const bool first = told.emplace(answer.message.conversation, answer.seq).second;
        if (answer.status == AppendStatus::Duplicate && first)
            answer.status = AppendStatus::Stored;
    }
}

/// Neighbours in the batch stay in order: first half, then second.
void halve(std::deque<std::vector<NewMessage>> &parts) {
    std::vector<NewMessage> whole = std::move(parts.front());
    parts.pop_front();
    const auto middle = whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 2);
    parts.emplace_front(std::make_move_iterator(middle), std::make_move_iterator(whole.end()));
    parts.emplace_front(std::make_move_iterator(whole.begin()), std::make_move_iterator(middle));
}

std::vector<Appended> failedAnswers(std::vector<NewMessage> &&part) {
    std::vector<Appended> answers(part.size());
    for (std::size_t i = 0; i < part.size(); ++i) {
        answers[i].message = std::move(part[i]);
        answers[i].status = AppendStatus::Failed;
    }
    return answers;
}

} // namespace

Writer::Writer(const StoreFactory &factory, Health &health, WriterQueue::Options options, Deliver deliver)
    : m_queue(options),
      m_holder(factory, StoreUse::Write, health),
      m_deliver(std::move(deliver)),
      m_thread([this] { work(); }) {
    pthread_setname_np(m_thread.native_handle(), "store-writer");
}

Writer::~Writer() {
    requestStop(Clock::system().mono());
    join(Clock::system().mono());
}

void Writer::work() {
    for (;;) {
        WriterQueue::Work work = m_queue.next();
        if (work.ended) {
            const Error error{ErrorCode::ShuttingDown, "the store is closed"};
            for (const ReceiptTicketPtr &ticket : work.tickets)
                ticket->refused(error);
            for (const StoreJob &job : work.jobs)
                job(nullptr, &error, false);
            break;
        }
        const bool isIdle = work.batch.empty() && work.receipts.empty() && work.jobs.empty();
        if (!work.batch.empty())
            store(std::move(work.batch));
        if (!work.receipts.empty())
            storeReceipts(std::move(work.receipts), std::move(work.tickets));
        for (const StoreJob &job : work.jobs) {
            ++m_jobs;
            runStoreJob(m_holder, job, false);
        }
        // Idle: have a good connection ready for the next message.
        if (isIdle && m_holder.get() == nullptr)
            qCDebug(lcStorage) << "no connection:" << forLog(m_holder.lastError().detail);
    }
    m_holder.release();
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_endedChanged.notify_all();
}

SqlStoreBase *Writer::waitForStore() {
    while (m_queue.sleep(m_holder.retryIn())) {
        if (SqlStoreBase *store = m_holder.get())
            return store;
    }
    return nullptr;
}

void Writer::failFollowers(std::vector<NewMessage> &batch) {
    std::vector<NewMessage> followers = m_refused.takeFollowers(batch, Clock::system().mono());
    if (!followers.empty())
        m_deliver(failedAnswers(std::move(followers)));
}

void Writer::store(std::vector<NewMessage> batch) {
    if (!m_refused.isEmpty())
        failFollowers(batch);
    if (batch.empty())
        return;
    // One retry makes the whole batch idempotent: that costs a few us a message and keeps the order of each
    // conversation.
    bool idempotent = std::any_of(batch.begin(), batch.end(), [](const NewMessage &m) { return m.retry; });
    bool unknown = false;
    int conflicts = 0;
    std::deque<std::vector<NewMessage>> parts;
    parts.push_back(std::move(batch));
    while (!parts.empty()) {
        SqlStoreBase *store = waitForStore();
        if (!store)
            return; // stopping: what is not acknowledged is sent again
        auto result = store->append(parts.front(), wallMs(), idempotent);
        if (result.ok()) {
            m_holder.succeeded();
            ++m_batches;
            settled(std::move(result).value(), unknown);
            parts.pop_front();
            conflicts = 0;
            continue;
        }
        idempotent = true;
        ++m_retried;
        const Error &error = result.error();
        if (error.code == ErrorCode::StoreUnavailable) {
            unknown = true;
            m_holder.failed(error);
        } else if (error.code == ErrorCode::Conflict && ++conflicts < kMaxConflicts) {
            if (!m_queue.sleep(Millis{conflicts - 1}))
                return;
        } else if (parts.front().size() > 1) {
            conflicts = 0;
            halve(parts);
        } else {
            qCCritical(lcStorage) << "a message was refused by the database, in conversation"
                                  << forLog(parts.front().front().conversation.toText()) << forLog(error.detail);
            m_refused.add(parts.front().front(), Clock::system().mono());
            m_deliver(failedAnswers(std::move(parts.front())));
            parts.pop_front();
            for (std::vector<NewMessage> &part : parts)
                failFollowers(part);
            std::erase_if(parts, [](const std::vector<NewMessage> &part) { return part.empty(); });
            conflicts = 0;
        }
    }
}

void Writer::settled(std::vector<Appended> answers, bool afterUnknown) {
    if (afterUnknown)
        tellAsStored(answers);
    const auto stored = std::count_if(answers.begin(), answers.end(),
                                      [](const Appended &answer) { return answer.status == AppendStatus::Stored; });
    m_appended += static_cast<std::uint64_t>(stored);
    m_deliver(std::move(answers));
}

void Writer::storeReceipts(std::vector<ReceiptRow> rows, std::vector<ReceiptTicketPtr> tickets) {
    for (std::size_t at = 0; at < rows.size(); at += kReceiptsPerStatement) {
        const auto from = rows.begin() + static_cast<std::ptrdiff_t>(at);
        const auto to = rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), at + kReceiptsPerStatement));
        SqlStoreBase *store = m_holder.get();
        const Result<void> result =
            store ? store->raiseReceipts({from, to}, wallMs()) : Result<void>(m_holder.lastError());
        if (result.ok()) {
            m_holder.succeeded();
            continue;
        }
        if (result.error().code == ErrorCode::StoreFailed) {
            for (const ReceiptTicketPtr &ticket : tickets)
                ticket->refused(result.error());
            return;
        }
        if (store && result.error().code == ErrorCode::StoreUnavailable)
            m_holder.failed(result.error());
        // Maxima: those that are stored already do no harm a second time.
        m_queue.giveBack(std::move(rows), std::move(tickets));
        return;
    }
    for (const ReceiptTicketPtr &ticket : tickets)
        ticket->stored();
}

void Writer::join(MonoTime deadline) {
    {
        std::unique_lock lock(m_mutex);
        m_endedChanged.wait_until(lock, deadline, [this] { return m_ended; });
    }
    m_holder.interrupt();
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace banter::server
