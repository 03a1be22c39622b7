// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include "app/session/Session.h"
#include "app/session/WireRows.h"

namespace banter::client {
namespace {

InviteRow toInviteRow(const v1::Invite &invite) {
    InviteRow row;
    row.id = invite.invite_id();
    row.code = invite.code();
    row.creator = UserId::fromText(invite.creator_id()).value_or(UserId{});
    row.createdMs = invite.created_ms();
    row.expiresAtMs = invite.expires_at_ms();
    row.maxUses = invite.max_uses();
    row.uses = invite.uses();
    return row;
}

v1::NewMembersSee toSee(bool showsHistory) { return showsHistory ? v1::ALL_HISTORY : v1::FROM_JOINING; }

} // namespace

void Session::createGroup(const NewGroup &group, Promise<ConversationId> done) {
    v1::ClientFrame frame;
    v1::CreateGroup *body = frame.mutable_create_group();
    body->set_client_id(group.clientId.toText());
    body->set_title(group.title);
    body->set_description(group.description);
    for (const UserId &user : group.users)
        body->add_user_ids(user.toText());
    body->set_new_members_see(toSee(group.showsHistory));
    askConversation(std::move(frame), std::move(done));
}

void Session::editGroup(const ConversationId &id, const GroupEdit &edit, Promise<Done> done) {
    v1::ClientFrame frame;
    v1::EditGroup *body = frame.mutable_edit_group();
    body->set_conversation_id(id.toText());
    if (edit.title)
        body->set_title(*edit.title);
    if (edit.description)
        body->set_description(*edit.description);
    if (edit.showsHistory)
        body->set_new_members_see(toSee(*edit.showsHistory));
    askDone(std::move(frame), std::move(done));
}

void Session::loadMembers(const ConversationId &id, Promise<Done> done) {
    if (!m_engine) {
        done.resolve(Error{ErrorCode::NotSignedIn, "sign in first"});
        return;
    }
    const std::uint64_t ticket = m_nextLoad++;
    m_loads.emplace(ticket, std::move(done));
    perform(m_engine->loadMembers(id, ticket, monoNow()));
}

void Session::addMembers(const ConversationId &id, const std::vector<UserId> &users, Promise<Done> done) {
    v1::ClientFrame frame;
    v1::AddMembers *body = frame.mutable_add_members();
    body->set_conversation_id(id.toText());
    for (const UserId &user : users)
        body->add_user_ids(user.toText());
    askDone(std::move(frame), std::move(done));
}

void Session::removeMember(const ConversationId &id, const UserId &user, Promise<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_remove_member()->set_conversation_id(id.toText());
    frame.mutable_remove_member()->set_user_id(user.toText());
    askDone(std::move(frame), std::move(done));
}

void Session::setRole(const ConversationId &id, const UserId &user, int role, Promise<Done> done) {
    v1::ClientFrame frame;
    v1::SetRole *body = frame.mutable_set_role();
    body->set_conversation_id(id.toText());
    body->set_user_id(user.toText());
    body->set_role(static_cast<v1::Role>(role));
    askDone(std::move(frame), std::move(done));
}

void Session::leaveGroup(const ConversationId &id, Promise<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_leave_group()->set_conversation_id(id.toText());
    askDone(std::move(frame), std::move(done));
}

void Session::forgetConversation(const ConversationId &id, Promise<Done> done) {
    if (!m_engine || !m_engine->mayForget(id)) {
        done.resolve(Error{m_engine ? ErrorCode::NotAllowed : ErrorCode::NotSignedIn,
                           "only what one is no member of any more is deleted here"});
        return;
    }
    perform(m_engine->forget(id, monoNow()));
    done.resolve(Done{});
}

void Session::createInvite(const ConversationId &id, std::int64_t expiresAtMs, std::uint32_t maxUses,
                           Promise<InviteRow> done) {
    v1::ClientFrame frame;
    v1::CreateInvite *body = frame.mutable_create_invite();
    body->set_conversation_id(id.toText());
    body->set_expires_at_ms(expiresAtMs);
    body->set_max_uses(maxUses);
    ask(std::move(frame),
        [done = std::make_shared<Promise<InviteRow>>(std::move(done))](Result<v1::ServerFrame> answer) {
            done->resolve(answer.ok() ? Result<InviteRow>(toInviteRow(answer->invite())) : answer.takeError());
        });
}

void Session::listInvites(const ConversationId &id, Promise<std::vector<InviteRow>> done) {
    v1::ClientFrame frame;
    frame.mutable_list_invites()->set_conversation_id(id.toText());
    ask(std::move(frame), [this, done = std::make_shared<Promise<std::vector<InviteRow>>>(std::move(done))](
                              Result<v1::ServerFrame> answer) {
        if (!answer.ok()) {
            done->resolve(answer.takeError());
            return;
        }
        std::vector<InviteRow> rows;
        std::vector<UserId> creators;
        for (const v1::Invite &invite : answer->invites().invites()) {
            rows.push_back(toInviteRow(invite));
            creators.push_back(rows.back().creator);
        }
        if (m_engine)
            perform(m_engine->needUsers(creators, monoNow()));
        done->resolve(std::move(rows));
    });
}

void Session::revokeInvite(const ConversationId &id, const std::string &inviteId, Promise<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_revoke_invite()->set_conversation_id(id.toText());
    frame.mutable_revoke_invite()->set_invite_id(inviteId);
    askDone(std::move(frame), std::move(done));
}

void Session::lookInvite(const std::string &code, Promise<InvitePreview> done) {
    v1::ClientFrame frame;
    frame.mutable_look_invite()->set_code(code);
    ask(std::move(frame), [done = std::make_shared<Promise<InvitePreview>>(std::move(done))](
                              Result<v1::ServerFrame> answer) {
        if (!answer.ok()) {
            done->resolve(answer.takeError());
            return;
        }
        const v1::InvitePreview &preview = answer->invite_preview();
        done->resolve(InvitePreview{preview.title(), preview.description(), preview.member_count(),
                                    ConversationId::fromText(preview.conversation_id()).value_or(ConversationId{})});
    });
}

void Session::joinByInvite(const std::string &code, Promise<ConversationId> done) {
    v1::ClientFrame frame;
    frame.mutable_join_by_invite()->set_code(code);
    askConversation(std::move(frame), std::move(done));
}

void Session::setBlocked(const UserId &user, bool isBlocked, Promise<Done> done) {
    v1::ClientFrame frame;
    if (isBlocked)
        frame.mutable_block_user()->set_user_id(user.toText());
    else
        frame.mutable_unblock_user()->set_user_id(user.toText());
    askDone(std::move(frame), std::move(done));
}

void Session::receipts(const ConversationId &id, std::uint64_t seq, const std::string &cursor,
                       Promise<ReceiptsPage> done) {
    v1::ClientFrame frame;
    v1::GetReceipts *body = frame.mutable_get_receipts();
    body->set_conversation_id(id.toText());
    body->set_seq(seq);
    body->set_cursor(cursor);
    ask(std::move(frame),
        [this, done = std::make_shared<Promise<ReceiptsPage>>(std::move(done))](Result<v1::ServerFrame> answer) {
            if (!answer.ok()) {
                done->resolve(answer.takeError());
                return;
            }
            ReceiptsPage page;
            page.count = toCountRow(answer->receipt_page().count());
            page.next = answer->receipt_page().next_cursor();
            std::vector<UserId> users;
            for (const v1::Watermark &mark : answer->receipt_page().watermarks()) {
                if (const auto row = toWatermarkRow(mark)) {
                    page.marks.push_back(*row);
                    users.push_back(row->user);
                }
            }
            if (m_engine)
                perform(m_engine->needUsers(users, monoNow()));
            done->resolve(std::move(page));
        });
}

} // namespace banter::client
