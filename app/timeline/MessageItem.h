// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QGlyphRun>
#include <QImage>
#include <QPointer>
#include <QQuickItem>
#include <QRectF>
#include <QString>
#include <QUrl>

#include "app/models/MessageEntry.h"
#include "app/timeline/MessageQuote.h"
#include "app/timeline/MessageReactions.h"
#include "app/timeline/MessageStyle.h"
#include "app/timeline/MessageText.h"

namespace banter::client {

/// One row of the timeline as it is drawn: the bubble, its text, when and how far; or a system line. It is one item and
/// one texture, since a row of a dozen items cost three times as much when it came into sight (docs/benchmarks.md).
/// What is rare (a day, an error, selecting) is put around it in QML: the row leaves room above and below.
///
/// Foreign text is drawn as it is, links in it can be clicked. GUI thread, which also paints; the scene graph's thread
/// uploads. The row's implicit height is right at completion and after layOut(); changes later take effect with the
/// next frame.
class MessageItem : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(banter::client::MessageStyle *style READ style WRITE setStyle NOTIFY styleChanged)
    /// What TimelineModel says, at once; and one by one, by the names of its roles.
    Q_PROPERTY(banter::client::MessageEntry entry READ entry WRITE setEntry NOTIFY entryChanged)
    Q_PROPERTY(QString messageId READ messageId NOTIFY entryChanged)
    Q_PROPERTY(QString failureText READ failureText NOTIFY entryChanged)
    Q_PROPERTY(QString dayText READ dayText NOTIFY dayTextChanged)
    Q_PROPERTY(bool isFirstUnread READ isFirstUnread NOTIFY isFirstUnreadChanged)
    Q_PROPERTY(QString accessibleText READ accessibleText NOTIFY entryChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QString timeText READ timeText WRITE setTimeText NOTIFY timeTextChanged)
    Q_PROPERTY(int mark READ mark WRITE setMark NOTIFY markChanged)
    Q_PROPERTY(int kind READ kind WRITE setKind NOTIFY kindChanged)
    Q_PROPERTY(bool mine READ mine WRITE setMine NOTIFY mineChanged)
    Q_PROPERTY(bool deleted READ isDeleted WRITE setDeleted NOTIFY deletedChanged)
    Q_PROPERTY(bool isEmojiOnly READ isEmojiOnly WRITE setEmojiOnly NOTIFY isEmojiOnlyChanged)
    Q_PROPERTY(bool isFirstOfDay READ isFirstOfDay WRITE setFirstOfDay NOTIFY isFirstOfDayChanged)
    Q_PROPERTY(bool isFirstOfGroup READ isFirstOfGroup WRITE setFirstOfGroup NOTIFY isFirstOfGroupChanged)
    Q_PROPERTY(bool isLastOfGroup READ isLastOfGroup WRITE setLastOfGroup NOTIFY isLastOfGroupChanged)
    Q_PROPERTY(QString senderName READ senderName WRITE setSenderName NOTIFY senderNameChanged)
    Q_PROPERTY(QString senderInitials READ senderInitials WRITE setSenderInitials NOTIFY senderInitialsChanged)
    Q_PROPERTY(int senderHue READ senderHue WRITE setSenderHue NOTIFY senderHueChanged)
    Q_PROPERTY(bool edited READ isEdited WRITE setEdited NOTIFY editedChanged)
    Q_PROPERTY(bool isChanging READ isChanging WRITE setChanging NOTIFY isChangingChanged)
    Q_PROPERTY(qulonglong replySeq READ replySeq WRITE setReplySeq NOTIFY replySeqChanged)
    Q_PROPERTY(QString replyName READ replyName WRITE setReplyName NOTIFY replyNameChanged)
    Q_PROPERTY(int replyHue READ replyHue WRITE setReplyHue NOTIFY replyHueChanged)
    Q_PROPERTY(QString replyText READ replyText WRITE setReplyText NOTIFY replyTextChanged)
    Q_PROPERTY(QVariantList reactions READ reactions WRITE setReactions NOTIFY reactionsChanged)
    /// Room kept above (day, unread line) and below (why it failed) for what QML puts there.
    Q_PROPERTY(qreal headHeight READ headHeight WRITE setHeadHeight NOTIFY headHeightChanged)
    Q_PROPERTY(qreal footHeight READ footHeight WRITE setFootHeight NOTIFY footHeightChanged)
    /// The text is left out, for an editor that stands in its place.
    Q_PROPERTY(bool selecting READ isSelecting WRITE setSelecting NOTIFY selectingChanged)
    /// How far the bubble stands below its place, for its entrance.
    Q_PROPERTY(qreal shift READ shift WRITE setShift NOTIFY shiftChanged)
    /// Where the bubble and its text are. Empty for a system line.
    Q_PROPERTY(QRectF bubbleRect READ bubbleRect NOTIFY laidOut)
    Q_PROPERTY(QRectF textRect READ textRect NOTIFY laidOut)
    /// Where the sender's disc is; empty: none is shown.
    Q_PROPERTY(QRectF discRect READ discRect NOTIFY laidOut)
    /// Where the quote is, and the reactions, which hang below the bubble. Empty: there are none.
    Q_PROPERTY(QRectF quoteRect READ quoteRect NOTIFY laidOut)
    Q_PROPERTY(QRectF reactionsRect READ reactionsRect NOTIFY laidOut)
public:
    explicit MessageItem(QQuickItem *parent = nullptr);

    [[nodiscard]] MessageStyle *style() const { return m_style; }
    void setStyle(MessageStyle *style);
    [[nodiscard]] const MessageEntry &entry() const { return m_entry; }
    void setEntry(const MessageEntry &entry);
    [[nodiscard]] QString messageId() const { return m_entry.messageId; }
    [[nodiscard]] QString failureText() const { return m_entry.failureText; }
    [[nodiscard]] QString dayText() const { return m_entry.dayText; }
    [[nodiscard]] bool isFirstUnread() const { return m_entry.isFirstUnread; }
    [[nodiscard]] QString accessibleText() const { return m_entry.accessibleText; }
    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text) { change(m_text, text, &MessageItem::textChanged); }
    [[nodiscard]] QString timeText() const { return m_timeText; }
    void setTimeText(const QString &text) { change(m_timeText, text, &MessageItem::timeTextChanged); }
    [[nodiscard]] int mark() const { return m_mark; }
    void setMark(int mark) { change(m_mark, mark, &MessageItem::markChanged); }
    [[nodiscard]] int kind() const { return m_kind; }
    void setKind(int kind) { change(m_kind, kind, &MessageItem::kindChanged); }
    [[nodiscard]] bool mine() const { return m_mine; }
    void setMine(bool mine) { change(m_mine, mine, &MessageItem::mineChanged); }
    [[nodiscard]] bool isDeleted() const { return m_deleted; }
    void setDeleted(bool deleted) { change(m_deleted, deleted, &MessageItem::deletedChanged); }
    [[nodiscard]] bool isEmojiOnly() const { return m_emojiOnly; }
    void setEmojiOnly(bool emojiOnly) { change(m_emojiOnly, emojiOnly, &MessageItem::isEmojiOnlyChanged); }
    [[nodiscard]] bool isFirstOfDay() const { return m_firstOfDay; }
    void setFirstOfDay(bool first) { change(m_firstOfDay, first, &MessageItem::isFirstOfDayChanged); }
    [[nodiscard]] bool isFirstOfGroup() const { return m_firstOfGroup; }
    void setFirstOfGroup(bool first) { change(m_firstOfGroup, first, &MessageItem::isFirstOfGroupChanged); }
    [[nodiscard]] bool isLastOfGroup() const { return m_lastOfGroup; }
    void setLastOfGroup(bool last) { change(m_lastOfGroup, last, &MessageItem::isLastOfGroupChanged); }
    [[nodiscard]] QString senderName() const { return m_senderName; }
    void setSenderName(const QString &name) { change(m_senderName, name, &MessageItem::senderNameChanged); }
    [[nodiscard]] QString senderInitials() const { return m_senderInitials; }
    void setSenderInitials(const QString &initials) {
        change(m_senderInitials, initials, &MessageItem::senderInitialsChanged);
    }
    [[nodiscard]] int senderHue() const { return m_senderHue; }
    void setSenderHue(int hue) { change(m_senderHue, hue, &MessageItem::senderHueChanged); }
    [[nodiscard]] bool isEdited() const { return m_edited; }
    void setEdited(bool edited) { change(m_edited, edited, &MessageItem::editedChanged); }
    [[nodiscard]] bool isChanging() const { return m_changing; }
    void setChanging(bool changing) { change(m_changing, changing, &MessageItem::isChangingChanged); }
    [[nodiscard]] qulonglong replySeq() const { return m_replySeq; }
    void setReplySeq(qulonglong seq) { change(m_replySeq, seq, &MessageItem::replySeqChanged); }
    [[nodiscard]] QString replyName() const { return m_replyName; }
    void setReplyName(const QString &name) { change(m_replyName, name, &MessageItem::replyNameChanged); }
    [[nodiscard]] int replyHue() const { return m_replyHue; }
    void setReplyHue(int hue) { change(m_replyHue, hue, &MessageItem::replyHueChanged); }
    [[nodiscard]] QString replyText() const { return m_replyText; }
    void setReplyText(const QString &text) { change(m_replyText, text, &MessageItem::replyTextChanged); }
    [[nodiscard]] QVariantList reactions() const { return m_reactions; }
    void setReactions(const QVariantList &list) { change(m_reactions, list, &MessageItem::reactionsChanged); }
    [[nodiscard]] qreal headHeight() const { return m_headHeight; }
    void setHeadHeight(qreal height) { change(m_headHeight, height, &MessageItem::headHeightChanged); }
    [[nodiscard]] qreal footHeight() const { return m_footHeight; }
    void setFootHeight(qreal height) { change(m_footHeight, height, &MessageItem::footHeightChanged); }
    [[nodiscard]] bool isSelecting() const { return m_selecting; }
    void setSelecting(bool selecting) { change(m_selecting, selecting, &MessageItem::selectingChanged); }
    [[nodiscard]] qreal shift() const { return m_shift; }
    void setShift(qreal shift);
    [[nodiscard]] QRectF bubbleRect() const { return m_bubble; }
    [[nodiscard]] QRectF textRect() const { return m_words; }
    [[nodiscard]] QRectF discRect() const { return m_disc; }
    [[nodiscard]] QRectF quoteRect() const { return m_quoteRect; }
    [[nodiscard]] QRectF reactionsRect() const { return m_pills.rect(); }
    /// The emoji of the reaction at a point of the item; empty = none.
    Q_INVOKABLE [[nodiscard]] QString reactionAt(qreal x, qreal y) const { return m_pills.at({x, y}); }
    Q_INVOKABLE [[nodiscard]] bool isQuoteAt(qreal x, qreal y) const { return m_quoteRect.contains(x, y); }
    /// The address at a point of the item; empty = none.
    Q_INVOKABLE [[nodiscard]] QString linkAt(qreal x, qreal y) const;

    /// Takes what changed into account at once. For a view that asks for the height before the next frame.
    Q_INVOKABLE void layOut();

Q_SIGNALS:
    void styleChanged();
    void entryChanged();
    void dayTextChanged();
    void isFirstUnreadChanged();
    void textChanged();
    void timeTextChanged();
    void markChanged();
    void kindChanged();
    void mineChanged();
    void deletedChanged();
    void isEmojiOnlyChanged();
    void isFirstOfDayChanged();
    void isFirstOfGroupChanged();
    void isLastOfGroupChanged();
    void senderNameChanged();
    void senderInitialsChanged();
    void senderHueChanged();
    void editedChanged();
    void isChangingChanged();
    void replySeqChanged();
    void replyNameChanged();
    void replyHueChanged();
    void replyTextChanged();
    void reactionsChanged();
    void headHeightChanged();
    void footHeightChanged();
    void selectingChanged();
    void shiftChanged();
    void laidOut();
    void linkActivated(const QString &link);

protected:
    void componentComplete() override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void geometryChange(const QRectF &now, const QRectF &before) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    template <class Value>
    void change(Value &held, const Value &value, void (MessageItem::*changed)()) {
        if (held == value)
            return;
        held = value;
        redo();
        Q_EMIT(this->*changed)();
    }
    /// Lays out and draws anew before the next frame.
    void redo();
    void layOutLine();
    void layOutBubble();
    void placeBubble(qreal width, qreal height);
    void layOutAuthor(int room);
    void layOutQuote(int room);
    void layOutReactions();
    /// Emoji that stand alone, without a bubble.
    [[nodiscard]] bool isBare() const { return m_emojiOnly && !m_deleted && m_replySeq == 0; }
    [[nodiscard]] QString markName() const;
    [[nodiscard]] QSize stampSize() const;
    [[nodiscard]] QRectF drawnRect() const;
    void paint();
    void draw(QPainter &painter) const;
    void drawAuthor(QPainter &painter) const;
    void drawQuote(QPainter &painter) const;
    void drawStamp(QPainter &painter) const;

    static constexpr int kLead = 2; ///< by which text stands above its padding, since its lines have room below

    QPointer<MessageStyle> m_style;
    MessageEntry m_entry; ///< as it was last set
    QString m_text, m_timeText, m_senderName, m_senderInitials;
    int m_mark{0}, m_kind{0}, m_senderHue{0};
    bool m_mine{false}, m_deleted{false}, m_emojiOnly{false};
    bool m_firstOfDay{false}, m_firstOfGroup{true}, m_lastOfGroup{true};
    bool m_selecting{false}, m_edited{false}, m_changing{false};
    qulonglong m_replySeq{0};
    QString m_replyName, m_replyText;
    int m_replyHue{0};
    QVariantList m_reactions;
    qreal m_headHeight{0}, m_footHeight{0}, m_shift{0};

    MessageText m_layout;
    QRectF m_bubble, m_words; ///< the room of the text, not what it takes of it
    QRectF m_disc;
    MessageStyle::Name m_author; ///< empty: no name stands there
    MessageQuote m_quote;
    QRectF m_quoteRect;
    MessageReactions m_pills;
    QString m_stamp; ///< the time, and what stands before it
    QGlyphRun m_time;
    QSize m_stampSize;
    QString m_pressedLink;
    std::vector<QImage> m_tiles; ///< painted, on their way to the scene graph; from the top, without a gap
    bool m_isLaidOut{false};
    bool m_isPainted{false}; ///< m_tiles, or the node if there are none, show what is laid out
};

} // namespace banter::client
