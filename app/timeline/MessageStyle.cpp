// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageStyle.h"

#include <utility>

#include <QImageReader>
#include <QPainter>
#include <QtMath>

namespace banter::client {
namespace {

constexpr qsizetype kMaxImages = 64; ///< kept: themes and scales come and go

QString pathOf(const QUrl &url) {
    return url.scheme() == QLatin1String("qrc") ? QLatin1Char(':') + url.path() : url.toLocalFile();
}

/// Null if there is no such file.
QImage readPicture(const QString &path, const QSize &size) {
    if (path.isEmpty())
        return {};
    QImageReader reader(path);
    reader.setScaledSize(size);
    QImage image = reader.read();
    if (!image.isNull())
        image.convertTo(QImage::Format_ARGB32_Premultiplied);
    return image;
}

} // namespace

int MessageStyle::markWidth(const QString &mark) const {
    const bool isWide = mark == QLatin1String("delivered") || mark == QLatin1String("read");
    return isWide ? qRound(markHeight * 1.25) : markHeight;
}

const QImage *MessageStyle::findImage(const QString &key) const {
    const auto known = m_images.constFind(key);
    return known == m_images.constEnd() ? nullptr : &*known;
}

const QImage &MessageStyle::keepImage(const QString &key, QImage image, qreal scale) const {
    if (m_images.size() >= kMaxImages)
        m_images.clear();
    image.setDevicePixelRatio(scale);
    return *m_images.insert(key, std::move(image));
}

const QImage &MessageStyle::markImage(const QString &mark, const QColor &color, qreal scale) const {
    const QSize size(qCeil(markWidth(mark) * scale), qCeil(markHeight * scale));
    const QString key = QStringLiteral("%1 %2 %3 %4").arg(mark, color.name()).arg(size.height()).arg(scale);
    if (const QImage *const known = findImage(key))
        return *known;
    QImage image = readPicture(pathOf(markFolder) + QStringLiteral("/tick-%1.svg").arg(mark), size);
    if (!image.isNull()) {
        QPainter painter(&image);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), color);
    }
    return keepImage(key, std::move(image), scale);
}

const QImage &MessageStyle::discImage(int hue, qreal scale) const {
    const QUrl url = discs.isEmpty() ? QUrl() : discs.at((hue % discs.size() + discs.size()) % discs.size());
    const int side = qCeil(discSize * scale);
    const QString key = QStringLiteral("%1 %2 %3").arg(url.toString()).arg(side).arg(scale);
    if (const QImage *const known = findImage(key))
        return *known;
    return keepImage(key, readPicture(pathOf(url), {side, side}), scale);
}

QColor MessageStyle::hueInk(int hue) const {
    if (hueInks.isEmpty())
        return ink;
    return hueInks.at((hue % hueInks.size() + hueInks.size()) % hueInks.size()).value<QColor>();
}

} // namespace banter::client
