// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QObject>
#include <QString>
#include <QThread>
#include <QTimer>

#include "app/platform/QtExecutor.h"
#include "app/store/Rows.h"
#include "app/store/StoreBatch.h"
#include "app/store/StoreDatabase.h"
#include "shared/core/Promise.h"

namespace banter::client {

/// The store of one account, on a thread of its own: what StoreDatabase does, asynchronously. Calls are carried out in
/// the order they were made, also reads, so that a read sees every write asked for before. Lives on the thread that
/// made it. When it is destroyed, everything asked for has been carried out, and answers that are still on their way
/// are dropped.
class LocalStore : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kTidyDelay{3}; ///< without changes
    static constexpr int kMaxQueued = 4096;              ///< calls waiting; beyond, answers are Busy

    /// `home`: where promises answer, the executor of this thread; outlives the store.
    LocalStore(QString path, const UserId &self, Executor *home, QObject *parent = nullptr);
    ~LocalStore() override;

    /// First of all. Errors of StoreDatabase::open().
    void open(Promise<StoreSnapshot> done);

    /// What is committed now.
    void snapshot(Promise<StoreSnapshot> done);
    void apply(StoreBatch batch, Promise<StoreChanges> done);
    void addPending(OutboxRow row, Promise<OutboxRow> done);
    void retryFailed(const ClientId &id, Promise<OutboxRow> done);
    void discardFailed(const ClientId &id, Promise<StoreChanges> done);
    void setDraft(const ConversationId &id, std::string text, std::uint64_t replyTo = 0);
    void addOperation(OperationRow row, Promise<OperationRow> done);

    void conversations(Promise<std::vector<ConversationRow>> done);
    void conversation(const ConversationId &id, Promise<std::optional<ConversationRow>> done);
    /// Those of `ids` that exist.
    void conversations(std::vector<ConversationId> ids, Promise<std::vector<ConversationRow>> done);
    void timeline(const ConversationId &id, std::uint64_t beforeSeq, int limit, Promise<std::vector<TimelineRow>> done);
    void page(const ConversationId &id, const PageRequest &request, Promise<TimelinePage> done);
    void received(const ConversationId &id, std::uint64_t aboveSeq, int limit, Promise<std::vector<TimelineRow>> done);
    void everything(Promise<std::vector<TimelineRow>> done);
    void outbox(Promise<std::vector<OutboxRow>> done);
    void users(Promise<std::vector<UserRow>> done);
    void userByName(std::string canonicalName, Promise<std::optional<UserRow>> done);
    void draft(const ConversationId &id, Promise<DraftRow> done);
    void operations(Promise<std::vector<OperationRow>> done);
    void settings(Promise<AccountSettings> done);
    void contacts(Promise<std::vector<UserRow>> done);
    void search(std::string words, const ConversationId &within, int limit, Promise<std::vector<TimelineRow>> done);
    void members(const ConversationId &id, Promise<MemberList> done);
    void blocks(Promise<std::vector<UserRow>> done);

Q_SIGNALS:
    /// After each commit that changed something to see, before the promise of its call answers.
    void changed(const banter::client::StoreChanges &changes);

private:
    /// Runs `work` on the store's thread; its result goes to `done`, and what it changed is told first.
    template <class T, class Work>
    void enqueue(Promise<T> done, Work work);
    void tidyLater();
    template <class T>
    struct Outcome {
        Result<T> result;
        std::optional<StoreChanges> changes;
    };
    void announce(StoreChanges changes);

    QString m_path;
    UserId m_self;
    Executor *m_home;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
    QThread m_thread;
    QtExecutor m_worker;
    std::unique_ptr<StoreDatabase> m_database; ///< the store's thread only
    std::atomic<int> m_queued{0};
    QTimer m_tidy; ///< words of what was deleted leave the file when it is quiet
};

} // namespace banter::client
