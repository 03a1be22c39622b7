// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageItem.h"

#include <algorithm>
#include <array>

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>
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

/// Fills a rectangle with round corners. Their discs are kept: to fill such a path costs three times as much.
void fillRound(QPainter &painter, const QRectF &rect, const QColor &color, const MessageStyle &style,
               const std::array<int, 4> &radii) {
    const qreal scale = painter.device()->devicePixelRatio();
    const qreal top = std::max(radii[0], radii[1]), bottom = std::max(radii[2], radii[3]);
    painter.fillRect(QRectF(rect.left(), rect.top() + top, rect.width(), rect.height() - top - bottom), color);
    for (int i = 0; i < 4; ++i) {
        const bool isRight = i % 2 == 1, isLower = i >= 2;
        const qreal r = radii[static_cast<std::size_t>(i)], beside = radii[static_cast<std::size_t>(i ^ 1)];
        const qreal edge = isLower ? bottom : top;
        const QPointF corner(isRight ? rect.right() - r : rect.left(), isLower ? rect.bottom() - r : rect.top());
        painter.drawImage(corner, style.disc(static_cast<int>(r), color, scale),
                          QRectF(isRight ? r * scale : 0, isLower ? r * scale : 0, r * scale, r * scale));
        // Below or above a corner that is tighter than the one beside it.
        if (r < edge)
            painter.fillRect(QRectF(corner.x(), isLower ? rect.bottom() - edge : corner.y() + r, r, edge - r), color);
        if (!isRight)
            painter.fillRect(
                QRectF(rect.left() + r, isLower ? rect.bottom() - edge : rect.top(), rect.width() - r - beside, edge),
                color);
    }
}

/// From the upper left, line by line: round, but the sender's side is tighter: at the bottom, and at the top unless it
/// is the first of its group.
std::array<int, 4> radiiOf(const MessageStyle &style, qreal height, bool onRight, bool isFirstOfGroup) {
    const int round = std::min(style.radius, static_cast<int>(height / 2)), tight = std::min(style.innerRadius, round);
    const int top = isFirstOfGroup ? round : tight;
    return {onRight ? round : top, onRight ? top : round, onRight ? round : tight, onRight ? tight : round};
}

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
                 m_deleted || isBare ? MessageText::Find::Nothing : MessageText::Find::Links,
                 m_mine ? style.ownAccent : style.accent);
    layOutAuthor(room);

    m_time = style.timeRun(m_timeText);
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
    const QSize time = m_style->timeSize(m_timeText, m_time);
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

QRectF MessageItem::drawnRect() const {
    if (!m_bubble.isEmpty())
        return m_bubble.united(m_disc).toAlignedRect();
    return m_words.toAlignedRect();
}

void MessageItem::paint() {
    m_isPainted = true;
    m_tiles.clear();
    const QRectF rect = drawnRect();
    const qreal scale = window()->effectiveDevicePixelRatio();
    const qreal tileHeight = std::floor(kTileHeight / scale);
    for (qreal y = 0; m_style && y < rect.height(); y += tileHeight) {
        const qreal height = std::min(tileHeight, rect.height() - y);
        QImage image(qCeil(rect.width() * scale), qCeil(height * scale), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        image.setDevicePixelRatio(scale);
        QPainter painter(&image);
        painter.translate(-rect.x(), -rect.y() - y);
        draw(painter);
        painter.end();
        m_tiles.push_back(std::move(image));
    }
    update();
}

QSGNode *MessageItem::updatePaintNode(QSGNode *node, UpdatePaintNodeData *) {
    if (m_tiles.empty()) {
        // The scene graph has lost what it had, say: paint again for the next frame.
        if (!node && m_isPainted && !drawnRect().isEmpty()) {
            m_isPainted = false;
            QMetaObject::invokeMethod(this, &QQuickItem::polish, Qt::QueuedConnection);
        }
        return node;
    }
    delete node;
    auto *const tiles = new QSGNode;
    QPointF at = drawnRect().topLeft() + QPointF(0, m_shift);
    for (const QImage &image : m_tiles) {
        const QSizeF size = image.deviceIndependentSize();
        QSGImageNode *const tile = window()->createImageNode();
        tile->setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureCanUseAtlas));
        tile->setOwnsTexture(true);
        // Device pixels of the image meet those of the window, also while a flick stands between two of them.
        tile->setFiltering(QSGTexture::Nearest);
        tile->setRect(QRectF(at, size));
        tiles->appendChildNode(tile);
        at.ry() += size.height();
    }
    m_tiles.clear();
    return tiles;
}

void MessageItem::draw(QPainter &painter) const {
    const MessageStyle &style = *m_style;
    if (m_bubble.isEmpty()) {
        m_layout.draw(painter, m_words.topLeft(), style.muted);
        return;
    }
    if (m_deleted || !m_emojiOnly) {
        fillRound(painter, m_bubble, m_mine ? style.ownFill : style.otherFill, style,
                  radiiOf(style, m_bubble.height(), m_mine != style.mirrored, m_firstOfGroup));
    }
    drawAuthor(painter);
    if (!m_selecting)
        m_layout.draw(painter, m_words.topLeft(), m_deleted ? (m_mine ? style.ownMuted : style.muted) : style.ink);
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
    const qreal scale = painter.device()->devicePixelRatio();
    const QColor &quiet = m_mine && !isBare ? style.ownMuted : style.muted;
    const QSize size = stampSize(), time = style.timeSize(m_timeText, m_time);
    const qreal x = style.mirrored ? m_bubble.left() + side : m_bubble.right() - side - size.width();
    const qreal y = m_bubble.bottom() - size.height() - (isBare ? 0 : style.padding + kLead);
    const qreal timeX = style.mirrored ? x + size.width() - time.width() : x;
    const QFontMetricsF metrics(style.caption);
    const QPointF baseline(timeX, y + (size.height() - time.height()) / 2 + qRound(metrics.ascent()));
    painter.setPen(quiet);
    if (m_time.isEmpty()) {
        painter.setFont(style.caption);
        painter.drawText(baseline, m_timeText);
    } else {
        painter.drawGlyphRun(baseline, m_time);
    }
    const QString mark = markName();
    if (mark.isEmpty())
        return;
    const QColor &color = m_mark == TimelineModel::Failed ? style.danger
                          : m_mark == TimelineModel::Read ? (isBare ? style.accent : style.ownAccent)
                                                          : quiet;
    const qreal markX = style.mirrored ? x : x + size.width() - style.markWidth(mark);
    painter.drawImage(QPointF(markX, y + (size.height() - style.markHeight) / 2), style.markImage(mark, color, scale));
}

} // namespace banter::client
