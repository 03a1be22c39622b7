// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageText.h"

#include <algorithm>

#include <QPainter>
#include <QTextOption>
#include <QtMath>

namespace banter::client {
namespace {

/// Lines are 21 high at 15 pixels; Arabic ones are tall by themselves.
constexpr qreal kLineHeight = 1.15;
constexpr qreal kRightToLeftLineHeight = 0.88;
/// Of its pixels, what a line of Arabic needs: its fonts keep room below that nothing is ever drawn in.
constexpr qreal kRightToLeftExtent = 1.27;
constexpr QChar kNameBegins(0x2068), kNameEnds(0x2069);

QList<QTextLayout::FormatRange> formatsOf(const std::vector<links::Link> &links, const QColor &ink) {
    QList<QTextLayout::FormatRange> formats;
    for (const links::Link &link : links) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(link.start);
        range.length = static_cast<int>(link.length);
        range.format.setForeground(ink);
        range.format.setFontUnderline(true);
        formats.append(range);
    }
    return formats;
}

QList<QTextLayout::FormatRange> formatsOfNames(const QString &text, const QColor &ink) {
    QList<QTextLayout::FormatRange> formats;
    for (qsizetype at = text.indexOf(kNameBegins); at >= 0; at = text.indexOf(kNameBegins, at)) {
        const qsizetype start = at;
        int depth = 0;
        do {
            depth += text.at(at) == kNameBegins ? 1 : text.at(at) == kNameEnds ? -1 : 0;
            ++at;
        } while (depth > 0 && at < text.size());
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(start);
        range.length = static_cast<int>(at - start);
        range.format.setForeground(ink);
        range.format.setFontWeight(QFont::DemiBold);
        formats.append(range);
    }
    return formats;
}

} // namespace

QString MessageText::shown(const QString &text) {
    QString lines = text;
    lines.replace(QLatin1String("\r\n"), QString(QChar::LineSeparator));
    lines.replace(QLatin1Char('\r'), QChar::LineSeparator);
    lines.replace(QLatin1Char('\n'), QChar::LineSeparator);
    return lines;
}

void MessageText::set(const QString &text, const QFont &font, int width, Find find, const QColor &foundInk) {
    m_room = width;
    m_isRightToLeft = text.isRightToLeft();
    m_layout.clearLayout();
    m_layout.setText(shown(text));
    m_layout.setFont(font);
    m_layout.setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setAlignment(m_isRightToLeft ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute);
    m_layout.setTextOption(option);
    // "\r\n" is shorter when shown: places are of what is shown.
    m_links = find == Find::Links ? links::find(m_layout.text()) : std::vector<links::Link>();
    m_layout.setFormats(find == Find::Names ? formatsOfNames(m_layout.text(), foundInk) : formatsOf(m_links, foundInk));

    const qreal stretch = m_isRightToLeft ? kRightToLeftLineHeight : kLineHeight;
    qreal y = 0, bottom = 0, widest = 0, last = 0, lastHeight = 0;
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        lastHeight = line.height();
        last = line.naturalTextWidth();
        widest = std::max(widest, last);
        bottom = y + lastHeight; // what is between lines is not below the last
        y += lastHeight * stretch;
    }
    m_layout.endLayout();
    const int slack = m_isRightToLeft ? std::max(0, qFloor(lastHeight - font.pixelSize() * kRightToLeftExtent)) : 0;
    m_width = std::min(width, qCeil(widest));
    m_height = qCeil(bottom) - slack;
    m_lastLineWidth = qCeil(last);
}

void MessageText::draw(QPainter &painter, const QPointF &at, const QColor &ink) const {
    painter.setPen(ink);
    m_layout.draw(&painter, at);
}

QUrl MessageText::linkAt(const QPointF &point) const {
    for (int i = 0; !m_links.empty() && i < m_layout.lineCount(); ++i) {
        const QTextLine line = m_layout.lineAt(i);
        if (!line.naturalTextRect().contains(point))
            continue;
        const int at = line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
        for (const links::Link &link : m_links) {
            if (at >= link.start && at < link.start + link.length)
                return link.url;
        }
    }
    return {};
}

} // namespace banter::client
