// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include "server/session/ToProto.h"
#include "shared/protocol/Limits.h"

namespace banter::server::handlers {

void getHistory(const Request &request, const v1::GetHistory &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    request.read<HistoryRows>(
        [user = request.user(), id = *id, before = message.before_seq(), after = message.after_seq(),
         limit = pageSize(message.limit())](SqlStore &store) { return store.history(user, id, before, after, limit); },
        [request, id = *id](HistoryRows rows) {
            request.answer([&](v1::ServerFrame &frame) {
                v1::HistoryPage &page = *frame.mutable_history_page();
                page.set_conversation_id(id.toText());
                for (const MessageRow &row : rows.messages)
                    toProto(row, request.user(), *page.add_messages());
                page.set_from_seq(rows.fromSeq);
                page.set_to_seq(rows.toSeq);
                page.set_at_start(rows.atStart);
                page.set_at_end(rows.atEnd);
            });
        });
}

void sync(const Request &request, const v1::Sync &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    request.read<SyncRows>(
        [user = request.user(), id = *id, rev = message.rev(), top = message.top_seq(), after = message.after_rev()](
            SqlStore &store) { return store.sync(user, id, rev, top, after, static_cast<int>(limits::kMaxPage)); },
        [request, id = *id](SyncRows rows) {
            request.answer(
                [&](v1::ServerFrame &frame) { toProto(rows, id, request.user(), *frame.mutable_sync_page()); });
        });
}

void syncAccount(const Request &request, const v1::SyncAccount &message) {
    request.read<AccountRows>(
        [user = request.user(), rev = message.rev()](SqlStore &store) {
            return store.syncAccount(user, rev, static_cast<int>(limits::kMaxPage));
        },
        [request](AccountRows rows) {
            request.answer([&](v1::ServerFrame &frame) { toProto(rows, *frame.mutable_account_page()); });
        });
}

} // namespace banter::server::handlers
