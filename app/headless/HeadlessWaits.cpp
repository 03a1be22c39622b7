// SPDX-License-Identifier: Apache-2.0
#include "app/headless/HeadlessClient.h"

namespace banter::client {
namespace {

constexpr double kDefaultSeconds = 30;
constexpr double kMaxSeconds = 3600;
constexpr int kMaxMessages = 100000;

} // namespace

void HeadlessClient::runWait(const Command &command) {
    const QString &what = command.words.at(0);
    const auto word = [&](int index) { return command.words.value(index); };
    if (what == QLatin1String("online") || what == QLatin1String("offline") || what == QLatin1String("synced")) {
        waitForConnection(what, word(1));
        return;
    }
    const bool isMessage = what == QLatin1String("message");
    MessageState state = MessageState::Sent;
    if (what == QLatin1String("delivered"))
        state = MessageState::Delivered;
    else if (what == QLatin1String("read"))
        state = MessageState::Read;
    else if (what != QLatin1String("sent") && !isMessage) {
        fail({ErrorCode::Malformed, "wait for sent, delivered, read, message, online, synced or offline"});
        return;
    }
    if (word(1).isEmpty()) {
        fail({ErrorCode::Malformed, "wait with whom?"});
        return;
    }
    bool isNumber = true;
    const int count = isMessage && !word(2).isEmpty() ? word(2).toInt(&isNumber) : 1;
    if (!isNumber || count < 1 || count > kMaxMessages) {
        fail({ErrorCode::Malformed, "N is a number from 1 to 100000"});
        return;
    }
    withConversation(word(1),
                     [this, isMessage, state, count, seconds = word(isMessage ? 3 : 2)](const ConversationRow &row) {
                         if (isMessage)
                             waitForMessage(row, count, seconds);
                         else
                             waitForState(state, row, seconds);
                     });
}

void HeadlessClient::waitFor(const QString &what, const QString &seconds, std::function<void()> check) {
    bool isNumber = true;
    const double limit = seconds.isEmpty() ? kDefaultSeconds : seconds.toDouble(&isNumber);
    if (!isNumber || limit < 0 || limit > kMaxSeconds) {
        fail({ErrorCode::Malformed, "SECONDS is a number up to 3600"});
        return;
    }
    m_wait = Wait{++m_waits, std::move(check), what};
    m_waitLimit.start(static_cast<int>(limit * 1000));
    checkWait();
}

void HeadlessClient::checkWait() {
    if (!m_wait)
        return;
    const auto check = m_wait->check; // it may end the wait
    check();
}

void HeadlessClient::waitForConnection(const QString &what, const QString &seconds) {
    waitFor(what, seconds, [this, what] {
        const bool isOnline = m_session->state() == Session::State::Online;
        const bool holds = what == QLatin1String("offline")  ? !isOnline
                           : what == QLatin1String("synced") ? isOnline && m_session->isUpToDate()
                                                             : isOnline;
        if (holds)
            ok({{}, what, {{QStringLiteral("state"), what}}});
        else if (what != QLatin1String("offline") && !m_session->credentials())
            fail({ErrorCode::NotSignedIn, "nobody is signed in"});
    });
}

void HeadlessClient::waitForState(MessageState state, const ConversationRow &conversation, const QString &seconds) {
    waitFor(stateText(state), seconds, [this, state, id = conversation.id] {
        if (!m_session->store()) {
            fail({ErrorCode::NotSignedIn, "nobody is signed in"});
            return;
        }
        m_session->store()->conversation(
            id, {m_session->executor(),
                 [this, state, number = m_waits](const Result<std::optional<ConversationRow>> &found) {
                     if (!isWaiting(number) || !found.ok() || !*found)
                         return;
                     const ConversationRow &row = **found;
                     const std::uint64_t reached = state == MessageState::Read ? row.peerRead
                                                   : state == MessageState::Delivered
                                                       ? std::max(row.peerDelivered, row.peerRead)
                                                       : row.ownSeq;
                     if (row.pending > 0 || reached < row.ownSeq)
                         return;
                     ok({{},
                         QStringLiteral("%1 %2 failed=%3").arg(stateText(state)).arg(row.ownSeq).arg(row.failed),
                         {{QStringLiteral("state"), stateText(state)},
                          {QStringLiteral("seq"), static_cast<qint64>(row.ownSeq)},
                          {QStringLiteral("failed"), static_cast<qint64>(row.failed)}}});
                 }});
    });
}

void HeadlessClient::waitForMessage(const ConversationRow &conversation, int count, const QString &seconds) {
    waitFor(QStringLiteral("there"), seconds, [this, count, id = conversation.id] {
        if (!m_session->store()) {
            fail({ErrorCode::NotSignedIn, "nobody is signed in"});
            return;
        }
        m_session->store()->received(
            id, m_seen[id], count,
            {m_session->executor(), [this, count, id, number = m_waits](const Result<std::vector<TimelineRow>> &rows) {
                 if (!isWaiting(number) || !rows.ok() || rows->size() < static_cast<std::size_t>(count))
                     return;
                 const TimelineRow &last = rows->back();
                 m_seen[id] = last.seq;
                 ok({{}, toText(last, nameOf(last.sender)), toJson(last, nameOf(last.sender))});
             }});
    });
}

} // namespace banter::client
