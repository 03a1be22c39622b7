// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/ClientDisk.h"

#include <algorithm>

#include "tests/simulation/SimServer.h"
#include "tests/simulation/World.h"

namespace banter::simulation {

using namespace client;

void ClientDisk::apply(const StoreBatch &batch) {
    for (const ConversationId &id : batch.resets)
        m_messages.erase(id);
    for (const ConversationId &id : batch.removed) {
        m_messages.erase(id);
        m_progress.erase(id);
    }
    const bool losesOne = m_world.bug() == Bug::LostRow && !batch.messages.empty() && m_world.random().chance(20);
    for (std::size_t i = losesOne ? 1 : 0; i < batch.messages.size(); ++i)
        putMessage(batch.messages[i]);
    for (const StoreBatch::Marks &marks : batch.marks)
        putMarks(marks);
    for (const Progress &progress : batch.progress)
        m_progress[progress.conversation] = progress;
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

void ClientDisk::putMessage(const MessageRow &row) {
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
