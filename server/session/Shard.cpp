// SPDX-License-Identifier: Apache-2.0
#include "server/session/Shard.h"

#include <algorithm>

#include "server/session/Log.h"
#include "server/session/Session.h"
#include "server/storage/Storage.h"

namespace banter::server {
namespace {

constexpr Millis kTick{100}; ///< watermarks that are due are collected this often
constexpr Millis kForgetEvery{5000};
constexpr Millis kForgetAfter{60000}; ///< a conversation that nobody touched for so long is loaded again when needed
constexpr std::size_t kScratchKeep = 256 * 1024;

} // namespace

Shard::Shard(Services &services, std::uint32_t index)
    : m_services(services),
      m_index(index),
      m_loop("shard-" + std::to_string(index)),
      m_tick([this] { onTick(); }),
      m_presence(services) {}

Shard::~Shard() = default;

void Shard::start() {
    m_home =
        m_services.storage.addHome(&m_loop, [this](std::vector<Appended> results) { onAppended(std::move(results)); });
    m_loop.start();
    m_loop.post([this] { m_tick.arm(m_loop, kTick); });
}

// --- sessions ----------------------------------------------------------------------------------------------------

std::unique_ptr<TransportListener> Shard::open(Transport &transport) {
    std::uint32_t slot;
    if (m_freeSlots.empty()) {
        slot = static_cast<std::uint32_t>(m_slots.size());
        m_slots.emplace_back();
    } else {
        slot = m_freeSlots.back();
        m_freeSlots.pop_back();
    }
    Slot &place = m_slots[slot];
    auto session = std::make_unique<Session>(*this, transport, SessionRef::make(m_index, slot, ++place.generation));
    place.session = session.get();
    m_stats.sessions.fetch_add(1, std::memory_order_relaxed);
    return session;
}

Session *Shard::find(SessionRef ref) const {
    if (ref.shard() != m_index || ref.slot() >= m_slots.size())
        return nullptr;
    const Slot &place = m_slots[ref.slot()];
    return place.generation == ref.generation() ? place.session : nullptr;
}

void Shard::forget(SessionRef ref) {
    if (!find(ref))
        return;
    m_slots[ref.slot()].session = nullptr;
    m_freeSlots.push_back(ref.slot());
    m_stats.sessions.fetch_sub(1, std::memory_order_relaxed);
}

void Shard::sendFailure(Session &session, std::uint64_t requestId, ErrorCode code, std::string_view hint,
                        std::int64_t retryAfterMs) {
    v1::ServerFrame &frame = scratch();
    frame.set_request_id(requestId);
    frame.set_type(v1::FAILURE);
    v1::Failure &failure = *frame.mutable_error();
    failure.set_code(static_cast<v1::ErrorCode>(wireCode(code)));
    failure.set_hint(std::string(hint));
    failure.set_retry_after_ms(retryAfterMs);
    session.send(encodeFor(frame, session.speaksJson()));
}

v1::ServerFrame &Shard::scratch() {
    m_scratch.Clear();
    if (m_scratch.SpaceUsedLong() > kScratchKeep)
        m_scratch = v1::ServerFrame();
    return m_scratch;
}

void Shard::endSession(const Services &services, SessionRef ref, std::uint16_t code, std::string_view reason) {
    if (ref.shard() >= services.shards.size())
        return;
    Shard &shard = *services.shards[ref.shard()];
    shard.m_loop.post([&shard, ref, code, reason = std::string(reason)] {
        if (Session *session = shard.find(ref))
            session->leave(code, reason);
    });
}

void Shard::changeSettings(Services &services, const UserId &user, const UserSettings &settings) {
    services.connections.setHidesRead(user, settings.hidesRead);
    PresenceDesk::recheck(services, user);
    std::vector<ConnectionCache::Entry> targets;
    services.connections.find(user, targets);
    for (const ConnectionCache::Entry &target : targets) {
        Shard &shard = *services.shards[target.session.shard()];
        const auto apply = [&shard, ref = target.session, settings] {
            if (Session *session = shard.find(ref))
                session->setSettings(settings);
        };
        // At once where that is possible: the answer goes out next, and what the client asks after it goes by it.
        if (EventLoop::current() == &shard.m_loop)
            apply();
        else
            shard.m_loop.post(apply);
    }
}

void Shard::tellUser(const Services &services, const UserId &user, const v1::ServerFrame &frame, SessionRef except) {
    std::vector<ConnectionCache::Entry> targets;
    services.connections.find(user, targets);
    for (const ConnectionCache::Entry &target : targets) {
        if (target.session == except)
            continue;
        Shard &shard = *services.shards[target.session.shard()];
        shard.m_loop.post([&shard, ref = target.session, encoded = encodeFor(frame, target.json)] {
            if (Session *session = shard.find(ref))
                session->send(encoded);
        });
    }
}

// --- conversations -----------------------------------------------------------------------------------------------

void Shard::withConversation(Shard &from, const ConversationId &id,
                             std::function<void(Conversation &, MonoTime)> work) {
    Shard &owner = from.m_services.shardOf(id);
    if (&owner == &from) {
        work(owner.conversation(id), owner.m_loop.now());
        return;
    }
    owner.m_loop.post([&owner, id, work = std::move(work)] { work(owner.conversation(id), owner.m_loop.now()); });
}

Conversation &Shard::conversation(const ConversationId &id) {
    std::unique_ptr<Conversation> &place = m_conversations[id];
    if (!place) {
        place = std::make_unique<Conversation>(id, *this);
        m_stats.conversations.store(m_conversations.size(), std::memory_order_relaxed);
    }
    return *place;
}

void Shard::load(const ConversationId &id) {
    using Loaded = std::pair<std::optional<ConversationRow>, std::vector<ReceiptRow>>;
    m_services.storage.read<Loaded>(
        [id](SqlStore &store) -> Result<Loaded> {
            BANTER_TRY(auto row, store.conversation(id));
            if (!row)
                return Loaded{};
            BANTER_TRY(auto receipts, store.receipts(id));
            return Loaded{std::move(row), std::move(receipts)};
        },
        Promise<Loaded>(&m_loop, [this, id](Result<Loaded> result) {
            if (result.ok())
                onLoaded(id, std::move(result->first), std::move(result->second));
            else
                onLoaded(id, result.takeError(), {});
        }));
}

void Shard::onLoaded(const ConversationId &id, Result<std::optional<ConversationRow>> row,
                     std::vector<ReceiptRow> receipts) {
    const auto it = m_conversations.find(id);
    if (it == m_conversations.end())
        return;
    const bool absent = row.ok() && !row.value().has_value();
    it->second->loaded(std::move(row), std::move(receipts), m_loop.now());
    // Ids that do not exist are made up by whoever asks: remembering them would let strangers fill the memory.
    if (absent)
        m_conversations.erase(id);
}

bool Shard::append(NewMessage message) {
    message.home = m_home;
    m_stats.sends.fetch_add(1, std::memory_order_relaxed);
    return m_services.storage.append(std::move(message));
}

void Shard::onAppended(std::vector<Appended> results) {
    for (Appended &result : results) {
        if (m_toIndex.empty() || m_toIndex.back() != result.message.conversation)
            m_toIndex.push_back(result.message.conversation);
        const auto it = m_conversations.find(result.message.conversation);
        if (it != m_conversations.end())
            it->second->appended(std::move(result), m_loop.now());
    }
}

void Shard::accept(const SendOrigin &origin, const Appended &stored) {
    const SessionRef ref{origin.session};
    const auto tell = [](Shard &shard, SessionRef to, std::uint64_t request, std::uint64_t seq, std::uint64_t rev,
                         std::int64_t sentAt) {
        Session *session = shard.find(to);
        if (!session)
            return;
        v1::ServerFrame &frame = shard.scratch();
        frame.set_request_id(request);
        frame.set_type(v1::ANSWER);
        v1::Accepted &accepted = *frame.mutable_accepted();
        accepted.set_seq(seq);
        accepted.set_rev(rev);
        accepted.set_sent_at_ms(sentAt);
        session->send(encodeFor(frame, session->speaksJson()));
    };
    if (ref.shard() == m_index) {
        tell(*this, ref, origin.request, stored.seq, stored.rev, stored.sentAtMs);
        return;
    }
    Shard &shard = *m_services.shards[ref.shard()];
    shard.m_loop.post([&shard, tell, ref, request = origin.request, seq = stored.seq, rev = stored.rev,
                       sentAt = stored.sentAtMs] { tell(shard, ref, request, seq, rev, sentAt); });
}

void Shard::refuse(const SendOrigin &origin, ErrorCode code, Millis retryAfter) {
    const SessionRef ref{origin.session};
    Shard &shard = *m_services.shards[ref.shard()];
    const auto tell = [&shard, ref, request = origin.request, code, retryAfter] {
        if (Session *session = shard.find(ref))
            shard.sendFailure(*session, request, code, {}, retryAfter.count());
    };
    if (&shard == this)
        tell();
    else
        shard.m_loop.post(tell);
}

void Shard::fanOut(const ConversationId &id, const Appended &stored, const std::vector<MemberRow> &members) {
    std::vector<ConnectionCache::Entry> others, own;
    for (const MemberRow &member : members)
        m_services.connections.find(member.user, member.user == stored.message.sender ? own : others);
    if (others.empty() && own.empty())
        return;

    v1::ServerFrame &frame = scratch();
    frame.set_type(v1::EVENT);
    v1::ConversationEvent &event = *frame.mutable_conversation_event();
    event.set_conversation_id(id.toText());
    v1::Change &change = *event.mutable_change();
    change.set_rev(stored.rev);
    v1::Message &message = *change.mutable_message();
    message.set_seq(stored.seq);
    message.set_rev(stored.rev);
    message.set_sender_id(stored.message.sender.toText());
    message.set_sent_at_ms(stored.sentAtMs);
    message.set_expires_at_ms(stored.expiresAtMs);
    message.mutable_content()->ParseFromString(stored.message.body);

    const auto speaks = [](const std::vector<ConnectionCache::Entry> &targets, bool json) {
        return std::any_of(targets.begin(), targets.end(), [json](const auto &target) { return target.json == json; });
    };
    if (!others.empty())
        deliver(others, Outgoing::encode(frame, speaks(others, false), speaks(others, true)));
    if (!own.empty()) {
        message.set_client_id(stored.message.clientId.toText());
        deliver(own, Outgoing::encode(frame, speaks(own, false), speaks(own, true)));
    }
}

void Shard::deliver(const std::vector<ConnectionCache::Entry> &targets, const Outgoing &outgoing) {
    m_stats.delivered.fetch_add(targets.size(), std::memory_order_relaxed);
    const std::uint32_t first = targets.front().session.shard();
    if (std::all_of(targets.begin(), targets.end(),
                    [first](const auto &target) { return target.session.shard() == first; })) {
        Shard &shard = *m_services.shards[first];
        if (&shard == this)
            deliverLocally(targets, outgoing);
        else
            shard.m_loop.post([&shard, targets, outgoing] { shard.deliverLocally(targets, outgoing); });
        return;
    }
    std::vector<std::vector<ConnectionCache::Entry>> byShard(m_services.shards.size());
    for (const ConnectionCache::Entry &target : targets)
        byShard[target.session.shard()].push_back(target);
    for (std::size_t i = 0; i < byShard.size(); ++i) {
        if (byShard[i].empty())
            continue;
        Shard &shard = *m_services.shards[i];
        if (&shard == this)
            deliverLocally(byShard[i], outgoing);
        else
            shard.m_loop.post(
                [&shard, group = std::move(byShard[i]), outgoing] { shard.deliverLocally(group, outgoing); });
    }
}

void Shard::deliverLocally(const std::vector<ConnectionCache::Entry> &targets, const Outgoing &outgoing) {
    for (const ConnectionCache::Entry &target : targets) {
        if (Session *session = find(target.session))
            session->send(outgoing.frame(target.json));
    }
}

// --- watermarks --------------------------------------------------------------------------------------------------

void Shard::receiptsDue(const ConversationId &id, MonoTime when) { m_due.push_back({id, when}); }

void Shard::onTick() {
    const MonoTime now = m_loop.now();
    m_tick.arm(m_loop, kTick);
    std::vector<ReceiptRow> rows;
    std::erase_if(m_due, [&](const DueReceipts &due) {
        if (due.when > now)
            return false;
        if (const auto it = m_conversations.find(due.conversation); it != m_conversations.end()) {
            std::vector<ReceiptRow> moved = it->second->takeReceipts(now);
            rows.insert(rows.end(), moved.begin(), moved.end());
        }
        return true;
    });
    if (!rows.empty())
        storeReceipts(std::move(rows), {});
    m_presence.tick(now);
    if (!m_toIndex.empty())
        m_services.searchIndex.add(std::exchange(m_toIndex, {}));
    if (now >= m_nextForget)
        forgetIdle(now);
}

void Shard::storeReceipts(std::vector<ReceiptRow> rows, Promise<bool> done) {
    auto shared = std::make_shared<std::vector<ReceiptRow>>(rows);
    auto after = std::make_shared<Promise<bool>>(std::move(done));
    m_services.storage.raiseReceipts(
        std::move(rows), Promise<bool>(&m_loop, [this, shared, after](Result<bool> result) {
            if (!result.ok()) {
                qCWarning(lcSession) << "watermarks not stored:" << result.error().detail.c_str();
                after->resolve(result.error());
                return;
            }
            // Rows of one conversation stand together.
            for (auto begin = shared->begin(); begin != shared->end();) {
                const auto end = std::find_if(
                    begin, shared->end(), [&](const ReceiptRow &r) { return r.conversation != begin->conversation; });
                if (const auto it = m_conversations.find(begin->conversation); it != m_conversations.end())
                    it->second->receiptsStored({begin, end}, m_loop.now());
                begin = end;
            }
            after->resolve(true);
        }));
}

void Shard::flushReceipts(Promise<bool> done) {
    auto promise = std::make_shared<Promise<bool>>(std::move(done));
    m_loop.post([this, promise] {
        std::vector<ReceiptRow> rows;
        for (const DueReceipts &due : std::exchange(m_due, {})) {
            if (const auto it = m_conversations.find(due.conversation); it != m_conversations.end()) {
                std::vector<ReceiptRow> moved = it->second->takeReceipts(m_loop.now());
                rows.insert(rows.end(), moved.begin(), moved.end());
            }
        }
        if (rows.empty())
            promise->resolve(true);
        else
            storeReceipts(std::move(rows), std::move(*promise));
    });
}

void Shard::flushPresence(Promise<bool> done) {
    auto promise = std::make_shared<Promise<bool>>(std::move(done));
    m_loop.post([this, promise] {
        std::vector<UserId> present;
        for (const Slot &slot : m_slots) {
            if (slot.session && slot.session->stage() == Session::Stage::SignedIn)
                present.push_back(slot.session->user());
        }
        m_presence.flush(present, std::move(*promise));
    });
}

void Shard::forgetIdle(MonoTime now) {
    m_nextForget = now + kForgetEvery;
    std::erase_if(m_conversations, [&](const auto &entry) { return entry.second->isIdleSince(now - kForgetAfter); });
    m_stats.conversations.store(m_conversations.size(), std::memory_order_relaxed);
}

} // namespace banter::server
