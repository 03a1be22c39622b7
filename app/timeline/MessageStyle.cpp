// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageStyle.h"

#include <QFontMetricsF>
#include <QImageReader>
#include <QPainter>
#include <QtMath>

namespace banter::client {
namespace {

constexpr qsizetype kMaxKept = 512; ///< pictures; a day has 1 440 minutes, few of them are in sight

QString pathOf(const QUrl &url) {
    return url.scheme() == QLatin1String("qrc") ? QLatin1Char(':') + url.path() : url.toLocalFile();
}

QImage blank(const QSizeF &size, qreal scale) {
    QImage image(qCeil(size.width() * scale), qCeil(size.height() * scale), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    image.setDevicePixelRatio(scale);
    return image;
}

} // namespace

MessageStyle::MessageStyle(QObject *parent) : QObject(parent) {
    connect(this, &MessageStyle::changed, this, &MessageStyle::forget);
}

void MessageStyle::forget() {
    m_pictures.clear();
    m_times.clear();
}

int MessageStyle::markWidth(const QString &mark) const {
    const bool isWide = mark == QLatin1String("delivered") || mark == QLatin1String("read");
    return isWide ? qRound(markHeight * 1.25) : markHeight;
}

QSize MessageStyle::timeSize(const QString &time) const {
    const auto known = m_times.constFind(time);
    if (known != m_times.constEnd())
        return *known;
    if (m_times.size() >= kMaxKept)
        m_times.clear();
    const QFontMetricsF metrics(caption);
    return *m_times.insert(time, {qCeil(metrics.horizontalAdvance(time)), qCeil(metrics.height())});
}

template <class Make>
const QImage &MessageStyle::picture(const QString &key, const QColor &color, qreal scale, const Make &make) const {
    const QString name = key + color.name(QColor::HexArgb) + QString::number(scale);
    const auto known = m_pictures.constFind(name);
    if (known != m_pictures.constEnd())
        return *known;
    if (m_pictures.size() >= kMaxKept)
        m_pictures.clear();
    return *m_pictures.insert(name, make());
}

const QImage &MessageStyle::markImage(const QString &mark, const QColor &color, qreal scale) const {
    return picture(mark, color, scale, [&] {
        QImageReader reader(pathOf(markFolder) + QStringLiteral("/tick-%1.svg").arg(mark));
        reader.setScaledSize({qCeil(markWidth(mark) * scale), qCeil(markHeight * scale)});
        QImage image = reader.read();
        if (!image.isNull()) {
            image.convertTo(QImage::Format_ARGB32_Premultiplied);
            QPainter painter(&image);
            painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
            painter.fillRect(image.rect(), color);
        }
        image.setDevicePixelRatio(scale);
        return image;
    });
}

const QImage &MessageStyle::timeImage(const QString &time, const QColor &color, qreal scale) const {
    return picture(time, color, scale, [&] {
        QImage image = blank(timeSize(time), scale);
        QPainter painter(&image);
        painter.setFont(caption);
        painter.setPen(color);
        painter.drawText(QPointF(0, QFontMetricsF(caption).ascent()), time);
        return image;
    });
}

const QImage &MessageStyle::disc(int r, const QColor &color, qreal scale) const {
    return picture(QStringLiteral("disc %1 ").arg(r), color, scale, [&] {
        QImage image = blank(QSizeF(2 * r, 2 * r), scale);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(QRectF(0, 0, 2 * r, 2 * r));
        return image;
    });
}

} // namespace banter::client
