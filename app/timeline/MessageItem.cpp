// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageItem.h"

#include <algorithm>

#include <QCursor>
#include <QFontMetricsF>
#include <QHoverEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QtMath>

#include "app/models/TimelineModel.h"

namespace banter::client {
namespace {

constexpr int kTileHeight = 1024; ///< device pixels; a long message is higher than some graphics memory takes at once
constexpr int kStampGap = 4;      ///< between the time and the mark
constexpr int kStampRoom = 12;    ///< that the text keeps clear of them
constexpr int kMaxAuthor = 128;   ///< characters of a name that are looked at: more never fit
constexpr int kLead = 2;          ///< by which the text stands higher than its padding, since its lines have room below

/// All corners round, but the sender's side is tighter: at the bottom, and at the top unless it is the group's first.
QPainterPath shapeOf(const QRectF &rect, const MessageStyle &style, bool onRight, bool isFirstOfGroup) {
    const qreal round = std::min<qreal>(style.radius, rect.height() / 2), tight = style.innerRadius;
    const qreal top = isFirstOfGroup ? round : tight;
    const qreal tl = onRight ? round : top, tr = onRight ? top : round;
    const qreal bl = onRight ? round : tight, br = onRight ? tight : round;
    QPainterPath path;
    path.moveTo(rect.left() + tl, rect.top());
    path.lineTo(rect.right() - tr, rect.top());
    path.arcTo(rect.right() - 2 * tr, rect.top(), 2 * tr, 2 * tr, 90, -90);
    path.lineTo(rect.right(), rect.bottom() - br);
    path.arcTo(rect.right() - 2 * br, rect.bottom() - 2 * br, 2 * br, 2 * br, 0, -90);
    path.lineTo(rect.left() + bl, rect.bottom());
    path.arcTo(rect.left(), rect.bottom() - 2 * bl, 2 * bl, 2 * bl, 270, -90);
    path.lineTo(rect.left(), rect.top() + tl);
    path.arcTo(rect.left(), rect.top(), 2 * tl, 2 * tl, 180, -90);
    path.closeSubpath();
    return path;
}

} // namespace

MessageItem::MessageItem(QQuickItem *parent) : QQuickItem(parent) {
    setFlag(ItemHasContents);
    setAcceptedMouseButtons(Qt::LeftButton);
    setAcceptHoverEvents(true);
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

void MessageItem::setShift(qreal shift) {
    if (qFuzzyCompare(m_shift + 1, shift + 1))
        return;
    m_shift = shift;
    m_isDrawn = false;
    update();
    Q_EMIT shiftChanged();
}

void MessageItem::redo() {
    m_isLaidOut = false;
    m_isDrawn = false;
    if (isComponentComplete())
        polish();
}

void MessageItem::componentComplete() {
    QQuickItem::componentComplete();
    layOut();
}

void MessageItem::updatePolish() { layOut(); }

void MessageItem::geometryChange(const QRectF &now, const QRectF &before) {
    QQuickItem::geometryChange(now, before);
    if (now.width() != before.width())
        redo();
}

void MessageItem::itemChange(ItemChange change, const ItemChangeData &data) {
    QQuickItem::itemChange(change, data);
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange) {
        m_isDrawn = false;
        update();
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
    hover(QString());
    update();
    Q_EMIT laidOut();
}

void MessageItem::layOutLine() {
    const int room = m_style->columnWidth;
    const int gap = m_firstOfDay ? m_style->gapOfDays : m_style->gapOfGroups;
    m_layout.set(m_text, m_style->caption, room, MessageText::Find::Names);
    const qreal x = qRound((width() - room) / 2);
    // Centred, whatever its direction is.
    const qreal start = m_layout.isRightToLeft() ? x + qRound((m_layout.width() - room) / 2.0)
                                                 : x + qRound((room - m_layout.width()) / 2.0);
    m_bubble = m_disc = {};
    m_words = {start, m_headHeight + gap, static_cast<qreal>(room), static_cast<qreal>(m_layout.height())};
    setImplicitHeight(m_words.bottom() + m_footHeight);
}

void MessageItem::layOutAuthor(int room) {
    m_author.clear();
    m_authorWidth = 0;
    if (!m_style->showsAuthors || m_mine || !m_firstOfGroup)
        return;
    const QFontMetricsF metrics(m_style->author);
    m_author = metrics.elidedText(m_senderName.left(kMaxAuthor).simplified(), Qt::ElideRight, room);
    m_authorWidth = std::min(room, qCeil(metrics.horizontalAdvance(m_author)));
}

void MessageItem::layOutBubble() {
    const MessageStyle &style = *m_style;
    const bool isBare = m_emojiOnly && !m_deleted;
    const int side = isBare ? 0 : style.sidePadding;
    const int room = std::max(1, style.bubbleLimit - 2 * side);
    const QFont &font = m_deleted ? style.bodyItalic : isBare ? style.emoji : style.body;
    m_layout.set(m_deleted ? style.deletedText : m_text, font, room,
                 m_deleted || isBare ? MessageText::Find::Nothing : MessageText::Find::Links);
    layOutAuthor(room);

    const QSize stamp = stampSize();
    const int beside = m_layout.lastLineWidth() + kStampRoom + stamp.width();
    const bool isOtherWay = m_layout.isRightToLeft() != style.mirrored;
    const bool fits = !isBare && !isOtherWay && beside <= room;
    const int inner = std::max({m_layout.width(), fits ? beside : stamp.width(), m_authorWidth});
    const int nameLine = m_author.isEmpty() ? 0 : style.authorLine;
    const qreal bubbleWidth = inner + 2 * side;
    const qreal bubbleHeight = nameLine + m_layout.height() +
                               (isBare ? style.stampLine : 2 * style.padding + kLead + (fits ? 0 : style.stampLine));

    const int gap = m_firstOfDay ? style.gapOfDays : m_firstOfGroup ? style.gapOfGroups : style.gapInGroup;
    const qreal left = qRound((width() - style.columnWidth) / 2);
    const bool onRight = m_mine != style.mirrored;
    const bool isAuthored = style.showsAuthors && !m_mine;
    const int indent = isAuthored ? style.authorIndent : 0;
    m_bubble = {onRight ? left + style.columnWidth - bubbleWidth - indent : left + indent, m_headHeight + gap,
                bubbleWidth, bubbleHeight};
    m_disc = {};
    if (isAuthored && m_lastOfGroup) {
        m_disc = {onRight ? left + style.columnWidth - style.discSize : left, m_bubble.bottom() - style.discSize,
                  static_cast<qreal>(style.discSize), static_cast<qreal>(style.discSize)};
    }
    m_words = {m_layout.isRightToLeft() ? m_bubble.right() - side - room : m_bubble.left() + side,
               m_bubble.top() + nameLine + (isBare ? 0 : style.padding - kLead), static_cast<qreal>(room),
               static_cast<qreal>(m_layout.height())};
    setImplicitHeight(m_bubble.bottom() + m_footHeight);
}

QString MessageItem::markName() const {
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
    const QFontMetricsF metrics(m_style->caption);
    const int time = qCeil(metrics.horizontalAdvance(m_timeText)), height = qCeil(metrics.height());
    const QString name = markName();
    if (name.isEmpty())
        return {time, height};
    return {time + kStampGap + m_style->markWidth(name), std::max(height, m_style->markHeight)};
}

QUrl MessageItem::linkAt(const QPointF &at) const {
    return m_selecting ? QUrl() : m_layout.linkAt(at - m_words.topLeft());
}

void MessageItem::hover(const QString &link) {
    if (m_hoveredLink == link)
        return;
    m_hoveredLink = link;
    if (link.isEmpty())
        unsetCursor();
    else
        setCursor(Qt::PointingHandCursor);
    Q_EMIT hoveredLinkChanged();
}

void MessageItem::hoverMoveEvent(QHoverEvent *event) {
    hover(linkAt(event->position()).toString(QUrl::FullyEncoded));
    event->ignore();
}

void MessageItem::hoverLeaveEvent(QHoverEvent *event) {
    hover(QString());
    event->ignore();
}

// Presses beside a link are for whoever is below: the list, which scrolls, selects and opens the menu.
void MessageItem::mousePressEvent(QMouseEvent *event) {
    m_pressedLink = linkAt(event->position()).toString(QUrl::FullyEncoded);
    event->setAccepted(!m_pressedLink.isEmpty());
}

void MessageItem::mouseReleaseEvent(QMouseEvent *event) {
    const QString link = linkAt(event->position()).toString(QUrl::FullyEncoded);
    if (!link.isEmpty() && link == m_pressedLink)
        Q_EMIT linkActivated(link);
    m_pressedLink.clear();
}

QRectF MessageItem::drawnRect() const {
    if (!m_bubble.isEmpty())
        return m_bubble.united(m_disc).toAlignedRect();
    return m_words.toAlignedRect();
}

QSGNode *MessageItem::updatePaintNode(QSGNode *node, UpdatePaintNodeData *) {
    if (node && m_isDrawn)
        return node;
    delete node;
    m_isDrawn = true;
    const QRectF rect = drawnRect();
    if (!m_style || rect.isEmpty())
        return nullptr;
    auto *const tiles = new QSGNode;
    const qreal scale = window()->effectiveDevicePixelRatio();
    const qreal tileHeight = std::floor(kTileHeight / scale);
    for (qreal y = 0; y < rect.height(); y += tileHeight) {
        const QRectF part(rect.x(), rect.y() + y, rect.width(), std::min(tileHeight, rect.height() - y));
        QImage image(qCeil(part.width() * scale), qCeil(part.height() * scale), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        image.setDevicePixelRatio(scale);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(-part.topLeft());
        draw(painter);
        painter.end();
        QSGImageNode *const tile = window()->createImageNode();
        tile->setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureCanUseAtlas));
        tile->setOwnsTexture(true);
        // Device pixels of the image meet those of the window, also while a flick stands between two of them.
        tile->setFiltering(QSGTexture::Nearest);
        tile->setRect(QRectF(part.topLeft() + QPointF(0, m_shift), QSizeF(image.size()) / scale));
        tiles->appendChildNode(tile);
    }
    return tiles;
}

void MessageItem::draw(QPainter &painter) const {
    const MessageStyle &style = *m_style;
    if (m_bubble.isEmpty()) {
        m_layout.draw(painter, m_words.topLeft(), style.muted, style.ink);
        return;
    }
    if (m_deleted || !m_emojiOnly) {
        painter.fillPath(shapeOf(m_bubble, style, m_mine != style.mirrored, m_firstOfGroup),
                         m_mine ? style.ownFill : style.otherFill);
    }
    drawAuthor(painter);
    if (!m_selecting) {
        const QColor &quiet = m_mine ? style.ownMuted : style.muted;
        m_layout.draw(painter, m_words.topLeft(), m_deleted ? quiet : style.ink,
                      m_mine ? style.ownAccent : style.accent);
    }
    drawStamp(painter);
}

void MessageItem::drawAuthor(QPainter &painter) const {
    const MessageStyle &style = *m_style;
    if (!m_author.isEmpty()) {
        const bool isBare = m_emojiOnly && !m_deleted;
        const int side = isBare ? 0 : style.sidePadding;
        const QFontMetricsF metrics(style.author);
        const qreal x = style.mirrored ? m_bubble.right() - side - m_authorWidth : m_bubble.left() + side;
        const qreal y = m_words.top() - style.authorLine + qRound((style.authorLine - metrics.height()) / 2);
        painter.setFont(style.author);
        painter.setPen(style.hueInk(m_senderHue));
        painter.drawText(QPointF(x, y + metrics.ascent()), m_author);
    }
    if (m_disc.isEmpty())
        return;
    painter.drawImage(m_disc.topLeft(), style.discImage(m_senderHue, painter.device()->devicePixelRatio()));
    painter.setFont(style.initials);
    painter.setPen(style.discInk);
    painter.drawText(m_disc, Qt::AlignCenter | Qt::TextSingleLine, m_senderInitials);
}

void MessageItem::drawStamp(QPainter &painter) const {
    const MessageStyle &style = *m_style;
    const bool isBare = m_emojiOnly && !m_deleted;
    const int side = isBare ? 0 : style.sidePadding;
    const QColor &quiet = m_mine && !isBare ? style.ownMuted : style.muted;
    const QSize size = stampSize();
    const qreal x = style.mirrored ? m_bubble.left() + side : m_bubble.right() - side - size.width();
    const qreal y = m_bubble.bottom() - size.height() - (isBare ? 0 : style.padding + kLead);
    const QString mark = markName();
    const QFontMetricsF metrics(style.caption);
    const int markRoom = mark.isEmpty() ? 0 : style.markWidth(mark) + kStampGap;
    painter.setFont(style.caption);
    painter.setPen(quiet);
    const qreal baseline = y + qRound((size.height() - metrics.height()) / 2) + metrics.ascent();
    painter.drawText(QPointF(x + (style.mirrored ? markRoom : 0), baseline), m_timeText);
    if (mark.isEmpty())
        return;
    const QColor &color = m_mark == TimelineModel::Failed ? style.danger
                          : m_mark == TimelineModel::Read ? (isBare ? style.accent : style.ownAccent)
                                                          : quiet;
    const qreal markX = style.mirrored ? x : x + size.width() - style.markWidth(mark);
    painter.drawImage(QPointF(markX, y + (size.height() - style.markHeight) / 2),
                      style.markImage(mark, color, painter.device()->devicePixelRatio()));
}

} // namespace banter::client
