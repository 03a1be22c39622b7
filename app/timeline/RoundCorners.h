// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

class QColor;
class QPainter;
class QRectF;

namespace banter::client {

class MessageStyle;

/// Fills a rectangle with round corners; `radii` from the upper left, line by line, in logical pixels, 0 = square. The
/// discs in the corners are kept by `style`: to fill such a path costs three times as much. `painter` paints on an
/// image.
void fillRound(QPainter &painter, const QRectF &rect, const QColor &color, const MessageStyle &style,
               const std::array<int, 4> &radii);

} // namespace banter::client
