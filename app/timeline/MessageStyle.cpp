// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageStyle.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QImageReader>
#include <QPainter>
#include <QtMath>

namespace banter::client {
namespace {

constexpr int kMaxName = 128; ///< characters of a name that are looked at: more never fit
constexpr int kOverhang = 3;  ///< by which a letter may reach out of its line

QString pathOf(const QUrl &url) {
    return url.scheme() == QLatin1String("qrc") ? QLatin1Char(':') + url.path() : url.toLocalFile();
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

QImage MessageStyle::blank(const QSizeF &size, qreal scale) {
    QImage image(qCeil(size.width() * scale), qCeil(size.height() * scale), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    image.setDevicePixelRatio(scale);
    return image;
}

void MessageStyle::forget() {
    m_pictures.clear();
    m_names.clear();
    m_emojiWidths.clear();
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

const QImage &MessageStyle::discImage(int hue, const QString &letters, qreal scale) const {
    const QUrl url = discs.isEmpty() ? QUrl() : discs.at((hue % discs.size() + discs.size()) % discs.size());
    return picture({url.toString() + QLatin1Char('\n') + letters, 0, discSize, scale}, [&] {
        QImage image = readPicture(pathOf(url), QSizeF(discSize, discSize), scale);
        if (image.isNull())
            image = blank(QSizeF(discSize, discSize), scale);
        QPainter painter(&image);
        painter.setFont(initials);
        painter.setPen(discInk);
        painter.drawText(QRectF(0, 0, discSize, discSize), Qt::AlignCenter | Qt::TextSingleLine, letters);
        return image;
    });
}

const MessageStyle::Name &MessageStyle::nameOf(const QString &name, int room) const {
    const std::pair key(name.left(kMaxName), room);
    const auto known = m_names.constFind(key);
    if (known != m_names.constEnd())
        return *known;
    if (m_names.size() >= kMaxKept)
        m_names.clear();
    const QFontMetricsF metrics(author);
    Name made;
    made.text = metrics.elidedText(key.first.simplified(), Qt::ElideRight, room);
    made.width = std::min(room, qCeil(metrics.horizontalAdvance(made.text)));
    return *m_names.insert(key, made);
}

int MessageStyle::emojiWidth(const QString &sign) const {
    const auto known = m_emojiWidths.constFind(sign);
    if (known != m_emojiWidths.constEnd())
        return *known;
    if (m_emojiWidths.size() >= kMaxKept)
        m_emojiWidths.clear();
    return *m_emojiWidths.insert(sign, qCeil(QFontMetricsF(reactionEmoji).horizontalAdvance(sign)));
}

void MessageStyle::drawName(QPainter &painter, const QPointF &baseline, const Name &name, const QColor &color) const {
    const QFontMetricsF metrics(author);
    const int ascent = qCeil(metrics.ascent()) + kOverhang;
    const QImage &image = picture({name.text, color.rgba(), name.width, painter.device()->devicePixelRatio()}, [&] {
        const QSizeF size(name.width + 2 * kOverhang, ascent + qCeil(metrics.descent()) + kOverhang);
        QImage made = blank(size, painter.device()->devicePixelRatio());
        QPainter on(&made);
        on.setFont(author);
        on.setPen(color);
        on.drawText(QPointF(kOverhang, ascent), name.text);
        return made;
    });
    // On a whole pixel, as the picture was painted.
    painter.drawImage(QPointF(baseline.x() - kOverhang, qRound(baseline.y()) - ascent), image);
}

QColor MessageStyle::hueInk(int hue) const {
    if (hueInks.isEmpty())
        return ink;
    return hueInks.at((hue % hueInks.size() + hueInks.size()) % hueInks.size()).value<QColor>();
}

} // namespace banter::client
