// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/SimServer.h"

#include <algorithm>
#include <functional>

#include "tests/simulation/World.h"

namespace banter::simulation {

using server::Appended;
using server::AppendStatus;
using server::MemberRow;
using server::MessageRow;
using server::NewMessage;
using server::ReceiptRow;

namespace {

constexpr std::size_t kQueue = 24;

} // namespace

void SimServer::later(std::int64_t ms, std::function<void()> what) {
    m_world.after(ms, [this, life = m_life, what = std::move(what)] {
        if (life == m_life && m_isUp)
            what();
    });
}

server::Conversation &SimServer::at(const ConversationId &id) {
    auto &conversation = m_conversations[id];
    if (!conversation)
        conversation = std::make_unique<server::Conversation>(id, *this);
    return *conversation;
}

ConversationId SimServer::createConversation(const std::vector<UserId> &members) {
    const auto id = m_world.makeId<ConversationId>();
    Stored &stored = m_stored[id];
    stored.row.id = id;
    stored.row.lastRev = stored.row.aclRev = 1;
    stored.row.lastMs = stored.row.createdMs = stored.changedMs = m_world.wallMs();
    for (const UserId &user : members) {
        MemberRow member;
        member.user = user;
        member.rev = 1;
        stored.row.members.push_back(member);
        stored.receipts[user] = {id, user, 0, 0};
        tellMembership(user, id, false);
    }
    stored.isGroup = members.size() > 2;
    return id;
}

void SimServer::crash() {
    ++m_life;
    m_isUp = false;
    m_conversations.clear();
    m_sessions.clear();
    m_writing.clear();
    m_isCommitting = false;
}

std::uint64_t SimServer::lastSeq(const ConversationId &id) const {
    const auto it = m_stored.find(id);
    return it == m_stored.end() ? 0 : it->second.row.lastSeq;
}

std::vector<ConversationId> SimServer::conversationsOf(const UserId &user) const {
    std::vector<ConversationId> ids;
    for (const auto &[id, stored] : m_stored) {
        if (stored.receipts.contains(user))
            ids.push_back(id);
    }
    return ids;
}

std::uint64_t SimServer::attach(std::size_t client, std::uint64_t connection, const UserId &user,
                                const DeviceId &device) {
    m_sessions[connection] = {client, user, device};
    return m_accounts[user].rev;
}

void SimServer::load(const ConversationId &id) {
    later(m_world.random().between(1, 10), [this, id] {
        const auto it = m_stored.find(id);
        if (it == m_stored.end()) {
            at(id).loaded(std::optional<server::ConversationRow>{}, {}, m_world.now());
            return;
        }
        std::vector<ReceiptRow> receipts;
        for (const auto &[user, receipt] : it->second.receipts)
            receipts.push_back(receipt);
        at(id).loaded(std::optional(it->second.row), std::move(receipts), m_world.now());
    });
}

bool SimServer::append(NewMessage message) {
    if (m_writing.size() >= kQueue || m_world.random().chance(m_world.faults().queueFull))
        return false;
    m_writing.push_back(std::move(message));
    if (!m_isCommitting) {
        m_isCommitting = true;
        later(m_world.random().between(0, 5), [this] { commitBatch(); });
    }
    return true;
}

/// Group commit: a batch at a time, answers some time after the commit.
void SimServer::commitBatch() {
    std::vector<NewMessage> batch;
    const auto size = static_cast<std::size_t>(m_world.random().between(1, 8));
    while (!m_writing.empty() && batch.size() < size) {
        batch.push_back(std::move(m_writing.front()));
        m_writing.pop_front();
    }
    commit(std::move(batch), false);
}

void SimServer::commit(std::vector<NewMessage> batch, bool afterUnknown) {
    const bool isAway = m_world.random().chance(m_world.faults().storeAway);
    auto results = std::make_shared<std::vector<Appended>>();
    if (!isAway || m_world.random().chance(500)) {
        for (const NewMessage &message : batch)
            results->push_back(store(message));
    }
    if (isAway) {
        // The writer knows no outcome: it tries the same batch again until it does.
        if (m_world.isTracing())
            m_world.trace(results->empty() ? "the database is away" : "the database is away after the commit");
        later(m_world.random().between(20, 3000), [this, batch = std::move(batch)] { commit(batch, true); });
        return;
    }
    if (m_world.random().chance(m_world.faults().commitAnswerLost)) {
        // The world notices a dead server by itself; what is committed stays.
        if (m_world.isTracing())
            m_world.trace("the server dies between commit and answer");
        const std::uint64_t life = m_life;
        crash();
        m_world.after(m_world.random().between(100, 3000), [this, life] {
            if (m_life == life + 1)
                restart();
        });
        return;
    }
    for (Appended &result : *results) {
        if (afterUnknown && result.status == AppendStatus::Duplicate)
            result.status = AppendStatus::Stored;
    }
    later(m_world.random().between(1, 12), [this, results] { answerBatch(results); });
}

void SimServer::answerBatch(std::shared_ptr<std::vector<Appended>> results) {
    for (Appended &result : *results) {
        const ConversationId id = result.message.conversation;
        at(id).appended(std::move(result), m_world.now());
    }
    if (m_writing.empty())
        m_isCommitting = false;
    else
        commitBatch();
}

Appended SimServer::store(NewMessage message) {
    Appended result;
    const auto it = m_stored.find(message.conversation);
    if (it == m_stored.end()) {
        result.status = AppendStatus::Gone;
        result.message = std::move(message);
        return result;
    }
    Stored &stored = it->second;
    const auto known = stored.byClientId.find({message.sender, message.clientId});
    if (known != stored.byClientId.end() && m_world.bug() != Bug::NoDedupe) {
        const MessageRow &row = stored.messages[known->second];
        result.status = AppendStatus::Duplicate;
        result.seq = row.seq;
        result.rev = row.rev;
        result.sentAtMs = row.sentAtMs;
        result.message = std::move(message);
        return result;
    }
    if (message.checkedAclRev != stored.row.aclRev) {
        result.status = AppendStatus::Stale;
        result.message = std::move(message);
        return result;
    }
    if (m_world.bug() == Bug::SeqGap && m_world.random().chance(10))
        ++stored.row.lastSeq;
    MessageRow row;
    row.seq = ++stored.row.lastSeq;
    row.rev = ++stored.row.lastRev;
    row.sender = message.sender;
    row.clientId = message.clientId;
    row.sentAtMs = stored.row.lastMs = std::max(stored.row.lastMs, m_world.wallMs());
    row.body = message.body;
    stored.changedMs = m_world.wallMs();
    stored.byClientId[{row.sender, row.clientId}] = stored.messages.size();
    stored.messages.push_back(row);
    if (m_world.isTracing())
        m_world.trace("stored " + row.clientId.toText().substr(0, 5) + " as seq " + std::to_string(row.seq) + " of " +
                      message.conversation.toText().substr(0, 5));
    result.status = AppendStatus::Stored;
    result.seq = row.seq;
    result.rev = row.rev;
    result.sentAtMs = row.sentAtMs;
    result.message = std::move(message);
    return result;
}

void SimServer::accept(const server::SendOrigin &origin, const Appended &stored) {
    if (m_world.isTracing())
        m_world.trace("accepted " + stored.message.clientId.toText().substr(0, 5) + " as seq " +
                      std::to_string(stored.seq) + " on connection " + std::to_string(origin.session));
    v1::ServerFrame frame;
    frame.mutable_accepted()->set_seq(stored.seq);
    frame.mutable_accepted()->set_rev(stored.rev);
    frame.mutable_accepted()->set_sent_at_ms(stored.sentAtMs);
    answer(origin.session, origin.request, std::move(frame));
}

void SimServer::refuse(const server::SendOrigin &origin, ErrorCode code, Millis retryAfter) {
    if (m_world.isTracing())
        m_world.trace("refused request " + std::to_string(origin.request) + " on connection " +
                      std::to_string(origin.session) + ": " + std::string(errorName(code)));
    fail(origin.session, origin.request, code, retryAfter.count());
}

void SimServer::fanOut(const ConversationId &id, const Appended &stored, const std::vector<MemberRow> &) {
    // From the table, so that an edit in between is seen too.
    const Stored &conversation = m_stored.at(id);
    const MessageRow &row = *conversation.above(stored.seq - 1);
    const auto encode = [&](const UserId &reader) {
        auto frame = std::make_shared<v1::ServerFrame>();
        frame->set_type(v1::EVENT);
        v1::ConversationEvent &event = *frame->mutable_conversation_event();
        event.set_conversation_id(id.toText());
        event.mutable_change()->set_rev(stored.rev);
        *event.mutable_change()->mutable_message() = toMessage(conversation, row, reader);
        event.mutable_change()->mutable_message()->clear_reactions();
        return frame;
    };
    // Without reactions it is the same for all but the sender's own devices.
    std::shared_ptr<const v1::ServerFrame> own, others;
    for (const auto &[connection, session] : m_sessions) {
        if (!conversation.receipts.contains(session.user))
            continue;
        std::shared_ptr<const v1::ServerFrame> &frame = session.user == row.sender ? own : others;
        if (!frame)
            frame = encode(session.user);
        m_world.carryDown(session.client, connection, frame);
    }
}

void SimServer::receiptsDue(const ConversationId &id, MonoTime when) {
    later(std::max<std::int64_t>((when - m_world.now()).count(), 0), [this, id] {
        const std::vector<ReceiptRow> rows = at(id).takeReceipts(m_world.now());
        later(m_world.random().between(1, 10), [this, id, rows] {
            Stored &stored = m_stored.at(id);
            for (const ReceiptRow &row : rows) {
                if (!stored.isMember(row.user))
                    continue;
                ReceiptRow &held = stored.receipts[row.user];
                held.deliveredSeq = std::max(held.deliveredSeq, row.deliveredSeq);
                held.readSeq = std::max(held.readSeq, row.readSeq);
            }
            stored.changedMs = m_world.wallMs();
            at(id).receiptsStored(rows, m_world.now());
        });
    });
}

void SimServer::announce(const ConversationId &id, const std::vector<ReceiptRow> &receipts,
                         const std::vector<MemberRow> &) {
    const auto frame = std::make_shared<v1::ServerFrame>();
    frame->set_type(v1::EVENT);
    frame->mutable_watermark_event()->set_conversation_id(id.toText());
    for (const ReceiptRow &row : receipts) {
        v1::Watermark *mark = frame->mutable_watermark_event()->add_watermarks();
        mark->set_user_id(row.user.toText());
        mark->set_delivered_seq(row.deliveredSeq);
        mark->set_read_seq(row.readSeq);
    }
    for (const auto &[connection, session] : m_sessions) {
        if (m_stored.at(id).receipts.contains(session.user))
            m_world.carryDown(session.client, connection, frame);
    }
}

void SimServer::tell(const ConversationId &id, const v1::Change &change, const UserId &also) {
    const auto frame = std::make_shared<v1::ServerFrame>();
    frame->set_type(v1::EVENT);
    frame->mutable_conversation_event()->set_conversation_id(id.toText());
    *frame->mutable_conversation_event()->mutable_change() = change;
    for (const auto &[connection, session] : m_sessions) {
        if (m_stored.at(id).receipts.contains(session.user) || session.user == also)
            m_world.carryDown(session.client, connection, frame);
    }
}

void SimServer::tell(const ConversationId &id, const server::ConversationStep &step, const std::vector<MemberRow> &) {
    v1::Change change;
    change.set_rev(step.rev);
    for (const MemberRow &row : step.members)
        toMember(row, *change.mutable_member());
    tell(id, change, step.members.empty() ? UserId{} : step.members.front().user);
}

/// As a handler does after its commit: the core tells it once it knows the members again. Or it never hears of it, as
/// after an unknown outcome, and notices by a stale check.
void SimServer::committed(const Stored &stored, std::vector<MemberRow> members) {
    server::ConversationChange change{stored.row.id, stored.row.aclRev, stored.row.lastSeq, stored.row.lastRev, {},
                                      false};
    change.steps.push_back({stored.row.lastRev, std::move(members), {}, {}, {}});
    if (m_world.random().chance(200)) {
        for (const server::ConversationStep &step : change.steps)
            tell(stored.row.id, step, {});
        return;
    }
    later(m_world.random().between(0, 30),
          [this, change = std::move(change)] { at(change.id).changed(change, m_world.now()); });
}

/// Worlds have no conversation that is large enough.
void SimServer::announceOwn(const ConversationId &, const ReceiptRow &, const DeviceId &) {}
void SimServer::announceCounts(const ConversationId &, const UserId &, const std::vector<server::ReceiptCount> &) {}

void SimServer::editSomething() {
    std::vector<ConversationId> ids;
    for (const auto &[id, stored] : m_stored) {
        if (!stored.messages.empty())
            ids.push_back(id);
    }
    if (ids.empty())
        return;
    const ConversationId id = ids[m_world.random().below(ids.size())];
    Stored &stored = m_stored.at(id);
    // Often what is fresh, and so still on its way in other shapes.
    const std::size_t among =
        m_world.random().chance(400) ? std::min<std::size_t>(stored.messages.size(), 6) : stored.messages.size();
    MessageRow &row = stored.messages[stored.messages.size() - 1 - m_world.random().below(among)];
    if (row.deleted || m_world.random().chance(300)) {
        changeRow(stored, row, nullptr);
        return;
    }
    v1::Content content;
    content.mutable_text()->set_body("edited at rev " + std::to_string(stored.row.lastRev + 1));
    const std::string body = content.SerializeAsString();
    changeRow(stored, row, &body);
}

void SimServer::bumpAcl() {
    if (m_stored.empty())
        return;
    auto it = m_stored.begin();
    std::advance(it, static_cast<std::ptrdiff_t>(m_world.random().below(m_stored.size())));
    Stored &stored = it->second;
    MemberRow &member = stored.row.members[m_world.random().below(stored.row.members.size())];
    if (member.removed)
        return;
    stored.row.aclRev = ++stored.row.lastRev;
    stored.changedMs = m_world.wallMs();
    member.rev = stored.row.lastRev;
    committed(stored, {member});
}

void SimServer::setBlocked(bool isBlocked) {
    for (auto &[id, stored] : m_stored) {
        if (stored.row.members.front().blocked == isBlocked || (isBlocked && m_world.random().chance(500)))
            continue;
        stored.row.members.front().blocked = isBlocked;
        stored.row.aclRev = ++stored.row.lastRev;
        stored.changedMs = m_world.wallMs();
        committed(stored, {}); // of a kind that no client knows
    }
}

} // namespace banter::simulation
