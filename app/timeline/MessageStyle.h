// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include <QColor>
#include <QFont>
#include <QGlyphRun>
#include <QHash>
#include <QImage>
#include <QList>
#include <QObject>
#include <QRawFont>
#include <QSize>
#include <QString>
#include <QUrl>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

class QPainter;

namespace banter::client {

/// How messages look: what the design says of them, once for all the rows of a timeline, which draw by it
/// (MessageItem). Lengths are in logical pixels. Set from QML, where the Theme is; changed() tells the rows to draw
/// anew. GUI thread; the scene graph's thread reads while that one waits.
class MessageStyle : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QFont body MEMBER body NOTIFY changed)
    Q_PROPERTY(QFont bodyItalic MEMBER bodyItalic NOTIFY changed)
    Q_PROPERTY(QFont emoji MEMBER emoji NOTIFY changed) ///< of messages that are nothing but emoji
    Q_PROPERTY(QFont caption MEMBER caption NOTIFY changed)
    Q_PROPERTY(QColor ownFill MEMBER ownFill NOTIFY changed)
    Q_PROPERTY(QColor otherFill MEMBER otherFill NOTIFY changed)
    Q_PROPERTY(QColor ink MEMBER ink NOTIFY changed)
    Q_PROPERTY(QColor muted MEMBER muted NOTIFY changed)       ///< on the other's bubble and on the canvas
    Q_PROPERTY(QColor ownMuted MEMBER ownMuted NOTIFY changed) ///< on one's own bubble
    Q_PROPERTY(QColor accent MEMBER accent NOTIFY changed)
    Q_PROPERTY(QColor ownAccent MEMBER ownAccent NOTIFY changed)
    Q_PROPERTY(QColor danger MEMBER danger NOTIFY changed)
    Q_PROPERTY(int columnWidth MEMBER columnWidth NOTIFY changed) ///< of the column that messages share
    Q_PROPERTY(int bubbleLimit MEMBER bubbleLimit NOTIFY changed) ///< no bubble is wider
    Q_PROPERTY(int padding MEMBER padding NOTIFY changed)         ///< above and below the text
    Q_PROPERTY(int sidePadding MEMBER sidePadding NOTIFY changed)
    Q_PROPERTY(int radius MEMBER radius NOTIFY changed)
    Q_PROPERTY(int innerRadius MEMBER innerRadius NOTIFY changed) ///< of the corners on the sender's side
    Q_PROPERTY(int gapInGroup MEMBER gapInGroup NOTIFY changed)
    Q_PROPERTY(int gapOfGroups MEMBER gapOfGroups NOTIFY changed)
    Q_PROPERTY(int gapOfDays MEMBER gapOfDays NOTIFY changed)
    Q_PROPERTY(int stampLine MEMBER stampLine NOTIFY changed) ///< what the time takes when it needs a line of its own
    Q_PROPERTY(int markHeight MEMBER markHeight NOTIFY changed)
    Q_PROPERTY(bool mirrored MEMBER mirrored NOTIFY changed)
    Q_PROPERTY(QUrl markFolder MEMBER markFolder NOTIFY changed) ///< has tick-pending.svg …
    Q_PROPERTY(QString deletedText MEMBER deletedText NOTIFY changed)
    Q_PROPERTY(QString editedText MEMBER editedText NOTIFY changed) ///< stands before the time
    // Quotes, whose names are in `author`, and lines as high as `authorLine`.
    Q_PROPERTY(QFont small MEMBER small NOTIFY changed)
    Q_PROPERTY(QColor ownInset MEMBER ownInset NOTIFY changed)
    Q_PROPERTY(QColor otherInset MEMBER otherInset NOTIFY changed)
    Q_PROPERTY(int quoteRadius MEMBER quoteRadius NOTIFY changed)
    // Reactions
    Q_PROPERTY(QFont reactionEmoji MEMBER reactionEmoji NOTIFY changed)
    Q_PROPERTY(QFont reactionCount MEMBER reactionCount NOTIFY changed)
    Q_PROPERTY(QColor canvas MEMBER canvas NOTIFY changed)
    Q_PROPERTY(QColor raised MEMBER raised NOTIFY changed)
    Q_PROPERTY(QColor accentSoft MEMBER accentSoft NOTIFY changed) ///< of one's own reaction
    Q_PROPERTY(int pillHeight MEMBER pillHeight NOTIFY changed)
    Q_PROPERTY(int pillHang MEMBER pillHang NOTIFY changed) ///< how far they hang below the bubble
    Q_PROPERTY(int pillRoom MEMBER pillRoom NOTIFY changed) ///< what the row takes more for them
    /// Groups: others' messages stand by authorIndent from the edge; a run begins with the name and ends with the disc.
    Q_PROPERTY(bool showsAuthors MEMBER showsAuthors NOTIFY changed)
    Q_PROPERTY(QFont author MEMBER author NOTIFY changed)
    Q_PROPERTY(QFont initials MEMBER initials NOTIFY changed)
    Q_PROPERTY(int authorLine MEMBER authorLine NOTIFY changed) ///< height of the line with the name
    Q_PROPERTY(int authorIndent MEMBER authorIndent NOTIFY changed)
    Q_PROPERTY(int discSize MEMBER discSize NOTIFY changed)
    Q_PROPERTY(QColor discInk MEMBER discInk NOTIFY changed)
    Q_PROPERTY(QList<QUrl> discs MEMBER discs NOTIFY changed)      ///< by hue; pictures of the shape
    Q_PROPERTY(QVariantList hueInks MEMBER hueInks NOTIFY changed) ///< by hue; colours of names
public:
    explicit MessageStyle(QObject *parent = nullptr);

    QFont body, bodyItalic, emoji, caption;
    QColor ownFill, otherFill, ink, muted, ownMuted, accent, ownAccent, danger;
    int columnWidth{760}, bubbleLimit{520}, padding{8}, sidePadding{12}, radius{18}, innerRadius{6};
    int gapInGroup{3}, gapOfGroups{12}, gapOfDays{6}, stampLine{18}, markHeight{16};
    bool mirrored{false};
    QUrl markFolder;
    QString deletedText, editedText;
    QFont small, reactionEmoji, reactionCount;
    QColor ownInset, otherInset, canvas, raised, accentSoft;
    int quoteRadius{8}, pillHeight{26}, pillHang{18}, pillRoom{20};
    bool showsAuthors{false};
    QFont author, initials;
    int authorLine{18}, authorIndent{40}, discSize{32};
    QColor discInk{Qt::white};
    QList<QUrl> discs;
    QVariantList hueInks;

    /// Width of the mark "pending", "sent", "delivered", "read" or "failed"; two ticks are wider.
    [[nodiscard]] int markWidth(const QString &mark) const;
    /// A time in the caption font, set letter by letter: a time is digits, and shaping them like a text was a fifth of
    /// what a row cost. Empty if the font lacks one of its letters: then it is drawn as a text.
    [[nodiscard]] QGlyphRun timeRun(const QString &time) const;
    [[nodiscard]] QSize timeSize(const QString &time, const QGlyphRun &run) const;

    // Pictures of what every message has, drawn once; `scale` device pixels to a logical one.
    /// The mark in one colour; a null image if there is no such file.
    [[nodiscard]] const QImage &markImage(const QString &mark, const QColor &color, qreal scale) const;
    /// A disc of radius `r`, for round corners.
    [[nodiscard]] const QImage &disc(int r, const QColor &color, qreal scale) const;
    /// The disc that somebody of a hue (any number) stands on, with the initials.
    [[nodiscard]] const QImage &discImage(int hue, const QString &initials, qreal scale) const;
    /// Somebody's name in the author's font, one line of foreign text that is no wider than `room`.
    struct Name {
        QString text; ///< as it is drawn
        int width{0};
    };
    [[nodiscard]] const Name &nameOf(const QString &name, int room) const;
    /// What a reaction's emoji takes. A font asked for it reads the whole picture.
    [[nodiscard]] int emojiWidth(const QString &sign) const;
    /// Draws such a name. A few people write most of a group: setting their names anew was dearer than all else.
    void drawName(QPainter &painter, const QPointF &baseline, const Name &name, const QColor &color) const;
    /// The colour of the name of somebody of a hue; ink if there is none.
    [[nodiscard]] QColor hueInk(int hue) const;

    /// A picture that is kept: what it shows, by these.
    struct Picture {
        QString name;
        QRgb color{0};
        int size{0}; ///< logical pixels
        qreal scale{1};
        friend bool operator==(const Picture &, const Picture &) = default;
        friend size_t qHash(const Picture &key, size_t seed = 0) noexcept {
            return qHashMulti(seed, key.name, key.color, key.size, key.scale);
        }
    };
    /// What is kept for a key; made by `make` if it is not there. The next call may end its life.
    template <class Make>
    const QImage &picture(const Picture &key, const Make &make) const {
        const auto known = m_pictures.constFind(key);
        if (known != m_pictures.constEnd())
            return *known;
        if (m_pictures.size() >= kMaxKept)
            m_pictures.clear();
        return *m_pictures.insert(key, make());
    }
    /// An empty picture of a size in logical pixels.
    [[nodiscard]] static QImage blank(const QSizeF &size, qreal scale);

Q_SIGNALS:
    void changed();

private:
    static constexpr qsizetype kMaxKept = 256; ///< marks, discs, names and reactions; some KiB each

    void forget();

    mutable QHash<Picture, QImage> m_pictures;
    mutable QHash<std::pair<QString, int>, Name> m_names;
    mutable QHash<QString, int> m_emojiWidths;
    mutable QRawFont m_caption;
};

} // namespace banter::client
