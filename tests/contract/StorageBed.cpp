// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/StorageBed.h"

#include <set>

namespace banter::test {

using namespace banter::server;

ThreadExecutor::ThreadExecutor() : m_thread([this] { work(); }) {}

ThreadExecutor::~ThreadExecutor() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_wake.notify_all();
    }
    m_thread.join();
}

void ThreadExecutor::post(Task task) {
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    m_wake.notify_all();
}

void ThreadExecutor::work() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_ending || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = Task();
        lock.lock();
    }
}

Sender::Sender(Storage &storage, Executor &executor) : m_storage(storage) {
    m_home = storage.addHome(&executor, [this](std::vector<Appended> answers) {
        const std::lock_guard lock(m_mutex);
        for (Appended &answer : answers) {
            // A message that was sent again has two answers; the better one is kept, they must not disagree.
            const auto [entry, isNew] = m_answers.try_emplace(answer.message.token, answer);
            if (!isNew && answer.status == AppendStatus::Stored)
                entry->second = answer;
        }
        m_arrived.notify_all();
    });
}

bool Sender::push(NewMessage message) {
    message.home = m_home;
    return m_storage.append(std::move(message));
}

bool Sender::send(NewMessage message) {
    message.token = m_sent.size() + 1;
    m_sent.push_back(message);
    if (push(std::move(message)))
        return true;
    m_sent.pop_back();
    return false;
}

bool Sender::sendAgain(std::uint64_t token) {
    NewMessage message = m_sent[token - 1];
    message.retry = true;
    return push(std::move(message));
}

std::size_t Sender::answered() {
    const std::lock_guard lock(m_mutex);
    return m_answers.size();
}

bool Sender::waitForAll(std::chrono::seconds patience) {
    std::unique_lock lock(m_mutex);
    return m_arrived.wait_for(lock, patience, [this] { return m_answers.size() >= m_sent.size(); });
}

std::optional<Appended> Sender::answerOf(std::uint64_t token) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_answers.find(token);
    return found == m_answers.end() ? std::nullopt : std::optional(found->second);
}

QString Sender::check(SqlStore &store, const UserId &reader) {
    std::map<ConversationId, std::vector<const NewMessage *>> expected;
    for (const NewMessage &message : m_sent)
        expected[message.conversation].push_back(&message);
    for (const auto &[id, messages] : expected) {
        std::vector<MessageRow> rows;
        for (bool more = true; more;) {
            const auto page = store.history(reader, id, 0, rows.size(), 1000);
            if (!page.ok())
                return QString::fromStdString(page.error().detail);
            rows.insert(rows.end(), page->messages.begin(), page->messages.end());
            more = !page->atEnd;
        }
        const auto head = store.conversation(id);
        if (!head.ok() || (*head)->lastSeq != rows.size() || (*head)->lastRev != rows.size() + 1)
            return QStringLiteral("the head does not count its messages");
        if (rows.size() != messages.size())
            return QStringLiteral("%1 messages are stored, %2 were sent").arg(rows.size()).arg(messages.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto answer = answerOf(messages[i]->token);
            const QString where = QStringLiteral("message %1 of a conversation: ").arg(i + 1);
            if (rows[i].seq != i + 1)
                return where + QStringLiteral("a gap");
            if (rows[i].clientId != messages[i]->clientId || rows[i].body != messages[i]->body)
                return where + QStringLiteral("another one than was sent in this place");
            if (!answer || answer->seq != rows[i].seq || answer->rev != rows[i].rev ||
                answer->sentAtMs != rows[i].sentAtMs)
                return where + QStringLiteral("answered otherwise than stored");
            if (i > 0 && rows[i].sentAtMs < rows[i - 1].sentAtMs)
                return where + QStringLiteral("sent before the one before it");
        }
    }
    return {};
}

} // namespace banter::test
