// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageQuote.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QPainter>
#include <QtMath>

#include "app/timeline/RoundCorners.h"

namespace banter::client {
namespace {

constexpr int kBar = 3;
constexpr int kQuoteSide = 12;      ///< from either edge to the words
constexpr int kPadding = 5;         ///< above and below the lines
constexpr int kMostQuoteRead = 256; ///< characters that are looked at: more never fit
constexpr qreal kEndless = 1e6;

/// Shapes one line. Answers what it takes.
qreal shape(QTextLayout *layout, const QString &text, const QFont &font) {
    layout->setText(text);
    layout->setFont(font);
    layout->setCacheEnabled(true);
    layout->beginLayout();
    QTextLine line = layout->createLine();
    if (line.isValid())
        line.setLineWidth(kEndless);
    layout->endLayout();
    return line.isValid() ? line.naturalTextWidth() : 0;
}

/// The baseline of one line in the middle of `line`.
qreal baselineIn(const QRectF &line, const QFont &font) {
    const QFontMetricsF metrics(font);
    return line.top() + qRound((line.height() - metrics.height()) / 2) + metrics.ascent();
}

} // namespace

void MessageQuote::clear() { *this = MessageQuote(); }

void MessageQuote::set(const QString &name, const QString &words, const MessageStyle &style, int room) {
    const int inner = std::max(1, room - 2 * kQuoteSide);
    m_name = style.nameOf(name, inner);
    m_words = std::make_unique<QTextLayout>();
    const QString line = words.left(kMostQuoteRead).simplified();
    qreal wide = shape(m_words.get(), line, style.small);
    if (wide > inner)
        wide = shape(m_words.get(), QFontMetricsF(style.small).elidedText(line, Qt::ElideRight, inner), style.small);
    m_wordsWidth = std::min(inner, qCeil(wide));
    m_width = std::max(m_name.width, m_wordsWidth) + 2 * kQuoteSide;
    m_height = (m_name.text.isEmpty() ? 1 : 2) * style.authorLine + 2 * kPadding;
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
    const auto start = [&](int width) { return style.mirrored ? line.right() - width : line.left(); };
    if (!m_name.text.isEmpty()) {
        style.drawName(painter, {start(m_name.width), baselineIn(line, style.author)}, m_name, colors.name);
        line.translate(0, style.authorLine);
    }
    if (m_words->lineCount() == 0)
        return;
    painter.setPen(colors.words);
    // A line with letters of another font is higher above its baseline.
    m_words->draw(&painter, {start(m_wordsWidth), baselineIn(line, style.small) - m_words->lineAt(0).ascent()});
}

} // namespace banter::client
