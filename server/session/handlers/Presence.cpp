// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/conversation/Privacy.h"
#include "server/session/Handlers.h"
#include "server/session/Presence.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {
namespace {

/// Those that are ids, each once, in their order.
template <class AnyId>
std::vector<AnyId> idsOf(const google::protobuf::RepeatedPtrField<std::string> &texts) {
    std::vector<AnyId> ids;
    for (const std::string &text : texts) {
        const auto id = AnyId::fromText(text);
        if (id && std::find(ids.begin(), ids.end(), *id) == ids.end())
            ids.push_back(*id);
    }
    return ids;
}

struct Doing {
    ConversationId conversation;
    UserId user;
    v1::Activity activity{v1::ACTIVITY_UNSPECIFIED};
};

void tellActivity(Services &services, const Doing &doing, const std::vector<PresenceDesk::Viewer> &viewers,
                  const PresenceView &view) {
    v1::ServerFrame frame;
    frame.set_type(v1::EVENT);
    v1::ActivityEvent &event = *frame.mutable_activity_event();
    event.set_conversation_id(doing.conversation.toText());
    event.set_user_id(doing.user.toText());
    event.set_activity(doing.activity);
    for (const PresenceFacts &facts : view.others) {
        if (!seesPresence(view.own, facts))
            continue;
        for (const PresenceDesk::Viewer &viewer : viewers) {
            if (viewer.user == facts.user)
                Shard::tellSession(services, viewer.session, frame);
        }
    }
}

/// On the conversation's shard. A hint: what is not known here at once is not waited for.
void pass(Shard &shard, const Doing &doing, Conversation &target, MonoTime now) {
    std::vector<PresenceDesk::Viewer> viewers = shard.presence().viewers(doing.conversation, doing.user);
    if (viewers.empty() || !target.mayWrite(doing.user, now))
        return;
    std::erase_if(viewers, [&](const PresenceDesk::Viewer &viewer) { return !target.isMember(viewer.user); });
    std::vector<UserId> users;
    for (const PresenceDesk::Viewer &viewer : viewers)
        users.push_back(viewer.user);
    if (users.empty())
        return;
    shard.services().storage.read<PresenceView>(
        [user = doing.user, users](SqlStore &store) { return store.presenceView(user, users, {}); },
        Promise<PresenceView>(&shard.loop(), [&shard, doing, viewers](const Result<PresenceView> &view) {
            if (view.ok())
                tellActivity(shard.services(), doing, viewers, *view);
        }));
}

} // namespace

void setPresenceInterest(const Request &request, const v1::SetPresenceInterest &message) {
    if (static_cast<std::uint32_t>(message.user_ids_size()) > limits::kMaxPresenceInterest ||
        static_cast<std::uint32_t>(message.conversation_ids_size()) > limits::kMaxOpenConversations)
        return request.refuse(ErrorCode::TooLarge, "more than limits.max_presence_interest or max_open_conversations");
    Interest wanted{idsOf<UserId>(message.user_ids()), idsOf<ConversationId>(message.conversation_ids())};
    applyInterest(request.shard(), request.sessionRef(), std::move(wanted), true,
                  request.promise<bool>([request](bool) { request.done(); }));
}

void setActivity(Session &session, const Request &request, const v1::SetActivity &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (const Millis wait = session.take(Limit::Activity); wait > Millis::zero()) {
        if (request.id() != 0)
            request.refuse(ErrorCode::RateLimited, "too many of these", wait.count());
        return;
    }
    if (id) {
        Shard &owner = request.services().shardOf(*id);
        const Doing doing{*id, request.user(), message.activity()};
        Shard::withConversation(session.shard(), *id, [&owner, doing](Conversation &target, MonoTime now) {
            pass(owner, doing, target, now);
        });
    }
    // The same answer for a member and a stranger.
    if (request.id() != 0)
        request.done();
}

} // namespace banter::server::handlers
