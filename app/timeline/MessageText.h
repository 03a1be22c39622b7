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

    /// Lays `text` out in lines of at most `width`.
    void set(const QString &text, const QFont &font, int width, Find find);

    /// Of the text's first strong letter: then all lines are aligned right.
    [[nodiscard]] bool isRightToLeft() const { return m_isRightToLeft; }
    /// What the widest line takes.
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    /// What the last line takes, for what may stand beside it.
    [[nodiscard]] int lastLineWidth() const { return m_lastLineWidth; }
    [[nodiscard]] bool isLaidOut(const QString &text, const QFont &font, int width) const {
        return m_layout.text() == shown(text) && m_layout.font() == font && m_room == width;
    }

    /// Draws with the upper left corner of the room it was laid out in at `at`; `foundInk` is for links or names.
    void draw(QPainter &painter, const QPointF &at, const QColor &ink, const QColor &foundInk) const;
    /// The address under a point of the room, or an invalid one.
    [[nodiscard]] QUrl linkAt(const QPointF &point) const;

private:
    [[nodiscard]] static QString shown(const QString &text);
    void findNames();

    QTextLayout m_layout;
    std::vector<links::Link> m_links;
    QList<QTextLayout::FormatRange> m_names;
    int m_room{0};
    int m_width{0}, m_height{0}, m_lastLineWidth{0};
    bool m_isRightToLeft{false};
};

} // namespace banter::client
