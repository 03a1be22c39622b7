// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include "server/session/ContentRules.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {

void sendMessage(Session &session, const Request &request, const v1::SendMessage &message) {
    if (request.services().draining)
        return request.refuse(ErrorCode::ShuttingDown, {}, limits::kReconnectSpreadMs);
    const auto conversation = ConversationId::fromText(message.conversation_id());
    const auto clientId = ClientId::fromText(message.client_id());
    const auto after =
        message.after().empty() ? std::optional<ClientId>(ClientId{}) : ClientId::fromText(message.after());
    if (!conversation || !clientId || clientId->isNull() || !after)
        return request.refuse(ErrorCode::Malformed, "conversation_id, client_id and after are ids of 22 characters");
    if (const auto refusal = contentRefusal(message.content(), request.services().config.textMaxBytes))
        return request.refuse(refusal->first, refusal->second);
    if (const Millis wait = session.takeMessage(message.ByteSizeLong()); wait > Millis::zero())
        return request.refuse(ErrorCode::RateLimited, "too many messages", wait.count());

    SendRequest send;
    send.origin = {request.sessionRef().bits, request.id()};
    send.user = request.user();
    send.device = request.device();
    send.clientId = *clientId;
    send.after = *after;
    send.retry = message.retry();
    send.replyTo = message.content().reply_to_seq();
    send.hidesRead = session.settings().hidesRead;
    message.content().SerializeToString(&send.body);
    Shard::withConversation(
        session.shard(), *conversation,
        [send = std::move(send)](Conversation &target, MonoTime at) mutable { target.send(std::move(send), at); });
}

void acknowledge(Session &session, const Request &request, const v1::Acknowledge &message) {
    const auto conversation = ConversationId::fromText(message.conversation_id());
    if (!conversation) {
        if (request.id() != 0)
            request.refuse(ErrorCode::Malformed, "conversation_id is an id of 22 characters");
        return;
    }
    if (const Millis wait = session.take(Limit::Acknowledge); wait > Millis::zero()) {
        if (request.id() != 0)
            request.refuse(ErrorCode::RateLimited, "too many acknowledgements", wait.count());
        return;
    }
    Shard::withConversation(session.shard(), *conversation,
                            [user = request.user(), device = request.device(), delivered = message.delivered_seq(),
                             read = message.read_seq(),
                             hides = session.settings().hidesRead](Conversation &target, MonoTime at) {
                                target.acknowledge(user, delivered, read, at, device, hides);
                            });
    // The same answer for a member and a stranger: whether the conversation exists is not told here.
    if (request.id() != 0)
        request.done();
}

} // namespace banter::server::handlers
