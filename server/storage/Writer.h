// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/storage/RefusedMessages.h"
#include "server/storage/StoreHolder.h"
#include "server/storage/WriterQueue.h"

namespace banter::server {

/// The thread that commits what its queue gives it, batch by batch, on one connection. A batch is kept until the
/// database has settled it: after a broken connection or an unknown outcome it is run again, idempotently, before
/// anything behind it. A message that the database refuses is found by halving the batch, so that it fails alone, with
/// those that were sent behind it.
class Writer {
public:
    /// Gets the answers to (a part of) a batch, in commit order. Called in the writer's thread.
    using Deliver = std::function<void(std::vector<Appended>)>;

    Writer(const StoreFactory &factory, Health &health, WriterQueue::Options options, Deliver deliver);
    ~Writer();

    [[nodiscard]] WriterQueue &queue() { return m_queue; }

    struct Counts {
        std::uint64_t appended{0}, batches{0}, retried{0}, jobs{0};
    };
    [[nodiscard]] Counts counts() const { return {m_appended, m_batches, m_retried, m_jobs}; }

    /// Takes no more; what waits is stored until `deadline`, the rest is dropped (never acknowledged, so clients send
    /// it again).
    void requestStop(MonoTime deadline) { m_queue.requestStop(deadline); }
    void join(MonoTime deadline);

private:
    void work();
    void store(std::vector<NewMessage> batch);
    /// Answers Failed to what must not be stored behind a refused message.
    void failFollowers(std::vector<NewMessage> &batch);
    void storeReceipts(std::vector<ReceiptRow> rows, std::vector<ReceiptTicketPtr> tickets);
    void settled(std::vector<Appended> answers, bool afterUnknown);
    /// Waits until there is a connection; null: time to give up.
    SqlStoreBase *waitForStore();

    WriterQueue m_queue;
    StoreHolder m_holder;
    RefusedMessages m_refused;
    Deliver m_deliver;
    std::atomic<std::uint64_t> m_appended{0}, m_batches{0}, m_retried{0}, m_jobs{0};
    std::mutex m_mutex;
    std::condition_variable m_endedChanged;
    bool m_ended{false};
    std::thread m_thread;
};

} // namespace banter::server
