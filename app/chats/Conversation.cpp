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
      m_store(access.store),
      m_actions(access.chats),
      m_executor(access.executor),
      m_timeline(id, self, access.store, access.chats, access.executor),
      m_group(id, self, access.store, access.groups, access.executor, access.host),
      m_info(id, access.store, access.groups, access.executor) {
    connect(access.store, &LocalStore::changed, this, &Conversation::onChanged);
    connect(&m_timeline, &TimelineModel::messageArrived, this, [this] {
        if (!m_isWatched && m_timeline.firstUnread() == 0)
            m_timeline.setFirstUnread(m_timeline.seqAt(0));
    });
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(kDraftDelayMs);
    connect(&m_draftTimer, &QTimer::timeout, this, &Conversation::flush);
    connect(this, &Conversation::draftChanged, this, &Conversation::canSendChanged);
    connect(this, &Conversation::changed, this, &Conversation::canSendChanged);
    readRow();
    readDraft();
    m_actions->setInView(id);
}

Conversation::~Conversation() { flush(); }

QString Conversation::conversationId() const { return QString::fromStdString(m_id.toText()); }

QString Conversation::title() const {
    if (!m_row.title.empty())
        return QString::fromStdString(m_row.title);
    return QString::fromStdString(m_row.peerDisplayName.empty() ? m_row.peerUsername : m_row.peerDisplayName);
}

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
    if (isGroup())
        return m_row.isLeft ? QString() : m_group.memberCountText();
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
}

void Conversation::setWatched(bool watched) {
    if (std::exchange(m_isWatched, watched) == watched)
        return;
    Q_EMIT watchedChanged();
    markRead();
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
    m_store->draft(m_id, {m_executor, m_alive, [this](const Result<std::string> &draft) {
                              if (!draft.ok() || m_isDraftTouched)
                                  return;
                              m_storedDraft = QString::fromStdString(*draft);
                              if (!m_storedDraft.isEmpty())
                                  replaceDraft(m_storedDraft);
                          }});
}

void Conversation::setDraft(const QString &draft) {
    if (draft == m_draft)
        return;
    m_isDraftTouched = true;
    m_draft = draft;
    m_draftTimer.start();
    Q_EMIT draftChanged();
}

void Conversation::replaceDraft(const QString &draft) {
    setDraft(draft);
    flush();
    Q_EMIT draftReplaced();
}

void Conversation::flush() {
    m_draftTimer.stop();
    if (!m_store || m_draft == m_storedDraft)
        return;
    m_storedDraft = m_draft;
    m_store->setDraft(m_id, m_draft.toStdString());
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
    const QString text = m_draft.trimmed();
    m_actions->send(m_id, text.toStdString(), {m_executor, m_alive, [this, text](const Result<ClientId> &sent) {
                                                   if (sent.ok())
                                                       return;
                                                   giveBack(text);
                                                   Q_EMIT sendFailed(ErrorText::of(sent.error()));
                                               }});
    replaceDraft({});
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
