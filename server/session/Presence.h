// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "server/routing/ConnectionCache.h"
#include "server/storage/PresenceRows.h"
#include "shared/core/Clock.h"
#include "shared/core/Id.h"
#include "shared/core/Promise.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {

class Shard;
struct Services;

/// What a connection shows on its screen (SetPresenceInterest).
struct Interest {
    std::vector<UserId> users;
    std::vector<ConversationId> conversations;
};

/// The presence of the users, and who has the conversations open, that hash to one shard. Whether somebody is there is
/// in the connection cache; here is who wants to be told, who has just gone, and when others went. Lives on its shard;
/// what says "any thread" is handed to the shard that it concerns.
class PresenceDesk {
public:
    explicit PresenceDesk(Services &services) : m_services(services) {}

    struct Watch {
        UserId user;
        bool isAllowed{false}; ///< to be told; who is not yet is asked again when something changes
        std::int64_t lastSeenMs{0};
    };
    struct Viewer {
        SessionRef session;
        UserId user;
    };

    // Any thread
    static void came(Services &services, const UserId &user);
    static void went(Services &services, const UserId &user);
    /// `tellAll`: also what has not changed.
    static void watch(Services &services, SessionRef session, const std::vector<Watch> &watches, bool tellAll);
    static void unwatch(Services &services, SessionRef session, const Interest &interest);
    static void open(Services &services, const ConversationId &id, const Viewer &viewer);
    /// Something changed that may decide who sees this user, and whom they see: all whom it concerns look again.
    static void recheck(Services &services, const UserId &user);

    /// Who else has the conversation open.
    [[nodiscard]] std::vector<Viewer> viewers(const ConversationId &id, const UserId &except) const;
    void tick(MonoTime now);
    /// Writes down that these users, and who has just gone, were there until now.
    void flush(const std::vector<UserId> &present, Promise<bool> done);

private:
    struct Watcher {
        SessionRef session;
        bool isAllowed{false};
    };
    struct Watched {
        bool isOnline{false};
        std::int64_t lastSeenMs{0};
        std::vector<Watcher> watchers;
    };
    struct Leaving {
        MonoTime due;
        std::int64_t wentMs;
    };

    void onCame(const UserId &user);
    void onWent(const UserId &user);
    void onWatch(SessionRef session, const std::vector<Watch> &watches, bool tellAll);
    void onUnwatch(SessionRef session, const std::vector<UserId> &users);
    void onClose(SessionRef session, const ConversationId &id);
    void onRecheck(const UserId &user);
    void tellWatchers(const UserId &user, const Watched &watched);
    [[nodiscard]] bool isOnline(const UserId &user) const;
    void write(std::vector<LastSeenRow> rows, Promise<bool> done);

    Services &m_services;
    std::unordered_map<UserId, Watched> m_watched;
    std::unordered_map<UserId, Leaving> m_leaving; ///< within the grace
    std::unordered_map<ConversationId, std::vector<Viewer>> m_open;
    std::vector<LastSeenRow> m_lastSeen; ///< to be written
    MonoTime m_nextWrite{};
};

/// Looks up what of `wanted` the session's user may see and makes it the session's interest. On the session's shard;
/// the promise answers there.
void applyInterest(Shard &shard, SessionRef session, Interest wanted, bool tellAll, Promise<bool> done);

} // namespace banter::server
