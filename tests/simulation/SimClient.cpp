// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/SimClient.h"

#include <algorithm>
#include <utility>

#include "tests/simulation/SimServer.h"
#include "tests/simulation/World.h"

namespace banter::simulation {

using namespace client;

namespace {

constexpr std::int64_t kRequestTimeoutMs = 20000;

/// Small numbers, so that holes, pages and limits are met all the time.
SyncEngine::Policy smallPolicy() {
    SyncEngine::Policy policy;
    policy.concurrentSyncs = 2;
    policy.fillLimit = 40;
    policy.fillPage = 6;
    policy.maxHeld = 8;
    return policy;
}

} // namespace

SimClient::SimClient(World &world, std::size_t index, const UserId &user, const DeviceId &device)
    : m_world(world),
      m_index(index),
      m_user(user),
      m_device(device),
      m_disk(world, user) {}

void SimClient::start() {
    const auto random = [this](std::uint64_t bound) { return m_world.random().below(bound); };
    const StoreSnapshot snapshot = m_disk.snapshot();
    m_engine = std::make_unique<SyncEngine>(m_user, snapshot, smallPolicy(), random);
    m_outbox = std::make_unique<Outbox>(random);
    m_outbox->load(snapshot.outbox);
    m_operations = std::make_unique<OperationQueue>(random);
    m_operations->load(snapshot.operations);
    m_diskBusyUntil = m_world.now();
}

void SimClient::crash() {
    ++m_life;
    m_engine.reset();
    m_outbox.reset();
    m_operations.reset();
    m_waiting.clear();
    m_connection = 0;
    m_armed.reset();
}

void SimClient::onConnected(std::uint64_t connection, std::uint64_t accountRev, const v1::ConversationPage *list) {
    m_connection = connection;
    OutboxActions actions = m_outbox->onConnected(m_world.now());
    if (m_world.bug() == Bug::ResendBackwards && actions.sends.size() > 1) {
        std::reverse(actions.sends.begin(), actions.sends.end());
        for (OutboxActions::Send &send : actions.sends)
            send.after = {};
    }
    perform(std::move(actions));
    perform(m_engine->onConnected(accountRev, m_world.now(), list));
    perform(m_operations->onConnected(m_world.now()));
}

void SimClient::onDisconnected() {
    m_connection = 0;
    m_waiting.clear();
    if (!m_engine)
        return;
    m_outbox->onDisconnected();
    m_operations->onDisconnected();
    perform(m_engine->onDisconnected());
}

void SimClient::onFrame(const v1::ServerFrame &frame) {
    if (!m_engine)
        return;
    if (frame.type() == v1::EVENT) {
        perform(m_engine->onEvent(frame, m_world.now()));
        return;
    }
    auto node = m_waiting.extract(frame.request_id());
    if (node.empty())
        return; // doubled
    if (frame.type() == v1::FAILURE)
        node.mapped()(
            Error{static_cast<ErrorCode>(frame.error().code()), frame.error().hint(), frame.error().retry_after_ms()});
    else
        node.mapped()(frame);
}

void SimClient::request(v1::ClientFrame frame, Answered answered) {
    if (m_connection == 0)
        return;
    const std::uint64_t id = m_nextRequest++;
    frame.set_request_id(id);
    m_waiting.emplace(id, std::move(answered));
    m_timeouts.push_back({id, m_world.now() + Millis{kRequestTimeoutMs}});
    watchTimeouts();
    m_world.carryUp(m_index, m_connection, std::move(frame));
}

/// One event for all requests: what is oldest runs out first.
void SimClient::watchTimeouts() {
    while (!m_timeouts.empty() && !m_waiting.contains(m_timeouts.front().request))
        m_timeouts.pop_front();
    if (m_isWatching || m_timeouts.empty())
        return;
    m_isWatching = true;
    m_world.after((m_timeouts.front().when - m_world.now()).count(), [this] {
        m_isWatching = false;
        watchTimeouts();
        if (!m_timeouts.empty() && m_timeouts.front().when <= m_world.now())
            m_world.disconnect(m_index);
    });
}

void SimClient::perform(SyncActions actions) {
    const Turn turn(*this);
    for (SyncActions::Write &write : actions.writes) {
        for (const MessageRow &row : write.batch.messages) {
            if (!row.clientId.isNull())
                perform(m_outbox->onSettled(row.clientId, m_world.now()));
        }
        const WriteToken token = write.token;
        auto batch = std::make_shared<StoreBatch>(std::move(write.batch));
        commit([this, batch] { m_disk.apply(*batch); },
               [this, token, batch] {
                   perform(m_engine->onWritten(token, m_world.now()));
                   for (const StoreBatch::Failed &failed : batch->failed)
                       perform(m_outbox->onFailureStored(failed.conversation, failed.clientId, m_world.now()));
               });
        if (m_world.bug() == Bug::EarlyDelivered)
            perform(m_engine->onWritten(token, m_world.now()));
    }
    for (SyncActions::Request &one : actions.requests) {
        if (one.frame.has_acknowledge()) {
            const auto id = ConversationId::fromText(one.frame.acknowledge().conversation_id());
            const Progress *const progress = m_disk.progress(*id);
            const std::uint64_t delivered = one.frame.acknowledge().delivered_seq();
            if (delivered > (progress ? progress->ranges.top() : 0))
                m_world.broken("device " + std::to_string(m_index) + " tells delivered " + std::to_string(delivered) +
                               " and holds " + std::to_string(progress ? progress->ranges.top() : 0) + " of " +
                               id->toText().substr(0, 5));
        }
        request(std::move(one.frame), [this, token = one.token](const Result<v1::ServerFrame> &answer) {
            perform(m_engine->onAnswer(token, answer, m_world.now()));
        });
    }
}

void SimClient::perform(OutboxActions actions) {
    const Turn turn(*this);
    for (const OutboxActions::Send &send : actions.sends)
        transmit(send);
    for (const OutboxActions::Accepted &accepted : actions.accepted) {
        m_accepted.insert(accepted.clientId);
        MessageRow row;
        row.conversation = accepted.conversation;
        row.seq = accepted.seq;
        row.rev = accepted.rev;
        row.sender = m_user;
        row.clientId = accepted.clientId;
        row.sentAtMs = accepted.sentAtMs;
        row.content = accepted.content;
        perform(m_engine->onOwnMessage(row, m_world.now()));
    }
    for (const OutboxActions::Failed &failed : actions.failed)
        perform(m_engine->onSendFailed(failed.conversation, failed.clientId, failed.reason, m_world.now()));
}

void SimClient::transmit(const OutboxActions::Send &send) {
    v1::ClientFrame frame;
    v1::SendMessage *body = frame.mutable_send_message();
    body->set_conversation_id(send.conversation.toText());
    body->set_client_id(send.clientId.toText());
    if (!send.after.isNull() && m_world.bug() != Bug::NoAfter)
        body->set_after(send.after.toText());
    body->set_retry(send.retry);
    body->mutable_content()->ParseFromString(send.content);
    if (m_world.isTracing())
        m_world.trace("device " + std::to_string(m_index) + " sends " + send.clientId.toText().substr(0, 5) +
                      " after " + (send.after.isNull() ? std::string("nothing") : send.after.toText().substr(0, 5)) +
                      " to " + send.conversation.toText().substr(0, 5) + " as request " +
                      std::to_string(m_nextRequest) + " on connection " + std::to_string(m_connection));
    request(std::move(frame), [this, token = send.token](const Result<v1::ServerFrame> &answer) {
        Result<SendAnswer> result = Error{ErrorCode::Internal, {}};
        if (answer.ok())
            result = SendAnswer{answer->accepted().seq(), answer->accepted().rev(), answer->accepted().sent_at_ms()};
        else
            result = answer.error();
        perform(m_outbox->onAnswer(token, result, m_world.now()));
    });
}

void SimClient::commit(std::function<void()> write, std::function<void()> written) {
    m_diskBusyUntil = std::max(m_diskBusyUntil, m_world.now()) + Millis{m_world.random().between(0, 15)};
    m_world.after((m_diskBusyUntil - m_world.now()).count(),
                  [this, life = m_life, write = std::move(write), written = std::move(written)] {
                      if (life != m_life)
                          return;
                      write();
                      written();
                  });
}

void SimClient::rearm() {
    if (!m_engine)
        return;
    std::optional<MonoTime> next = m_engine->nextDeadline();
    for (const auto &other : {m_outbox->nextDeadline(), m_operations->nextDeadline()}) {
        if (other && (!next || *other < *next))
            next = other;
    }
    if (!next || (m_armed && *m_armed <= *next))
        return;
    m_armed = next;
    m_world.after(std::max<std::int64_t>((*next - m_world.now()).count(), 0) + 1, [this, life = m_life, when = *next] {
        if (life != m_life || m_armed != when)
            return;
        m_armed.reset();
        perform(m_outbox->tick(m_world.now()));
        perform(m_operations->tick(m_world.now()));
        perform(m_engine->tick(m_world.now()));
    });
}

void SimClient::send(const ConversationId &id, const std::string &text) {
    v1::Content content;
    content.mutable_text()->set_body(text);
    OutboxRow row;
    row.conversation = id;
    row.clientId = m_world.makeId<ClientId>();
    row.content = content.SerializeAsString();
    row.createdMs = m_world.wallMs();
    commit([this, row] { m_disk.addPending(row); },
           [this, row] { perform(m_outbox->enqueue(row, false, m_world.now())); });
}

void SimClient::wish(const ConversationId &id) {
    const ClientDisk::Rows &rows = m_disk.rows(id);
    if (rows.empty())
        return;
    const MessageRow &row = rows.upper_bound(m_world.random().below(rows.rbegin()->first))->second;
    OperationRow wished;
    wished.conversation = id;
    v1::ClientFrame frame;
    const auto what = m_world.random().below(10);
    const std::string seq = std::to_string(row.seq);
    if (what < 6) {
        static const char *const kEmoji[] = {"a", "b", ""};
        wished.kind = OperationKind::React;
        wished.slot = "react " + seq;
        frame.mutable_set_reaction()->set_conversation_id(id.toText());
        frame.mutable_set_reaction()->set_seq(row.seq);
        frame.mutable_set_reaction()->set_emoji(kEmoji[m_world.random().below(3)]);
    } else if (what < 7) {
        wished.kind = OperationKind::Hide;
        wished.slot = "hide " + seq;
        frame.mutable_hide_messages()->set_conversation_id(id.toText());
        frame.mutable_hide_messages()->add_seqs(row.seq);
    } else if (what < 9) {
        wished.kind = OperationKind::Edit;
        wished.slot = "edit " + seq;
        frame.mutable_edit_message()->set_conversation_id(id.toText());
        frame.mutable_edit_message()->set_seq(row.seq);
        frame.mutable_edit_message()->mutable_content()->mutable_text()->set_body(
            "mended " + std::to_string(m_world.random().below(1000)));
    } else {
        wished.kind = OperationKind::Delete;
        wished.slot = "delete " + seq;
        frame.mutable_delete_messages()->set_conversation_id(id.toText());
        frame.mutable_delete_messages()->add_seqs(row.seq);
    }
    wished.request = frame.SerializeAsString();
    commit([this, wished] { m_disk.addOperation(wished); },
           [this, wished] {
               // As the store gave it its position.
               const std::vector<OperationRow> &kept = m_disk.operations();
               if (!kept.empty() && kept.back().slot == wished.slot && kept.back().request == wished.request)
                   perform(m_operations->enqueue(kept.back(), m_world.now()));
           });
}

void SimClient::perform(OperationActions actions) {
    const Turn turn(*this);
    for (const OperationActions::Send &send : actions.sends) {
        v1::ClientFrame frame;
        frame.ParseFromString(send.request);
        request(std::move(frame), [this, token = send.token](const Result<v1::ServerFrame> &answer) {
            perform(m_operations->onAnswer(token,
                                           answer.ok() ? Result<std::uint64_t>(answer->changed().rev())
                                                       : Result<std::uint64_t>(answer.error()),
                                           m_world.now()));
        });
    }
    for (const OperationActions::Done &done : actions.done)
        perform(m_engine->onOperationEnded(done.row.conversation, done.row.position, done.rev, m_world.now()));
    for (const OperationActions::Refused &refused : actions.refused)
        perform(m_engine->onOperationEnded(refused.row.conversation, refused.row.position, 0, m_world.now()));
}

void SimClient::loadMembers(const ConversationId &id) { perform(m_engine->loadMembers(id, 2, m_world.now())); }

void SimClient::markRead(const ConversationId &id, std::uint64_t seq) {
    perform(m_engine->markRead(id, seq, m_world.now()));
}

void SimClient::loadOlder(const ConversationId &id) {
    const SeqRanges *const ranges = m_engine->rangesOf(id);
    const std::uint64_t before = ranges && !ranges->isEmpty() ? ranges->all().back().from : 0;
    perform(m_engine->loadOlder(id, before, 1, m_world.now()));
}

} // namespace banter::simulation
