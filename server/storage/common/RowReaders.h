// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/Rows.h"
#include "server/storage/common/Query.h"

/// Column lists and the functions that read them; `first` is the column where the list starts.
namespace banter::server {

#define BANTER_MESSAGE_COLUMNS \
    "m.seq, m.rev, m.change_rev, m.sender_id, m.client_id, m.sent_at, m.expires_at, m.kind, m.body, " \
    "m.edited_at"
inline constexpr int kMessageColumns = 10;

inline MessageRow readMessage(const Query &query, int first) {
    MessageRow row;
    row.seq = query.unsignedAt(first);
    row.rev = query.unsignedAt(first + 1);
    row.changeRev = query.unsignedAt(first + 2);
    row.sender = query.idAt<UserId>(first + 3);
    row.clientId = query.idAt<ClientId>(first + 4);
    row.sentAtMs = query.signedAt(first + 5);
    row.expiresAtMs = query.signedAt(first + 6);
    row.kind = static_cast<MessageKind>(query.signedAt(first + 7));
    row.deleted = query.isNull(first + 8);
    if (!row.deleted)
        row.body = query.bytesAt(first + 8);
    row.editedAtMs = query.signedAt(first + 9);
    return row;
}

#define BANTER_MEMBER_COLUMNS "b.user_id, b.role, b.joined_seq, b.rev, b.removed, b.blocked, b.since_seq"
inline constexpr int kMemberColumns = 7;
/// Values of member.removed.
inline constexpr int kMemberIsThere = 0, kMemberLeft = 1, kMemberExpelled = 2;

inline MemberRow readMember(const Query &query, int first) {
    MemberRow row;
    row.user = query.idAt<UserId>(first);
    row.role = static_cast<MemberRole>(query.signedAt(first + 1));
    row.joinedSeq = query.unsignedAt(first + 2);
    row.rev = query.unsignedAt(first + 3);
    row.removed = query.signedAt(first + 4) != kMemberIsThere;
    row.expelled = query.signedAt(first + 4) == kMemberExpelled;
    row.blocked = query.boolAt(first + 5);
    row.sinceSeq = query.unsignedAt(first + 6);
    return row;
}

#define BANTER_CONVERSATION_COLUMNS \
    "c.conversation_id, c.kind, c.title, c.created_ms, c.timer_ms, c.first_seq, c.description, c.shows_history, " \
    "c.member_count, c.info_rev, h.last_seq, h.last_rev, h.acl_rev, h.last_ms"
inline constexpr int kConversationColumns = 14;

inline ConversationRow readConversation(const Query &query, int first) {
    ConversationRow row;
    row.id = query.idAt<ConversationId>(first);
    row.kind = static_cast<ConversationKind>(query.signedAt(first + 1));
    row.info.title = query.textAt(first + 2);
    row.createdMs = query.signedAt(first + 3);
    row.timerMs = query.signedAt(first + 4);
    row.firstSeq = query.unsignedAt(first + 5);
    row.info.description = query.textAt(first + 6);
    row.info.showsHistory = query.boolAt(first + 7);
    row.memberCount = static_cast<std::uint32_t>(query.unsignedAt(first + 8));
    row.infoRev = query.unsignedAt(first + 9);
    row.lastSeq = query.unsignedAt(first + 10);
    row.lastRev = query.unsignedAt(first + 11);
    row.aclRev = query.unsignedAt(first + 12);
    row.lastMs = query.signedAt(first + 13);
    return row;
}

#define BANTER_USER_COLUMNS \
    "a.user_id, a.username, a.display_name, a.password_hash, a.created_ms, a.disabled, u.last_rev, " \
    "a.hides_read, a.audience, a.settings_rev"
inline constexpr int kUserColumns = 10;

inline UserRow readUser(const Query &query, int first) {
    UserRow row;
    row.id = query.idAt<UserId>(first);
    row.username = query.textAt(first + 1);
    row.displayName = query.textAt(first + 2);
    row.passwordHash = query.textAt(first + 3);
    row.createdMs = query.signedAt(first + 4);
    row.disabled = query.boolAt(first + 5);
    row.accountRev = query.unsignedAt(first + 6);
    row.settings = {query.boolAt(first + 7), static_cast<Audience>(query.signedAt(first + 8)),
                    query.unsignedAt(first + 9)};
    return row;
}

/// Without secret_hash, which nobody needs to read.
#define BANTER_DEVICE_COLUMNS \
    "d.user_id, d.device_id, d.name, d.platform, d.created_ms, d.last_seen_ms, d.revoked_ms, d.rev"

inline DeviceRow readDevice(const Query &query, int first) {
    DeviceRow row;
    row.user = query.idAt<UserId>(first);
    row.device = query.idAt<DeviceId>(first + 1);
    row.name = query.textAt(first + 2);
    row.platform = query.textAt(first + 3);
    row.createdMs = query.signedAt(first + 4);
    row.lastSeenMs = query.signedAt(first + 5);
    row.revokedMs = query.signedAt(first + 6);
    row.rev = query.unsignedAt(first + 7);
    return row;
}

} // namespace banter::server
