// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "app/session/SyncEngine.h"
#include "app/session/WireRows.h"
#include "shared/protocol/Limits.h"

namespace banter::client {

/// No member any more: what is held stays, for those who want to read on. Nothing more is asked or told.
void SyncEngine::leave(const ConversationId &id) {
    const auto it = m_conversations.find(id);
    if (it == m_conversations.end() || it->second.progress.isLeft)
        return;
    ConversationSync &sync = it->second;
    forgetHistoryRequests(id);
    endListing(sync, false);
    sync.held.clear();
    sync.gapSince.reset();
    sync.syncWanted = false;
    sync.isFilling = false;
    sync.progress.isLeft = true;
    sync.leftBefore = m_nextRequest;
    sync.progress.isMembersListed = false; // changes of members are not told any more
    touch(sync);
}

/// A conversation that the server shows is one's own; after a time without it, what was missed is synced from where it
/// was left.
void SyncEngine::rejoin(ConversationSync &sync) {
    if (!std::exchange(sync.progress.isLeft, false))
        return;
    sync.retryAt.reset();
    sync.syncWanted = sync.progress.headRev > sync.progress.rev;
}

void SyncEngine::applyMembers(ConversationSync &sync, const v1::Change &change) {
    StoreBatch::Members rows{sync.id, {}};
    if (change.has_member()) {
        applyMember(sync, change.member(), rows);
    } else {
        for (const v1::Member &member : change.members().members())
            applyMember(sync, member, rows);
    }
    m_batch.members.push_back(std::move(rows));
    // How many there are is told with the conversation; who holds but a few members can't count them.
    if (!sync.progress.isMembersListed && !sync.progress.isLeft)
        requestConversation(sync.id);
}

void SyncEngine::applyMember(ConversationSync &sync, const v1::Member &member, StoreBatch::Members &rows) {
    const auto row = toMemberRow(member);
    if (!row)
        return;
    rows.members.push_back(*row);
    if (!row->removed)
        learnUser(member.user());
    if (row->user != m_self)
        return;
    if (row->removed)
        leave(sync.id);
    else if (sync.progress.isLeft)
        requestConversation(sync.id);
}

void SyncEngine::applyBlock(const v1::Block &block) {
    const auto user = UserId::fromText(block.user_id());
    if (!user || user->isNull())
        return;
    m_batch.blocks.push_back({*user, block.removed()});
    needUser(*user);
}

/// What belongs to this user alone.
void SyncEngine::applyOwn(const v1::AccountChange &change) {
    if (change.has_block()) {
        applyBlock(change.block());
    } else if (change.has_state()) {
        if (const auto id = ConversationId::fromText(change.state().conversation_id()))
            m_batch.states.push_back(toStateRow(change.state(), *id));
    } else if (change.has_hidden()) {
        if (const auto id = ConversationId::fromText(change.hidden().conversation_id()))
            m_batch.hidden.push_back({*id, {change.hidden().seqs().begin(), change.hidden().seqs().end()}});
    } else if (change.has_contact()) {
        if (const auto user = UserId::fromText(change.contact().user_id())) {
            m_batch.contacts.push_back({*user, change.contact().removed()});
            if (!change.contact().removed())
                needUser(*user);
        }
    } else if (change.has_settings()) {
        m_batch.settings = AccountSettings{change.settings().hides_read(), change.settings().presence()};
    }
}

void SyncEngine::onCounts(ConversationSync &sync, const v1::WatermarkEvent &event) {
    if (event.counts().empty())
        return;
    StoreBatch::Counts counts{sync.id, {}};
    for (const v1::ReceiptCount &count : event.counts())
        counts.counts.push_back(toCountRow(count));
    m_batch.counts.push_back(std::move(counts));
}

/// Whoever a row is from, and whoever a line of the server names.
void SyncEngine::needNames(const v1::Message &message) {
    if (const auto sender = UserId::fromText(message.sender_id()))
        needUser(*sender);
    if (!message.content().has_system())
        return;
    const v1::System &system = message.content().system();
    if (const auto actor = UserId::fromText(system.actor_id()))
        needUser(*actor);
    for (const std::string &text : system.subject_ids()) {
        if (const auto subject = UserId::fromText(text))
            needUser(*subject);
    }
}

SyncActions SyncEngine::needUsers(const std::vector<UserId> &users, MonoTime now) {
    for (const UserId &user : users)
        needUser(user);
    return finish(now);
}

SyncActions SyncEngine::loadMembers(const ConversationId &id, std::uint64_t ticket, MonoTime now) {
    const auto it = m_conversations.find(id);
    const bool isThere =
        it != m_conversations.end() && (it->second.progress.isMembersListed || it->second.progress.isLeft);
    if (it == m_conversations.end() || isThere || !m_connected) {
        m_out.loaded.emplace_back(ticket, isThere);
        return finish(now);
    }
    ConversationSync &sync = it->second;
    if (!sync.listing) {
        sync.listing.emplace();
        // A Sync from the beginning leaves the members out, also those that change while it runs.
        if (sync.progress.rev > 0)
            requestMembers(sync, {});
    }
    sync.listing->tickets.push_back(ticket);
    return finish(now);
}

void SyncEngine::requestMembers(ConversationSync &sync, const std::string &cursor) {
    v1::ClientFrame frame;
    v1::ListMembers *list = frame.mutable_list_members();
    list->set_conversation_id(sync.id.toText());
    list->set_cursor(cursor);
    list->set_limit(limits::kMaxPage);
    request(std::move(frame), {Kind::Members, sync.id});
}

/// Changes that come meanwhile carry a higher rev than the rows of the listing, so the order does not matter.
void SyncEngine::onMembers(ConversationSync &sync, const v1::MemberPage &page) {
    if (!sync.listing)
        return;
    ConversationSync::Listing &listing = *sync.listing;
    if (listing.rev == 0)
        listing.rev = page.rev();
    StoreBatch::Members rows{sync.id, {}};
    for (const v1::Member &member : page.members()) {
        learnUser(member.user());
        if (const auto row = toMemberRow(member)) {
            rows.members.push_back(*row);
            listing.present.push_back(row->user);
        }
    }
    m_batch.members.push_back(std::move(rows));
    if (!page.next_cursor().empty()) {
        requestMembers(sync, page.next_cursor());
        return;
    }
    m_batch.membersListed.push_back({sync.id, listing.rev, std::move(listing.present)});
    sync.progress.isMembersListed = true;
    touch(sync);
    endListing(sync, true);
}

void SyncEngine::endListing(ConversationSync &sync, bool isComplete) {
    if (!sync.listing)
        return;
    for (const std::uint64_t ticket : sync.listing->tickets)
        m_out.loaded.emplace_back(ticket, isComplete);
    sync.listing.reset();
}

bool SyncEngine::mayForget(const ConversationId &id) const {
    const auto it = m_conversations.find(id);
    return it != m_conversations.end() && it->second.progress.isLeft;
}

SyncActions SyncEngine::forget(const ConversationId &id, MonoTime now) {
    if (mayForget(id)) {
        m_awake.erase(id);
        m_conversations.erase(id);
        m_batch.removed.push_back(id);
    }
    return finish(now);
}

} // namespace banter::client
