// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include "server/ops/SharedLimiter.h"
#include "server/session/ToProto.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::server::handlers {

void findUser(const Request &request, const v1::FindUser &message) {
    auto name = canonicalUsername(message.username());
    if (!name)
        return request.refuse(ErrorCode::NotFound);
    if (const Millis wait =
            request.services().limiter.take(Limit::Lookup, request.user().view(), request.services().clock.mono());
        wait > Millis::zero())
        return request.refuse(ErrorCode::RateLimited, "too many searches", wait.count());
    request.read<std::optional<UserRow>>(
        [name = std::move(*name)](SqlStore &store) { return store.userByName(name); },
        [request](std::optional<UserRow> row) {
            if (!row || row->disabled)
                return request.refuse(ErrorCode::NotFound);
            request.answer([&](v1::ServerFrame &frame) { toProto(*row, *frame.mutable_users()->add_users()); });
        });
}

void getUsers(const Request &request, const v1::GetUsers &message) {
    if (static_cast<std::uint32_t>(message.user_ids_size()) > limits::kMaxPage)
        return request.refuse(ErrorCode::TooLarge, "at most limits.max_page ids");
    std::vector<UserId> ids;
    for (const std::string &text : message.user_ids()) {
        if (const auto id = UserId::fromText(text))
            ids.push_back(*id);
    }
    request.read<std::vector<UserRow>>(
        [user = request.user(), ids = std::move(ids)](SqlStore &store) { return store.usersKnownTo(user, ids); },
        [request](std::vector<UserRow> rows) {
            request.answer([&](v1::ServerFrame &frame) {
                v1::Users &users = *frame.mutable_users();
                for (const UserRow &row : rows)
                    toProto(row, *users.add_users());
            });
        });
}

} // namespace banter::server::handlers
