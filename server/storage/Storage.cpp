// SPDX-License-Identifier: Apache-2.0
#include "server/storage/Storage.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>

#include "server/storage/JobPool.h"
#include "server/storage/ResumeQueue.h"
#include "server/storage/Writer.h"
#include "shared/protocol/Limits.h"

namespace banter::server {

struct Storage::Parts {
    struct Home {
        Executor *executor{nullptr};
        AppendedSink sink;
    };

    Parts(StorageOptions given, StoreFactory made) : options(std::move(given)), factory(std::move(made)) {}

    [[nodiscard]] Writer &writerOf(const ConversationId &conversation) {
        return *writers[conversation.hash() % writers.size()];
    }
    void deliver(std::vector<Appended> answers);
    void start();

    StorageOptions options;
    StoreFactory factory;
    Health health;
    std::shared_mutex homesMutex;
    std::vector<Home> homes;
    std::vector<std::unique_ptr<Writer>> writers;
    ResumeQueue resumes;
    std::unique_ptr<JobPool> readers;
    std::unique_ptr<JobPool> changer; ///< null: the first writer does it
    bool stopped{false};
};

/// One task per home, so that a batch wakes each shard once.
void Storage::Parts::deliver(std::vector<Appended> answers) {
    std::vector<std::vector<Appended>> byHome;
    for (Appended &answer : answers) {
        const std::uint32_t home = answer.message.home;
        if (byHome.size() <= home)
            byHome.resize(home + 1);
        byHome[home].push_back(std::move(answer));
    }
    const std::shared_lock lock(homesMutex);
    for (std::size_t i = 0; i < byHome.size() && i < homes.size(); ++i) {
        if (byHome[i].empty())
            continue;
        homes[i].executor->post(
            [sink = homes[i].sink, batch = std::move(byHome[i])]() mutable { sink(std::move(batch)); });
    }
}

void Storage::Parts::start() {
    WriterQueue::Options queue;
    queue.maxBatchMessages = options.maxBatchMessages;
    queue.maxBatchBytes = options.maxBatchBytes;
    queue.maxQueue = options.maxQueue;
    queue.minFlushGap = Millis{options.minFlushGapMs};
    const int count = factory.isSqlite() ? 1 : std::max(1, options.writers);
    for (int i = 0; i < count; ++i) {
        writers.push_back(std::make_unique<Writer>(
            factory, health, queue, [this](std::vector<Appended> answers) { deliver(std::move(answers)); }));
    }
    readers = std::make_unique<JobPool>(
        factory, health,
        JobPool::Options{std::max(1, options.readers), options.maxQueue, StoreUse::Read, "store-reader"});
    if (!factory.isSqlite()) {
        changer = std::make_unique<JobPool>(factory, health,
                                            JobPool::Options{1, options.maxQueue, StoreUse::Write, "store-changer"});
    }
}

Result<std::unique_ptr<Storage>> Storage::open(StorageOptions options) {
    BANTER_TRY(StoreFactory factory, StoreFactory::parse(options.database));
    BANTER_TRY_VOID(factory.migrate());
    auto parts = std::make_unique<Parts>(std::move(options), std::move(factory));
    parts->start();
    return std::unique_ptr<Storage>(new Storage(std::move(parts)));
}

Storage::Storage(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Storage::~Storage() { stop(1000); }

std::uint32_t Storage::addHome(Executor *executor, AppendedSink sink) {
    const std::unique_lock lock(m_parts->homesMutex);
    m_parts->homes.push_back({executor, std::move(sink)});
    return static_cast<std::uint32_t>(m_parts->homes.size() - 1);
}

bool Storage::append(NewMessage message) {
    WriterQueue &queue = m_parts->writerOf(message.conversation).queue();
    return queue.push(std::move(message));
}

void Storage::raiseReceipts(std::vector<ReceiptRow> rows, Promise<bool> done) {
    std::vector<std::vector<ReceiptRow>> byWriter(m_parts->writers.size());
    for (ReceiptRow &row : rows)
        byWriter[row.conversation.hash() % byWriter.size()].push_back(row);
    const auto parts = std::count_if(byWriter.begin(), byWriter.end(), [](const auto &part) { return !part.empty(); });
    if (parts == 0) {
        done.resolve(true);
        return;
    }
    const auto ticket = std::make_shared<ReceiptTicket>(std::move(done), static_cast<int>(parts));
    for (std::size_t i = 0; i < byWriter.size(); ++i) {
        if (!byWriter[i].empty())
            m_parts->writers[i]->queue().push(std::move(byWriter[i]), ticket);
    }
}

void Storage::resume(ResumeAsk ask, Promise<std::optional<ResumedDevice>> done) {
    if (m_parts->resumes.push(std::move(ask), std::move(done)))
        enqueueResumes();
}

void Storage::enqueueResumes() {
    const auto batch = std::make_shared<ResumeQueue::Batch>(); // filled when its turn comes
    enqueueReader([this, batch](SqlStore *store, const Error *error, bool mayRetry) {
        if (bool more = false; batch->asks.empty()) {
            *batch = m_parts->resumes.take(more);
            if (more)
                enqueueResumes();
        }
        using Resumed = std::vector<std::optional<ResumedDevice>>;
        constexpr int kListed = static_cast<int>(limits::kDefaultPage) + 1;
        Result<Resumed> result =
            store ? store->resume(batch->asks, kListed, limits::kMaxUnread) : Result<Resumed>(*error);
        if (store && mayRetry && !result.ok() && result.error().code == ErrorCode::StoreUnavailable)
            return false;
        for (std::size_t i = 0; i < batch->promises.size(); ++i) {
            if (result.ok())
                batch->promises[i].resolve(std::move((*result)[i]));
            else
                batch->promises[i].resolve(result.error());
        }
        return true;
    });
}

void Storage::enqueueReader(StoreJob job) { m_parts->readers->enqueue(std::move(job)); }

void Storage::enqueueChanger(StoreJob job) {
    if (m_parts->changer)
        m_parts->changer->enqueue(std::move(job));
    else
        m_parts->writers.front()->queue().push(std::move(job));
}

Storage::Stats Storage::stats() const {
    Stats stats;
    for (const auto &writer : m_parts->writers) {
        const Writer::Counts counts = writer->counts();
        stats.appended += counts.appended;
        stats.batches += counts.batches;
        stats.retriedBatches += counts.retried;
        stats.changes += counts.jobs;
        stats.queued += writer->queue().size();
    }
    stats.reads = m_parts->readers->done();
    if (m_parts->changer)
        stats.changes = m_parts->changer->done();
    stats.databaseUp = m_parts->health.isUp();
    return stats;
}

void Storage::stop(std::int64_t patienceMs) {
    if (std::exchange(m_parts->stopped, true))
        return;
    const MonoTime deadline = Clock::system().mono() + Millis{std::max<std::int64_t>(0, patienceMs)};
    m_parts->readers->requestStop(deadline);
    if (m_parts->changer)
        m_parts->changer->requestStop(deadline);
    for (const auto &writer : m_parts->writers)
        writer->requestStop(deadline);
    // A little more for what is under way; then a thread that still hangs is torn from the database.
    const MonoTime end = deadline + Millis{500};
    for (const auto &writer : m_parts->writers)
        writer->join(end);
    if (m_parts->changer)
        m_parts->changer->join(end);
    m_parts->readers->join(end);
}

} // namespace banter::server
