// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/simulation/SimServer.h"
#include "tests/simulation/World.h"

namespace banter::simulation {

using server::MemberRow;
using server::MessageRow;

namespace {

constexpr std::size_t kMembersPage = 2;

} // namespace

/// What changes what exists: edits, deletions, reactions, hiding, and who is a member.

void SimServer::tellAccount(const UserId &user, v1::AccountChange change) {
    Account &account = m_accounts[user];
    change.set_rev(++account.rev);
    // One row per conversation and kind: the latest counts.
    std::erase_if(account.changes, [&](const v1::AccountChange &held) {
        return held.has_conversation() && change.has_conversation() &&
               held.conversation().conversation_id() == change.conversation().conversation_id();
    });
    account.changes.push_back(change);
    const auto frame = std::make_shared<v1::ServerFrame>();
    frame->set_type(v1::EVENT);
    *frame->mutable_account_event()->mutable_change() = change;
    for (const auto &[connection, session] : m_sessions) {
        if (session.user == user)
            m_world.carryDown(session.client, connection, frame);
    }
}

void SimServer::tellMembership(const UserId &user, const ConversationId &id, bool isRemoved) {
    v1::AccountChange change;
    change.mutable_conversation()->set_conversation_id(id.toText());
    change.mutable_conversation()->set_removed(isRemoved);
    tellAccount(user, std::move(change));
}

void SimServer::moveMember() {
    std::vector<ConversationId> groups;
    for (const auto &[id, stored] : m_stored) {
        if (stored.isGroup)
            groups.push_back(id);
    }
    if (groups.empty())
        return;
    Stored &stored = m_stored.at(groups[m_world.random().below(groups.size())]);
    MemberRow &member = stored.row.members[m_world.random().below(stored.row.members.size())];
    if (!member.removed && stored.receipts.size() < 2)
        return;
    member.removed = !member.removed;
    stored.row.aclRev = member.rev = ++stored.row.lastRev;
    stored.changedMs = m_world.wallMs();
    if (member.removed) {
        stored.left[member.user] = stored.receipts.at(member.user);
        stored.receipts.erase(member.user);
    } else {
        server::ReceiptRow receipt = stored.left.at(member.user);
        receipt.readSeq = std::max(receipt.readSeq, stored.row.lastSeq); // what was before is not unread
        stored.left.erase(member.user);
        stored.receipts[member.user] = receipt;
    }
    if (m_world.isTracing())
        m_world.trace(member.user.toText().substr(0, 5) + (member.removed ? " leaves " : " comes back to ") +
                      stored.row.id.toText().substr(0, 5));
    committed(stored, {member});
    tellMembership(member.user, stored.row.id, member.removed);
}

std::set<std::uint64_t> SimServer::hiddenOf(const UserId &user, const ConversationId &id) const {
    const Account &account = m_accounts.at(user);
    const auto it = account.hidden.find(id);
    return it == account.hidden.end() ? std::set<std::uint64_t>{} : it->second;
}

/// Carried out some time later, told and answered in any order; what was carried out already changes nothing.
void SimServer::onWish(std::uint64_t connection, const SessionState &session, const v1::ClientFrame &frame) {
    if (m_world.random().chance(m_world.faults().queueFull)) {
        fail(connection, frame.request_id(), ErrorCode::Busy, 200);
        return;
    }
    later(m_world.random().between(0, 15), [this, connection, session, frame] {
        std::uint64_t rev = 0;
        const ErrorCode code = carryOut(session, frame, rev);
        v1::ClientFrame request = frame;
        request.set_request_id(0);
        m_handled.emplace(session.user, request.SerializeAsString());
        if (code != ErrorCode::Unspecified) {
            fail(connection, frame.request_id(), code);
            return;
        }
        v1::ServerFrame done;
        if (rev > 0)
            done.mutable_changed()->set_rev(rev);
        else
            done.mutable_done();
        answer(connection, frame.request_id(), std::move(done));
    });
}

ErrorCode SimServer::carryOut(const SessionState &session, const v1::ClientFrame &frame, std::uint64_t &rev) {
    const bool isEdit = frame.has_edit_message();
    const bool isDelete = frame.has_delete_messages();
    const std::string &id = isEdit                     ? frame.edit_message().conversation_id()
                            : isDelete                 ? frame.delete_messages().conversation_id()
                            : frame.has_set_reaction() ? frame.set_reaction().conversation_id()
                                                       : frame.hide_messages().conversation_id();
    const std::uint64_t seq = isEdit                     ? frame.edit_message().seq()
                              : isDelete                 ? frame.delete_messages().seqs(0)
                              : frame.has_set_reaction() ? frame.set_reaction().seq()
                                                         : frame.hide_messages().seqs(0);
    Stored *const stored = find(id, session.user);
    if (!stored || seq == 0 || seq > stored->messages.size())
        return ErrorCode::NotFound;
    if (frame.has_hide_messages()) {
        if (m_accounts[session.user].hidden[stored->row.id].insert(seq).second) {
            v1::AccountChange change;
            *change.mutable_hidden()->mutable_conversation_id() = id;
            change.mutable_hidden()->add_seqs(seq);
            tellAccount(session.user, std::move(change));
        }
        return ErrorCode::Unspecified;
    }
    MessageRow &row = stored->messages[seq - 1];
    if ((isEdit || isDelete) && row.sender != session.user)
        return ErrorCode::NotAllowed;
    if (row.deleted && !isDelete)
        return ErrorCode::NotFound;
    if (isEdit) {
        const std::string body = frame.edit_message().content().SerializeAsString();
        if (body != row.body)
            changeRow(*stored, row, &body);
    } else if (isDelete && !row.deleted) {
        changeRow(*stored, row, nullptr);
    } else if (frame.has_set_reaction()) {
        react(*stored, session.user, seq, frame.set_reaction().emoji());
    }
    rev = stored->row.lastRev;
    return ErrorCode::Unspecified;
}

/// null: deleted.
void SimServer::changeRow(Stored &stored, MessageRow &row, const std::string *body) {
    row.changeRev = ++stored.row.lastRev;
    stored.changedMs = m_world.wallMs();
    row.deleted = row.deleted || !body;
    if (row.deleted) {
        row.body.clear();
        stored.reactions.erase(row.seq);
    } else {
        row.body = *body;
    }
    v1::Change change;
    change.set_rev(row.changeRev);
    *change.mutable_message() = toMessage(stored, row, {});
    change.mutable_message()->clear_reactions();
    tell(stored.row.id, change);
}

void SimServer::react(Stored &stored, const UserId &user, std::uint64_t seq, const std::string &emoji) {
    Stored::Reactions &reactions = stored.reactions[seq];
    const auto held = reactions.byUser.find(user);
    if (held == reactions.byUser.end() ? emoji.empty() : held->second == emoji)
        return;
    if (emoji.empty())
        reactions.byUser.erase(user);
    else
        reactions.byUser[user] = emoji;
    reactions.rev = ++stored.row.lastRev;
    stored.changedMs = m_world.wallMs();
    v1::Change change;
    change.set_rev(reactions.rev);
    *change.mutable_reactions() = toReactions(reactions, {});
    change.mutable_reactions()->set_seq(seq);
    change.mutable_reactions()->set_by(user.toText());
    change.mutable_reactions()->set_emoji(emoji);
    tell(stored.row.id, change);
}

v1::Reactions SimServer::toReactions(const Stored::Reactions &reactions, const UserId &reader) {
    v1::Reactions all;
    all.set_rev(reactions.rev);
    std::map<std::string, std::uint32_t> counts;
    for (const auto &[user, emoji] : reactions.byUser)
        ++counts[emoji];
    for (const auto &[emoji, count] : counts) {
        v1::EmojiCount *const one = all.add_counts();
        one->set_emoji(emoji);
        one->set_count(count);
    }
    if (const auto own = reactions.byUser.find(reader); own != reactions.byUser.end())
        all.set_own(own->second);
    return all;
}

v1::ServerFrame SimServer::memberPage(const Stored &stored, const v1::ListMembers &request) const {
    v1::ServerFrame frame;
    v1::MemberPage *const page = frame.mutable_member_page();
    page->set_rev(stored.row.lastRev);
    const auto cursor = UserId::fromText(request.cursor());
    std::vector<MemberRow> members = stored.row.members;
    std::sort(members.begin(), members.end(), [](const auto &a, const auto &b) { return a.user < b.user; });
    for (const MemberRow &member : members) {
        if (member.removed || (cursor && member.user <= *cursor))
            continue;
        if (static_cast<std::size_t>(page->members_size()) == kMembersPage) {
            page->set_next_cursor(page->members().rbegin()->user().user_id());
            break;
        }
        toMember(member, *page->add_members());
        page->mutable_members()->rbegin()->mutable_user()->set_username("user");
    }
    return frame;
}

} // namespace banter::simulation
