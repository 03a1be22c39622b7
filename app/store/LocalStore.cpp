// SPDX-License-Identifier: Apache-2.0
#include "app/store/LocalStore.h"

#include <QSemaphore>

#include "shared/core/Clock.h"

namespace banter::client {

LocalStore::LocalStore(QString path, const UserId &self, Executor *home, QObject *parent)
    : QObject(parent),
      m_path(std::move(path)),
      m_self(self),
      m_home(home) {
    m_thread.setObjectName(QStringLiteral("banter-store"));
    m_tidy.setSingleShot(true);
    m_tidy.setInterval(kTidyDelay);
    connect(&m_tidy, &QTimer::timeout, this, &LocalStore::tidyLater);
    m_worker.moveToThread(&m_thread);
    m_thread.start();
}

LocalStore::~LocalStore() {
    m_alive.reset();
    QSemaphore closed;
    m_worker.post([this, &closed] {
        m_database.reset();
        closed.release();
    });
    closed.acquire();
    m_thread.quit();
    m_thread.wait();
}

template <class T, class Work>
void LocalStore::enqueue(Promise<T> done, Work work) {
    if (m_queued.load() >= kMaxQueued) {
        done.resolve(Error{ErrorCode::Busy, "the local store does not keep up"});
        return;
    }
    ++m_queued;
    m_worker.post([this, alive = std::weak_ptr<int>(m_alive), done = std::move(done),
                   work = std::move(work)]() mutable {
        Outcome<T> outcome = m_database ? work(*m_database)
                                        : Outcome<T>{Error{ErrorCode::StoreUnavailable, "the store is not open"}, {}};
        --m_queued;
        if (outcome.changes) {
            m_home->post([this, alive = std::move(alive), changes = std::move(*outcome.changes)]() mutable {
                if (!alive.expired())
                    announce(std::move(changes));
            });
        }
        done.resolve(std::move(outcome.result));
    });
}

void LocalStore::announce(StoreChanges changes) {
    m_tidy.start(); // again and again while things happen
    Q_EMIT changed(changes);
}

void LocalStore::open(Promise<StoreSnapshot> done) {
    m_worker.post([this, done = std::move(done)]() mutable {
        auto opened = StoreDatabase::open(m_path, m_self);
        if (!opened.ok()) {
            done.resolve(opened.takeError());
            return;
        }
        m_database = std::move(opened).value();
        done.resolve(m_database->snapshot());
    });
}

void LocalStore::snapshot(Promise<StoreSnapshot> done) {
    enqueue(std::move(done), [](StoreDatabase &database) { return Outcome<StoreSnapshot>{database.snapshot(), {}}; });
}

void LocalStore::apply(StoreBatch batch, Promise<StoreChanges> done) {
    enqueue(std::move(done), [batch = std::move(batch)](StoreDatabase &database) -> Outcome<StoreChanges> {
        auto changes = database.apply(batch);
        if (!changes.ok())
            return {changes.takeError(), {}};
        return {StoreChanges(changes.value()), changes.value()};
    });
}

void LocalStore::addPending(OutboxRow row, Promise<OutboxRow> done) {
    enqueue(std::move(done), [row = std::move(row)](StoreDatabase &database) mutable -> Outcome<OutboxRow> {
        auto changes = database.addPending(row);
        if (!changes.ok())
            return {changes.takeError(), {}};
        return {std::move(row), std::move(changes).value()};
    });
}

void LocalStore::retryFailed(const ClientId &id, Promise<OutboxRow> done) {
    const std::int64_t now = toMs(Clock::system().wall());
    enqueue(std::move(done), [id, now](StoreDatabase &database) -> Outcome<OutboxRow> {
        auto retried = database.retryFailed(id, now);
        if (!retried.ok())
            return {retried.takeError(), {}};
        return {std::move(retried->first), std::move(retried->second)};
    });
}

void LocalStore::discardFailed(const ClientId &id, Promise<StoreChanges> done) {
    enqueue(std::move(done), [id](StoreDatabase &database) -> Outcome<StoreChanges> {
        auto changes = database.discardFailed(id);
        if (!changes.ok())
            return {changes.takeError(), {}};
        return {StoreChanges(changes.value()), changes.value()};
    });
}

void LocalStore::setDraft(const ConversationId &id, std::string text, std::uint64_t replyTo) {
    const std::int64_t now = toMs(Clock::system().wall());
    enqueue(Promise<int>(m_home, [](Result<int>) {}),
            [id, text = std::move(text), replyTo, now](StoreDatabase &database) -> Outcome<int> {
                auto set = database.setDraft(id, text, replyTo, now);
                if (!set.ok())
                    return {set.takeError(), {}};
                return {0, std::move(set).value()};
            });
}

void LocalStore::conversations(Promise<std::vector<ConversationRow>> done) {
    enqueue(std::move(done), [](StoreDatabase &database) {
        return Outcome<std::vector<ConversationRow>>{database.conversations(), {}};
    });
}

void LocalStore::conversation(const ConversationId &id, Promise<std::optional<ConversationRow>> done) {
    enqueue(std::move(done), [id](StoreDatabase &database) {
        return Outcome<std::optional<ConversationRow>>{database.conversation(id), {}};
    });
}

void LocalStore::conversations(std::vector<ConversationId> ids, Promise<std::vector<ConversationRow>> done) {
    enqueue(std::move(done), [ids = std::move(ids)](StoreDatabase &database) -> Outcome<std::vector<ConversationRow>> {
        std::vector<ConversationRow> rows;
        for (const ConversationId &id : ids) {
            auto row = database.conversation(id);
            if (!row.ok())
                return {row.takeError(), {}};
            if (*row)
                rows.push_back(std::move(**row));
        }
        return {std::move(rows), {}};
    });
}

void LocalStore::page(const ConversationId &id, const PageRequest &request, Promise<TimelinePage> done) {
    enqueue(std::move(done), [id, request](StoreDatabase &database) {
        return Outcome<TimelinePage>{database.page(id, request), {}};
    });
}

void LocalStore::timeline(const ConversationId &id, std::uint64_t beforeSeq, int limit,
                          Promise<std::vector<TimelineRow>> done) {
    enqueue(std::move(done), [id, beforeSeq, limit](StoreDatabase &database) {
        return Outcome<std::vector<TimelineRow>>{database.timeline(id, beforeSeq, limit), {}};
    });
}

void LocalStore::received(const ConversationId &id, std::uint64_t aboveSeq, int limit,
                          Promise<std::vector<TimelineRow>> done) {
    enqueue(std::move(done), [id, aboveSeq, limit](StoreDatabase &database) {
        return Outcome<std::vector<TimelineRow>>{database.received(id, aboveSeq, limit), {}};
    });
}

void LocalStore::everything(Promise<std::vector<TimelineRow>> done) {
    enqueue(std::move(done), [](StoreDatabase &database) {
        return Outcome<std::vector<TimelineRow>>{database.everything(), {}};
    });
}

void LocalStore::outbox(Promise<std::vector<OutboxRow>> done) {
    enqueue(std::move(done), [](StoreDatabase &database) {
        return Outcome<std::vector<OutboxRow>>{database.outbox(), {}};
    });
}

void LocalStore::users(Promise<std::vector<UserRow>> done) {
    enqueue(std::move(done), [](StoreDatabase &database) {
        return Outcome<std::vector<UserRow>>{database.users(), {}};
    });
}

void LocalStore::userByName(std::string canonicalName, Promise<std::optional<UserRow>> done) {
    enqueue(std::move(done), [name = std::move(canonicalName)](StoreDatabase &database) {
        return Outcome<std::optional<UserRow>>{database.userByName(name), {}};
    });
}

void LocalStore::draft(const ConversationId &id, Promise<DraftRow> done) {
    enqueue(std::move(done), [id](StoreDatabase &database) { return Outcome<DraftRow>{database.draft(id), {}}; });
}

void LocalStore::addOperation(OperationRow row, Promise<OperationRow> done) {
    enqueue(std::move(done), [row = std::move(row)](StoreDatabase &database) mutable -> Outcome<OperationRow> {
        auto changes = database.addOperation(row);
        if (!changes.ok())
            return {changes.takeError(), {}};
        return {std::move(row), std::move(changes).value()};
    });
}

void LocalStore::operations(Promise<std::vector<OperationRow>> done) {
    enqueue(std::move(done), [](StoreDatabase &database) {
        return Outcome<std::vector<OperationRow>>{database.operations(), {}};
    });
}

void LocalStore::settings(Promise<AccountSettings> done) {
    enqueue(std::move(done), [](StoreDatabase &database) { return Outcome<AccountSettings>{database.settings(), {}}; });
}

void LocalStore::contacts(Promise<std::vector<UserRow>> done) {
    enqueue(std::move(done), [](StoreDatabase &database) {
        return Outcome<std::vector<UserRow>>{database.contacts(), {}};
    });
}

void LocalStore::search(std::string words, const ConversationId &within, int limit,
                        Promise<std::vector<TimelineRow>> done) {
    enqueue(std::move(done), [words = std::move(words), within, limit](StoreDatabase &database) {
        return Outcome<std::vector<TimelineRow>>{database.search(words, within, limit), {}};
    });
}

void LocalStore::tidyLater() {
    enqueue(Promise<int>(m_home, [](Result<int>) {}), [](StoreDatabase &database) -> Outcome<int> {
        auto tidied = database.tidy();
        return tidied.ok() ? Outcome<int>{0, {}} : Outcome<int>{tidied.takeError(), {}};
    });
}

void LocalStore::members(const ConversationId &id, Promise<MemberList> done) {
    enqueue(std::move(done), [id](StoreDatabase &database) { return Outcome<MemberList>{database.members(id), {}}; });
}

void LocalStore::blocks(Promise<std::vector<UserRow>> done) {
    enqueue(std::move(done), [](StoreDatabase &database) {
        return Outcome<std::vector<UserRow>>{database.blocks(), {}};
    });
}

} // namespace banter::client
