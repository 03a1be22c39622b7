// SPDX-License-Identifier: Apache-2.0
#include "app/timeline/MessageStyle.h"

#include <QImageReader>
#include <QPainter>
#include <QtMath>

namespace banter::client {
namespace {

constexpr qsizetype kMaxMarks = 64; ///< kept: themes and scales come and go

QString pathOf(const QUrl &url) {
    return url.scheme() == QLatin1String("qrc") ? QLatin1Char(':') + url.path() : url.toLocalFile();
}

} // namespace

int MessageStyle::markWidth(const QString &mark) const {
    const bool isWide = mark == QLatin1String("delivered") || mark == QLatin1String("read");
    return isWide ? qRound(markHeight * 1.25) : markHeight;
}

const QImage &MessageStyle::markImage(const QString &mark, const QColor &color, qreal scale) const {
    const QSize size(qCeil(markWidth(mark) * scale), qCeil(markHeight * scale));
    const QString key = QStringLiteral("%1 %2 %3 %4").arg(mark, color.name()).arg(size.height()).arg(scale);
    const auto known = m_marks.constFind(key);
    if (known != m_marks.constEnd())
        return *known;
    if (m_marks.size() >= kMaxMarks)
        m_marks.clear();
    QImageReader reader(pathOf(markFolder) + QStringLiteral("/tick-%1.svg").arg(mark));
    reader.setScaledSize(size);
    QImage image = reader.read();
    if (!image.isNull()) {
        image.convertTo(QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), color);
    }
    image.setDevicePixelRatio(scale);
    return *m_marks.insert(key, image);
}

} // namespace banter::client
