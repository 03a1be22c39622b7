// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/RoundCorners.h"

#include <algorithm>

#include <QPainter>

#include "app/timeline/MessageStyle.h"

namespace banter::client {

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
        if (r > 0)
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

} // namespace banter::client
