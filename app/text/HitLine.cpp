// SPDX-License-Identifier: Apache-2.0
#include "app/text/HitLine.h"

#include <utility>

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

namespace banter::client {

HitLine::HitLine(QQuickItem *parent) : QQuickPaintedItem(parent) {
    connect(this, &HitLine::lookChanged, this, [this] {
        setImplicitHeight(QFontMetricsF(m_font).height());
        update();
    });
}

void HitLine::setText(const QString &text) {
    if (std::exchange(m_text, text) == text)
        return;
    Q_EMIT textChanged();
    update();
}

void HitLine::paint(QPainter *painter) {
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    const bool isRightToLeft = m_text.isRightToLeft();
    option.setTextDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    QTextLayout layout(QFontMetricsF(m_font).elidedText(m_text, Qt::ElideRight, width()), m_font);
    layout.setTextOption(option);
    if (m_hitLength > 0) {
        QTextLayout::FormatRange hit;
        hit.start = m_hitStart;
        hit.length = m_hitLength;
        hit.format.setForeground(m_hitColor);
        hit.format.setFontWeight(QFont::DemiBold);
        layout.setFormats({hit});
    }
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setNumColumns(static_cast<int>(layout.text().size()));
    layout.endLayout();
    if (!line.isValid())
        return;
    // The heavier part may have made it a little wider than what was measured: the end is cut, not the beginning.
    const qreal free = width() - line.naturalTextWidth();
    painter->setClipRect(QRectF(0, 0, width(), height()));
    painter->setPen(m_color);
    const bool isAtRight = isRightToLeft || m_isMirrored;
    layout.draw(painter, QPointF(isAtRight ? free : 0, (height() - line.height()) / 2));
}

} // namespace banter::client
