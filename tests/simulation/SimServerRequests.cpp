// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/simulation/SimServer.h"
#include "tests/simulation/World.h"

namespace banter::simulation {

using server::MemberRow;
using server::MessageRow;
using server::ReceiptRow;

namespace {

// Small, so that pages and holes are met all the time.
constexpr std::size_t kListPage = 2;
constexpr std::size_t kChangesPage = 4;
constexpr std::size_t kNewest = 5;
constexpr std::size_t kHistoryPage = 7;
constexpr std::size_t kMaxChanges = 30;

} // namespace

void SimServer::answer(std::uint64_t connection, std::uint64_t request, v1::ServerFrame frame) {
    const auto session = m_sessions.find(connection);
    if (session == m_sessions.end() || request == 0)
        return;
    frame.set_request_id(request);
    if (frame.type() == v1::FRAME_TYPE_UNSPECIFIED)
        frame.set_type(v1::ANSWER);
    m_world.carryDown(session->second.client, connection, std::make_shared<const v1::ServerFrame>(std::move(frame)));
}

void SimServer::fail(std::uint64_t connection, std::uint64_t request, ErrorCode code, std::int64_t retryAfterMs) {
    v1::ServerFrame frame;
    frame.set_type(v1::FAILURE);
    frame.mutable_error()->set_code(static_cast<v1::ErrorCode>(code));
    frame.mutable_error()->set_retry_after_ms(retryAfterMs);
    answer(connection, request, std::move(frame));
}

SimServer::Stored *SimServer::find(const std::string &id, const UserId &user) {
    const auto parsed = ConversationId::fromText(id);
    const auto it = parsed ? m_stored.find(*parsed) : m_stored.end();
    return it == m_stored.end() || !it->second.receipts.contains(user) ? nullptr : &it->second;
}

void SimServer::onFrame(std::uint64_t connection, const v1::ClientFrame &frame) {
    const auto found = m_sessions.find(connection);
    if (!m_isUp || found == m_sessions.end())
        return;
    const SessionState session = found->second;
    const std::uint64_t request = frame.request_id();
    switch (frame.request_case()) {
    case v1::ClientFrame::kSendMessage: onSend(connection, session, frame); return;
    case v1::ClientFrame::kAcknowledge:
        if (const Stored *stored = find(frame.acknowledge().conversation_id(), session.user)) {
            at(stored->row.id)
                .acknowledge(session.user, frame.acknowledge().delivered_seq(), frame.acknowledge().read_seq(),
                             m_world.now());
            v1::ServerFrame done;
            done.mutable_done();
            answer(connection, request, std::move(done));
        } else {
            fail(connection, request, ErrorCode::NotFound);
        }
        return;
    case v1::ClientFrame::kListChanged: answer(connection, request, list(session.user, frame.list_changed())); return;
    case v1::ClientFrame::kSyncAccount:
        answer(connection, request, accountPage(session.user, frame.sync_account().rev()));
        return;
    case v1::ClientFrame::kGetConversation:
        if (const Stored *stored = find(frame.get_conversation().conversation_id(), session.user)) {
            v1::ServerFrame page;
            *page.mutable_conversation() = toConversation(*stored, session.user);
            answer(connection, request, std::move(page));
        } else {
            fail(connection, request, ErrorCode::NotFound);
        }
        return;
    case v1::ClientFrame::kGetUsers: answer(connection, request, users(frame.get_users())); return;
    case v1::ClientFrame::kGetHistory:
        if (const Stored *stored = find(frame.get_history().conversation_id(), session.user))
            answer(connection, request, history(*stored, session.user, frame.get_history()));
        else
            fail(connection, request, ErrorCode::NotFound);
        return;
    case v1::ClientFrame::kSync: onSync(connection, request, session, frame.sync()); return;
    case v1::ClientFrame::kListMembers:
        if (const Stored *stored = find(frame.list_members().conversation_id(), session.user))
            answer(connection, request, memberPage(*stored, frame.list_members()));
        else
            fail(connection, request, ErrorCode::NotFound);
        return;
    case v1::ClientFrame::kEditMessage:
    case v1::ClientFrame::kDeleteMessages:
    case v1::ClientFrame::kHideMessages:
    case v1::ClientFrame::kSetReaction: onWish(connection, session, frame); return;
    default: fail(connection, request, ErrorCode::Unsupported);
    }
}

v1::ServerFrame SimServer::users(const v1::GetUsers &request) {
    v1::ServerFrame page;
    for (const std::string &id : request.user_ids()) {
        v1::User *user = page.mutable_users()->add_users();
        user->set_user_id(id);
        user->set_username("user-" + id);
    }
    return page;
}

void SimServer::onSend(std::uint64_t connection, const SessionState &session, const v1::ClientFrame &frame) {
    const v1::SendMessage &send = frame.send_message();
    const auto id = ConversationId::fromText(send.conversation_id());
    server::SendRequest request;
    request.origin = {connection, frame.request_id()};
    request.user = session.user;
    request.device = session.device;
    request.clientId = ClientId::fromText(send.client_id()).value_or(ClientId{});
    request.after = ClientId::fromText(send.after()).value_or(ClientId{});
    request.retry = send.retry();
    request.body = send.content().SerializeAsString();
    if (send.content().text().body().starts_with(
            kUnacceptable)) { // as the session does, before the conversation sees it
        fail(connection, frame.request_id(), ErrorCode::TooLarge);
        return;
    }
    if (m_world.bug() == Bug::AcceptedTooSoon && m_world.random().chance(50)) {
        v1::ServerFrame early;
        early.mutable_accepted()->set_seq(lastSeq(*id) + 1);
        early.mutable_accepted()->set_rev(m_stored.at(*id).row.lastRev + 1);
        answer(connection, frame.request_id(), std::move(early));
        return;
    }
    if (m_world.isTracing())
        m_world.trace("request " + std::to_string(frame.request_id()) + " on connection " + std::to_string(connection) +
                      " arrives: " + send.client_id().substr(0, 5));
    at(*id).send(std::move(request), m_world.now());
}

/// The head is read first, the rows some time later: what is committed in between is in the rows but above the rev.
void SimServer::onSync(std::uint64_t connection, std::uint64_t request, const SessionState &session,
                       const v1::Sync &sync) {
    const Stored *const stored = find(sync.conversation_id(), session.user);
    if (!stored) {
        fail(connection, request, ErrorCode::NotFound);
        return;
    }
    if (m_world.random().chance(m_world.faults().queueFull)) {
        fail(connection, request, ErrorCode::Busy, 300);
        return;
    }
    later(m_world.random().between(0, 20),
          [this, connection, request, session, sync, rev = stored->row.lastRev, stored] {
              if (!stored->isMember(session.user)) {
                  fail(connection, request, ErrorCode::NotFound);
                  return;
              }
              answer(connection, request, syncPage(*stored, session.user, sync, rev));
          });
}

v1::Message SimServer::toMessage(const Stored &stored, const MessageRow &row, const UserId &reader) {
    v1::Message message;
    message.set_seq(row.seq);
    message.set_rev(row.rev);
    message.set_change_rev(row.changeRev);
    message.set_sender_id(row.sender.toText());
    if (row.sender == reader)
        message.set_client_id(row.clientId.toText());
    message.set_sent_at_ms(row.sentAtMs);
    message.set_deleted(row.deleted);
    if (row.deleted)
        return message;
    message.mutable_content()->ParseFromString(row.body);
    if (const auto reactions = stored.reactions.find(row.seq); reactions != stored.reactions.end())
        *message.mutable_reactions() = toReactions(reactions->second, reader);
    return message;
}

void SimServer::toMember(const MemberRow &row, v1::Member &member) {
    member.mutable_user()->set_user_id(row.user.toText());
    member.set_role(static_cast<v1::Role>(row.role));
    member.set_rev(row.rev);
    member.set_removed(row.removed);
}

v1::Conversation SimServer::toConversation(const Stored &stored, const UserId &user) const {
    v1::Conversation conversation;
    conversation.set_conversation_id(stored.row.id.toText());
    conversation.set_kind(stored.isGroup ? v1::GROUP : v1::DIRECT);
    conversation.set_last_seq(stored.row.lastSeq);
    conversation.set_last_rev(stored.row.lastRev);
    conversation.set_first_seq(1);
    conversation.set_last_ms(stored.row.lastMs);
    for (const MemberRow &member : stored.row.members) {
        if (!stored.isGroup || member.user == user)
            toMember(member, *conversation.add_members());
    }
    for (const auto &[member, receipt] : stored.receipts) {
        v1::Watermark *mark = conversation.add_watermarks();
        mark->set_user_id(member.toText());
        mark->set_delivered_seq(receipt.deliveredSeq);
        mark->set_read_seq(receipt.readSeq);
    }
    return conversation;
}

v1::ServerFrame SimServer::list(const UserId &user, const v1::ListChanged &request) const {
    v1::ServerFrame frame;
    v1::ConversationPage *page = frame.mutable_conversation_page();
    page->set_as_of_ms(m_world.wallMs());
    const auto cursor = ConversationId::fromText(request.cursor());
    for (const auto &[id, stored] : m_stored) {
        if (!stored.receipts.contains(user) || stored.changedMs < request.since_ms() || (cursor && id <= *cursor))
            continue;
        if (static_cast<std::size_t>(page->conversations_size()) == kListPage) {
            page->set_next_cursor(page->conversations().rbegin()->conversation_id());
            break;
        }
        *page->add_conversations() = toConversation(stored, user);
    }
    return frame;
}

v1::ServerFrame SimServer::accountPage(const UserId &user, std::uint64_t rev) const {
    v1::ServerFrame frame;
    const Account &account = m_accounts.at(user);
    v1::AccountPage *page = frame.mutable_account_page();
    page->set_rev(account.rev);
    for (const v1::AccountChange &known : account.changes) {
        if (known.rev() <= rev)
            continue;
        if (page->changes_size() == 1) { // one at a time
            page->set_rev(page->changes(0).rev());
            page->set_more(true);
            break;
        }
        *page->add_changes() = known;
    }
    return frame;
}

v1::ServerFrame SimServer::history(const Stored &stored, const UserId &user, const v1::GetHistory &request) const {
    v1::ServerFrame frame;
    v1::HistoryPage *page = frame.mutable_history_page();
    page->set_conversation_id(stored.row.id.toText());
    const std::size_t limit =
        request.limit() == 0 ? kHistoryPage : std::min<std::size_t>(request.limit(), kHistoryPage);
    const bool isBackwards = request.before_seq() > 0;
    auto from = isBackwards ? stored.messages.begin() : stored.above(request.after_seq());
    auto to = isBackwards ? stored.above(request.before_seq() - 1) : stored.messages.end();
    const bool isAll = static_cast<std::size_t>(to - from) <= limit;
    page->set_at_start(isBackwards ? isAll : request.after_seq() == 0);
    page->set_at_end(isBackwards ? request.before_seq() > stored.row.lastSeq : isAll);
    if (!isAll && isBackwards)
        from = to - static_cast<std::ptrdiff_t>(limit);
    else if (!isAll)
        to = from + static_cast<std::ptrdiff_t>(limit);
    for (auto row = from; row != to; ++row)
        *page->add_messages() = toMessage(stored, *row, user);
    if (from != to) {
        page->set_from_seq(from->seq);
        page->set_to_seq(std::prev(to)->seq);
    }
    return frame;
}

std::map<std::uint64_t, v1::Change> SimServer::changesAbove(const Stored &stored, const UserId &user,
                                                            const v1::Sync &request, std::uint64_t above) {
    std::map<std::uint64_t, v1::Change> changes;
    for (auto row = stored.messages.begin(), top = stored.above(request.top_seq()); row != top; ++row) {
        if (row->changeRev > above) {
            v1::Change &change = changes[row->changeRev];
            change.set_rev(row->changeRev);
            *change.mutable_message() = toMessage(stored, *row, user);
        }
    }
    for (const auto &[seq, reactions] : stored.reactions) {
        if (reactions.rev > above && seq <= request.top_seq()) {
            v1::Change &change = changes[reactions.rev];
            change.set_rev(reactions.rev);
            *change.mutable_reactions() = toReactions(reactions, user);
            change.mutable_reactions()->set_seq(seq);
        }
    }
    for (const MemberRow &member : stored.row.members) {
        if (member.rev > above && (!stored.isGroup || request.rev() > 0)) {
            v1::Change &change = changes[member.rev];
            change.set_rev(member.rev);
            toMember(member, *change.mutable_member());
        }
    }
    return changes;
}

v1::ServerFrame SimServer::syncPage(const Stored &stored, const UserId &user, const v1::Sync &request,
                                    std::uint64_t rev) const {
    v1::ServerFrame frame;
    v1::SyncPage *page = frame.mutable_sync_page();
    page->set_conversation_id(stored.row.id.toText());
    page->set_rev(rev);
    page->set_last_seq(stored.row.lastSeq);
    page->set_first_seq(1);
    const std::uint64_t above = std::max(request.rev(), request.after_rev());
    const std::map<std::uint64_t, v1::Change> changes = changesAbove(stored, user, request, above);
    if (changes.size() > kMaxChanges && request.after_rev() == 0 && request.rev() > 0) {
        page->set_reset(true);
        return frame;
    }
    for (const auto &[changeRev, change] : changes) {
        if (static_cast<std::size_t>(page->changes_size()) == kChangesPage) {
            page->set_next_rev(page->changes().rbegin()->rev());
            break;
        }
        *page->add_changes() = change;
    }
    if (request.after_rev() == 0) {
        auto newest = stored.above(request.top_seq());
        if (static_cast<std::size_t>(stored.messages.end() - newest) > kNewest) {
            newest = stored.messages.end() - static_cast<std::ptrdiff_t>(kNewest);
            page->set_hole_from(request.top_seq() + 1);
            page->set_hole_to(newest->seq - 1);
        }
        for (; newest != stored.messages.end(); ++newest)
            *page->add_newest() = toMessage(stored, *newest, user);
    }
    for (const auto &[member, receipt] : stored.receipts) {
        v1::Watermark *mark = page->add_watermarks();
        mark->set_user_id(member.toText());
        mark->set_delivered_seq(receipt.deliveredSeq);
        mark->set_read_seq(receipt.readSeq);
    }
    return frame;
}

} // namespace banter::simulation
