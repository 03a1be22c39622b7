// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/ClientDisk.h"

#include <algorithm>

#include "tests/simulation/SimServer.h"
#include "tests/simulation/World.h"

namespace banter::simulation {

using namespace client;

void ClientDisk::apply(const StoreBatch &batch) {
    for (const ConversationId &id : batch.resets) {
        m_messages.erase(id);
        std::erase_if(m_reactions, [&](const auto &one) { return one.first.first == id; });
    }
    for (const StoreBatch::Members &members : batch.members) {
        for (const MemberRow &row : members.members)
            putMember(members.conversation, row);
    }
    for (const StoreBatch::MembersListed &listed : batch.membersListed)
        std::erase_if(m_members[listed.conversation], [&](const auto &one) {
            return one.second.rev <= listed.rev &&
                   std::find(listed.present.begin(), listed.present.end(), one.first) == listed.present.end();
        });
    for (const ConversationFacts &facts : batch.conversations) {
        for (const MemberRow &row : facts.members)
            putMember(facts.id, row);
    }
    for (const ConversationId &id : batch.removed) {
        m_messages.erase(id);
        m_progress.erase(id);
    }
    const bool losesOne = m_world.bug() == Bug::LostRow && !batch.messages.empty() && m_world.random().chance(20);
    for (std::size_t i = losesOne ? 1 : 0; i < batch.messages.size(); ++i)
        putMessage(batch.messages[i]);
    for (const StoreBatch::Marks &marks : batch.marks)
        putMarks(marks);
    for (const ReactionsRow &row : batch.reactions)
        putReactions(row);
    for (const StoreBatch::HiddenRows &hidden : batch.hidden) {
        for (const std::uint64_t seq : hidden.seqs)
            hide(hidden.conversation, seq);
    }
    for (const Progress &progress : batch.progress)
        m_progress[progress.conversation] = progress;
    settle(batch);
    if (batch.accountRev)
        m_accountRev = *batch.accountRev;
    if (batch.listedAsOfMs)
        m_listedAsOfMs = *batch.listedAsOfMs;
    for (const StoreBatch::Failed &failed : batch.failed) {
        for (OutboxRow &row : m_outbox) {
            if (row.clientId == failed.clientId && row.state == SendState::Pending) {
                row.state = SendState::Failed;
                row.failure = failed.reason;
            }
        }
    }
}

/// As StoreDatabase does: what was carried out goes once its rev is applied.
void ClientDisk::settle(const StoreBatch &batch) {
    for (const StoreBatch::OperationDone &done : batch.done) {
        for (OperationRow &row : m_operations) {
            if (row.position == done.position)
                row.doneRev = done.rev;
        }
        if (done.rev == 0)
            std::erase_if(m_operations, [&](const OperationRow &row) { return row.position == done.position; });
    }
    std::erase_if(m_operations, [this](const OperationRow &row) {
        const Progress *const known = progress(row.conversation);
        return row.doneRev > 0 && known && row.doneRev <= known->rev;
    });
}

void ClientDisk::addOperation(OperationRow row) {
    row.position = m_nextPosition++;
    m_wished.push_back(row);
    if (row.kind == OperationKind::Hide) {
        v1::ClientFrame frame;
        frame.ParseFromString(row.request);
        hide(row.conversation, frame.hide_messages().seqs(0));
    }
    if (m_world.bug() == Bug::WishForgotten && m_world.random().chance(50))
        return;
    std::erase_if(m_operations, [&](const OperationRow &held) {
        return held.conversation == row.conversation && held.slot == row.slot && held.doneRev == 0;
    });
    m_operations.push_back(std::move(row));
}

void ClientDisk::hide(const ConversationId &id, std::uint64_t seq) {
    m_hidden.emplace(id, seq);
    m_messages[id].erase(seq);
    m_reactions.erase({id, seq});
}

void ClientDisk::putReactions(const ReactionsRow &row) {
    if (m_hidden.contains({row.conversation, row.seq}))
        return;
    const Rows &rows = m_messages[row.conversation];
    if (const auto message = rows.find(row.seq); message != rows.end() && message->second.deleted)
        return;
    const auto [held, isNew] = m_reactions.try_emplace({row.conversation, row.seq}, row);
    // Of the same rev: one may say what is one's own, and the other not.
    if (!isNew && row.rev == held->second.rev && row.own)
        held->second.own = row.own;
    if (isNew || row.rev <= held->second.rev || (m_world.bug() == Bug::LostReaction && m_world.random().chance(50)))
        return;
    const std::optional<std::string> own = row.own ? row.own : held->second.own;
    held->second = row;
    held->second.own = own;
}

void ClientDisk::putMember(const ConversationId &id, const MemberRow &row) {
    const auto [held, isNew] = m_members[id].try_emplace(row.user, row);
    if (!isNew && row.rev > held->second.rev && !(row.removed && m_world.bug() == Bug::RemovalIgnored))
        held->second = row;
}

std::set<UserId> ClientDisk::members(const ConversationId &id) const {
    std::set<UserId> users;
    if (const auto it = m_members.find(id); it != m_members.end()) {
        for (const auto &[user, row] : it->second) {
            if (!row.removed)
                users.insert(user);
        }
    }
    return users;
}

const ReactionsRow *ClientDisk::reactions(const ConversationId &id, std::uint64_t seq) const {
    const auto it = m_reactions.find({id, seq});
    return it == m_reactions.end() ? nullptr : &it->second;
}

void ClientDisk::putMessage(const MessageRow &row) {
    if (m_hidden.contains({row.conversation, row.seq})) {
        std::erase_if(m_outbox, [&](const OutboxRow &one) { return one.clientId == row.clientId; });
        return;
    }
    Rows &rows = m_messages[row.conversation];
    const auto [held, isNew] = rows.try_emplace(row.seq, row);
    if (!isNew && (supersedes(row, held->second) || m_world.bug() == Bug::OldRowWins)) {
        const ClientId known = held->second.clientId;
        held->second = row;
        if (held->second.clientId.isNull())
            held->second.clientId = known;
    }
    if (held->second.clientId.isNull())
        held->second.clientId = row.clientId;
    if (held->second.deleted)
        m_reactions.erase({row.conversation, row.seq});
    else if (row.reactions)
        putReactions(*row.reactions);
    if (!row.clientId.isNull())
        std::erase_if(m_outbox, [&](const OutboxRow &one) { return one.clientId == row.clientId; });
}

void ClientDisk::putMarks(const StoreBatch::Marks &marks) {
    for (const WatermarkRow &mark : marks.watermarks) {
        const std::uint64_t last = m_world.server().lastSeq(marks.conversation);
        m_world.check(mark.deliveredSeq <= last && mark.readSeq <= last, "a watermark is above the last message");
        WatermarkRow &held = m_marks[{marks.conversation, mark.user}];
        const WatermarkRow before = held;
        held.user = mark.user;
        if (m_world.bug() == Bug::MarkGoesBack) {
            held = mark;
        } else {
            held.deliveredSeq = std::max(held.deliveredSeq, mark.deliveredSeq);
            held.readSeq = std::max(held.readSeq, mark.readSeq);
        }
        m_world.check(held.deliveredSeq >= before.deliveredSeq && held.readSeq >= before.readSeq,
                      "a watermark went back");
    }
}

void ClientDisk::addPending(OutboxRow row) {
    row.position = m_nextPosition++;
    m_written.push_back(row);
    if (m_world.bug() == Bug::OutboxForgets && m_world.random().chance(30))
        return;
    m_outbox.push_back(std::move(row));
}

StoreSnapshot ClientDisk::snapshot() const {
    StoreSnapshot snapshot;
    snapshot.accountRev = m_accountRev;
    snapshot.listedAsOfMs = m_listedAsOfMs;
    for (const auto &[id, progress] : m_progress)
        snapshot.progress.push_back(progress);
    snapshot.operations = m_operations;
    for (const OutboxRow &row : m_outbox) {
        if (row.state == SendState::Pending)
            snapshot.outbox.push_back(row);
    }
    return snapshot;
}

const ClientDisk::Rows &ClientDisk::rows(const ConversationId &id) const {
    static const Rows kNone;
    const auto it = m_messages.find(id);
    return it == m_messages.end() ? kNone : it->second;
}

const Progress *ClientDisk::progress(const ConversationId &id) const {
    const auto it = m_progress.find(id);
    return it == m_progress.end() ? nullptr : &it->second;
}

WatermarkRow ClientDisk::marks(const ConversationId &id, const UserId &user) const {
    const auto it = m_marks.find({id, user});
    return it == m_marks.end() ? WatermarkRow{} : it->second;
}

} // namespace banter::simulation
