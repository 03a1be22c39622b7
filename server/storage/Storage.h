// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/storage/SqlStore.h"
#include "server/storage/StoreJob.h"
#include "shared/core/Promise.h"
#include "shared/core/Result.h"
#include "shared/core/Task.h"

namespace banter::server {

struct StorageOptions {
    /// "sqlite:/path/to/banter.db", or libpq's "postgresql://user@host/db?..." / "host=... dbname=...".
    std::string database;
    int writers{1}; ///< group-commit threads, each with a connection; SQLite: always 1
    int readers{2}; ///< threads with a connection each
    std::size_t maxBatchMessages{128};
    std::size_t maxBatchBytes{256 * 1024};
    std::size_t maxQueue{4096}; ///< messages waiting per writer, and closures waiting for readers; beyond: Busy
    int minFlushGapMs{2};       ///< between starts of flushes, above ~2 000 messages/s
};

/// The store as the rest of the server sees it: bounded pools of threads around SqlStore. Every method from any thread;
/// never blocks the caller. Outlives its homes' use; stop() before destroying.
class Storage {
public:
    /// Gets the answers of append(), in batches, in the thread of its executor, in commit order per conversation.
    using AppendedSink = std::function<void(std::vector<Appended>)>;
    template <class T>
    using Job = std::function<Result<T>(SqlStore &)>;

    /// Connects and migrates. Configuration errors say what the operator has to mend.
    [[nodiscard]] static Result<std::unique_ptr<Storage>> open(StorageOptions options);
    ~Storage();

    /// Registers a receiver of append answers (one per shard), before the first append; answers NewMessage::home.
    std::uint32_t addHome(Executor *executor, AppendedSink sink);

    /// Group commit. false: the queue is full, nothing was taken, answer Busy. What was taken is answered exactly once,
    /// or not at all if the process ends first; while the database is away it waits, and is retried idempotently, in
    /// order.
    [[nodiscard]] bool append(NewMessage message);

    /// On the writer of the rows' shard of work, between batches. Retried while the database is away (they are maxima).
    void raiseReceipts(std::vector<ReceiptRow> rows, Promise<bool> done);

    /// A device comes back: SqlStore::resume(), for all that come at about the same time together. The first page of
    /// the list has limits::kDefaultPage + 1 entries. Errors as of read().
    void resume(ResumeAsk ask, Promise<std::optional<ResumedDevice>> done);

    /// Runs a job on a reader's connection. Busy when too many wait, StoreUnavailable when the database is away.
    template <class T>
    void read(Job<T> job, Promise<T> done) {
        enqueueReader(wrap<T>(std::move(job), std::move(done)));
    }
    /// The same on the connection for changes that are no messages (accounts, devices, conversations).
    template <class T>
    void change(Job<T> job, Promise<T> done) {
        enqueueChanger(wrap<T>(std::move(job), std::move(done)));
    }

    struct Stats {
        std::uint64_t appended{0}, batches{0}, retriedBatches{0}, reads{0}, changes{0};
        std::size_t queued{0};
        bool databaseUp{true};
    };
    [[nodiscard]] Stats stats() const;

    /// Commits what is queued (up to `patienceMs`), then ends the threads. Later calls answer ShuttingDown.
    void stop(std::int64_t patienceMs);

private:
    template <class T>
    static StoreJob wrap(Job<T> job, Promise<T> done) {
        auto promise = std::make_shared<Promise<T>>(std::move(done));
        return [job = std::move(job), promise](SqlStore *store, const Error *error, bool mayRetry) {
            Result<T> result = store ? job(*store) : Result<T>(*error);
            if (store && mayRetry && !result.ok() && result.error().code == ErrorCode::StoreUnavailable)
                return false;
            promise->resolve(std::move(result));
            return true;
        };
    }
    void enqueueReader(StoreJob job);
    void enqueueResumes();
    void enqueueChanger(StoreJob job);

    struct Parts;
    explicit Storage(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace banter::server
