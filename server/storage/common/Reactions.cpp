// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "server/storage/MessageRows.h"
#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

// A reaction that was taken back is a row without an emoji: it has a rev, and is not counted.
#define BANTER_REACTION_COUNTS \
    "SELECT r.seq, r.emoji, count(*), max(r.rev), max(CASE WHEN r.user_id = ? THEN 1 ELSE 0 END) FROM reaction r "

constexpr char kInRange[] =
    BANTER_REACTION_COUNTS "WHERE r.conversation_id = ? AND r.seq >= ? AND r.seq <= ? GROUP BY r.seq, r.emoji";
constexpr char kChangedAfter[] = BANTER_REACTION_COUNTS
    "JOIN (SELECT c.seq FROM reaction c WHERE c.conversation_id = ? AND c.rev > ? AND c.seq > ? AND c.seq <= ? "
    "GROUP BY c.seq ORDER BY max(c.rev) LIMIT ?) changed ON changed.seq = r.seq "
    "WHERE r.conversation_id = ? GROUP BY r.seq, r.emoji";

std::map<std::uint64_t, ReactionSummary> readSummaries(Query &query) {
    std::map<std::uint64_t, ReactionSummary> bySeq;
    while (query.next()) {
        const std::uint64_t seq = query.unsignedAt(0);
        ReactionSummary &summary = bySeq[seq];
        summary.seq = seq;
        summary.rev = std::max(summary.rev, query.unsignedAt(3));
        const std::string emoji = query.textAt(1);
        if (emoji.empty())
            continue;
        summary.counts.push_back({emoji, static_cast<std::uint32_t>(query.unsignedAt(2))});
        if (query.boolAt(4))
            summary.own = emoji;
    }
    for (auto &[seq, summary] : bySeq) {
        std::sort(summary.counts.begin(), summary.counts.end(), [](const auto &a, const auto &b) {
            return a.count != b.count ? a.count > b.count : a.emoji < b.emoji;
        });
    }
    return bySeq;
}

} // namespace

Result<ReactionSummary> SqlStoreBase::reactionsOf(const UserId &viewer, const ConversationId &id, std::uint64_t seq) {
    Query query(connection(), kInRange);
    query.id(viewer).id(id).number(seq).number(seq);
    BANTER_TRY_VOID(query.run());
    std::map<std::uint64_t, ReactionSummary> found = readSummaries(query);
    ReactionSummary summary;
    summary.seq = seq;
    return found.empty() ? summary : std::move(found.begin()->second);
}

/// `rows` by seq, of one page.
Result<void> SqlStoreBase::addReactions(const UserId &viewer, const ConversationId &id, std::vector<MessageRow> &rows) {
    if (rows.empty())
        return {};
    Query query(connection(), kInRange);
    query.id(viewer).id(id).number(rows.front().seq).number(rows.back().seq);
    BANTER_TRY_VOID(query.run());
    std::map<std::uint64_t, ReactionSummary> found = readSummaries(query);
    for (MessageRow &row : rows) {
        if (const auto it = found.find(row.seq); it != found.end())
            row.reactions = std::move(it->second);
    }
    return {};
}

Result<std::vector<ReactionSummary>> SqlStoreBase::reactionsChanged(const ConversationId &id, const SyncRange &range,
                                                                    std::uint64_t floor) {
    std::vector<ReactionSummary> rows;
    if (range.topSeq <= floor)
        return rows;
    Query query(connection(), kChangedAfter);
    query.id(range.viewer).id(id).number(range.after).number(floor).number(range.topSeq).number(range.limit + 1).id(id);
    BANTER_TRY_VOID(query.run());
    for (auto &[seq, summary] : readSummaries(query))
        rows.push_back(std::move(summary));
    std::sort(rows.begin(), rows.end(),
              [](const ReactionSummary &a, const ReactionSummary &b) { return a.rev < b.rev; });
    return rows;
}

Result<void> SqlStoreBase::writeReaction(const UserId &user, const MessageReaction &reaction, std::uint64_t rev,
                                         ConversationChange &done) {
    {
        Query query(connection(), "INSERT INTO reaction(conversation_id, seq, user_id, rev, emoji) VALUES "
                                  "(?, ?, ?, ?, ?) ON CONFLICT (conversation_id, seq, user_id) DO UPDATE SET "
                                  "rev = excluded.rev, emoji = excluded.emoji");
        query.id(done.id).number(reaction.seq).id(user).number(rev).text(reaction.emoji);
        BANTER_TRY_VOID(query.run());
    }
    ReactionStep reactions;
    BANTER_TRY(reactions.summary, reactionsOf(user, done.id, reaction.seq));
    reactions.by = user;
    reactions.emoji = reaction.emoji;
    ConversationStep step;
    step.rev = rev;
    step.reactions = std::move(reactions);
    done.steps.push_back(std::move(step));
    return {};
}

Result<MessageReactions> SqlStoreBase::messageReactions(const UserId &user, const ConversationId &id, std::uint64_t seq,
                                                        const UserId &after, int limit) {
    MessageChoice choice{id, user, {seq}, true};
    BANTER_TRY(MessageView view, messageView(choice));
    if (view.messages.front().deleted)
        return Error{ErrorCode::NotFound, "the message was deleted"};
    MessageReactions reactions;
    reactions.summary = std::move(view.reactions);
    Query query(connection(), "SELECT user_id, emoji FROM reaction WHERE conversation_id = ? AND seq = ? AND "
                              "user_id > ? AND emoji <> '' ORDER BY user_id LIMIT ?");
    query.id(id).number(seq).id(after).number(limit);
    BANTER_TRY_VOID(query.run());
    while (query.next())
        reactions.users.emplace_back(query.idAt<UserId>(0), query.textAt(1));
    return reactions;
}

} // namespace banter::server
