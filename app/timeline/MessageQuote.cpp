// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageQuote.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QPainter>
#include <QtMath>

#include "app/timeline/MessageStyle.h"
#include "app/timeline/RoundCorners.h"

namespace banter::client {
namespace {

constexpr int kBar = 3;
constexpr int kQuoteSide = 12;      ///< from either edge to the words
constexpr int kPadding = 5;         ///< above and below the lines
constexpr int kMostQuoteRead = 256; ///< characters that are looked at: more never fit

QString fitted(const QString &text, const QFont &font, int room, int *width) {
    const QFontMetricsF metrics(font);
    const QString line = metrics.elidedText(text.left(kMostQuoteRead).simplified(), Qt::ElideRight, room);
    *width = std::min(room, qCeil(metrics.horizontalAdvance(line)));
    return line;
}

/// One line at the start edge of `rect`, in the middle of `line`.
void drawLine(QPainter &painter, const QRectF &line, const QString &text, int width, const QFont &font, bool mirrored) {
    const QFontMetricsF metrics(font);
    const qreal x = mirrored ? line.right() - width : line.left();
    painter.setFont(font);
    painter.drawText(QPointF(x, line.top() + qRound((line.height() - metrics.height()) / 2) + metrics.ascent()), text);
}

} // namespace

void MessageQuote::clear() { *this = {}; }

void MessageQuote::set(const QString &name, const QString &words, const MessageStyle &style, int room) {
    const int inner = std::max(1, room - 2 * kQuoteSide);
    m_name = fitted(name, style.author, inner, &m_nameWidth);
    m_words = fitted(words, style.small, inner, &m_wordsWidth);
    m_width = std::max(m_nameWidth, m_wordsWidth) + 2 * kQuoteSide;
    m_height = (m_name.isEmpty() ? 1 : 2) * style.authorLine + 2 * kPadding;
}

void MessageQuote::draw(QPainter &painter, const QRectF &rect, const Colors &colors, const MessageStyle &style) const {
    const int r = style.quoteRadius;
    // The bar has the round corners of its side, and lies below the rest there only.
    if (style.mirrored) {
        fillRound(painter, rect.adjusted(rect.width() - 2 * r, 0, 0, 0), colors.bar, style, {0, r, 0, r});
        fillRound(painter, rect.adjusted(0, 0, -kBar, 0), colors.fill, style, {r, 0, r, 0});
    } else {
        fillRound(painter, rect.adjusted(0, 0, 2 * r - rect.width(), 0), colors.bar, style, {r, 0, r, 0});
        fillRound(painter, rect.adjusted(kBar, 0, 0, 0), colors.fill, style, {0, r, 0, r});
    }
    QRectF line(rect.left() + kQuoteSide, rect.top() + kPadding, rect.width() - 2 * kQuoteSide, style.authorLine);
    if (!m_name.isEmpty()) {
        painter.setPen(colors.name);
        drawLine(painter, line, m_name, m_nameWidth, style.author, style.mirrored);
        line.translate(0, style.authorLine);
    }
    painter.setPen(colors.words);
    drawLine(painter, line, m_words, m_wordsWidth, style.small, style.mirrored);
}

} // namespace banter::client
