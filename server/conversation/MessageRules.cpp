// SPDX-License-Identifier: Apache-2.0
#include "server/conversation/MessageRules.h"

#include <algorithm>

#include "shared/protocol/Emoji.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/Limits.h"

namespace banter::server::messages {
namespace {

Error notAllowed(const char *why) { return {ErrorCode::NotAllowed, why}; }

bool isInTime(const MessageRow &row, std::int64_t nowMs, std::int64_t windowMs) {
    return windowMs > 0 && nowMs - row.sentAtMs <= windowMs;
}

bool leadsGroup(const MessageView &view) {
    return view.kind == ConversationKind::Group && view.self.role != MemberRole::Member;
}

/// The one message of the view, as one that something can be added to.
Result<MessageRow> liveMessage(const MessageView &view) {
    if (view.messages.size() != 1 || view.messages.front().deleted)
        return Error{ErrorCode::NotFound, "no such message, or it was deleted"};
    if (view.messages.front().kind == MessageKind::System)
        return notAllowed("lines of the server stay as they are");
    if (view.isBlocked)
        return notAllowed("one of the two has blocked the other");
    return view.messages.front();
}

} // namespace

Result<MessageChange> edit(const MessageView &view, v1::Content content, std::int64_t nowMs, std::int64_t windowMs) {
    BANTER_TRY(const MessageRow row, liveMessage(view));
    if (row.sender != view.self.user)
        return notAllowed("only who wrote a message edits it");
    if (!isInTime(row, nowMs, windowMs))
        return notAllowed("later than limits.edit_window_s");
    v1::Content before;
    before.ParseFromString(row.body);
    content.set_reply_to_seq(before.reply_to_seq());
    MessageChange change;
    std::string body = content.SerializeAsString();
    if (body != row.body)
        change.edit = MessageEdit{row.seq, std::move(body)};
    return change;
}

Result<MessageChange> erase(const MessageView &view, std::int64_t nowMs, std::int64_t windowMs) {
    MessageChange change;
    for (const MessageRow &row : view.messages) {
        if (row.kind == MessageKind::System)
            return notAllowed("lines of the server stay as they are");
        const bool isOwnInTime = row.sender == view.self.user && (row.deleted || isInTime(row, nowMs, windowMs));
        if (!isOwnInTime && !leadsGroup(view))
            return notAllowed("somebody else's, or later than limits.delete_window_s");
        if (!row.deleted)
            change.erased.push_back(row.seq);
    }
    return change;
}

Result<MessageChange> react(const MessageView &view, const std::string &emoji) {
    BANTER_TRY(const MessageRow row, liveMessage(view));
    const ReactionSummary &now = view.reactions;
    MessageChange change;
    if (isSameEmoji(emoji, now.own))
        return change;
    change.reaction = MessageReaction{row.seq, emoji};
    if (emoji.empty())
        return change;
    // What others have chosen already is counted as theirs, however it was spelled.
    const auto known = std::find_if(now.counts.begin(), now.counts.end(),
                                    [&](const auto &count) { return isSameEmoji(count.emoji, emoji); });
    if (known != now.counts.end()) {
        change.reaction->emoji = known->emoji;
        return change;
    }
    const bool isOwnGoing = std::any_of(now.counts.begin(), now.counts.end(),
                                        [&](const auto &count) { return count.emoji == now.own && count.count == 1; });
    if (now.counts.size() - (isOwnGoing ? 1 : 0) >= limits::kMaxReactionKinds)
        return Error{ErrorCode::TooLarge, "more different ones than limits.max_reaction_kinds"};
    return change;
}

} // namespace banter::server::messages
