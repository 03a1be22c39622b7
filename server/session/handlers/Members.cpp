// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include <algorithm>
#include <map>

#include "server/session/ToProto.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {
namespace {

/// Where the page after this one starts: behind a user. Null: at the beginning; nullopt: not a cursor of ours.
std::optional<UserId> parseCursor(const std::string &cursor) {
    return cursor.empty() ? std::optional(UserId{}) : UserId::fromText(cursor);
}

struct MembersAndUsers {
    MemberRows members;
    std::map<UserId, UserRow> users;
};

Result<MembersAndUsers> readMembers(SqlStore &store, const UserId &user, const ConversationId &id, const UserId &after,
                                    int limit) {
    MembersAndUsers page;
    BANTER_TRY(page.members, store.listMembers(user, id, after, limit + 1));
    std::vector<UserId> ids;
    for (const MemberRow &row : page.members.members)
        ids.push_back(row.user);
    BANTER_TRY(std::vector<UserRow> users, store.usersById(ids));
    for (UserRow &row : users)
        page.users.emplace(row.id, std::move(row));
    return page;
}

} // namespace

void listMembers(const Request &request, const v1::ListMembers &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    const auto after = parseCursor(message.cursor());
    if (!after)
        return request.refuse(ErrorCode::Malformed, "cursor is not one of ours");
    const int limit = pageSize(message.limit());
    request.read<MembersAndUsers>([user = request.user(), id = *id, after = *after,
                                   limit](SqlStore &store) { return readMembers(store, user, id, after, limit); },
                                  [request, limit](MembersAndUsers read) {
                                      request.answer([&](v1::ServerFrame &frame) {
                                          v1::MemberPage &page = *frame.mutable_member_page();
                                          page.set_rev(read.members.rev);
                                          std::vector<MemberRow> &rows = read.members.members;
                                          if (rows.size() > static_cast<std::size_t>(limit)) {
                                              rows.resize(static_cast<std::size_t>(limit));
                                              page.set_next_cursor(rows.back().user.toText());
                                          }
                                          for (const MemberRow &row : rows) {
                                              v1::Member &member = *page.add_members();
                                              toProto(row, member);
                                              if (const auto user = read.users.find(row.user); user != read.users.end())
                                                  toProto(user->second, *member.mutable_user());
                                          }
                                      });
                                  });
}

void getReceipts(const Request &request, const v1::GetReceipts &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    const auto after = parseCursor(message.cursor());
    if (!after)
        return request.refuse(ErrorCode::Malformed, "cursor is not one of ours");
    const int limit = pageSize(message.limit());
    request.read<MessageReceipts>(
        [user = request.user(), id = *id, seq = message.seq(), after = *after, limit](SqlStore &store) {
            return store.messageReceipts(user, id, seq, after, limit + 1);
        },
        [request, limit](MessageReceipts receipts) {
            request.answer([&](v1::ServerFrame &frame) {
                v1::ReceiptPage &page = *frame.mutable_receipt_page();
                toProto(receipts.count, *page.mutable_count());
                if (receipts.rows.size() > static_cast<std::size_t>(limit)) {
                    receipts.rows.resize(static_cast<std::size_t>(limit));
                    page.set_next_cursor(receipts.rows.back().user.toText());
                }
                for (const ReceiptRow &row : receipts.rows)
                    toProto(row, *page.add_watermarks());
            });
        });
}

} // namespace banter::server::handlers
