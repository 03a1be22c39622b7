// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <QDateTime>

#include "app/chats/Conversation.h"
#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

/// What one does to messages that exist.

QString Conversation::barTitle() const {
    switch (m_bar) {
    case NoBar: break;
    case Reply: return m_barName.isEmpty() ? tr("Reply") : tr("Reply to %1").arg(Formatting::isolated(m_barName));
    case Edit: return tr("Edit message");
    }
    return {};
}

void Conversation::setBar(Bar bar, const TimelineRow *row) {
    m_bar = bar;
    m_barSeq = row ? row->seq : 0;
    m_barText = row ? Formatting::oneLine(TimelineModel::textOf(*row)) : QString();
    m_barName.clear();
    if (row && bar == Reply) {
        QuotedRow quoted;
        quoted.seq = row->seq;
        quoted.isHeld = true;
        quoted.sender = row->sender;
        m_barName = m_timeline.quoteOf(quoted).first;
    }
    Q_EMIT barChanged();
}

/// Of a draft that was kept: the message that it answers, if it can be seen.
void Conversation::showReply(std::uint64_t seq) {
    const int row = m_timeline.rowOfSeq(seq);
    TimelineRow unknown;
    unknown.seq = seq;
    setBar(Reply, row >= 0 ? m_timeline.rowAt(row) : &unknown);
}

void Conversation::beginReply(const QString &messageId) {
    const TimelineRow *const row = m_timeline.find(messageId);
    if (!row || row->seq == 0 || row->deleted || row->sender.isNull() || !closedText().isEmpty())
        return;
    if (m_bar == Edit)
        cancelBar();
    setBar(Reply, row);
    m_draftTimer.start();
}

void Conversation::beginEdit(const QString &messageId) {
    const TimelineRow *const row = m_timeline.find(messageId);
    if (!row ||
        !m_timeline.data(m_timeline.index(m_timeline.rowOfSeq(row->seq)), TimelineModel::CanEditRole).toBool() ||
        !closedText().isEmpty())
        return;
    if (m_bar != Edit) {
        flush();
        m_stashedDraft = m_draft;
        m_stashedReply = m_bar == Reply ? m_barSeq : 0;
    }
    setBar(Edit, row);
    m_draft = TimelineModel::textOf(*row);
    Q_EMIT draftChanged();
    Q_EMIT draftReplaced();
}

void Conversation::cancelBar() {
    const bool wasEdit = m_bar == Edit;
    setBar(NoBar, nullptr);
    if (!wasEdit) {
        flush();
        return;
    }
    if (const std::uint64_t reply = std::exchange(m_stashedReply, 0); reply > 0)
        showReply(reply);
    replaceDraft(std::exchange(m_stashedDraft, QString()));
}

void Conversation::takeBack(const QString &words) {
    if (m_bar != Edit)
        giveBack(words);
    else
        m_stashedDraft += m_stashedDraft.isEmpty() ? words : QLatin1Char('\n') + words;
}

void Conversation::commitEdit() {
    const QString text = m_draft.trimmed();
    const int row = m_timeline.rowOfSeq(m_barSeq);
    const bool isSame = row >= 0 && TimelineModel::textOf(*m_timeline.rowAt(row)) == text;
    if (!isSame)
        m_actions->editMessage(m_id, m_barSeq, text.toStdString(), toldIfRefused());
    cancelBar();
}

QString Conversation::lastEditable() const {
    for (int row = 0; row < m_timeline.rowCount(); ++row) {
        const QModelIndex at = m_timeline.index(row);
        if (m_timeline.data(at, TimelineModel::CanEditRole).toBool())
            return m_timeline.data(at, TimelineModel::MessageIdRole).toString();
    }
    return {};
}

void Conversation::react(const QString &messageId, const QString &emoji) {
    const TimelineRow *const row = m_timeline.find(messageId);
    if (!row || row->seq == 0 || row->deleted || row->sender.isNull())
        return;
    const std::string wanted = emoji.toStdString();
    m_actions->react(m_id, row->seq, wanted == row->ownReaction ? std::string() : wanted, toldIfRefused());
}

std::vector<std::uint64_t> Conversation::seqsOf(const QStringList &messageIds) const {
    std::vector<std::uint64_t> seqs;
    for (const QString &id : messageIds) {
        const TimelineRow *const row = m_timeline.find(id);
        if (row && row->seq > 0)
            seqs.push_back(row->seq);
    }
    return seqs;
}

/// As many at a time as one request takes.
void Conversation::deleteForEveryone(const QStringList &messageIds) {
    const std::vector<std::uint64_t> all = seqsOf(messageIds);
    for (std::size_t at = 0; at < all.size(); at += limits::kMaxMessagesAtOnce) {
        const std::size_t end = std::min<std::size_t>(all.size(), at + limits::kMaxMessagesAtOnce);
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
        m_actions->deleteMessages(m_id, {begin, all.begin() + static_cast<std::ptrdiff_t>(end)}, toldIfRefused());
    }
}

void Conversation::deleteForMe(const QStringList &messageIds) {
    const std::vector<std::uint64_t> all = seqsOf(messageIds);
    for (std::size_t at = 0; at < all.size(); at += limits::kMaxMessagesAtOnce) {
        const std::size_t end = std::min<std::size_t>(all.size(), at + limits::kMaxMessagesAtOnce);
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
        m_actions->hideMessages(m_id, {begin, all.begin() + static_cast<std::ptrdiff_t>(end)}, toldIfRefused());
    }
}

void Conversation::jumpToDate(const QDate &day) {
    m_actions->findByTime(m_id, day.startOfDay().toMSecsSinceEpoch(),
                          {m_executor, m_alive, [this](const Result<std::uint64_t> &seq) {
                               if (seq.ok() && *seq > 0)
                                   m_timeline.jumpTo(*seq);
                               else if (seq.ok())
                                   m_timeline.jumpToLatest(); // nothing was written since
                               else
                                   Q_EMIT m_timeline.notFound(ErrorText::of(seq.error()));
                           }});
}

bool Conversation::isMuted() const {
    return m_row.mutedUntilMs < 0 || m_row.mutedUntilMs > QDateTime::currentMSecsSinceEpoch();
}

bool Conversation::isOnline() const { return m_presence && !isGroup() && m_presence->isOnline(peerId()); }

/// Members of a small group count as on the screen: the header says how many are there.
void Conversation::watchMembers() {
    const QStringList all = m_row.isLeft ? QStringList() : m_group.members()->userIds();
    QStringList wanted = all.size() <= kMostWatched ? all : QStringList();
    wanted.removeAll(QString::fromStdString(m_self.toText()));
    if (wanted == m_watched)
        return;
    const QStringList before = std::exchange(m_watched, wanted);
    for (const QString &user : wanted)
        m_presence->show(user);
    for (const QString &user : before)
        m_presence->hide(user);
    Q_EMIT changed();
}

void Conversation::unwatchMembers() {
    for (const QString &user : std::exchange(m_watched, {})) {
        if (m_presence)
            m_presence->hide(user);
    }
}

/// With oneself, who is there; 0 = nobody else is, or it is not shown.
int Conversation::onlineCount() const {
    const auto others = std::count_if(m_watched.begin(), m_watched.end(),
                                      [this](const QString &user) { return m_presence->isOnline(user); });
    return others > 0 ? static_cast<int>(others) + 1 : 0;
}

bool Conversation::isSomebodyTyping() const {
    return m_presence && !m_presence->activityText(m_id, isGroup()).isEmpty();
}

/// The others are told again while it goes on, and once when it ends.
void Conversation::tellTyping(bool isTyping) {
    if (m_bar == Edit)
        return;
    const bool isKnown = m_toldTyping.isValid();
    if (isTyping &&
        (!isKnown || m_toldTyping.elapsed() >= std::chrono::milliseconds(limits::kActivityRepeat).count())) {
        m_toldTyping.start();
        m_actions->setActivity(m_id, v1::TYPING);
    } else if (!isTyping && isKnown) {
        m_toldTyping.invalidate();
        m_actions->setActivity(m_id, v1::ACTIVITY_UNSPECIFIED);
    }
}

} // namespace banter::client
