// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/app/ViewBed.h"

#include <QDateTime>
#include <QEventLoop>
#include <QTest>

#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"

namespace banter::test {
namespace {

std::string contentOf(const std::string &text) {
    v1::Content content;
    content.mutable_text()->set_body(text);
    return content.SerializeAsString();
}

} // namespace

void ScriptedActions::send(const ConversationId &conversation, const std::string &text, Promise<ClientId> done) {
    sent.push_back(text);
    if (sendError != ErrorCode::Unspecified) {
        done.resolve(Error{sendError, "scripted"});
        return;
    }
    OutboxRow row;
    row.conversation = conversation;
    row.clientId = makeId<ClientId>();
    row.content = contentOf(text);
    row.createdMs = QDateTime::currentMSecsSinceEpoch();
    store->addPending(
        std::move(row),
        {m_executor, [done = std::make_shared<Promise<ClientId>>(std::move(done))](Result<OutboxRow> added) {
             done->resolve(added.ok() ? Result<ClientId>(added->clientId) : added.takeError());
         }});
}

void ScriptedActions::retryFailed(const ClientId &id, Promise<Done> done) {
    store->retryFailed(id,
                       {m_executor, [done = std::make_shared<Promise<Done>>(std::move(done))](Result<OutboxRow> row) {
                            done->resolve(row.ok() ? Result<Done>(Done{}) : row.takeError());
                        }});
}

void ScriptedActions::discardFailed(const ClientId &id, Promise<Done> done) {
    store->discardFailed(
        id, {m_executor, [done = std::make_shared<Promise<Done>>(std::move(done))](Result<StoreChanges> gone) {
                 done->resolve(gone.ok() ? Result<Done>(Done{}) : gone.takeError());
             }});
}

void ScriptedActions::markRead(const ConversationId &, std::uint64_t seq) { read.push_back(seq); }

void ScriptedActions::loadOlder(const ConversationId &, std::uint64_t before, Promise<Done> done) {
    asked.push_back(before);
    if (!server) {
        done.resolve(Error{ErrorCode::NoConnection, "scripted"});
        return;
    }
    store->apply(server(before), {m_executor, [done = std::make_shared<Promise<Done>>(std::move(done))](
                                                  const Result<StoreChanges> &) { done->resolve(Done{}); }});
}

ViewBed::ViewBed()
    : store(std::make_unique<LocalStore>(folder.filePath(QStringLiteral("accounts/store.db")), self, &executor)) {
    actions.store = store.get();
    bool isOpen = false;
    store->open({&executor, [&isOpen](const Result<StoreSnapshot> &snapshot) { isOpen = snapshot.ok(); }});
    if (!QTest::qWaitFor([&] { return isOpen; }))
        qFatal("the store does not open");
}

ViewBed::~ViewBed() = default;

std::int64_t ViewBed::when(int daysAgo, int minute) {
    return QDateTime(QDate::currentDate().addDays(-daysAgo), QTime(12, 0)).addSecs(minute * 60).toMSecsSinceEpoch();
}

MessageRow ViewBed::message(std::uint64_t seq) const {
    return message(seq, seq % 2 == 1 ? peer : self, "m" + std::to_string(seq));
}

MessageRow ViewBed::message(std::uint64_t seq, const UserId &sender, const std::string &text, std::int64_t atMs) const {
    MessageRow row;
    row.conversation = id;
    row.seq = seq;
    row.rev = firstRev + seq;
    row.sender = sender;
    row.sentAtMs = atMs != 0 ? atMs : when(1, 0) + static_cast<std::int64_t>(seq);
    row.content = contentOf(text);
    return row;
}

StoreBatch ViewBed::history(std::uint64_t from, std::uint64_t to, const SeqRanges &held, std::uint64_t lastSeq) const {
    StoreBatch batch;
    batch.users = {{self, "mira", "Mira"}, {peer, "lara", "Lara Ohm"}};
    ConversationFacts facts;
    facts.id = id;
    facts.kind = v1::DIRECT;
    facts.lastSeq = std::max(lastSeq, held.top());
    facts.members = {{self, 1, 0, 1, false}, {peer, 1, 0, 1, false}};
    batch.conversations.push_back(facts);
    for (std::uint64_t seq = from; seq <= to; ++seq)
        batch.messages.push_back(message(seq));
    Progress progress;
    progress.conversation = id;
    progress.rev = progress.headRev = firstRev + facts.lastSeq;
    progress.lastSeq = facts.lastSeq;
    progress.ranges = held;
    batch.progress.push_back(progress);
    return batch;
}

StoreBatch ViewBed::history(std::uint64_t from, std::uint64_t to) const {
    return history(from, to, SeqRanges({{from, to}}));
}

StoreBatch ViewBed::arrival(const MessageRow &row) const {
    StoreBatch batch;
    batch.messages.push_back(row);
    Progress progress;
    progress.conversation = id;
    progress.rev = progress.headRev = row.rev;
    progress.lastSeq = row.seq;
    progress.ranges.add({1, row.seq});
    batch.progress.push_back(progress);
    return batch;
}

StoreBatch ViewBed::marks(const UserId &user, std::uint64_t delivered, std::uint64_t read) const {
    StoreBatch batch;
    batch.marks.push_back({id, {{user, delivered, read}}});
    return batch;
}

void ViewBed::apply(StoreBatch batch) {
    store->apply(std::move(batch), {&executor, [](const Result<StoreChanges> &changes) {
                                        if (!changes.ok())
                                            qFatal("%s", changes.error().detail.c_str());
                                    }});
    settle();
}

ClientId ViewBed::addPending(const std::string &text, std::int64_t atMs) {
    OutboxRow row;
    row.conversation = id;
    row.clientId = makeId<ClientId>();
    row.content = contentOf(text);
    row.createdMs = atMs != 0 ? atMs : when(0, 0);
    const ClientId clientId = row.clientId;
    store->addPending(std::move(row), {&executor, [](const Result<OutboxRow> &) {}});
    settle();
    return clientId;
}

void ViewBed::fail(const ClientId &clientId, ErrorCode why) {
    StoreBatch batch;
    batch.failed.push_back({clientId, why});
    apply(std::move(batch));
}

void ViewBed::settle() {
    // What a model reads because of an answer is asked for when the answer arrives: a few rounds.
    for (int round = 0; round < 4; ++round) {
        QEventLoop loop;
        store->outbox({&executor, [&loop](const Result<std::vector<OutboxRow>> &) { loop.quit(); }});
        loop.exec();
    }
}

std::string ViewBed::draft() {
    std::string text;
    store->draft(id, {&executor, [&text](const Result<std::string> &draft) { text = draft.ok() ? *draft : "?"; }});
    settle();
    return text;
}

} // namespace banter::test
