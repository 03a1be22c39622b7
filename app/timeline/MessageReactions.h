// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QPointF>
#include <QRectF>
#include <QString>
#include <QVariantList>

class QPainter;

namespace banter::client {

class MessageStyle;

/// The pills under a bubble: how often somebody reacted with what. Lengths are in logical pixels. Not thread-safe.
class MessageReactions {
public:
    static constexpr std::size_t kMostShown = 6; ///< pills; how many more there are is told in one of their own

    /// `list` as TimelineModel::ReactionsRole has it; as many as fit into `room`, at least one.
    void set(const QVariantList &list, const MessageStyle &style, int room);
    /// Puts the start edge of the row of pills at `start` (the right one when mirrored), their tops at `top`.
    void place(qreal start, qreal top, const MessageStyle &style);

    [[nodiscard]] bool isEmpty() const { return m_pills.empty(); }
    [[nodiscard]] int width() const { return m_width; }
    /// Around all of them, where they were placed.
    [[nodiscard]] QRectF rect() const;
    /// The emoji of the pill at a point, or near enough for a finger; empty = none, or the one that counts the rest.
    [[nodiscard]] QString at(const QPointF &point) const;
    void draw(QPainter &painter, const MessageStyle &style) const;

private:
    struct Pill {
        QString emoji; ///< foreign; empty: counts those that are not shown
        QString label;
        bool own{false};
        int emojiWidth{0}, labelWidth{0};
        QRectF rect;
    };
    static void drawPill(QPainter &painter, const Pill &pill, const MessageStyle &style);
    void add(Pill pill, const MessageStyle &style);
    void drop();

    std::vector<Pill> m_pills;
    int m_width{0};
};

} // namespace banter::client
