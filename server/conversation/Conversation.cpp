// SPDX-License-Identifier: Apache-2.0
#include "server/conversation/Conversation.h"

#include <algorithm>
#include <iterator>

#include "shared/protocol/Limits.h"

namespace banter::server {
namespace {

constexpr Millis kBusyRetry{500};
constexpr std::size_t kMaxLastSent = 64;

/// Of the message that a step is about; 0: about none.
std::uint64_t seqOf(const ConversationStep &step) {
    if (step.message)
        return step.message->seq;
    return step.reactions ? step.reactions->summary.seq : 0;
}

} // namespace

void Conversation::send(SendRequest request, MonoTime now) {
    m_lastUse = now;
    if (m_state == State::Ready && !m_stale) {
        if (refusalFor(request))
            doubt(std::move(request));
        else
            append(std::move(request));
        return;
    }
    if (m_waiting.size() >= kMaxInFlight) {
        m_output.refuse(request.origin, ErrorCode::Busy, kBusyRetry);
        return;
    }
    m_waiting.push_back(std::move(request));
    requestLoad();
}

void Conversation::acknowledge(const UserId &user, std::uint64_t delivered, std::uint64_t read, MonoTime now,
                               const DeviceId &device, bool hidesRead) {
    m_lastUse = now;
    const WaitingAck ack{user, std::max(delivered, read), read, device, hidesRead};
    if (m_state == State::Ready) {
        // Whoever was just added is told so by another way: its word must not get lost while that is not known here.
        if (isMember(user))
            raise(ack, now);
        else
            doubt(ack);
        return;
    }
    if (m_waitingAcks.size() < kMaxInFlight)
        m_waitingAcks.push_back(ack);
    requestLoad();
}

bool Conversation::mayWrite(const UserId &user, MonoTime now) {
    m_lastUse = now;
    if (m_state != State::Ready || m_stale)
        requestLoad();
    return m_state == State::Ready && !m_stale && !m_isBlocked && isMember(user);
}

void Conversation::changed(ConversationChange change, MonoTime now) {
    m_lastUse = now;
    if (m_state == State::Ready && !m_stale && change.aclRev == m_aclRev) {
        tellSteps(change);
        return;
    }
    // Who misses it sees by the gap in rev.
    if (m_waitingChanges.size() < kMaxInFlight)
        m_waitingChanges.push_back(std::move(change));
    m_stale = true;
    requestLoad();
}

void Conversation::recheck(MonoTime now) {
    m_lastUse = now;
    if (m_state == State::Unknown)
        return;
    m_again = m_state == State::Loading;
    m_stale = true;
    requestLoad();
}

void Conversation::requestLoad() {
    // While a batch with the old acl_rev is at the writer, its answers must come first: else a newer message could
    // overtake.
    if (m_state == State::Loading || (m_stale && !m_inFlight.empty()))
        return;
    m_state = State::Loading;
    m_output.load(m_id);
}

/// What the members say here may be over: somebody was just added, or a block was taken back. A refusal is for good, so
/// the store is asked once more; the others need not wait for that.
void Conversation::doubt(SendRequest request) {
    if (m_doubtful.size() >= kMaxInFlight) {
        m_output.refuse(request.origin, ErrorCode::Busy, kBusyRetry);
        return;
    }
    m_doubtful.push_back(std::move(request));
    if (m_doubtful.size() + m_doubtfulAcks.size() == 1)
        m_output.load(m_id);
}

void Conversation::doubt(const WaitingAck &ack) {
    if (m_doubtfulAcks.size() >= kMaxInFlight)
        return;
    m_doubtfulAcks.push_back(ack);
    if (m_doubtful.size() + m_doubtfulAcks.size() == 1)
        m_output.load(m_id);
}

/// The store's answer while the members are known.
void Conversation::settleDoubts(const Result<std::optional<ConversationRow>> &row) {
    std::vector<SendRequest> doubtful = std::exchange(m_doubtful, {});
    const std::vector<WaitingAck> acks = std::exchange(m_doubtfulAcks, {});
    if (!row.ok()) {
        for (const SendRequest &request : doubtful)
            m_output.refuse(request.origin, wireCode(row.error().code), kBusyRetry);
        return;
    }
    if (row.value())
        m_lastSeq = std::max(m_lastSeq, row.value()->lastSeq);
    if (row.value() && row.value()->aclRev == m_aclRev) {
        for (const SendRequest &request : doubtful)
            m_output.refuse(request.origin, refusalFor(request).value_or(ErrorCode::Internal), Millis{0});
        return;
    }
    std::move(doubtful.begin(), doubtful.end(), std::back_inserter(m_waiting));
    m_waitingAcks.insert(m_waitingAcks.end(), acks.begin(), acks.end());
    m_stale = true;
    requestLoad();
}

void Conversation::loaded(Result<std::optional<ConversationRow>> row, std::vector<ReceiptRow> receipts, MonoTime now) {
    m_lastUse = now;
    if (m_state == State::Ready) {
        settleDoubts(row);
        return;
    }
    // Those whom this answer is about as well.
    std::move(m_doubtful.begin(), m_doubtful.end(), std::back_inserter(m_waiting));
    m_doubtful.clear();
    m_waitingAcks.insert(m_waitingAcks.end(), m_doubtfulAcks.begin(), m_doubtfulAcks.end());
    m_doubtfulAcks.clear();
    if (!row.ok() || !row.value()) {
        m_state = State::Unknown;
        m_stale = false;
        const bool absent = row.ok();
        refuseAllWaiting(absent ? ErrorCode::NotFound : wireCode(row.error().code), absent ? Millis{0} : kBusyRetry);
        m_waitingAcks.clear();
        m_waitingChanges.clear();
        m_again = false;
        return;
    }
    ConversationRow &conversation = *row.value();
    m_isDirect = conversation.kind == ConversationKind::Direct;
    takeMembers(std::move(conversation.members), receipts);
    m_timerMs = conversation.timerMs;
    m_aclRev = conversation.aclRev;
    m_firstSeq = conversation.firstSeq;
    m_lastSeq = std::max(m_lastSeq, conversation.lastSeq);
    m_lastFannedRev = std::max(m_lastFannedRev, conversation.lastRev);
    m_state = State::Ready;
    // A change that was committed while this was being read: its members are not in it.
    m_stale = std::exchange(m_again, false) || std::any_of(m_waitingChanges.begin(), m_waitingChanges.end(),
                                                           [&](const auto &one) { return one.aclRev > m_aclRev; });
    if (m_stale) {
        requestLoad();
        return;
    }
    tellWaitingChanges();
    admitWaiting();
    for (const WaitingAck &ack : std::exchange(m_waitingAcks, {}))
        raise(ack, now);
}

void Conversation::takeMembers(std::vector<MemberRow> rows, const std::vector<ReceiptRow> &receipts) {
    const std::vector<MemberRow> previousMembers = std::move(m_members);
    const std::vector<Watermark> previousMarks = std::move(m_watermarks);
    std::erase_if(rows, [](const MemberRow &row) { return row.removed; });
    std::sort(rows.begin(), rows.end(), [](const MemberRow &a, const MemberRow &b) { return a.user < b.user; });
    m_members = std::move(rows);
    m_watermarks.assign(m_members.size(), {});
    m_isBlocked = false;
    m_newestJoin = 0;
    for (const MemberRow &member : m_members) {
        m_isBlocked = m_isBlocked || member.blocked;
        m_newestJoin = std::max(m_newestJoin, member.joinedSeq);
    }
    for (const ReceiptRow &receipt : receipts) {
        if (const std::size_t i = indexOf(receipt.user); i < m_members.size())
            m_watermarks[i] = {receipt.deliveredSeq, receipt.readSeq, receipt.ownReadSeq, false, {}};
    }
    // What moved here and is not stored yet survives a reload.
    for (std::size_t j = 0; j < previousMembers.size(); ++j) {
        const std::size_t i = indexOf(previousMembers[j].user);
        if (!previousMarks[j].moved || i >= m_members.size())
            continue;
        m_watermarks[i].delivered = std::max(m_watermarks[i].delivered, previousMarks[j].delivered);
        m_watermarks[i].read = std::max(m_watermarks[i].read, previousMarks[j].read);
        m_watermarks[i].ownRead = std::max(m_watermarks[i].ownRead, previousMarks[j].ownRead);
        m_watermarks[i].moved = true;
        m_watermarks[i].by = previousMarks[j].by;
    }
}

void Conversation::tellWaitingChanges() {
    for (const ConversationChange &change : std::exchange(m_waitingChanges, {}))
        tellSteps(change);
}

/// Who goes hears that they go, and nothing after it. Who may not see a message gets its change empty, so that their
/// revs have no gap.
void Conversation::tellSteps(const ConversationChange &change) {
    m_lastSeq = std::max(m_lastSeq, change.lastSeq);
    for (const ConversationStep &step : change.steps) {
        rememberErased(step);
        std::vector<MemberRow> members = m_members;
        for (const MemberRow &row : step.members) {
            if (row.removed && indexOf(row.user) == m_members.size())
                members.push_back(row);
        }
        if (const std::uint64_t seq = seqOf(step); seq > 0 && seq <= m_newestJoin) {
            const auto others = std::stable_partition(members.begin(), members.end(),
                                                      [seq](const MemberRow &row) { return row.joinedSeq < seq; });
            ConversationStep empty;
            empty.rev = step.rev;
            m_output.tell(m_id, empty, {others, members.end()});
            members.erase(others, members.end());
        }
        m_output.tell(m_id, step, members);
    }
}

void Conversation::rememberErased(const ConversationStep &step) {
    if (step.message && step.message->deleted && !m_inFlight.empty())
        m_erased.push_back(step.message->seq);
}

void Conversation::admitWaiting() {
    std::vector<SendRequest> waiting = std::exchange(m_waiting, {});
    // What comes back Stale has moved m_lastSent already, itself and by those behind it: back to what stood before the
    // first of each device, so that it is admitted again, and those behind it only if it was.
    for (std::size_t i = std::exchange(m_staleCount, 0); i-- > 0;)
        rememberLast(waiting[i].device, waiting[i].after);
    for (SendRequest &request : waiting)
        admit(std::move(request));
}

void Conversation::admit(SendRequest request) {
    if (const auto refusal = refusalFor(request)) {
        m_output.refuse(request.origin, *refusal, Millis{0});
        return;
    }
    append(std::move(request));
}

/// Of a member who may write.
void Conversation::append(SendRequest request) {
    if (InFlight *known = findInFlight(request.user, request.clientId)) {
        known->origins.push_back(request.origin);
        rememberLast(request.device, request.clientId);
        return;
    }
    if (!followsLast(request)) {
        m_output.refuse(request.origin, ErrorCode::OutOfOrder, Millis{0});
        return;
    }
    NewMessage message;
    message.conversation = m_id;
    message.sender = request.user;
    message.clientId = request.clientId;
    message.checkedAclRev = m_aclRev;
    message.timerMs = m_timerMs;
    message.kind = request.kind;
    message.retry = request.retry;
    message.after = request.after;
    message.body = std::move(request.body);
    message.token = m_nextToken;
    if (m_inFlight.size() >= kMaxInFlight || !m_output.append(std::move(message))) {
        m_output.refuse(request.origin, ErrorCode::Busy, kBusyRetry);
        return;
    }
    rememberLast(request.device, request.clientId);
    InFlight flight{m_nextToken++, request.user, request.clientId, {request.origin}, std::move(request)};
    m_inFlight.push_back(std::move(flight));
}

void Conversation::appended(Appended result, MonoTime now) {
    m_lastUse = now;
    const auto it = std::find_if(m_inFlight.begin(), m_inFlight.end(),
                                 [&](const InFlight &flight) { return flight.token == result.message.token; });
    if (it == m_inFlight.end())
        return;
    InFlight flight = std::move(*it);
    m_inFlight.erase(it);
    if (result.status == AppendStatus::Stale) {
        // Back to the front of the queue, in the order of the answers; checked again once all answers are in.
        m_stale = true;
        SendRequest again = std::move(flight.kept);
        again.body = std::move(result.message.body);
        m_waiting.insert(m_waiting.begin() + m_staleCount++, std::move(again));
    } else {
        settle(std::move(flight), std::move(result), now);
    }
    if (m_inFlight.empty())
        m_erased.clear();
    if (m_stale && m_inFlight.empty())
        requestLoad();
}

void Conversation::settle(InFlight flight, Appended result, MonoTime now) {
    switch (result.status) {
    case AppendStatus::Gone:
        for (const SendOrigin &origin : flight.origins)
            m_output.refuse(origin, ErrorCode::NotFound, Millis{0});
        return;
    case AppendStatus::Failed:
    case AppendStatus::Stale:
        // Nothing may follow what was not stored.
        for (LastSent &last : m_lastSent) {
            if (last.device == flight.kept.device && last.clientId == flight.clientId)
                last.clientId = {};
        }
        for (const SendOrigin &origin : flight.origins)
            m_output.refuse(origin, ErrorCode::Internal, kBusyRetry);
        return;
    case AppendStatus::Stored:
    case AppendStatus::Duplicate: break;
    }
    for (const SendOrigin &origin : flight.origins)
        m_output.accept(origin, result);
    m_lastSeq = std::max(m_lastSeq, result.seq);
    // A duplicate whose first answer was lost has not been told to anybody: rev decides, not the status.
    if (result.rev > m_lastFannedRev) {
        m_lastFannedRev = result.rev;
        fanOut(result);
        if (m_members.size() > limits::kMaxListedMembers)
            m_counts.sent(flight.user, result.seq, now);
    }
    raise({flight.user, result.seq, result.seq, flight.kept.device, flight.kept.hidesRead}, now);
}

/// A message that was on its way when somebody joined may be one that they do not see. One that was stored by an
/// attempt whose outcome was unknown may have been erased since.
void Conversation::fanOut(const Appended &stored) {
    if (!m_erased.empty() && std::find(m_erased.begin(), m_erased.end(), stored.seq) != m_erased.end()) {
        ConversationStep empty;
        empty.rev = stored.rev;
        m_output.tell(m_id, empty, m_members);
        return;
    }
    if (stored.seq > m_newestJoin) {
        m_output.fanOut(m_id, stored, m_members);
        return;
    }
    std::vector<MemberRow> members = m_members;
    std::erase_if(members, [&](const MemberRow &row) { return row.joinedSeq >= stored.seq; });
    m_output.fanOut(m_id, stored, members);
}

void Conversation::refuseAllWaiting(ErrorCode code, Millis retryAfter) {
    m_staleCount = 0;
    for (const SendRequest &request : std::exchange(m_waiting, {}))
        m_output.refuse(request.origin, code, retryAfter);
}

std::optional<ErrorCode> Conversation::refusalFor(const SendRequest &request) const {
    const std::size_t index = indexOf(request.user);
    if (index == m_members.size())
        return ErrorCode::NotFound;
    if (m_isBlocked)
        return ErrorCode::NotAllowed;
    // What there is to answer is known without a look: seqs have no gaps.
    const std::uint64_t replyTo = request.replyTo;
    if (replyTo > 0 && (replyTo < m_firstSeq || replyTo > m_lastSeq || replyTo <= m_members[index].joinedSeq))
        return ErrorCode::NotFound;
    return std::nullopt;
}

/// m_members.size(): no member.
std::size_t Conversation::indexOf(const UserId &user) const {
    const auto it = std::lower_bound(m_members.begin(), m_members.end(), user,
                                     [](const MemberRow &member, const UserId &id) { return member.user < id; });
    const auto index = static_cast<std::size_t>(it - m_members.begin());
    return it == m_members.end() || it->user != user ? m_members.size() : index;
}

Conversation::InFlight *Conversation::findInFlight(const UserId &user, const ClientId &clientId) {
    const auto it = std::find_if(m_inFlight.begin(), m_inFlight.end(), [&](const InFlight &flight) {
        return flight.clientId == clientId && flight.user == user;
    });
    return it == m_inFlight.end() ? nullptr : &*it;
}

bool Conversation::followsLast(const SendRequest &request) const {
    if (request.after.isNull())
        return true;
    return std::any_of(m_lastSent.begin(), m_lastSent.end(), [&](const LastSent &last) {
        return last.device == request.device && last.clientId == request.after;
    });
}

void Conversation::rememberLast(const DeviceId &device, const ClientId &clientId) {
    const auto it =
        std::find_if(m_lastSent.begin(), m_lastSent.end(), [&](const LastSent &last) { return last.device == device; });
    if (it != m_lastSent.end()) {
        it->clientId = clientId;
        return;
    }
    // Forgetting the longest silent device costs it one OUT_OF_ORDER and a resend at most.
    if (m_lastSent.size() >= kMaxLastSent)
        m_lastSent.erase(m_lastSent.begin());
    m_lastSent.push_back({device, clientId});
}

void Conversation::raise(const WaitingAck &ack, MonoTime now) {
    const std::size_t index = indexOf(ack.user);
    if (index == m_members.size())
        return;
    Watermark &mark = m_watermarks[index];
    const std::uint64_t read = std::min(ack.read, m_lastSeq);
    const std::uint64_t newDelivered = std::max(mark.delivered, std::min(ack.delivered, m_lastSeq));
    const std::uint64_t newRead = ack.hidesRead ? mark.read : std::max(mark.read, read);
    const std::uint64_t newOwn = ack.hidesRead ? std::max(mark.ownRead, read) : mark.ownRead;
    if (newDelivered == mark.delivered && newRead == mark.read && newOwn == mark.ownRead)
        return;
    const bool byOne = !mark.moved || mark.by == ack.device;
    mark = {newDelivered, newRead, newOwn, true, byOne ? ack.device : DeviceId{}};
    if (!m_receiptsDue) {
        m_receiptsDue = true;
        m_output.receiptsDue(m_id, std::max(m_nextReceipts, now));
    }
}

std::vector<ReceiptRow> Conversation::takeReceipts(MonoTime now) {
    std::vector<ReceiptRow> rows;
    m_receiptsDue = false;
    m_nextReceipts = now + kReceiptPace;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (std::exchange(m_watermarks[i].moved, false))
            rows.push_back(
                {m_id, m_members[i].user, m_watermarks[i].delivered, m_watermarks[i].read, m_watermarks[i].ownRead});
    }
    return rows;
}

void Conversation::receiptsStored(const std::vector<ReceiptRow> &rows, MonoTime now) {
    if (m_isDirect || m_members.size() <= limits::kMaxListedMembers) {
        m_output.announce(m_id, rows, m_members);
        tellOwn(rows, true);
        return;
    }
    tellOwn(rows, false);
    std::vector<ReceiptCounts::Mark> marks;
    marks.reserve(m_members.size());
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        const Watermark &mark = m_watermarks[i];
        marks.push_back({m_members[i].user, m_members[i].sinceSeq, mark.delivered, mark.read});
    }
    for (const auto &[sender, counts] : m_counts.moved(marks, now))
        m_output.announceCounts(m_id, sender, counts);
}

/// `hiddenOnly`: of the others everybody has been told.
void Conversation::tellOwn(const std::vector<ReceiptRow> &rows, bool hiddenOnly) {
    for (ReceiptRow row : rows) {
        const std::size_t i = indexOf(row.user);
        if (i == m_members.size() || (hiddenOnly && row.ownReadSeq <= row.readSeq))
            continue;
        row.readSeq = row.ownRead();
        m_output.announceOwn(m_id, row, m_watermarks[i].by);
    }
}

bool Conversation::isIdleSince(MonoTime since) const {
    return m_lastUse < since && m_state != State::Loading && m_inFlight.empty() && m_waiting.empty() &&
           !m_receiptsDue && m_waitingChanges.empty() && m_doubtful.empty() && m_doubtfulAcks.empty();
}

} // namespace banter::server
