// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/session/SyncEngine.h"
#include "app/session/WireRows.h"
#include "shared/protocol/Limits.h"

namespace banter::client {

ConversationSync &SyncEngine::at(const ConversationId &id) {
    const auto [it, isNew] = m_conversations.try_emplace(id, id, m_random);
    if (isNew)
        it->second.progress.conversation = id;
    return it->second;
}

void SyncEngine::touch(ConversationSync &sync) {
    sync.isDirty = true;
    m_dirty.push_back(sync.id);
}

/// `asked`: the request that it is the answer to.
void SyncEngine::learn(const v1::Conversation &conversation, RequestToken asked) {
    auto facts = toFacts(conversation);
    if (!facts)
        return;
    for (const v1::Member &member : conversation.members())
        learnUser(member.user());
    ConversationSync &sync = at(facts->id);
    if (sync.progress.isLeft && asked < sync.leftBefore)
        return; // read before one was removed, and overtaken by the news of that
    sync.progress.headRev = std::max(sync.progress.headRev, conversation.last_rev());
    sync.progress.lastSeq = std::max(sync.progress.lastSeq, facts->lastSeq);
    facts->watermarks.clear(); // they go in as marks, which only rise
    m_batch.conversations.push_back(std::move(*facts));
    onMarks(sync, conversation.watermarks(), true);
    rejoin(sync);
    // A wish that was refused may stand in the store: the word of the server takes its place, whatever its rev.
    if (conversation.has_state())
        m_batch.states.push_back(toStateRow(conversation.state(), sync.id));
    if (!sync.run && sync.progress.headRev > sync.progress.rev && !sync.gapSince)
        sync.syncWanted = true;
    touch(sync);
}

void SyncEngine::onMarks(ConversationSync &sync, const google::protobuf::RepeatedPtrField<v1::Watermark> &marks,
                         bool isSnapshot) {
    StoreBatch::Marks raised{sync.id, {}};
    for (const v1::Watermark &mark : marks) {
        const auto row = toWatermarkRow(mark);
        if (!row)
            continue;
        raised.watermarks.push_back(*row);
        if (row->user != m_self)
            continue;
        Progress &progress = sync.progress;
        // A snapshot may be lower than what was confirmed: the server lost it before it was stored. Then it is told
        // again.
        progress.knownDelivered = isSnapshot ? row->deliveredSeq : std::max(progress.knownDelivered, row->deliveredSeq);
        progress.knownRead = isSnapshot ? row->readSeq : std::max(progress.knownRead, row->readSeq);
        progress.wantRead = std::max(progress.wantRead, row->readSeq);
        touch(sync);
    }
    if (!raised.watermarks.empty())
        m_batch.marks.push_back(std::move(raised));
}

void SyncEngine::onChange(const ConversationId &id, const v1::Change &change, MonoTime now) {
    const auto it = m_conversations.find(id);
    if (it == m_conversations.end()) {
        requestConversation(id);
        return;
    }
    ConversationSync &sync = it->second;
    if (change.rev() <= sync.progress.rev)
        return;
    sync.progress.headRev = std::max(sync.progress.headRev, change.rev());
    const bool isNext = change.rev() == sync.progress.rev + 1;
    // While a Sync runs its answer may or may not contain this; before the first one there is nothing to build on.
    if (isNext && !sync.run && sync.progress.rev > 0) {
        apply(sync, change);
        drainHeld(sync, now);
        return;
    }
    if (sync.held.size() < m_policy.maxHeld)
        sync.held.emplace(change.rev(), change);
    if (!sync.run && !sync.syncWanted && !sync.gapSince)
        sync.gapSince = now;
    m_dirty.push_back(sync.id);
}

/// The change that is next. Moves rev, also if this version does not know what changed.
void SyncEngine::apply(ConversationSync &sync, const v1::Change &change) {
    sync.progress.rev = change.rev();
    if (change.has_message()) {
        applyRow(sync, change.message());
        Progress &progress = sync.progress;
        const std::uint64_t seq = change.message().seq();
        if (seq > progress.ranges.top())
            progress.ranges.add({seq, seq});
        progress.lastSeq = std::max(progress.lastSeq, seq);
        if (change.message().sender_id() == m_self.toText()) {
            // Sending moves one's own watermarks; the server does it by itself.
            progress.wantRead = std::max(progress.wantRead, seq);
            progress.knownRead = std::max(progress.knownRead, seq);
            progress.knownDelivered = std::max(progress.knownDelivered, seq);
        }
    } else {
        applyBeside(sync, change);
    }
    touch(sync);
}

/// What is no message.
void SyncEngine::applyBeside(ConversationSync &sync, const v1::Change &change) {
    if (change.has_member() || change.has_members())
        applyMembers(sync, change);
    else if (change.has_reactions())
        m_batch.reactions.push_back(toReactionsRow(change.reactions(), sync.id, change.reactions().seq(), m_self));
    else if (change.has_title())
        m_batch.infos.push_back(toInfoRow(change.title(), sync.id));
}

void SyncEngine::applyRow(ConversationSync &sync, const v1::Message &message) {
    if (auto row = toMessageRow(message, sync.id)) {
        needNames(message);
        m_batch.messages.push_back(std::move(*row));
    }
}

/// Applies what was early and is not any more; what is still early waits, and asks for a Sync when its time is up.
void SyncEngine::drainHeld(ConversationSync &sync, MonoTime now) {
    while (!sync.held.empty() && sync.held.begin()->first <= sync.progress.rev + 1) {
        const auto node = sync.held.extract(sync.held.begin());
        if (node.key() == sync.progress.rev + 1)
            apply(sync, node.mapped());
    }
    if (sync.held.empty()) {
        sync.gapSince.reset();
        if (sync.progress.headRev > sync.progress.rev) // what was early did not fit
            sync.syncWanted = true;
    } else if (!sync.gapSince) {
        sync.gapSince = now;
    }
    m_dirty.push_back(sync.id);
}

void SyncEngine::pumpSyncs(MonoTime now) {
    if (const auto it = m_conversations.find(m_inView); it != m_conversations.end() && it->second.syncWanted)
        startSync(it->second, now);
    for (const auto &[id, sync] : m_awake) {
        if (m_runningSyncs >= m_policy.concurrentSyncs)
            return;
        if (sync->syncWanted)
            startSync(*sync, now);
    }
}

void SyncEngine::startSync(ConversationSync &sync, MonoTime now) {
    if (sync.run || sync.progress.isLeft || (sync.retryAt && *sync.retryAt > now) ||
        m_runningSyncs >= m_policy.concurrentSyncs)
        return;
    sync.retryAt.reset();
    sync.syncWanted = false;
    sync.gapSince.reset();
    sync.run = ConversationSync::Run{sync.progress.rev, sync.progress.ranges.top(), 0, 0, true};
    requestSync(sync);
}

void SyncEngine::requestSync(const ConversationSync &sync) {
    v1::ClientFrame frame;
    v1::Sync *body = frame.mutable_sync();
    body->set_conversation_id(sync.id.toText());
    body->set_rev(sync.run->rev);
    body->set_top_seq(sync.run->topSeq);
    body->set_after_rev(sync.run->afterRev);
    request(std::move(frame), {Kind::Sync, sync.id});
}

void SyncEngine::onSyncPage(ConversationSync &sync, const v1::SyncPage &page, MonoTime now) {
    if (!sync.run)
        return;
    Progress &progress = sync.progress;
    if (page.reset()) {
        onReset(sync, now);
        return;
    }
    ConversationSync::Run &run = *sync.run;
    for (const v1::Change &change : page.changes()) {
        if (change.has_message())
            applyRow(sync, change.message());
        else
            applyBeside(sync, change);
    }
    if (run.isFirstPage)
        onNewest(sync, page);
    run.isFirstPage = false;
    // Later pages know of later changes, but only the first one brought the newest rows.
    run.untilRev = run.untilRev == 0 ? page.rev() : std::min(run.untilRev, page.rev());
    progress.lastSeq = std::max(progress.lastSeq, page.last_seq());
    onMarks(sync, page.watermarks(), true);
    touch(sync);
    if (page.next_rev() > run.afterRev) {
        run.afterRev = page.next_rev();
        requestSync(sync);
        return;
    }
    // A Sync that brings nothing new, although a higher rev was named, is believed: else it would be asked for ever.
    if (run.untilRev <= run.rev)
        progress.headRev = std::min(progress.headRev, progress.rev);
    progress.rev = std::max(progress.rev, run.untilRev);
    progress.headRev = std::max(progress.headRev, progress.rev);
    sync.run.reset();
    sync.backoff.reset();
    drainHeld(sync, now);
    // A listing that waited for the first Sync.
    const bool isListing = std::any_of(m_pending.begin(), m_pending.end(), [&](const auto &one) {
        return one.second.kind == Kind::Members && one.second.conversation == sync.id;
    });
    if (sync.listing && !isListing)
        requestMembers(sync, {});
}

/// Too much has changed: everything but what waits to be sent is fetched anew.
void SyncEngine::onReset(ConversationSync &sync, MonoTime now) {
    Progress &progress = sync.progress;
    const bool isFresh = sync.run->rev == 0;
    sync.run.reset();
    sync.syncWanted = true;
    if (isFresh) { // the server contradicts itself; don't hammer it
        sync.retryAt = now + sync.backoff.next();
        m_dirty.push_back(sync.id);
        return;
    }
    forgetHistoryRequests(sync.id);
    endListing(sync, false);
    sync.isFilling = false;
    // What goes now can't be told delivered any more; what comes instead will be.
    sync.durableTop = 0;
    for (Durable &durable : m_durable)
        std::erase_if(durable.deliverable, [&](const auto &one) { return one.first == sync.id; });
    m_batch.resets.push_back(sync.id);
    // Changes of members were missed with the others; who is one is asked anew when somebody looks.
    progress.isMembersListed = false;
    requestConversation(sync.id);
    progress.rev = 0;
    progress.ranges.clear();
    progress.fills.clear();
    touch(sync);
}

void SyncEngine::onNewest(ConversationSync &sync, const v1::SyncPage &page) {
    Progress &progress = sync.progress;
    for (const v1::Message &message : page.newest())
        applyRow(sync, message);
    const std::uint64_t top = sync.run->topSeq;
    const bool hasHole = page.hole_from() > 0 && page.hole_from() <= page.hole_to();
    if (!page.newest().empty())
        progress.ranges.add({hasHole ? page.hole_to() + 1 : top + 1, page.newest().rbegin()->seq()});
    // What this client had was complete, so it stays complete; history that it never had is fetched when somebody
    // looks.
    if (hasHole && top > 0 && page.hole_to() - page.hole_from() < m_policy.fillLimit)
        progress.fills.add({page.hole_from(), page.hole_to()});
}

void SyncEngine::pumpFill(ConversationSync &sync, MonoTime now) {
    if (!m_connected || sync.progress.isLeft || sync.isFilling || sync.progress.fills.isEmpty() ||
        (sync.retryAt && *sync.retryAt > now))
        return;
    const SeqRange hole = sync.progress.fills.all().front();
    v1::ClientFrame frame;
    v1::GetHistory *history = frame.mutable_get_history();
    history->set_conversation_id(sync.id.toText());
    history->set_after_seq(hole.from - 1);
    history->set_limit(static_cast<std::uint32_t>(std::min<std::uint64_t>(m_policy.fillPage, hole.to - hole.from + 1)));
    sync.isFilling = true;
    request(std::move(frame), {Kind::Fill, sync.id, hole});
}

SyncActions SyncEngine::loadOlder(const ConversationId &id, std::uint64_t before, std::uint64_t ticket, MonoTime now) {
    const auto it = m_conversations.find(id);
    if (it == m_conversations.end() || it->second.progress.ranges.isEmpty()) {
        m_out.loaded.emplace_back(ticket, false);
        return finish(now);
    }
    const SeqRanges &ranges = it->second.progress.ranges;
    before = before == 0 ? ranges.top() + 1 : std::min(before, ranges.top() + 1);
    const std::uint64_t enough = limits::kDefaultPage;
    if (const auto around = ranges.rangeAround(before - 1)) {
        if (around->from <= 1 || before - around->from >= enough) {
            m_out.loaded.emplace_back(ticket, true);
            return finish(now);
        }
        before = around->from;
    }
    // Where one is no member any more, what is held is all there is.
    if (before <= 1 || it->second.progress.isLeft || !m_connected) {
        m_out.loaded.emplace_back(ticket, before <= 1 || it->second.progress.isLeft);
        return finish(now);
    }
    v1::ClientFrame frame;
    v1::GetHistory *history = frame.mutable_get_history();
    history->set_conversation_id(id.toText());
    history->set_before_seq(before);
    history->set_limit(limits::kDefaultPage);
    request(std::move(frame), {Kind::Older, id, {1, before - 1}, ticket});
    return finish(now);
}

void SyncEngine::onHistory(ConversationSync &sync, const Pending &pending, const v1::HistoryPage &page) {
    Progress &progress = sync.progress;
    for (const v1::Message &message : page.messages())
        applyRow(sync, message);
    SeqRange got = pending.asked;
    if (pending.kind == Kind::Fill) {
        sync.isFilling = false;
        // An empty page: nothing of the hole is there (any more, or for us).
        if (page.to_seq() >= got.from && !page.at_end())
            got.to = std::min(got.to, page.to_seq());
        progress.fills.remove(got);
    } else {
        if (page.from_seq() > 0 && page.from_seq() <= got.to && !page.at_start())
            got.from = page.from_seq();
        m_out.loaded.emplace_back(pending.ticket, true);
    }
    progress.ranges.add(got);
    sync.backoff.reset();
    touch(sync);
}

SyncActions SyncEngine::markRead(const ConversationId &id, std::uint64_t seq, MonoTime now) {
    if (const auto it = m_conversations.find(id); it != m_conversations.end()) {
        Progress &progress = it->second.progress;
        seq = std::min(seq, progress.ranges.top());
        if (seq > progress.wantRead) {
            progress.wantRead = seq;
            touch(it->second);
        }
    }
    return finish(now);
}

bool SyncEngine::owesAcknowledge(const ConversationSync &sync) const {
    const Progress &progress = sync.progress;
    return sync.durableTop > std::max(progress.knownDelivered, sync.ackedDelivered) ||
           progress.wantRead > std::max(progress.knownRead, sync.ackedRead);
}

void SyncEngine::pumpAcknowledge(ConversationSync &sync, MonoTime now) {
    if (!m_connected || sync.progress.isLeft || sync.isAcknowledging || !owesAcknowledge(sync) ||
        (sync.nextAcknowledge && *sync.nextAcknowledge > now))
        return;
    sync.isAcknowledging = true;
    sync.nextAcknowledge = now + m_policy.acknowledgePace;
    v1::ClientFrame frame;
    v1::Acknowledge *body = frame.mutable_acknowledge();
    body->set_conversation_id(sync.id.toText());
    body->set_delivered_seq(sync.durableTop);
    body->set_read_seq(sync.progress.wantRead);
    Pending pending{Kind::Acknowledge, sync.id};
    pending.delivered = sync.durableTop;
    pending.read = sync.progress.wantRead;
    request(std::move(frame), pending);
}

std::optional<MonoTime> SyncEngine::nextDeadline() const {
    std::optional<MonoTime> next;
    const auto take = [&next](MonoTime when) {
        if (!next || when < *next)
            next = when;
    };
    if (!m_connected)
        return next;
    if (m_retryAt && (m_listWanted || m_accountWanted || !m_wantedUsers.empty()))
        take(*m_retryAt);
    for (const auto &[id, one] : m_awake) {
        const ConversationSync &sync = *one;
        if (sync.progress.isLeft)
            continue;
        if (sync.gapSince && !sync.run)
            take(*sync.gapSince + m_policy.gapPatience);
        if (sync.retryAt && (sync.syncWanted || !sync.progress.fills.isEmpty()))
            take(*sync.retryAt);
        if (sync.nextAcknowledge && !sync.isAcknowledging && owesAcknowledge(sync))
            take(*sync.nextAcknowledge);
    }
    return next;
}

} // namespace banter::client
