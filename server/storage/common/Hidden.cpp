// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>

#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"
#include "shared/protocol/Limits.h"

namespace banter::server {
namespace {

/// Of one conversation, when its place in the list is worked out: who hides more than this of the newest is told about
/// messages that they hid.
constexpr int kMaxHiddenInList = 1000;
constexpr int kBackwardsPage = 50;
constexpr int kMaxBackwardsPages = 20;

constexpr char kOlder[] = "SELECT " BANTER_MESSAGE_COLUMNS " FROM message m WHERE m.conversation_id = ? AND "
                          "m.seq > ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?";
constexpr char kUnreadSeqs[] = "SELECT x.seq FROM message x WHERE x.conversation_id = ? AND x.seq > ? AND "
                               "x.sender_id <> ? AND x.kind = 1 AND x.body IS NOT NULL ORDER BY x.seq LIMIT ?";

} // namespace

/// The user's side: it asks the conversation's side first whether there is such a message to hide.
Result<std::optional<HiddenRows>> SqlStoreBase::hideMessages(const UserId &user, const ConversationId &id,
                                                             const std::vector<std::uint64_t> &seqs) {
    BANTER_TRY(const std::optional<View> seen, view(user, id));
    if (!seen)
        return Error{ErrorCode::NotFound, "no such conversation, or no member"};
    for (const std::uint64_t seq : seqs) {
        if (seq <= seen->floor() || seq > seen->lastSeq)
            return Error{ErrorCode::NotFound, "no such message, or not for this user"};
    }
    BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
    HiddenRows hidden{id, {}, 0};
    BANTER_TRY(hidden.rev, nextAccountRev(user));
    for (const std::uint64_t seq : seqs) {
        Query query(connection(), "INSERT INTO hidden_message(user_id, conversation_id, seq, rev) VALUES (?, ?, ?, ?) "
                                  "ON CONFLICT (user_id, conversation_id, seq) DO NOTHING");
        query.id(user).id(id).number(seq).number(hidden.rev);
        BANTER_TRY_VOID(query.run());
        if (query.affected() == 1)
            hidden.seqs.push_back(seq);
    }
    if (hidden.seqs.empty())
        return std::optional<HiddenRows>();
    {
        const std::uint64_t top = *std::max_element(hidden.seqs.begin(), hidden.seqs.end());
        Query query(connection(),
                    "INSERT INTO list_state(user_id, conversation_id, rev, pinned_ms, muted_until_ms, archived, "
                    "marked_unread, draft, draft_reply_seq, draft_ms, hidden_seq) VALUES (?, ?, 0, 0, 0, 0, 0, '', 0, "
                    "0, ?) ON CONFLICT (user_id, conversation_id) DO UPDATE SET hidden_seq = CASE WHEN "
                    "list_state.hidden_seq < excluded.hidden_seq THEN excluded.hidden_seq ELSE list_state.hidden_seq "
                    "END");
        query.id(user).id(id).number(top);
        BANTER_TRY_VOID(query.run());
    }
    BANTER_TRY_VOID(transaction.commit());
    return std::optional(std::move(hidden));
}

Result<std::set<std::uint64_t>> SqlStoreBase::hiddenIn(const UserId &user, const ConversationId &id, std::uint64_t from,
                                                       std::uint64_t to, int limit) {
    Query query(connection(), "SELECT seq FROM hidden_message WHERE user_id = ? AND conversation_id = ? AND seq >= ? "
                              "AND seq <= ? ORDER BY seq DESC LIMIT ?");
    query.id(user).id(id).number(from).number(to).number(limit);
    BANTER_TRY_VOID(query.run());
    std::set<std::uint64_t> hidden;
    while (query.next())
        hidden.insert(query.unsignedAt(0));
    return hidden;
}

/// `rows` by seq.
Result<void> SqlStoreBase::leaveOutHidden(const UserId &user, const ConversationId &id, std::vector<MessageRow> &rows) {
    if (rows.empty())
        return {};
    const auto [low, high] = std::minmax_element(
        rows.begin(), rows.end(), [](const MessageRow &a, const MessageRow &b) { return a.seq < b.seq; });
    BANTER_TRY(const std::set<std::uint64_t> hidden,
               hiddenIn(user, id, low->seq, high->seq, std::numeric_limits<int>::max()));
    if (!hidden.empty())
        std::erase_if(rows, [&](const MessageRow &row) { return hidden.contains(row.seq); });
    return {};
}

/// Those that were hidden at once stay together: they have one rev. Answers up to which rev all are in; 0: all there
/// are.
Result<std::uint64_t> SqlStoreBase::readHidden(AccountRows &rows, const UserId &user, std::uint64_t rev, int limit) {
    const int most = limit + static_cast<int>(limits::kMaxMessagesAtOnce);
    Query query(connection(), "SELECT conversation_id, seq, rev FROM hidden_message WHERE user_id = ? AND rev > ? "
                              "ORDER BY rev, seq LIMIT ?");
    query.id(user).number(rev).number(most);
    BANTER_TRY_VOID(query.run());
    int read = 0;
    for (; query.next(); ++read) {
        if (rows.hidden.empty() || rows.hidden.back().rev != query.unsignedAt(2))
            rows.hidden.push_back({query.idAt<ConversationId>(0), {}, query.unsignedAt(2)});
        rows.hidden.back().seqs.push_back(query.unsignedAt(1));
    }
    if (read < most)
        return std::uint64_t(0);
    // The last one may go on behind what was read. No request hides so many that none is left.
    rows.hidden.pop_back();
    return rows.hidden.back().rev;
}

/// What the user has of the conversations of a page beside them.
Result<void> SqlStoreBase::addOwnSide(const UserId &user, std::vector<ListedConversation> &page,
                                      std::uint32_t unreadCap) {
    if (page.empty())
        return {};
    std::vector<IdBytes> ids;
    for (const ListedConversation &entry : page)
        ids.push_back(entry.conversation.id.bytes());
    BANTER_TRY(std::vector<ListState> states, listStates(user, ids));
    std::map<ConversationId, ListState> byId;
    for (ListState &state : states)
        byId.emplace(state.conversation, std::move(state));
    for (ListedConversation &entry : page) {
        const auto found = byId.find(entry.conversation.id);
        if (found == byId.end())
            continue;
        if (found->second.hiddenSeq > 0)
            BANTER_TRY_VOID(hideInList(user, entry, found->second.hiddenSeq, unreadCap));
        if (found->second.rev > 0)
            entry.state = std::move(found->second);
    }
    return {};
}

/// Preview and unread of a conversation some of whose messages up to `hiddenSeq` the user has hidden.
Result<void> SqlStoreBase::hideInList(const UserId &user, ListedConversation &entry, std::uint64_t hiddenSeq,
                                      std::uint32_t unreadCap) {
    const ConversationId &id = entry.conversation.id;
    const MemberRow &own = entry.conversation.members.front();
    const std::uint64_t readSeq = std::max(entry.receipts.front().readSeq, own.joinedSeq);
    const bool hidesUnread = entry.unread > 0 && hiddenSeq > readSeq;
    const bool mayHidePreview = entry.preview && entry.preview->seq <= hiddenSeq;
    if (!hidesUnread && !mayHidePreview)
        return {};
    BANTER_TRY(const std::set<std::uint64_t> hidden, hiddenIn(user, id, 1, hiddenSeq, kMaxHiddenInList));
    if (hidesUnread) {
        Query query(connection(), kUnreadSeqs);
        query.id(id).number(readSeq).id(user).number(static_cast<std::int64_t>(unreadCap + hidden.size()));
        BANTER_TRY_VOID(query.run());
        std::uint32_t unread = 0;
        while (query.next())
            unread += hidden.contains(query.unsignedAt(0)) ? 0 : 1;
        entry.unread = std::min(unread, unreadCap);
    }
    const std::uint64_t floor = std::max(entry.conversation.firstSeq - 1, own.joinedSeq);
    for (int pages = 0; entry.preview && hidden.contains(entry.preview->seq); ++pages) {
        const std::uint64_t before = entry.preview->seq;
        entry.preview.reset();
        if (pages == kMaxBackwardsPages)
            break;
        Query query(connection(), kOlder);
        query.id(id).number(floor).number(before).number(kBackwardsPage);
        BANTER_TRY_VOID(query.run());
        while (query.next() && (!entry.preview || hidden.contains(entry.preview->seq)))
            entry.preview = readMessage(query, 0);
    }
    return {};
}

} // namespace banter::server
