// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/store/SqlValues.h"
#include "app/store/StoreDatabase.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {
namespace {

/// What an operation that is not confirmed yet makes of a row.
void overlay(TimelineRow &row, const v1::ClientFrame &request) {
    switch (request.request_case()) {
    case v1::ClientFrame::kEditMessage: {
        v1::Content content = request.edit_message().content();
        content.set_reply_to_seq(row.quoted.seq);
        row.content = content.SerializeAsString();
        row.editedAtMs = std::max<std::int64_t>(row.editedAtMs, 1);
        break;
    }
    case v1::ClientFrame::kDeleteMessages:
        row.deleted = true;
        row.content.clear();
        row.reactions.clear();
        row.ownReaction.clear();
        break;
    case v1::ClientFrame::kSetReaction: {
        const std::string &emoji = request.set_reaction().emoji();
        const auto change = [&row](const std::string &which, bool isMore) {
            const auto it = std::find_if(row.reactions.begin(), row.reactions.end(),
                                         [&](const EmojiCount &one) { return one.emoji == which; });
            if (isMore && it == row.reactions.end())
                row.reactions.push_back({which, 1});
            else if (isMore)
                ++it->count;
            else if (it != row.reactions.end() && --it->count == 0)
                row.reactions.erase(it);
        };
        if (emoji == row.ownReaction)
            break;
        if (!row.ownReaction.empty())
            change(row.ownReaction, false);
        if (!emoji.empty())
            change(emoji, true);
        row.ownReaction = emoji;
        break;
    }
    default: return;
    }
    row.isChanging = true;
}

} // namespace

std::vector<EmojiCount> StoreDatabase::fromCounts(const std::string &bytes) {
    v1::Reactions parsed;
    std::vector<EmojiCount> counts;
    if (!parsed.ParseFromString(bytes))
        return counts;
    for (const v1::EmojiCount &count : parsed.counts())
        counts.push_back({count.emoji(), count.count()});
    return counts;
}

Result<StoreDatabase::RowContext> StoreDatabase::contextOf(const ConversationId &id) {
    RowContext context;
    BANTER_TRY(context.marks, otherMarks(id));
    BANTER_TRY(context.read, readUpTo(id));
    BANTER_TRY(QSqlQuery *const pending,
               run("SELECT request FROM operation WHERE conversation = ? AND kind IN (1, 2, 4) ORDER BY position",
                   {toSql(id)}));
    while (pending->next()) {
        auto request = std::make_shared<v1::ClientFrame>();
        if (!request->ParseFromString(fromSqlBlob(pending->value(0))))
            continue;
        for (const std::uint64_t seq : seqsOf(*request))
            context.overlays[seq].push_back(request);
    }
    return context;
}

std::vector<std::uint64_t> StoreDatabase::seqsOf(const v1::ClientFrame &request) {
    switch (request.request_case()) {
    case v1::ClientFrame::kEditMessage: return {request.edit_message().seq()};
    case v1::ClientFrame::kSetReaction: return {request.set_reaction().seq()};
    case v1::ClientFrame::kDeleteMessages:
        return {request.delete_messages().seqs().begin(), request.delete_messages().seqs().end()};
    case v1::ClientFrame::kHideMessages:
        return {request.hide_messages().seqs().begin(), request.hide_messages().seqs().end()};
    default: return {};
    }
}

TimelineRow StoreDatabase::toTimelineRow(const QSqlQuery &query, const ConversationId &id,
                                         const RowContext &context) const {
    TimelineRow row;
    row.conversation = id;
    row.seq = fromSqlNumber(query.value(0));
    row.rev = fromSqlNumber(query.value(1));
    row.changeRev = fromSqlNumber(query.value(2));
    row.sender = fromSqlId<UserId>(query.value(3));
    row.clientId = fromSqlId<ClientId>(query.value(4));
    row.sentAtMs = query.value(5).toLongLong();
    row.deleted = query.value(6).toBool();
    row.content = fromSqlBlob(query.value(7));
    row.editedAtMs = query.value(8).toLongLong();
    row.quoted.seq = fromSqlNumber(query.value(9));
    row.mine = row.sender == m_self;
    if (row.mine) {
        row.state = row.seq <= context.marks.read        ? MessageState::Read
                    : row.seq <= context.marks.delivered ? MessageState::Delivered
                                                         : MessageState::Sent;
        if (context.marks.isGroup)
            countReceipts(row, context.marks);
    } else {
        row.state = row.seq <= context.read ? MessageState::Read : MessageState::Delivered;
    }
    return row;
}

/// What stands elsewhere: reactions, what a reply quotes, and what is not confirmed yet.
Result<void> StoreDatabase::decorate(const ConversationId &id, std::vector<TimelineRow> &rows,
                                     const RowContext &context) {
    if (rows.empty())
        return {};
    BANTER_TRY(QSqlQuery *const reactions,
               run("SELECT seq, counts, own FROM reaction WHERE conversation = ? AND seq >= "
                   "? AND seq <= ? ORDER BY seq",
                   {toSql(id), toSql(rows.front().seq), toSql(rows.back().seq)}));
    auto row = rows.begin();
    while (reactions->next()) {
        const std::uint64_t seq = fromSqlNumber(reactions->value(0));
        row = std::find_if(row, rows.end(), [seq](const TimelineRow &one) { return one.seq >= seq; });
        if (row == rows.end())
            break;
        if (row->seq != seq || row->deleted)
            continue;
        row->reactions = fromCounts(fromSqlBlob(reactions->value(1)));
        row->ownReaction = fromSqlText(reactions->value(2));
    }
    reactions->finish();
    for (TimelineRow &one : rows) {
        if (one.quoted.seq > 0)
            BANTER_TRY_VOID(fillQuoted(id, one.quoted, context));
        const auto pending = context.overlays.find(one.seq);
        if (one.seq == 0 || pending == context.overlays.end() || one.deleted)
            continue;
        for (const auto &request : pending->second)
            overlay(one, *request);
    }
    return {};
}

Result<void> StoreDatabase::fillQuoted(const ConversationId &id, QuotedRow &quoted, const RowContext &context) {
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT sender, deleted, content FROM message WHERE conversation = ? AND seq = ?",
                   {toSql(id), toSql(quoted.seq)}));
    TimelineRow original;
    if (query->next()) {
        quoted.isHeld = true;
        quoted.sender = fromSqlId<UserId>(query->value(0));
        original.deleted = query->value(1).toBool();
        original.content = fromSqlBlob(query->value(2));
    }
    query->finish();
    if (const auto pending = context.overlays.find(quoted.seq); pending != context.overlays.end()) {
        for (const auto &request : pending->second)
            overlay(original, *request);
    }
    quoted.deleted = original.deleted;
    quoted.content = std::move(original.content);
    return {};
}

Result<std::optional<TimelineRow>> StoreDatabase::messageRow(const ConversationId &id, std::uint64_t seq,
                                                             const RowContext &context) {
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT " BANTER_MESSAGE_COLUMNS " FROM message WHERE conversation = ? AND seq = ?",
                   {toSql(id), toSql(seq)}));
    std::vector<TimelineRow> rows;
    if (query->next())
        rows.push_back(toTimelineRow(*query, id, context));
    query->finish();
    BANTER_TRY_VOID(decorate(id, rows, context));
    return rows.empty() ? std::optional<TimelineRow>() : std::optional(std::move(rows.front()));
}

} // namespace banter::client
