// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <QFontMetricsF>
#include <QPainter>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QtMath>

#include "app/models/TimelineModel.h"
#include "app/timeline/MessageItem.h"
#include "app/timeline/RoundCorners.h"

namespace banter::client {
namespace {

constexpr int kTileHeight = 1024; ///< device pixels; a long message is higher than some graphics memory takes at once

/// From the upper left, line by line: round, but the sender's side is tighter: at the bottom, and at the top unless it
/// is the first of its group.
std::array<int, 4> radiiOf(const MessageStyle &style, qreal height, bool onRight, bool isFirstOfGroup) {
    const int round = std::min(style.radius, static_cast<int>(height / 2)), tight = std::min(style.innerRadius, round);
    const int top = isFirstOfGroup ? round : tight;
    return {onRight ? round : top, onRight ? top : round, onRight ? round : tight, onRight ? tight : round};
}

} // namespace

/// How a message gets onto the screen: drawn into pictures on the GUI thread, which become one node each.
QRectF MessageItem::drawnRect() const {
    if (!m_bubble.isEmpty())
        return m_bubble.united(m_disc).united(m_pills.rect()).toAlignedRect();
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
    if (!isBare()) {
        fillRound(painter, m_bubble, m_mine ? style.ownFill : style.otherFill, style,
                  radiiOf(style, m_bubble.height(), m_mine != style.mirrored, m_firstOfGroup));
    }
    drawAuthor(painter);
    drawQuote(painter);
    if (!m_selecting)
        m_layout.draw(painter, m_words.topLeft(), m_deleted ? (m_mine ? style.ownMuted : style.muted) : style.ink);
    drawStamp(painter);
    m_pills.draw(painter, style);
}

void MessageItem::drawQuote(QPainter &painter) const {
    if (m_quote.isEmpty())
        return;
    const MessageStyle &style = *m_style;
    const QColor ink = m_mine ? style.ownAccent : m_replyName.isEmpty() ? style.accent : style.hueInk(m_replyHue);
    m_quote.draw(painter, m_quoteRect,
                 {m_mine ? style.ownInset : style.otherInset, ink, ink, m_mine ? style.ownMuted : style.muted}, style);
}

void MessageItem::drawAuthor(QPainter &painter) const {
    const MessageStyle &style = *m_style;
    if (!m_author.text.isEmpty()) {
        const int side = isBare() ? 0 : style.sidePadding;
        const QFontMetricsF metrics(style.author);
        const qreal x = style.mirrored ? m_bubble.right() - side - m_author.width : m_bubble.left() + side;
        const qreal y =
            m_bubble.top() + (isBare() ? 0 : style.padding - kLead) + qRound((style.authorLine - metrics.height()) / 2);
        style.drawName(painter, {x, y + metrics.ascent()}, m_author, style.hueInk(m_senderHue));
    }
    if (!m_disc.isEmpty()) {
        const qreal scale = painter.device()->devicePixelRatio();
        painter.drawImage(m_disc.topLeft(), style.discImage(m_senderHue, m_senderInitials, scale));
    }
}

void MessageItem::drawStamp(QPainter &painter) const {
    const MessageStyle &style = *m_style;
    const int side = isBare() ? 0 : style.sidePadding;
    const qreal scale = painter.device()->devicePixelRatio();
    const QColor &quiet = m_mine && !isBare() ? style.ownMuted : style.muted;
    const QSize size = m_stampSize, time = style.timeSize(m_stamp, m_time);
    const qreal x = style.mirrored ? m_bubble.left() + side : m_bubble.right() - side - size.width();
    const qreal y = m_bubble.bottom() - size.height() - (isBare() ? 0 : style.padding + kLead);
    const qreal timeX = style.mirrored ? x + size.width() - time.width() : x;
    const QFontMetricsF metrics(style.caption);
    const QPointF baseline(timeX, y + (size.height() - time.height()) / 2 + qRound(metrics.ascent()));
    painter.setPen(quiet);
    if (m_time.isEmpty()) {
        painter.setFont(style.caption);
        painter.drawText(baseline, m_stamp);
    } else {
        painter.drawGlyphRun(baseline, m_time);
    }
    const QString mark = markName();
    if (mark.isEmpty())
        return;
    const QColor &color = m_mark == TimelineModel::Failed ? style.danger
                          : m_mark == TimelineModel::Read ? (isBare() ? style.accent : style.ownAccent)
                                                          : quiet;
    const qreal markX = style.mirrored ? x : x + size.width() - style.markWidth(mark);
    painter.drawImage(QPointF(markX, y + (size.height() - style.markHeight) / 2), style.markImage(mark, color, scale));
}

} // namespace banter::client
