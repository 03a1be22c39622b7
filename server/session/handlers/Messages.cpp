// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/conversation/MessageRules.h"
#include "server/session/ContentRules.h"
#include "server/session/Followups.h"
#include "server/session/GroupChanges.h"
#include "server/session/Handlers.h"
#include "server/session/ToProto.h"
#include "shared/protocol/Emoji.h"
#include "shared/protocol/Limits.h"

/// What becomes of messages that are stored already.
namespace banter::server::handlers {
namespace {

using Seqs = google::protobuf::RepeatedField<google::protobuf::uint64>;

/// Sorted, each once; empty: refused, and answered.
std::vector<std::uint64_t> parseSeqs(const Request &request, const Seqs &given) {
    std::vector<std::uint64_t> seqs(given.begin(), given.end());
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
    if (seqs.empty()) {
        request.refuse(ErrorCode::Malformed, "seqs is empty");
    } else if (given.size() > static_cast<int>(limits::kMaxMessagesAtOnce)) {
        request.refuse(ErrorCode::TooLarge, "more than limits.max_messages_at_once");
        seqs.clear();
    }
    return seqs;
}

/// Answers Changed; what nobody else may learn of the message is in the choice.
void changeMessages(const Request &request, MessageChoice choice, MessageDecision decide) {
    const ConversationId id = choice.conversation;
    runChange(
        request, id,
        [choice = std::move(choice), decide = std::move(decide),
         now = request.services().nowMs()](SqlStore &store) -> Result<ChangeDone> {
            ChangeDone done;
            BANTER_TRY(done.change, store.changeMessages(choice, decide, now));
            return done;
        },
        [request](const ChangeDone &done) {
            request.answer([&](v1::ServerFrame &frame) { frame.mutable_changed()->set_rev(done.change.lastRev); });
        });
}

std::int64_t toWindowMs(std::chrono::seconds window) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(window).count();
}

} // namespace

void editMessage(Session &session, const Request &request, const v1::EditMessage &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    const Config &config = request.services().config;
    if (const auto refusal = contentRefusal(message.content(), config.textMaxBytes))
        return request.refuse(refusal->first, refusal->second);
    if (const Millis wait = session.takeMessage(message.ByteSizeLong()); wait > Millis::zero())
        return request.refuse(ErrorCode::RateLimited, "too many messages", wait.count());
    changeMessages(request, {*id, request.user(), {message.seq()}, false},
                   [content = message.content(), now = request.services().nowMs(),
                    window = toWindowMs(config.editWindow)](const MessageView &view) {
                       return messages::edit(view, content, now, window);
                   });
}

void deleteMessages(const Request &request, const v1::DeleteMessages &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    std::vector<std::uint64_t> seqs = parseSeqs(request, message.seqs());
    if (seqs.empty())
        return;
    changeMessages(request, {*id, request.user(), std::move(seqs), false},
                   [now = request.services().nowMs(), window = toWindowMs(request.services().config.deleteWindow)](
                       const MessageView &view) { return messages::erase(view, now, window); });
}

void hideMessages(const Request &request, const v1::HideMessages &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    std::vector<std::uint64_t> seqs = parseSeqs(request, message.seqs());
    if (seqs.empty())
        return;
    request.change<std::optional<HiddenRows>>([user = request.user(), id = *id, seqs = std::move(seqs)](
                                                  SqlStore &store) { return store.hideMessages(user, id, seqs); },
                                              [request](std::optional<HiddenRows> hidden) {
                                                  if (hidden) {
                                                      AccountMove move;
                                                      move.user = request.user();
                                                      move.rev = hidden->rev;
                                                      move.hidden = std::move(hidden);
                                                      tellMoves(request.services(), {move});
                                                  }
                                                  request.done();
                                              });
}

void setReaction(const Request &request, const v1::SetReaction &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    if (!message.emoji().empty() && !isEmoji(message.emoji()))
        return request.refuse(ErrorCode::Malformed, "emoji is not exactly one emoji");
    changeMessages(request, {*id, request.user(), {message.seq()}, true},
                   [emoji = message.emoji()](const MessageView &view) { return messages::react(view, emoji); });
}

void getReactions(const Request &request, const v1::GetReactions &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    const auto after = message.cursor().empty() ? std::optional(UserId{}) : UserId::fromText(message.cursor());
    if (!after)
        return request.refuse(ErrorCode::Malformed, "cursor is not one of ours");
    const auto limit = pageSize(message.limit());
    request.read<MessageReactions>(
        [user = request.user(), id = *id, seq = message.seq(), after = *after, limit](SqlStore &store) {
            return store.messageReactions(user, id, seq, after, limit + 1);
        },
        [request, limit](MessageReactions read) {
            request.answer([&](v1::ServerFrame &frame) {
                v1::ReactionPage &page = *frame.mutable_reaction_page();
                toProto(read.summary, *page.mutable_reactions());
                if (read.users.size() > static_cast<std::size_t>(limit)) {
                    read.users.resize(static_cast<std::size_t>(limit));
                    page.set_next_cursor(read.users.back().first.toText());
                }
                for (const auto &[user, emoji] : read.users) {
                    v1::Reaction &reaction = *page.add_of_users();
                    reaction.set_user_id(user.toText());
                    reaction.set_emoji(emoji);
                }
            });
        });
}

} // namespace banter::server::handlers
