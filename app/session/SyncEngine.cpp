// SPDX-License-Identifier: Apache-2.0
#include "app/session/SyncEngine.h"

#include <algorithm>

#include "app/session/WireRows.h"
#include "shared/protocol/Limits.h"

namespace banter::client {

SyncEngine::SyncEngine(const UserId &self, const StoreSnapshot &snapshot) : SyncEngine(self, snapshot, Policy{}) {}

SyncEngine::SyncEngine(const UserId &self, const StoreSnapshot &snapshot, const Policy &policy, Backoff::Random random)
    : m_self(self),
      m_policy(policy),
      m_random(std::move(random)),
      m_accountRev(snapshot.accountRev),
      m_listedAsOfMs(snapshot.listedAsOfMs),
      m_backoff(Millis{1000}, Millis{30000}, m_random) {
    m_knownUsers.insert(snapshot.users.begin(), snapshot.users.end());
    m_knownUsers.insert(m_self);
    for (const Progress &progress : snapshot.progress) {
        ConversationSync &sync = at(progress.conversation);
        sync.progress = progress;
        sync.durableTop = sync.deliverable();
    }
}

std::int64_t SyncEngine::listSinceMs() const {
    return m_listedAsOfMs > 0 ? std::max<std::int64_t>(m_listedAsOfMs - m_policy.listMargin.count(), 1) : 0;
}

SyncActions SyncEngine::onConnected(std::uint64_t accountRev, MonoTime now, const v1::ConversationPage *list) {
    m_connected = true;
    m_listWanted = true;
    m_listCursor.clear();
    m_accountWanted = accountRev != m_accountRev;
    m_retryAt.reset();
    m_backoff.reset();
    for (auto &[id, sync] : m_conversations) {
        sync.syncWanted = !sync.progress.isLeft && sync.progress.headRev > sync.progress.rev;
        m_dirty.push_back(id);
    }
    if (list) {
        m_listWanted = false;
        onList(*list, m_nextRequest);
    }
    return finish(now);
}

SyncActions SyncEngine::onDisconnected() {
    m_connected = false;
    m_listRunning = m_accountRunning = m_usersRunning = false;
    m_wantedUsers.insert(m_askedUsers.begin(), m_askedUsers.end());
    m_askedUsers.clear();
    m_runningSyncs = 0;
    for (const auto &[token, pending] : m_pending) {
        if (pending.kind == Kind::Older)
            m_out.loaded.emplace_back(pending.ticket, false);
    }
    m_pending.clear();
    for (auto &[id, sync] : m_conversations) {
        sync.held.clear();
        sync.gapSince.reset();
        sync.run.reset();
        sync.isFilling = false;
        sync.retryAt.reset();
        sync.backoff.reset();
        sync.isAcknowledging = false;
        sync.ackedDelivered = sync.ackedRead = 0;
        endListing(sync, false);
    }
    return std::exchange(m_out, {});
}

SyncActions SyncEngine::onEvent(const v1::ServerFrame &event, MonoTime now) {
    switch (event.body_case()) {
    case v1::ServerFrame::kConversationEvent:
        if (const auto id = ConversationId::fromText(event.conversation_event().conversation_id()))
            onChange(*id, event.conversation_event().change(), now);
        break;
    case v1::ServerFrame::kWatermarkEvent:
        if (const auto id = ConversationId::fromText(event.watermark_event().conversation_id())) {
            if (const auto it = m_conversations.find(*id); it != m_conversations.end()) {
                onMarks(it->second, event.watermark_event().watermarks(), false);
                onCounts(it->second, event.watermark_event());
            }
        }
        break;
    case v1::ServerFrame::kAccountEvent: {
        const v1::AccountChange &change = event.account_event().change();
        if (change.rev() == m_accountRev + 1)
            applyAccountChange(change);
        else if (change.rev() > m_accountRev)
            m_accountWanted = true;
        break;
    }
    default: break; // an event of a later version
    }
    return finish(now);
}

SyncActions SyncEngine::onAnswer(RequestToken token, const Result<v1::ServerFrame> &answer, MonoTime now) {
    const auto it = m_pending.find(token);
    if (it == m_pending.end())
        return {};
    const Pending pending = it->second;
    m_pending.erase(it);
    if (pending.kind == Kind::Sync)
        --m_runningSyncs;
    if (!answer.ok()) {
        onFailure(pending, answer.error(), now);
        return finish(now);
    }
    const auto found = m_conversations.find(pending.conversation);
    ConversationSync *sync = found == m_conversations.end() ? nullptr : &found->second;
    switch (pending.kind) {
    case Kind::List: onList(answer->conversation_page(), token); break;
    case Kind::Account: onAccount(answer->account_page(), now); break;
    case Kind::Users:
        m_usersRunning = false;
        for (const v1::User &user : answer->users().users())
            learnUser(user);
        m_knownUsers.insert(m_askedUsers.begin(), m_askedUsers.end());
        m_askedUsers.clear();
        break;
    case Kind::Conversation: learn(answer->conversation(), token); break;
    case Kind::Sync:
        if (sync)
            onSyncPage(*sync, answer->sync_page(), now);
        break;
    case Kind::Fill:
    case Kind::Older:
        if (sync)
            onHistory(*sync, pending, answer->history_page());
        else if (pending.kind == Kind::Older)
            m_out.loaded.emplace_back(pending.ticket, false);
        break;
    case Kind::Members:
        if (sync)
            onMembers(*sync, answer->member_page());
        break;
    case Kind::Acknowledge:
        if (sync) {
            sync->isAcknowledging = false;
            sync->ackedDelivered = std::max(sync->ackedDelivered, pending.delivered);
            sync->ackedRead = std::max(sync->ackedRead, pending.read);
            sync->progress.knownDelivered = std::max(sync->progress.knownDelivered, pending.delivered);
            sync->progress.knownRead = std::max(sync->progress.knownRead, pending.read);
            touch(*sync);
        }
        break;
    }
    return finish(now);
}

void SyncEngine::onFailure(const Pending &pending, const Error &error, MonoTime now) {
    if (pending.kind == Kind::Older)
        m_out.loaded.emplace_back(pending.ticket, false);
    if (error.code == ErrorCode::NoConnection || error.code == ErrorCode::TimedOut)
        return; // onDisconnected() follows and clears all that runs
    const Millis advice{error.retryAfterMs};
    switch (pending.kind) {
    case Kind::List:
        m_listRunning = false;
        m_listWanted = true;
        m_listCursor.clear();
        m_retryAt = now + std::max(m_backoff.next(), advice);
        return;
    case Kind::Account:
        m_accountRunning = false;
        m_accountWanted = true;
        m_retryAt = now + std::max(m_backoff.next(), advice);
        return;
    case Kind::Users:
        m_usersRunning = false;
        m_wantedUsers.insert(m_askedUsers.begin(), m_askedUsers.end());
        m_askedUsers.clear();
        m_retryAt = now + std::max(m_backoff.next(), advice);
        return;
    case Kind::Conversation:
        if (isRetryable(error.code)) { // the list will bring it
            m_listWanted = true;
            m_retryAt = now + std::max(m_backoff.next(), advice);
        }
        return;
    default: break;
    }
    if (const auto found = m_conversations.find(pending.conversation); found != m_conversations.end())
        onFailure(found->second, pending, error, now);
}

/// Of what was asked for one conversation.
void SyncEngine::onFailure(ConversationSync &sync, const Pending &pending, const Error &error, MonoTime now) {
    if (error.code == ErrorCode::NotFound && pending.kind == Kind::Sync) {
        leave(pending.conversation);
        return;
    }
    if (pending.kind == Kind::Members) {
        endListing(sync, false);
        return;
    }
    // Perhaps one is no member any more: Sync is what settles it.
    if (error.code == ErrorCode::NotFound)
        sync.syncWanted = true;
    const MonoTime again = now + std::max(sync.backoff.next(), Millis{error.retryAfterMs});
    if (pending.kind == Kind::Acknowledge) {
        sync.isAcknowledging = false;
        sync.nextAcknowledge = std::max(again, now + m_policy.acknowledgePace);
        m_dirty.push_back(sync.id);
        return;
    }
    if (pending.kind == Kind::Sync) {
        sync.run.reset();
        sync.syncWanted = true;
    } else if (pending.kind == Kind::Fill) {
        sync.isFilling = false;
    }
    sync.retryAt = again;
    m_dirty.push_back(sync.id);
}

SyncActions SyncEngine::onWritten(WriteToken token, MonoTime now) {
    while (!m_durable.empty() && m_durable.front().token <= token) {
        for (const auto &[id, deliverable] : m_durable.front().deliverable) {
            if (const auto it = m_conversations.find(id); it != m_conversations.end()) {
                it->second.durableTop = std::max(it->second.durableTop, deliverable);
                m_dirty.push_back(id);
            }
        }
        m_durable.pop_front();
    }
    return finish(now);
}

SyncActions SyncEngine::onOwnMessage(const MessageRow &row, MonoTime now) {
    m_batch.messages.push_back(row); // whatever its rev: it settles the outbox
    v1::Change change;
    change.set_rev(row.rev);
    *change.mutable_message() = toMessage(row);
    onChange(row.conversation, change, now);
    return finish(now);
}

SyncActions SyncEngine::onSendFailed(const ConversationId &id, const ClientId &clientId, ErrorCode reason,
                                     MonoTime now) {
    m_batch.failed.push_back({id, clientId, reason});
    return finish(now);
}

SyncActions SyncEngine::onOperationEnded(const ConversationId &id, std::int64_t position, std::uint64_t rev,
                                         MonoTime now) {
    m_batch.done.push_back({id, position, rev});
    return finish(now);
}

SyncActions SyncEngine::onState(const v1::ConversationState &state, MonoTime now) {
    if (const auto id = ConversationId::fromText(state.conversation_id()))
        m_batch.states.push_back(toStateRow(state, *id));
    return finish(now);
}

SyncActions SyncEngine::onStateRefused(const ConversationId &id, MonoTime now) {
    requestConversation(id);
    return finish(now);
}

SyncActions SyncEngine::onSettings(const v1::Settings &settings, MonoTime now) {
    m_batch.settings = AccountSettings{settings.hides_read(), settings.presence()};
    return finish(now);
}

SyncActions SyncEngine::onConversation(const v1::Conversation &conversation, MonoTime now) {
    learn(conversation, m_nextRequest);
    return finish(now);
}

void SyncEngine::requestList() {
    m_listWanted = false;
    m_listRunning = true;
    v1::ClientFrame frame;
    v1::ListChanged *list = frame.mutable_list_changed();
    list->set_since_ms(listSinceMs());
    list->set_cursor(m_listCursor);
    request(std::move(frame), {Kind::List, {}});
}

void SyncEngine::onList(const v1::ConversationPage &page, RequestToken asked) {
    if (m_listCursor.empty())
        m_listAsOfMs = page.as_of_ms();
    for (const v1::Conversation &conversation : page.conversations())
        learn(conversation, asked);
    m_listRunning = false;
    m_listCursor = page.next_cursor();
    if (!m_listCursor.empty()) {
        requestList();
        return;
    }
    m_backoff.reset();
    m_listedAsOfMs = std::max(m_listedAsOfMs, m_listAsOfMs);
    m_batch.listedAsOfMs = m_listedAsOfMs;
}

void SyncEngine::requestAccount() {
    m_accountWanted = false;
    m_accountRunning = true;
    v1::ClientFrame frame;
    frame.mutable_sync_account()->set_rev(m_accountRev);
    request(std::move(frame), {Kind::Account, {}});
}

void SyncEngine::onAccount(const v1::AccountPage &page, MonoTime) {
    for (const v1::AccountChange &change : page.changes())
        applyAccountChange(change);
    m_accountRev = std::max(m_accountRev, page.rev());
    m_batch.accountRev = m_accountRev;
    m_accountRunning = false;
    if (page.more())
        requestAccount();
}

void SyncEngine::applyAccountChange(const v1::AccountChange &change) {
    m_accountRev = std::max(m_accountRev, change.rev());
    m_batch.accountRev = m_accountRev;
    if (change.has_conversation()) {
        const auto id = ConversationId::fromText(change.conversation().conversation_id());
        if (!id)
            return;
        const auto known = m_conversations.find(*id);
        if (change.conversation().removed())
            leave(*id);
        else if (known == m_conversations.end() || known->second.progress.isLeft)
            requestConversation(*id);
    } else if (change.has_profile()) {
        learnUser(change.profile());
    } else {
        applyOwn(change);
    }
}

void SyncEngine::learnUser(const v1::User &user) {
    const auto row = toUserRow(user);
    if (!row)
        return;
    if (row->username.empty()) { // named by id only
        needUser(row->id);
        return;
    }
    m_knownUsers.insert(row->id);
    m_wantedUsers.erase(row->id);
    m_batch.users.push_back(*row);
}

void SyncEngine::needUser(const UserId &id) {
    if (!id.isNull() && !m_knownUsers.contains(id))
        m_wantedUsers.insert(id);
}

void SyncEngine::requestUsers() {
    m_usersRunning = true;
    v1::ClientFrame frame;
    while (!m_wantedUsers.empty() && m_askedUsers.size() < limits::kMaxPage) {
        const auto node = m_wantedUsers.extract(m_wantedUsers.begin());
        m_askedUsers.push_back(node.value());
        frame.mutable_get_users()->add_user_ids(node.value().toText());
    }
    request(std::move(frame), {Kind::Users, {}});
}

void SyncEngine::requestConversation(const ConversationId &id) {
    const bool isAsked = std::any_of(m_pending.begin(), m_pending.end(), [&](const auto &one) {
        return one.second.kind == Kind::Conversation && one.second.conversation == id;
    });
    if (isAsked || !m_connected)
        return;
    v1::ClientFrame frame;
    frame.mutable_get_conversation()->set_conversation_id(id.toText());
    request(std::move(frame), {Kind::Conversation, id});
}

/// What history and the list of members answer now may be older than what the next Sync starts from.
void SyncEngine::forgetHistoryRequests(const ConversationId &id) {
    std::erase_if(m_pending, [&](const auto &one) {
        const Pending &pending = one.second;
        if (pending.conversation != id ||
            (pending.kind != Kind::Fill && pending.kind != Kind::Older && pending.kind != Kind::Members))
            return false;
        if (pending.kind == Kind::Older)
            m_out.loaded.emplace_back(pending.ticket, false);
        return true;
    });
}

RequestToken SyncEngine::request(v1::ClientFrame frame, Pending pending) {
    const RequestToken token = m_nextRequest++;
    if (pending.kind == Kind::Sync)
        ++m_runningSyncs;
    m_pending.emplace(token, pending);
    m_out.requests.push_back({token, std::move(frame)});
    return token;
}

/// What every call ends with: starts what may start, and turns what was collected into one write.
SyncActions SyncEngine::finish(MonoTime now) {
    if (m_connected) {
        const bool mayAsk = !m_retryAt || *m_retryAt <= now;
        if (mayAsk && m_accountWanted && !m_accountRunning)
            requestAccount();
        if (mayAsk && m_listWanted && !m_listRunning)
            requestList();
        if (mayAsk && !m_wantedUsers.empty() && !m_usersRunning)
            requestUsers();
    }
    wakeDirty();
    if (m_connected)
        pumpSyncs(now);
    Durable durable{m_nextWrite, {}};
    for (const ConversationId &id : m_dirty) {
        const auto it = m_conversations.find(id);
        if (it == m_conversations.end())
            continue;
        ConversationSync &sync = it->second;
        pumpFill(sync, now);
        pumpAcknowledge(sync, now);
        if (std::exchange(sync.isDirty, false)) {
            m_batch.progress.push_back(sync.progress);
            durable.deliverable.emplace_back(id, sync.deliverable());
        }
    }
    m_dirty.clear();
    if (!m_batch.isEmpty()) {
        m_durable.push_back(std::move(durable));
        m_out.writes.push_back({m_nextWrite++, std::exchange(m_batch, {})});
    }
    return std::exchange(m_out, {});
}

bool SyncEngine::isAtRest(const ConversationSync &sync) const {
    return !sync.syncWanted && !sync.gapSince && sync.progress.fills.isEmpty() && !owesAcknowledge(sync);
}

/// Sorts what was touched, each once, and notes which of it has something to wait for.
void SyncEngine::wakeDirty() {
    std::sort(m_dirty.begin(), m_dirty.end());
    m_dirty.erase(std::unique(m_dirty.begin(), m_dirty.end()), m_dirty.end());
    for (const ConversationId &id : m_dirty) {
        const auto it = m_conversations.find(id);
        if (it != m_conversations.end() && !isAtRest(it->second))
            m_awake.emplace(id, &it->second);
        else
            m_awake.erase(id);
    }
}

SyncActions SyncEngine::tick(MonoTime now) {
    std::erase_if(m_awake, [this](const auto &one) { return isAtRest(*one.second); });
    for (const auto &[id, one] : m_awake) {
        ConversationSync &sync = *one;
        if (sync.gapSince && !sync.run && !sync.progress.isLeft && *sync.gapSince + m_policy.gapPatience <= now) {
            sync.gapSince.reset();
            sync.syncWanted = true;
        }
        if (!sync.progress.fills.isEmpty() || owesAcknowledge(sync)) // what only waited for its time
            m_dirty.push_back(id);
    }
    if (m_retryAt && *m_retryAt <= now)
        m_retryAt.reset();
    return finish(now);
}

bool SyncEngine::isUpToDate() const {
    if (!m_connected || m_listWanted || m_listRunning || m_accountWanted || m_accountRunning || m_usersRunning ||
        !m_wantedUsers.empty() || !m_durable.empty())
        return false;
    const bool isAsking = std::any_of(m_pending.begin(), m_pending.end(),
                                      [](const auto &one) { return one.second.kind == Kind::Conversation; });
    if (isAsking)
        return false;
    return std::none_of(m_conversations.begin(), m_conversations.end(), [](const auto &one) {
        const ConversationSync &sync = one.second;
        return !sync.progress.isLeft &&
               (sync.syncWanted || sync.run || sync.gapSince || !sync.progress.fills.isEmpty());
    });
}

std::uint64_t SyncEngine::revOf(const ConversationId &id) const {
    const auto it = m_conversations.find(id);
    return it == m_conversations.end() ? 0 : it->second.progress.rev;
}

const SeqRanges *SyncEngine::rangesOf(const ConversationId &id) const {
    const auto it = m_conversations.find(id);
    return it == m_conversations.end() ? nullptr : &it->second.progress.ranges;
}

} // namespace banter::client
