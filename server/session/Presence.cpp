// SPDX-License-Identifier: Apache-2.0
#include "server/session/Presence.h"

#include <algorithm>
#include <map>

#include "server/conversation/Privacy.h"
#include "server/session/Log.h"
#include "server/session/Session.h"
#include "server/session/Shard.h"
#include "server/storage/Storage.h"
#include "shared/protocol/Limits.h"

namespace banter::server {
namespace {

constexpr Millis kWriteEvery{200};
/// Of one transaction: on SQLite messages wait for it.
constexpr std::size_t kRowsAtOnce = 500;
constexpr std::size_t kMaxUnwritten = 100'000;

Shard &ownerOf(Services &services, const UserId &user) {
    return *services.shards[user.hash() % services.shards.size()];
}

void fill(v1::Presence &presence, const UserId &user, bool isOnline, std::int64_t lastSeenMs) {
    presence.set_user_id(user.toText());
    presence.set_state(isOnline ? v1::ONLINE : v1::OFFLINE);
    if (!isOnline)
        presence.set_last_seen_ms(lastSeenMs);
}

std::vector<PresenceDesk::Watch> watchesOf(const Interest &wanted, const PresenceView &view) {
    std::vector<PresenceDesk::Watch> watches;
    for (const UserId &user : wanted.users) {
        PresenceDesk::Watch watch{user, false, 0};
        for (const PresenceFacts &facts : view.others) {
            if (facts.user == user && seesPresence(view.own, facts))
                watch = {user, true, facts.lastSeenMs};
        }
        watches.push_back(watch);
    }
    return watches;
}

/// What was in `before` and is not in `now`.
template <class AnyId>
std::vector<AnyId> gone(const std::vector<AnyId> &before, const std::vector<AnyId> &now) {
    std::vector<AnyId> left;
    for (const AnyId &id : before) {
        if (std::find(now.begin(), now.end(), id) == now.end())
            left.push_back(id);
    }
    return left;
}

} // namespace

void PresenceDesk::came(Services &services, const UserId &user) {
    Shard &owner = ownerOf(services, user);
    owner.loop().post([&owner, user] { owner.presence().onCame(user); });
}

void PresenceDesk::went(Services &services, const UserId &user) {
    Shard &owner = ownerOf(services, user);
    owner.loop().post([&owner, user] { owner.presence().onWent(user); });
}

void PresenceDesk::watch(Services &services, SessionRef session, const std::vector<Watch> &watches, bool tellAll) {
    std::map<Shard *, std::vector<Watch>> byOwner;
    for (const Watch &watch : watches)
        byOwner[&ownerOf(services, watch.user)].push_back(watch);
    for (auto &[owner, part] : byOwner) {
        owner->loop().post([owner = owner, session, part = std::move(part), tellAll] {
            owner->presence().onWatch(session, part, tellAll);
        });
    }
}

void PresenceDesk::unwatch(Services &services, SessionRef session, const Interest &interest) {
    std::map<Shard *, std::vector<UserId>> byOwner;
    for (const UserId &user : interest.users)
        byOwner[&ownerOf(services, user)].push_back(user);
    for (auto &[owner, part] : byOwner)
        owner->loop().post(
            [owner = owner, session, part = std::move(part)] { owner->presence().onUnwatch(session, part); });
    for (const ConversationId &id : interest.conversations) {
        Shard &owner = services.shardOf(id);
        owner.loop().post([&owner, session, id] { owner.presence().onClose(session, id); });
    }
}

void PresenceDesk::open(Services &services, const ConversationId &id, const Viewer &viewer) {
    Shard &owner = services.shardOf(id);
    owner.loop().post([&owner, id, viewer] {
        owner.presence().onClose(viewer.session, id); // once each
        owner.presence().m_open[id].push_back(viewer);
    });
}

void PresenceDesk::recheck(Services &services, const UserId &user) {
    Shard &owner = ownerOf(services, user);
    owner.loop().post([&owner, user] { owner.presence().onRecheck(user); });
}

bool PresenceDesk::isOnline(const UserId &user) const {
    return m_services.connections.isConnected(user) || m_leaving.contains(user);
}

void PresenceDesk::onCame(const UserId &user) {
    m_leaving.erase(user);
    const auto it = m_watched.find(user);
    if (it == m_watched.end() || it->second.isOnline || !isOnline(user))
        return;
    it->second.isOnline = true;
    tellWatchers(user, it->second);
}

void PresenceDesk::onWent(const UserId &user) {
    if (m_services.connections.isConnected(user))
        return;
    m_leaving.insert_or_assign(user, Leaving{Clock::system().mono() + limits::kPresenceGrace, m_services.nowMs()});
}

void PresenceDesk::onWatch(SessionRef session, const std::vector<Watch> &watches, bool tellAll) {
    v1::ServerFrame frame;
    frame.set_type(v1::EVENT);
    v1::PresenceEvent &event = *frame.mutable_presence_event();
    for (const Watch &watch : watches) {
        Watched &watched = m_watched[watch.user];
        if (watched.watchers.empty())
            watched.isOnline = isOnline(watch.user);
        watched.lastSeenMs = std::max(watched.lastSeenMs, watch.lastSeenMs);
        auto known = std::find_if(watched.watchers.begin(), watched.watchers.end(),
                                  [&](const Watcher &one) { return one.session == session; });
        if (known == watched.watchers.end())
            known = watched.watchers.insert(known, {session, false});
        const bool wasAllowed = std::exchange(known->isAllowed, watch.isAllowed);
        if (watch.isAllowed && (tellAll || !wasAllowed))
            fill(*event.add_presences(), watch.user, watched.isOnline, watched.lastSeenMs);
        else if (wasAllowed && !watch.isAllowed)
            event.add_presences()->set_user_id(watch.user.toText());
    }
    if (event.presences_size() > 0)
        Shard::tellSession(m_services, session, frame);
}

void PresenceDesk::onUnwatch(SessionRef session, const std::vector<UserId> &users) {
    for (const UserId &user : users) {
        const auto it = m_watched.find(user);
        if (it == m_watched.end())
            continue;
        std::erase_if(it->second.watchers, [&](const Watcher &one) { return one.session == session; });
        if (it->second.watchers.empty())
            m_watched.erase(it);
    }
}

void PresenceDesk::onClose(SessionRef session, const ConversationId &id) {
    const auto it = m_open.find(id);
    if (it == m_open.end())
        return;
    std::erase_if(it->second, [&](const Viewer &viewer) { return viewer.session == session; });
    if (it->second.empty())
        m_open.erase(it);
}

void PresenceDesk::onRecheck(const UserId &user) {
    std::vector<SessionRef> sessions;
    if (const auto it = m_watched.find(user); it != m_watched.end()) {
        for (const Watcher &watcher : it->second.watchers)
            sessions.push_back(watcher.session);
    }
    std::vector<ConnectionCache::Entry> own;
    m_services.connections.find(user, own);
    for (const ConnectionCache::Entry &entry : own)
        sessions.push_back(entry.session);
    for (const SessionRef ref : sessions) {
        Shard &shard = *m_services.shards[ref.shard()];
        shard.loop().post([&shard, ref] {
            const Session *session = shard.find(ref);
            if (session && session->interest())
                applyInterest(shard, ref, *session->interest(), false, {});
        });
    }
}

void PresenceDesk::tellWatchers(const UserId &user, const Watched &watched) {
    v1::ServerFrame frame;
    frame.set_type(v1::EVENT);
    fill(*frame.mutable_presence_event()->add_presences(), user, watched.isOnline, watched.lastSeenMs);
    for (const Watcher &watcher : watched.watchers) {
        if (watcher.isAllowed)
            Shard::tellSession(m_services, watcher.session, frame);
    }
}

std::vector<PresenceDesk::Viewer> PresenceDesk::viewers(const ConversationId &id, const UserId &except) const {
    const auto it = m_open.find(id);
    std::vector<Viewer> others = it == m_open.end() ? std::vector<Viewer>() : it->second;
    std::erase_if(others, [&](const Viewer &viewer) { return viewer.user == except; });
    return others;
}

void PresenceDesk::tick(MonoTime now) {
    std::erase_if(m_leaving, [&](const auto &entry) {
        const auto &[user, leaving] = entry;
        if (leaving.due > now)
            return false;
        if (m_services.connections.isConnected(user))
            return true;
        if (m_lastSeen.size() < kMaxUnwritten)
            m_lastSeen.push_back({user, leaving.wentMs});
        if (const auto it = m_watched.find(user); it != m_watched.end()) {
            it->second.isOnline = false;
            it->second.lastSeenMs = leaving.wentMs;
            tellWatchers(user, it->second);
        }
        return true;
    });
    if (m_lastSeen.empty() || now < m_nextWrite)
        return;
    m_nextWrite = now + kWriteEvery;
    const auto from = m_lastSeen.end() - static_cast<std::ptrdiff_t>(std::min(m_lastSeen.size(), kRowsAtOnce));
    std::vector<LastSeenRow> rows(from, m_lastSeen.end());
    m_lastSeen.erase(from, m_lastSeen.end());
    write(std::move(rows), {});
}

void PresenceDesk::write(std::vector<LastSeenRow> rows, Promise<bool> done) {
    auto after = std::make_shared<Promise<bool>>(std::move(done));
    m_services.storage.change<bool>(
        [rows](SqlStore &store) -> Result<bool> {
            BANTER_TRY_VOID(store.writeLastSeen(rows));
            return true;
        },
        Promise<bool>(EventLoop::current(), [this, rows, after](const Result<bool> &written) {
            // What the store could not take now is tried again, behind what came meanwhile.
            if (!written.ok() && m_lastSeen.size() + rows.size() < kMaxUnwritten)
                m_lastSeen.insert(m_lastSeen.end(), rows.begin(), rows.end());
            after->resolve(true);
        }));
}

void PresenceDesk::flush(const std::vector<UserId> &present, Promise<bool> done) {
    std::vector<LastSeenRow> rows = std::exchange(m_lastSeen, {});
    for (const auto &[user, leaving] : std::exchange(m_leaving, {}))
        rows.push_back({user, leaving.wentMs});
    for (const UserId &user : present)
        rows.push_back({user, m_services.nowMs()});
    if (rows.empty())
        done.resolve(true);
    else
        write(std::move(rows), std::move(done));
}

void applyInterest(Shard &shard, SessionRef ref, Interest wanted, bool tellAll, Promise<bool> done) {
    Session *session = shard.find(ref);
    if (!session)
        return;
    auto after = std::make_shared<Promise<bool>>(std::move(done));
    shard.services().storage.read<PresenceView>(
        [user = session->user(), wanted](SqlStore &store) {
            return store.presenceView(user, wanted.users, wanted.conversations);
        },
        Promise<PresenceView>(&shard.loop(), [&shard, ref, wanted, tellAll, after](Result<PresenceView> view) {
            Session *live = shard.find(ref);
            if (!view.ok()) {
                after->resolve(view.takeError());
                return;
            }
            if (!live || live->stage() != Session::Stage::SignedIn)
                return;
            Services &services = shard.services();
            Interest now{wanted.users, view->conversations};
            if (const Interest *before = live->interest()) {
                PresenceDesk::unwatch(services, ref,
                                      {gone(before->users, now.users), gone(before->conversations, now.conversations)});
            }
            PresenceDesk::watch(services, ref, watchesOf(wanted, *view), tellAll);
            for (const ConversationId &id : now.conversations)
                PresenceDesk::open(services, id, {ref, live->user()});
            live->setInterest(std::move(now));
            after->resolve(true);
        }));
}

} // namespace banter::server
