// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/RowReaders.h"
#include "server/storage/common/SqlStoreBase.h"

namespace banter::server {
namespace {

#define BANTER_INVITE_COLUMNS "i.invite_id, i.creator_id, i.created_ms, i.expires_ms, i.max_uses, i.uses"
#define BANTER_INVITE_USABLE \
    "i.revoked_ms = 0 AND (i.expires_ms = 0 OR i.expires_ms > ?) AND (i.max_uses = 0 OR i.uses < i.max_uses)"

InviteRow readInvite(const Query &query, const ConversationId &id) {
    InviteRow row;
    row.conversation = id;
    row.id = query.idAt<InviteId>(0);
    row.creator = query.idAt<UserId>(1);
    row.createdMs = query.signedAt(2);
    row.expiresMs = query.signedAt(3);
    row.maxUses = static_cast<std::uint32_t>(query.unsignedAt(4));
    row.uses = static_cast<std::uint32_t>(query.unsignedAt(5));
    return row;
}

} // namespace

Result<void> SqlStoreBase::createInvite(const InviteRow &invite, std::string_view codeHash, std::uint32_t maxInvites) {
    {
        BANTER_TRY(Transaction transaction, Transaction::begin(connection()));
        BANTER_TRY(const bool isThere, lockHead(invite.conversation));
        if (!isThere)
            return Error{ErrorCode::NotFound, "no such conversation"};
        {
            Query count(connection(),
                        "SELECT count(*) FROM invite i WHERE i.conversation_id = ? AND " BANTER_INVITE_USABLE);
            count.id(invite.conversation).number(invite.createdMs);
            BANTER_TRY_VOID(count.run());
            if (count.next() && count.unsignedAt(0) >= maxInvites)
                return Error{ErrorCode::TooLarge, "too many invites"};
        }
        Query query(connection(), "INSERT INTO invite(conversation_id, invite_id, creator_id, created_ms, expires_ms, "
                                  "revoked_ms, max_uses, uses) VALUES (?, ?, ?, ?, ?, 0, ?, 0)");
        query.id(invite.conversation).id(invite.id).id(invite.creator).number(invite.createdMs);
        query.number(invite.expiresMs).number(static_cast<std::int64_t>(invite.maxUses));
        BANTER_TRY_VOID(query.run());
        BANTER_TRY_VOID(transaction.commit());
    }
    // The lookup may live on another machine. Without it, after a crash here, the invite is one that nobody can use.
    Query query(connection(), "INSERT INTO invite_code(code_hash, conversation_id, invite_id) VALUES (?, ?, ?)");
    query.bytes(codeHash).id(invite.conversation).id(invite.id);
    return query.run();
}

Result<std::vector<InviteRow>> SqlStoreBase::listInvites(const ConversationId &id, std::int64_t nowMs) {
    Query query(connection(),
                "SELECT " BANTER_INVITE_COLUMNS " FROM invite i WHERE i.conversation_id = ? AND " BANTER_INVITE_USABLE
                " ORDER BY i.invite_id");
    query.id(id).number(nowMs);
    BANTER_TRY_VOID(query.run());
    std::vector<InviteRow> rows;
    while (query.next())
        rows.push_back(readInvite(query, id));
    return rows;
}

Result<void> SqlStoreBase::revokeInvite(const ConversationId &id, const InviteId &invite, std::int64_t nowMs) {
    Query query(connection(), "UPDATE invite SET revoked_ms = CASE WHEN revoked_ms = 0 THEN ? ELSE revoked_ms END "
                              "WHERE conversation_id = ? AND invite_id = ?");
    query.number(nowMs).id(id).id(invite);
    BANTER_TRY_VOID(query.run());
    if (query.affected() != 1)
        return Error{ErrorCode::NotFound, "no such invite"};
    return {};
}

Result<std::optional<InviteRow>> SqlStoreBase::inviteByCode(std::string_view codeHash) {
    ConversationId id;
    InviteId invite;
    {
        Query code(connection(), "SELECT conversation_id, invite_id FROM invite_code WHERE code_hash = ?");
        code.bytes(codeHash);
        BANTER_TRY_VOID(code.run());
        if (!code.next())
            return std::optional<InviteRow>();
        id = code.idAt<ConversationId>(0);
        invite = code.idAt<InviteId>(1);
    }
    Query query(connection(), "SELECT " BANTER_INVITE_COLUMNS " FROM invite i WHERE i.conversation_id = ? AND "
                              "i.invite_id = ? AND i.revoked_ms = 0");
    query.id(id).id(invite);
    BANTER_TRY_VOID(query.run());
    if (!query.next())
        return std::optional<InviteRow>();
    return std::optional(readInvite(query, id));
}

Result<void> SqlStoreBase::spendInvite(const ConversationId &id, const InviteId &invite, std::int64_t nowMs) {
    Query query(connection(), "UPDATE invite AS i SET uses = uses + 1 WHERE i.conversation_id = ? AND i.invite_id = ? "
                              "AND " BANTER_INVITE_USABLE);
    query.id(id).id(invite).number(nowMs);
    BANTER_TRY_VOID(query.run());
    if (query.affected() != 1)
        return Error{ErrorCode::NotFound, "the invite cannot be used (any more)"};
    return {};
}

} // namespace banter::server
