// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QString>
#include <QTextLayout>
#include <QUrl>

#include "app/text/Linkifier.h"

class QPainter;

namespace banter::client {

/// The laid-out text of one message: what somebody wrote, as it is, links underlined. Never reads markup. Lengths are
/// in logical pixels. Not thread-safe.
class MessageText {
public:
    /// What is found in a text and looks otherwise: links, or in a line of ours the names, which are isolated there
    /// (Formatting::isolated()).
    enum class Find { Nothing, Links, Names };

    /// Lays `text` out in lines of at most `width`. What is found is drawn in `foundInk`.
    void set(const QString &text, const QFont &font, int width, Find find = Find::Nothing, const QColor &foundInk = {});

    /// Of the text's first strong letter: then all lines are aligned right.
    [[nodiscard]] bool isRightToLeft() const { return m_isRightToLeft; }
    /// What the widest line takes.
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    /// What the last line takes, for what may stand beside it.
    [[nodiscard]] int lastLineWidth() const { return m_lastLineWidth; }

    /// Draws with the upper left corner of the room it was laid out in at `at`.
    void draw(QPainter &painter, const QPointF &at, const QColor &ink) const;
    /// The address under a point of the room, or an invalid one.
    [[nodiscard]] QUrl linkAt(const QPointF &point) const;

private:
    [[nodiscard]] static QString shown(const QString &text);

    QTextLayout m_layout;
    std::vector<links::Link> m_links;
    int m_room{0};
    int m_width{0}, m_height{0}, m_lastLineWidth{0};
    bool m_isRightToLeft{false};
};

} // namespace banter::client
