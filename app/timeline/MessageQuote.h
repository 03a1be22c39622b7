// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QColor>
#include <QString>
#include <QTextLayout>

#include "app/timeline/MessageStyle.h"

class QPainter;
class QRectF;

namespace banter::client {

/// What a reply says of the message that it answers: a bar, who wrote it, and one line of it. Foreign text, drawn as it
/// is. Lengths are in logical pixels. Not thread-safe.
class MessageQuote {
public:
    struct Colors {
        QColor fill, bar, name, words;
    };

    /// Nothing is quoted.
    void clear();
    /// Lays it out in at most `room`. `name` may be empty: the original is not here.
    void set(const QString &name, const QString &words, const MessageStyle &style, int room);

    [[nodiscard]] bool isEmpty() const { return m_height == 0; }
    /// What it would like to have; it can be drawn wider.
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    void draw(QPainter &painter, const QRectF &rect, const Colors &colors, const MessageStyle &style) const;

private:
    MessageStyle::Name m_name;
    std::unique_ptr<QTextLayout> m_words; ///< set once, as it is drawn
    int m_wordsWidth{0};
    int m_width{0}, m_height{0};
};

} // namespace banter::client
