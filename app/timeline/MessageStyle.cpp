// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageStyle.h"

#include <QFontMetricsF>
#include <QImageReader>
#include <QPainter>
#include <QtMath>

namespace banter::client {
namespace {

constexpr qsizetype kMaxKept = 128; ///< pictures: a few marks and discs in the colours of a theme

QString pathOf(const QUrl &url) {
    return url.scheme() == QLatin1String("qrc") ? QLatin1Char(':') + url.path() : url.toLocalFile();
}

QImage blank(const QSizeF &size, qreal scale) {
    QImage image(qCeil(size.width() * scale), qCeil(size.height() * scale), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    image.setDevicePixelRatio(scale);
    return image;
}

/// Null if there is no such file.
QImage readPicture(const QString &path, const QSizeF &size, qreal scale) {
    if (path.isEmpty())
        return {};
    QImageReader reader(path);
    reader.setScaledSize({qCeil(size.width() * scale), qCeil(size.height() * scale)});
    QImage image = reader.read();
    if (!image.isNull())
        image.convertTo(QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    return image;
}

} // namespace

MessageStyle::MessageStyle(QObject *parent) : QObject(parent) {
    connect(this, &MessageStyle::changed, this, &MessageStyle::forget);
}

void MessageStyle::forget() {
    m_pictures.clear();
    m_caption = {};
}

int MessageStyle::markWidth(const QString &mark) const {
    const bool isWide = mark == QLatin1String("delivered") || mark == QLatin1String("read");
    return isWide ? qRound(markHeight * 1.25) : markHeight;
}

QGlyphRun MessageStyle::timeRun(const QString &time) const {
    if (!m_caption.isValid())
        m_caption = QRawFont::fromFont(caption);
    const QList<quint32> glyphs = m_caption.glyphIndexesForString(time);
    if (glyphs.size() != time.size() || glyphs.contains(0))
        return {};
    QList<QPointF> positions;
    QPointF at;
    for (const QPointF &advance : m_caption.advancesForGlyphIndexes(glyphs)) {
        positions.append(at);
        at += advance;
    }
    QGlyphRun run;
    run.setRawFont(m_caption);
    run.setGlyphIndexes(glyphs);
    run.setPositions(positions);
    run.setBoundingRect(QRectF(0, -m_caption.ascent(), at.x(), m_caption.ascent() + m_caption.descent()));
    return run;
}

QSize MessageStyle::timeSize(const QString &time, const QGlyphRun &run) const {
    if (!run.isEmpty())
        return {qCeil(run.boundingRect().width()), qCeil(run.boundingRect().height())};
    const QFontMetricsF metrics(caption);
    return {qCeil(metrics.horizontalAdvance(time)), qCeil(metrics.height())};
}

template <class Make>
const QImage &MessageStyle::picture(const Picture &key, const Make &make) const {
    const auto known = m_pictures.constFind(key);
    if (known != m_pictures.constEnd())
        return *known;
    if (m_pictures.size() >= kMaxKept)
        m_pictures.clear();
    return *m_pictures.insert(key, make());
}

const QImage &MessageStyle::markImage(const QString &mark, const QColor &color, qreal scale) const {
    return picture({mark, color.rgba(), markHeight, scale}, [&] {
        QImage image = readPicture(pathOf(markFolder) + QStringLiteral("/tick-%1.svg").arg(mark),
                                   QSizeF(markWidth(mark), markHeight), scale);
        if (!image.isNull()) {
            QPainter painter(&image);
            painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
            painter.fillRect(QRect(0, 0, markWidth(mark) + 1, markHeight + 1), color);
        }
        return image;
    });
}

const QImage &MessageStyle::disc(int r, const QColor &color, qreal scale) const {
    return picture({{}, color.rgba(), r, scale}, [&] {
        QImage image = blank(QSizeF(2 * r, 2 * r), scale);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(QRectF(0, 0, 2 * r, 2 * r));
        return image;
    });
}

const QImage &MessageStyle::discImage(int hue, qreal scale) const {
    const QUrl url = discs.isEmpty() ? QUrl() : discs.at((hue % discs.size() + discs.size()) % discs.size());
    return picture({url.toString(), 0, discSize, scale},
                   [&] { return readPicture(pathOf(url), QSizeF(discSize, discSize), scale); });
}

QColor MessageStyle::hueInk(int hue) const {
    if (hueInks.isEmpty())
        return ink;
    return hueInks.at((hue % hueInks.size() + hueInks.size()) % hueInks.size()).value<QColor>();
}

} // namespace banter::client
