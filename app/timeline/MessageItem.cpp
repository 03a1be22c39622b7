// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageItem.h"

#include <algorithm>

#include <QMouseEvent>
#include <QQuickWindow>
#include <QtMath>

#include "app/models/TimelineModel.h"

namespace banter::client {
namespace {

constexpr int kStampGap = 4;   ///< between the time and the mark
constexpr int kStampRoom = 12; ///< that the text keeps clear of them
constexpr int kQuoteRoom = 4;  ///< above and below a quote
constexpr int kPillStart = 10; ///< from the edge of the bubble to the reactions

} // namespace

MessageItem::MessageItem(QQuickItem *parent) : QQuickItem(parent) {
    setFlag(ItemHasContents);
    setAcceptedMouseButtons(Qt::LeftButton);
}

void MessageItem::setStyle(MessageStyle *style) {
    if (m_style == style)
        return;
    if (m_style)
        disconnect(m_style, nullptr, this, nullptr);
    m_style = style;
    if (style)
        connect(style, &MessageStyle::changed, this, &MessageItem::redo);
    redo();
    Q_EMIT styleChanged();
}

void MessageItem::setEntry(const MessageEntry &entry) {
    if (entry == m_entry)
        return;
    const bool isOtherDay = entry.dayText != m_entry.dayText,
               isUnreadOther = entry.isFirstUnread != m_entry.isFirstUnread;
    m_entry = entry;
    setKind(entry.kind);
    setMine(entry.mine);
    setDeleted(entry.deleted);
    setText(entry.text);
    setEmojiOnly(entry.isEmojiOnly);
    setTimeText(entry.timeText);
    setMark(entry.mark);
    setSenderName(entry.senderName);
    setSenderInitials(entry.senderInitials);
    setSenderHue(entry.senderHue);
    setEdited(entry.edited);
    setChanging(entry.isChanging);
    setReplySeq(entry.replySeq);
    setReplyName(entry.replyName);
    setReplyHue(entry.replyHue);
    setReplyText(entry.replyText);
    setReactions(entry.reactions);
    setFirstOfGroup(entry.isFirstOfGroup);
    setLastOfGroup(entry.isLastOfGroup);
    if (isOtherDay)
        Q_EMIT dayTextChanged();
    setFirstOfDay(entry.isFirstOfDay);
    if (isUnreadOther)
        Q_EMIT isFirstUnreadChanged();
    Q_EMIT entryChanged();
}

void MessageItem::setShift(qreal shift) {
    if (qFuzzyCompare(m_shift + 1, shift + 1))
        return;
    m_shift = shift;
    m_isPainted = false;
    polish();
    Q_EMIT shiftChanged();
}

void MessageItem::redo() {
    m_isLaidOut = false;
    m_isPainted = false;
    if (isComponentComplete())
        polish();
}

void MessageItem::componentComplete() {
    QQuickItem::componentComplete();
    layOut();
}

void MessageItem::updatePolish() {
    layOut();
    if (!m_isPainted && window())
        paint();
}

void MessageItem::geometryChange(const QRectF &now, const QRectF &before) {
    QQuickItem::geometryChange(now, before);
    if (now.width() != before.width())
        redo();
}

void MessageItem::itemChange(ItemChange change, const ItemChangeData &data) {
    QQuickItem::itemChange(change, data);
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange) {
        m_isPainted = false;
        polish();
    }
}

void MessageItem::layOut() {
    if (m_isLaidOut || !m_style)
        return;
    m_isLaidOut = true;
    if (m_kind == TimelineModel::System)
        layOutLine();
    else
        layOutBubble();
    Q_EMIT laidOut();
}

void MessageItem::layOutLine() {
    const int room = m_style->columnWidth;
    const int gap = m_firstOfDay ? m_style->gapOfDays : m_style->gapOfGroups;
    m_layout.set(m_text, m_style->caption, room, MessageText::Find::Names, m_style->ink);
    const qreal x = qRound((width() - room) / 2);
    // Centred, whatever its direction is.
    const qreal start = m_layout.isRightToLeft() ? x + qRound((m_layout.width() - room) / 2.0)
                                                 : x + qRound((room - m_layout.width()) / 2.0);
    m_bubble = m_disc = m_quoteRect = {};
    m_pills = {};
    m_words = {start, m_headHeight + gap, static_cast<qreal>(room), static_cast<qreal>(m_layout.height())};
    setImplicitHeight(m_words.bottom() + m_footHeight);
}

void MessageItem::layOutAuthor(int room) {
    const bool isShown = m_style->showsAuthors && !m_mine && m_firstOfGroup;
    m_author = isShown ? m_style->nameOf(m_senderName, room) : MessageStyle::Name();
}

void MessageItem::layOutQuote(int room) {
    if (m_replySeq == 0)
        m_quote.clear();
    else
        m_quote.set(m_replyName, m_replyText, *m_style, room);
}

void MessageItem::layOutBubble() {
    const MessageStyle &style = *m_style;
    const int side = isBare() ? 0 : style.sidePadding;
    const int room = std::max(1, style.bubbleLimit - 2 * side);
    const QFont &font = m_deleted ? style.bodyItalic : isBare() ? style.emoji : style.body;
    m_layout.set(m_deleted ? style.deletedText : m_text, font, room,
                 m_deleted || isBare() ? MessageText::Find::Nothing : MessageText::Find::Links,
                 m_mine ? style.ownAccent : style.accent);
    layOutAuthor(room);
    layOutQuote(room);

    // A word is shaped by its script, a time need not be.
    m_time = m_edited ? QGlyphRun() : style.timeRun(m_timeText);
    m_stamp = m_edited ? style.editedText + QLatin1Char(' ') + m_timeText : m_timeText;
    const QSize stamp = m_stampSize = stampSize();
    const int beside = m_layout.lastLineWidth() + kStampRoom + stamp.width();
    const bool isOtherWay = m_layout.isRightToLeft() != style.mirrored;
    const bool fits = !isBare() && !isOtherWay && beside <= room;
    const int inner = std::max({m_layout.width(), fits ? beside : stamp.width(), m_author.width, m_quote.width()});
    const int above =
        (m_author.text.isEmpty() ? 0 : style.authorLine) + (m_quote.isEmpty() ? 0 : m_quote.height() + 2 * kQuoteRoom);
    const qreal height = above + m_layout.height() +
                         (isBare() ? style.stampLine : 2 * style.padding + kLead + (fits ? 0 : style.stampLine));
    placeBubble(inner + 2 * side, height);

    const qreal top = m_bubble.top() + (isBare() ? 0 : style.padding - kLead);
    m_words = {m_layout.isRightToLeft() ? m_bubble.right() - side - room : m_bubble.left() + side, top + above,
               static_cast<qreal>(room), static_cast<qreal>(m_layout.height())};
    m_quoteRect = {};
    if (!m_quote.isEmpty()) {
        m_quoteRect = {m_bubble.left() + side, top + above - m_quote.height() - kQuoteRoom, static_cast<qreal>(inner),
                       static_cast<qreal>(m_quote.height())};
    }
    layOutReactions();
    setImplicitHeight(m_bubble.bottom() + (m_pills.isEmpty() ? 0 : style.pillRoom) + m_footHeight);
}

void MessageItem::placeBubble(qreal width, qreal height) {
    const MessageStyle &style = *m_style;
    const int gap = m_firstOfDay ? style.gapOfDays : m_firstOfGroup ? style.gapOfGroups : style.gapInGroup;
    const qreal left = qRound((this->width() - style.columnWidth) / 2);
    const bool onRight = m_mine != style.mirrored;
    const bool isAuthored = style.showsAuthors && !m_mine;
    const int indent = isAuthored ? style.authorIndent : 0;
    m_bubble = {onRight ? left + style.columnWidth - width - indent : left + indent, m_headHeight + gap, width, height};
    m_disc = {};
    if (isAuthored && m_lastOfGroup) {
        m_disc = {onRight ? left + style.columnWidth - style.discSize : left, m_bubble.bottom() - style.discSize,
                  static_cast<qreal>(style.discSize), static_cast<qreal>(style.discSize)};
    }
}

/// From the start of the bubble on, unless they would leave the column there.
void MessageItem::layOutReactions() {
    const MessageStyle &style = *m_style;
    const qreal left = qRound((width() - style.columnWidth) / 2), right = left + style.columnWidth;
    m_pills.set(m_deleted ? QVariantList() : m_reactions, style, style.columnWidth);
    const qreal start = style.mirrored ? std::max(m_bubble.right() - kPillStart, left + m_pills.width())
                                       : std::min(m_bubble.left() + kPillStart, right - m_pills.width());
    m_pills.place(start, m_bubble.bottom() + style.pillHang - style.pillHeight, style);
}

QString MessageItem::markName() const {
    // What is shown of it the server does not have yet.
    if (m_mine && m_edited && m_changing)
        return QStringLiteral("pending");
    switch (m_mark) {
    case TimelineModel::Pending: return QStringLiteral("pending");
    case TimelineModel::Sent: return QStringLiteral("sent");
    case TimelineModel::Delivered: return QStringLiteral("delivered");
    case TimelineModel::Read: return QStringLiteral("read");
    case TimelineModel::Failed: return QStringLiteral("failed");
    default: return {};
    }
}

QSize MessageItem::stampSize() const {
    const QSize time = m_style->timeSize(m_stamp, m_time);
    const QString name = markName();
    if (name.isEmpty())
        return time;
    return {time.width() + kStampGap + m_style->markWidth(name), std::max(time.height(), m_style->markHeight)};
}

QString MessageItem::linkAt(qreal x, qreal y) const {
    if (m_selecting)
        return {};
    return m_layout.linkAt(QPointF(x, y) - m_words.topLeft()).toString(QUrl::FullyEncoded);
}

// Presses beside a link are for whoever is below: the list, which scrolls, selects and opens the menu.
void MessageItem::mousePressEvent(QMouseEvent *event) {
    m_pressedLink = linkAt(event->position().x(), event->position().y());
    event->setAccepted(!m_pressedLink.isEmpty());
}

void MessageItem::mouseReleaseEvent(QMouseEvent *event) {
    const QString link = linkAt(event->position().x(), event->position().y());
    if (!link.isEmpty() && link == m_pressedLink)
        Q_EMIT linkActivated(link);
    m_pressedLink.clear();
}

} // namespace banter::client
