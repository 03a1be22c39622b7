// SPDX-License-Identifier: Apache-2.0
#include "app/chats/Conversation.h"

#include <algorithm>
#include <utility>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::client {

Conversation::Conversation(const ConversationId &id, const UserId &self, const Access &access, QObject *parent)
    : QObject(parent),
      m_id(id),
      m_self(self),
      m_store(access.store),
      m_actions(access.chats),
      m_executor(access.executor),
      m_timeline(id, self, access.store, access.chats, access.executor),
      m_group(id, self, access.store, access.groups, access.executor, access.host),
      m_info(id, access.store, access.groups, access.executor),
      m_presence(access.presence) {
    connect(access.store, &LocalStore::changed, this, &Conversation::onChanged);
    connect(&m_timeline, &TimelineModel::messageArrived, this, [this] {
        if (!m_isWatched && m_timeline.firstUnread() == 0)
            m_timeline.setFirstUnread(m_timeline.seqAt(0));
    });
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(kDraftDelayMs);
    connect(&m_draftTimer, &QTimer::timeout, this, &Conversation::flush);
    m_shareTimer.setSingleShot(true);
    m_shareTimer.setInterval(kDraftShareMs);
    connect(&m_shareTimer, &QTimer::timeout, this, [this] { m_actions->shareDraft(m_id); });
    if (m_presence) {
        m_presence->setOpen(m_id, UserId{});
        connect(m_presence, &Presence::changed, this, [this](const QString &userId) {
            if (userId == peerId() || m_watched.contains(userId))
                Q_EMIT changed();
        });
        connect(m_group.members(), &MemberListModel::stateChanged, this, &Conversation::watchMembers);
        connect(m_presence, &Presence::activityChanged, this, [this](const ConversationId &where) {
            if (where == m_id)
                Q_EMIT changed();
        });
    }
    connect(this, &Conversation::draftChanged, this, &Conversation::canSendChanged);
    connect(this, &Conversation::changed, this, &Conversation::canSendChanged);
    readRow();
    readDraft();
    m_actions->setInView(id);
}

Conversation::~Conversation() {
    unwatchMembers();
    // Without the store everything else it stood on may be gone, too: it is deleted later than it is closed.
    if (!m_store)
        return;
    flush();
    tellTyping(false);
    if (m_shareTimer.isActive())
        m_actions->shareDraft(m_id);
    if (m_presence)
        m_presence->close(m_id);
}

QString Conversation::conversationId() const { return QString::fromStdString(m_id.toText()); }

QString Conversation::title() const { return QString::fromStdString(m_row.shownName()); }

QString Conversation::initials() const { return Formatting::initials(title()); }

int Conversation::hue() const { return Formatting::hue(m_row.peer.isNull() ? m_id.view() : m_row.peer.view()); }

QString Conversation::peerId() const {
    return isGroup() || m_row.peer.isNull() ? QString() : QString::fromStdString(m_row.peer.toText());
}

QString Conversation::closedText() const {
    if (m_row.isLeft)
        return isGroup() ? tr("You are not in this group any more.") : tr("This conversation is no more.");
    return m_row.isPeerBlocked ? tr("You blocked %1.").arg(Formatting::isolated(title())) : QString();
}

Conversation::ClosedAction Conversation::closedAction() const {
    if (m_row.isLeft)
        return m_group.canForget() ? Forget : NoAction;
    return m_row.isPeerBlocked ? Unblock : NoAction;
}

void Conversation::openInfo(const QString &messageId) {
    const TimelineRow *const row = m_timeline.find(messageId);
    if (row && row->mine && row->seq > 0)
        m_info.open(messageId, row->seq, row->sentAtMs);
}

void Conversation::setOnline() {
    m_timeline.setOnline();
    if (isGroup())
        m_group.members()->load();
}

QString Conversation::presenceText() const {
    const QString activity = m_presence ? m_presence->activityText(m_id, isGroup()) : QString();
    if (!activity.isEmpty())
        return activity;
    if (!isGroup() && m_presence) {
        const QString presence = m_presence->textOf(peerId());
        if (!presence.isEmpty())
            return presence;
    }
    if (isGroup())
        return m_row.isLeft        ? QString()
               : onlineCount() > 0 ? tr("%1, %n online", nullptr, onlineCount()).arg(m_group.memberCountText())
                                   : m_group.memberCountText();
    return m_row.peerUsername.empty() ? QString()
                                      : QStringLiteral("@%1").arg(QString::fromStdString(m_row.peerUsername));
}

void Conversation::readRow() {
    if (!m_store)
        return;
    m_store->conversation(m_id, {m_executor, m_alive, [this](const Result<std::optional<ConversationRow>> &row) {
                                     if (row.ok() && *row)
                                         setRow(**row);
                                 }});
}

/// What the list knows already need not be waited for.
void Conversation::setRow(const ConversationRow &row) {
    const bool isFirst = !std::exchange(m_hasRow, true);
    const bool isDifferent = !(m_row == row);
    m_row = row;
    m_group.setRow(row);
    m_timeline.setStanding(isGroup() && !row.isLeft ? groups::standingOf(row.myRole) : groups::Standing::None);
    if (m_presence && !isGroup())
        m_presence->setOpen(m_id, row.peer);
    unmark();
    if (isFirst) {
        putUnreadLine();
        // Once on this device: then everybody has a name and a role here, and changes are followed.
        if (isGroup() && !row.isLeft)
            m_group.members()->load();
    }
    if (isDifferent)
        Q_EMIT changed();
}

/// The line stands where reading ended before; only then may what is shown count as read.
void Conversation::putUnreadLine() {
    if (m_row.unread == 0 || !m_store) {
        m_hasLine = true;
        markRead();
        return;
    }
    m_store->received(m_id, m_row.readSeq, 1,
                      {m_executor, m_alive, [this](const Result<std::vector<TimelineRow>> &rows) {
                           if (rows.ok() && !rows->empty())
                               m_timeline.setFirstUnread(rows->front().seq);
                           m_hasLine = true;
                           markRead();
                       }});
}

void Conversation::onChanged(const StoreChanges &changes) {
    const auto names = [this](const std::vector<ConversationId> &ids) {
        return std::find(ids.begin(), ids.end(), m_id) != ids.end();
    };
    if (names(changes.removed)) {
        Q_EMIT removed();
        return;
    }
    const bool isPeerRenamed = std::any_of(changes.users.begin(), changes.users.end(),
                                           [this](const UserRow &user) { return user.id == m_row.peer; });
    if (names(changes.conversations) || names(changes.reloads) || isPeerRenamed)
        readRow();
    // Perhaps another device wrote a draft.
    if (names(changes.conversations) && !m_isDraftTouched)
        readDraft();
}

void Conversation::setWatched(bool watched) {
    if (std::exchange(m_isWatched, watched) == watched)
        return;
    Q_EMIT watchedChanged();
    unmark();
    markRead();
}

/// Who looks at it has seen what was marked by hand.
void Conversation::unmark() {
    if (!m_isWatched || !m_row.isMarkedUnread)
        return;
    StateWish seen;
    seen.markedUnread = false;
    m_actions->setState(m_id, seen, toldIfRefused());
}

void Conversation::markShown(int row) {
    m_timeline.setFollowing(row <= 0);
    // What is still to go out has no number: what counts is the first numbered one from there.
    m_shownSeq = 0;
    for (int at = std::max(row, 0); at < m_timeline.rowCount() && m_shownSeq == 0; ++at)
        m_shownSeq = m_timeline.seqAt(at);
    markRead();
}

void Conversation::markRead() {
    if (!m_isWatched || !m_hasLine || m_shownSeq <= std::max(m_markedSeq, m_row.readSeq))
        return;
    m_markedSeq = m_shownSeq;
    m_actions->markRead(m_id, m_shownSeq);
}

void Conversation::readDraft() {
    m_store->draft(m_id, {m_executor, m_alive, [this](const Result<DraftRow> &draft) {
                              // What is being typed is never overwritten, whatever another device wrote.
                              if (!draft.ok() || m_isDraftTouched || m_bar == Edit)
                                  return;
                              m_storedDraft = QString::fromStdString(draft->text);
                              m_storedReply = draft->text.empty() ? 0 : draft->replyTo;
                              if (m_storedDraft == m_draft)
                                  return;
                              m_draft = m_storedDraft;
                              Q_EMIT draftChanged();
                              Q_EMIT draftReplaced();
                              if (m_storedReply > 0)
                                  showReply(m_storedReply);
                          }});
}

void Conversation::setDraft(const QString &draft) {
    if (draft == m_draft)
        return;
    m_isDraftTouched = true;
    m_draft = draft;
    m_draftTimer.start();
    Q_EMIT draftChanged();
    tellTyping(!draft.trimmed().isEmpty());
}

void Conversation::replaceDraft(const QString &draft) {
    setDraft(draft);
    flush();
    Q_EMIT draftReplaced();
}

void Conversation::flush() {
    m_draftTimer.stop();
    const std::uint64_t reply = m_bar == Reply ? m_barSeq : 0;
    if (!m_store || m_bar == Edit || (m_draft == m_storedDraft && (reply == m_storedReply || m_draft.isEmpty())))
        return;
    m_storedDraft = m_draft;
    m_storedReply = reply;
    m_store->setDraft(m_id, m_draft.toStdString(), reply);
    m_shareTimer.start();
}

int Conversation::counterLeft() const {
    return static_cast<int>(limits::kMaxTextBytes) - static_cast<int>(m_draft.trimmed().toUtf8().size());
}

bool Conversation::canSend() const {
    return counterLeft() >= 0 && closedText().isEmpty() && hasVisibleText(m_draft.trimmed().toStdString());
}

void Conversation::send() {
    if (!canSend())
        return;
    if (m_bar == Edit) {
        commitEdit();
        return;
    }
    const QString text = m_draft.trimmed();
    const std::uint64_t reply = m_bar == Reply ? m_barSeq : 0;
    m_actions->send(m_id, text.toStdString(), reply, {m_executor, m_alive, [this, text](const Result<ClientId> &sent) {
                                                          if (sent.ok())
                                                              return;
                                                          giveBack(text);
                                                          Q_EMIT sendFailed(ErrorText::of(sent.error()));
                                                      }});
    setBar(NoBar, nullptr);
    replaceDraft({});
    // Sent: nothing is being written any more, here and elsewhere.
    m_isDraftTouched = false;
    m_shareTimer.stop();
    m_actions->shareDraft(m_id);
    m_timeline.jumpToLatest();
}

/// Text that comes back goes behind what is there: nothing that somebody types is overwritten.
void Conversation::giveBack(const QString &text) {
    replaceDraft(m_draft.trimmed().isEmpty() ? text : m_draft + QLatin1Char('\n') + text);
}

namespace {

std::optional<ClientId> failedOf(const TimelineRow *row) {
    return row && row->seq == 0 && row->state == MessageState::Failed ? std::optional(row->clientId) : std::nullopt;
}

} // namespace

void Conversation::retry(const QString &messageId) {
    if (const auto id = failedOf(m_timeline.find(messageId)))
        m_actions->retryFailed(*id, {m_executor, m_alive, [this](const Result<Done> &done) { tellFailure(done); }});
}

void Conversation::discard(const QString &messageId) {
    if (const auto id = failedOf(m_timeline.find(messageId)))
        m_actions->discardFailed(*id, {m_executor, m_alive, [this](const Result<Done> &done) { tellFailure(done); }});
}

void Conversation::edit(const QString &messageId) {
    const TimelineRow *const row = m_timeline.find(messageId);
    const auto id = failedOf(row);
    if (!id)
        return;
    // The text is kept before the message goes: whatever happens between, it is not lost.
    giveBack(TimelineModel::textOf(*row));
    m_actions->discardFailed(*id, {m_executor, m_alive, [this](const Result<Done> &done) { tellFailure(done); }});
}

/// NotFound: it is gone or on its way already, which is what the timeline shows.
void Conversation::tellFailure(const Result<Done> &done) {
    if (!done.ok() && done.error().code != ErrorCode::NotFound)
        Q_EMIT sendFailed(ErrorText::of(done.error()));
}

QString Conversation::textOf(const QString &messageId) const {
    const TimelineRow *const row = m_timeline.find(messageId);
    return row ? TimelineModel::textOf(*row) : QString();
}

/// For wishes that are kept: the store may be full.
Promise<Done> Conversation::toldIfRefused() {
    return {m_executor, m_alive, [this](const Result<Done> &done) { tellFailure(done); }};
}

QString Conversation::lastFailed() const {
    for (int row = 0; row < m_timeline.rowCount(); ++row) {
        if (failedOf(m_timeline.rowAt(row)))
            return m_timeline.data(m_timeline.index(row), TimelineModel::MessageIdRole).toString();
    }
    return {};
}

void Conversation::refreshTexts() {
    m_timeline.refreshTexts();
    m_group.refreshTexts();
    Q_EMIT changed();
}

} // namespace banter::client
