// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageReactions.h"

#include <utility>

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QVariantMap>
#include <QtMath>

#include "app/timeline/MessageStyle.h"
#include "app/timeline/RoundCorners.h"

namespace banter::client {
namespace {

constexpr int kEdge = 2;           ///< in the colour of the canvas, which sets a pill apart from the bubble
constexpr int kPillSide = 10;      ///< from the edge to the emoji
constexpr int kInside = 4;         ///< between the emoji and the count
constexpr int kGap = 4;            ///< between pills
constexpr int kReach = 7;          ///< above and below a pill that is still it, for fingers
constexpr int kMostEmojiRead = 32; ///< characters of an emoji that are looked at

void drawMiddle(QPainter &painter, const QRectF &rect, qreal x, const QString &text, const QFont &font) {
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.drawText(QPointF(x, rect.top() + qRound((rect.height() - metrics.height()) / 2) + metrics.ascent()), text);
}

} // namespace

void MessageReactions::add(Pill pill, const MessageStyle &style) {
    if (!pill.emoji.isEmpty())
        pill.emojiWidth = style.emojiWidth(pill.emoji) + kInside;
    pill.labelWidth = qCeil(QFontMetricsF(style.reactionCount).horizontalAdvance(pill.label));
    pill.rect = QRectF(0, 0, pill.emojiWidth + pill.labelWidth + 2 * kPillSide, style.pillHeight);
    m_width += qRound(pill.rect.width()) + (m_pills.empty() ? 0 : kGap);
    m_pills.push_back(std::move(pill));
}

void MessageReactions::drop() {
    m_width -= qRound(m_pills.back().rect.width()) + (m_pills.size() > 1 ? kGap : 0);
    m_pills.pop_back();
}

void MessageReactions::set(const QVariantList &list, const MessageStyle &style, int room) {
    m_pills.clear();
    m_width = 0;
    const QLocale locale;
    for (const QVariant &one : list) {
        const QVariantMap map = one.toMap();
        const int count = map.value(QStringLiteral("count")).toInt();
        Pill pill;
        pill.emoji = map.value(QStringLiteral("emoji")).toString().left(kMostEmojiRead);
        pill.label = locale.toString(count);
        pill.own = map.value(QStringLiteral("own")).toBool();
        if (!pill.emoji.isEmpty() && count > 0 && m_pills.size() < kMostShown)
            add(std::move(pill), style);
    }
    const auto fitRest = [&] {
        const auto rest = static_cast<int>(list.size()) - static_cast<int>(m_pills.size());
        if (rest > 0 && !m_pills.empty())
            add({{}, QLatin1Char('+') + locale.toString(rest), false, 0, 0, {}}, style);
    };
    fitRest();
    while (m_width > room && m_pills.size() > 1) {
        if (m_pills.back().emoji.isEmpty())
            drop();
        if (m_pills.size() > 1)
            drop();
        fitRest();
        if (m_pills.size() == 2 && m_pills.back().emoji.isEmpty())
            break; // one and the rest: as few as it gets
    }
}

void MessageReactions::place(qreal start, qreal top, const MessageStyle &style) {
    for (Pill &pill : m_pills) {
        if (style.mirrored)
            start -= pill.rect.width();
        pill.rect.moveTopLeft({start, top});
        start += style.mirrored ? -kGap : pill.rect.width() + kGap;
    }
}

QRectF MessageReactions::rect() const {
    QRectF all;
    for (const Pill &pill : m_pills)
        all = all.united(pill.rect);
    return all;
}

QString MessageReactions::at(const QPointF &point) const {
    for (const Pill &pill : m_pills) {
        if (pill.rect.adjusted(-kGap / 2, -kReach, kGap / 2, kReach).contains(point))
            return pill.emoji;
    }
    return {};
}

void MessageReactions::drawPill(QPainter &painter, const Pill &pill, const MessageStyle &style) {
    const QRectF rect(QPointF(), pill.rect.size());
    const int outer = style.pillHeight / 2, inner = outer - kEdge;
    fillRound(painter, rect, style.canvas, style, {outer, outer, outer, outer});
    fillRound(painter, rect.adjusted(kEdge, kEdge, -kEdge, -kEdge), pill.own ? style.accentSoft : style.raised, style,
              {inner, inner, inner, inner});
    const qreal left = rect.left() + kPillSide, right = rect.right() - kPillSide;
    painter.setPen(style.ink);
    if (!pill.emoji.isEmpty())
        drawMiddle(painter, rect, style.mirrored ? right - pill.emojiWidth + kInside : left, pill.emoji,
                   style.reactionEmoji);
    painter.setPen(pill.own ? style.accent : style.muted);
    drawMiddle(painter, rect, style.mirrored ? left : right - pill.labelWidth, pill.label, style.reactionCount);
}

/// Most of them look alike: each is painted once. An emoji is a picture that is made smaller each time.
void MessageReactions::draw(QPainter &painter, const MessageStyle &style) const {
    const qreal scale = painter.device()->devicePixelRatio();
    for (const Pill &pill : m_pills) {
        const QString name = pill.emoji + QLatin1Char('\n') + pill.label + QLatin1Char(pill.own ? '!' : '.');
        const auto make = [&] {
            QImage image = MessageStyle::blank(pill.rect.size(), scale);
            QPainter on(&image);
            drawPill(on, pill, style);
            return image;
        };
        painter.drawImage(pill.rect.topLeft(), style.picture({name, 0, qRound(pill.rect.width()), scale}, make));
    }
}

} // namespace banter::client
