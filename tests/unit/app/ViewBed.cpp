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

void ScriptedActions::send(const ConversationId &conversation, const std::string &text, std::uint64_t replyTo,
                           Promise<ClientId> done) {
    sent.push_back(text);
    repliedTo.push_back(replyTo);
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

void ScriptedActions::editMessage(const ConversationId &, std::uint64_t seq, const std::string &text,
                                  Promise<Done> done) {
    answer("edit " + std::to_string(seq) + " " + text, std::move(done));
}

void ScriptedActions::deleteMessages(const ConversationId &, const std::vector<std::uint64_t> &seqs,
                                     Promise<Done> done) {
    answer("delete " + std::to_string(seqs.size()), std::move(done));
}

void ScriptedActions::hideMessages(const ConversationId &, const std::vector<std::uint64_t> &seqs, Promise<Done> done) {
    answer("hide " + std::to_string(seqs.size()), std::move(done));
}

void ScriptedActions::react(const ConversationId &, std::uint64_t seq, const std::string &emoji, Promise<Done> done) {
    answer("react " + std::to_string(seq) + " " + emoji, std::move(done));
}

void ScriptedActions::setState(const ConversationId &, const StateWish &wish, Promise<Done> done) {
    answer(std::string("state") + (wish.pinned ? " pinned" : "") + (wish.mutedUntilMs ? " muted" : "") +
               (wish.archived ? " archived" : "") + (wish.markedUnread ? " unread" : ""),
           std::move(done));
}

void ScriptedActions::findByTime(const ConversationId &, std::int64_t, Promise<std::uint64_t> done) {
    if (changeError != ErrorCode::Unspecified)
        done.resolve(Error{changeError, "scripted"});
    else
        done.resolve(std::uint64_t{foundSeq});
}

void ScriptedActions::searchServer(const ConversationId &, const std::string &, const std::string &,
                                   Promise<FoundPage> done) {
    done.resolve(Error{ErrorCode::NoConnection, "scripted"});
}

void ScriptedActions::answer(const std::string &change, Promise<Done> done) {
    changes.push_back(change);
    if (changeError != ErrorCode::Unspecified)
        done.resolve(Error{changeError, "scripted"});
    else
        done.resolve(Done{});
}

void ScriptedActions::createGroup(const NewGroup &group, Promise<ConversationId> done) {
    changes.push_back("create " + group.title);
    done.resolve(Error{changeError, "scripted"});
}

void ScriptedActions::editGroup(const ConversationId &, const GroupEdit &edit, Promise<Done> done) {
    answer("title " + edit.title.value_or("-") + ", description " + edit.description.value_or("-") + ", history " +
               (edit.showsHistory ? (*edit.showsHistory ? "yes" : "no") : "-"),
           std::move(done));
}

void ScriptedActions::loadMembers(const ConversationId &, Promise<Done> done) {
    answer("load members", std::move(done));
}

void ScriptedActions::addMembers(const ConversationId &, const std::vector<UserId> &users, Promise<Done> done) {
    answer("add " + std::to_string(users.size()), std::move(done));
}

void ScriptedActions::removeMember(const ConversationId &, const UserId &user, Promise<Done> done) {
    answer("remove " + user.toText(), std::move(done));
}

void ScriptedActions::setRole(const ConversationId &, const UserId &user, int role, Promise<Done> done) {
    answer("role " + std::to_string(role) + " " + user.toText(), std::move(done));
}

void ScriptedActions::leaveGroup(const ConversationId &, Promise<Done> done) { answer("leave", std::move(done)); }

void ScriptedActions::forgetConversation(const ConversationId &id, Promise<Done> done) {
    StoreBatch batch;
    batch.removed.push_back(id);
    store->apply(std::move(batch), {m_executor, [](const Result<StoreChanges> &) {}});
    answer("forget", std::move(done));
}

void ScriptedActions::createInvite(const ConversationId &, std::int64_t expiresAtMs, std::uint32_t maxUses,
                                   Promise<InviteRow> done) {
    changes.push_back("invite for " + std::to_string(maxUses));
    InviteRow row;
    row.id = "id" + std::to_string(invites.size());
    row.code = "a-code-of-many-letters-" + std::to_string(invites.size());
    row.createdMs = QDateTime::currentMSecsSinceEpoch();
    row.expiresAtMs = expiresAtMs;
    row.maxUses = maxUses;
    invites.push_back(row);
    done.resolve(std::move(row));
}

void ScriptedActions::listInvites(const ConversationId &, Promise<std::vector<InviteRow>> done) {
    if (changeError != ErrorCode::Unspecified)
        done.resolve(Error{changeError, "scripted"});
    else
        done.resolve(std::vector<InviteRow>(invites));
}

void ScriptedActions::revokeInvite(const ConversationId &, const std::string &inviteId, Promise<Done> done) {
    answer("revoke " + inviteId, std::move(done));
}

void ScriptedActions::lookInvite(const std::string &, Promise<InvitePreview> done) {
    done.resolve(Error{ErrorCode::NotFound, "scripted"});
}

void ScriptedActions::joinByInvite(const std::string &, Promise<ConversationId> done) {
    done.resolve(Error{ErrorCode::NotFound, "scripted"});
}

void ScriptedActions::setBlocked(const UserId &user, bool isBlocked, Promise<Done> done) {
    if (changeError == ErrorCode::Unspecified) {
        StoreBatch batch;
        batch.blocks.push_back({user, !isBlocked});
        store->apply(std::move(batch), {m_executor, [](const Result<StoreChanges> &) {}});
    }
    answer(isBlocked ? "block" : "unblock", std::move(done));
}

void ScriptedActions::receipts(const ConversationId &, std::uint64_t, const std::string &cursor,
                               Promise<ReceiptsPage> done) {
    const std::size_t page = cursor.empty() ? 0 : std::stoul(cursor);
    if (page < pages.size())
        done.resolve(ReceiptsPage(pages[page]));
    else
        done.resolve(Error{ErrorCode::NoConnection, "scripted"});
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

StoreBatch ViewBed::group(const std::vector<UserRow> &others) const {
    StoreBatch batch;
    batch.users = others;
    batch.users.push_back({self, "mira", "Mira"});
    ConversationFacts facts;
    facts.id = id;
    facts.kind = v1::GROUP;
    facts.title = "Summer house";
    facts.memberCount = static_cast<std::uint32_t>(others.size()) + 1;
    facts.members.push_back({self, v1::OWNER, 0, 1, false});
    for (const UserRow &user : others)
        facts.members.push_back({user.id, v1::MEMBER, 0, 1, false});
    batch.conversations.push_back(facts);
    Progress progress;
    progress.conversation = id;
    progress.rev = progress.headRev = 1;
    progress.isMembersListed = true;
    batch.progress.push_back(progress);
    return batch;
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
    batch.failed.push_back({id, clientId, why});
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
    store->draft(id, {&executor, [&text](const Result<DraftRow> &draft) { text = draft.ok() ? draft->text : "?"; }});
    settle();
    return text;
}

} // namespace banter::test
