// SPDX-License-Identifier: Apache-2.0
#include <QFontMetricsF>
#include <QtTest>

#include <QQuickView>

#include "app/models/TimelineModel.h"
#include "app/timeline/MessageItem.h"

using namespace banter::client;

/// A message as it is laid out and drawn, by the software renderer without a display.
class tst_MessageItem : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_style.body.setPixelSize(15);
        m_style.small.setPixelSize(13);
        m_style.reactionEmoji.setPixelSize(14);
        m_style.reactionCount.setPixelSize(12);
        m_style.ownInset = Qt::darkGreen;
        m_style.otherInset = Qt::darkYellow;
        m_style.canvas = m_style.raised = Qt::white;
        m_style.accentSoft = Qt::cyan;
        m_style.editedText = QStringLiteral("edited");
        m_style.bodyItalic.setPixelSize(15);
        m_style.caption.setPixelSize(12);
        m_style.emoji.setPixelSize(40);
        m_style.ownFill = Qt::green;
        m_style.otherFill = Qt::yellow;
        m_style.ink = Qt::black;
        m_style.muted = m_style.ownMuted = Qt::darkGray;
        m_style.accent = m_style.ownAccent = Qt::blue;
        m_style.danger = Qt::red;
        m_style.columnWidth = 760;
        m_style.bubbleLimit = 520;
        m_style.author.setPixelSize(13);
        m_style.author.setStyleStrategy(QFont::NoAntialias);
        m_style.hueInks = {QColor(Qt::red)};
        m_style.deletedText = QStringLiteral("Message deleted");
        m_view.resize(800, 600);
        m_view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_view));
    }
    void init() {
        m_style.mirrored = m_style.showsAuthors = false;
        m_item = std::make_unique<MessageItem>(m_view.contentItem());
        m_item->setWidth(800);
        m_item->setStyle(&m_style);
        m_item->setTimeText(QStringLiteral("10:31"));
    }
    void cleanup() { m_item.reset(); }

    void theTimeStandsInTheLastLineIfThereIsRoom() {
        show(QStringLiteral("Hello"));
        const QRectF one = m_item->bubbleRect();
        QCOMPARE(one.left(), 20.0); // of the column
        QVERIFY(one.width() < 160);
        // 37 high in Inter at 15 pixels.
        QCOMPARE(one.height(), qCeil(QFontMetricsF(m_style.body).height()) + 2.0 * m_style.padding + 2);
        show(QStringLiteral("Hello\nyou"));
        QVERIFY(m_item->bubbleRect().height() > one.height());
        // A line that fills the bubble sends it to a line of its own.
        QString full = QStringLiteral("x");
        while (m_item->bubbleRect().width() < 515)
            show(full += QStringLiteral(" x"));
        const int lines = qRound((m_item->textRect().height()) / 20);
        QCOMPARE(lines, 1);
        QCOMPARE(m_item->bubbleRect().height(), one.height() + m_style.stampLine);
        QVERIFY(m_item->bubbleRect().width() <= 520);
    }

    void onesOwnStandAtTheEndAndTheOtherWayRoundWhenMirrored() {
        m_item->setMine(true);
        show(QStringLiteral("Hello"));
        QCOMPARE(m_item->bubbleRect().right(), 780.0);
        m_style.mirrored = true;
        show(QStringLiteral("Hello"));
        QCOMPARE(m_item->bubbleRect().left(), 20.0);
    }

    void rightToLeftTextHasItsTimeBelow() {
        const QString arabic = QString::fromUtf8("مرحبا");
        show(arabic);
        const qreal below = m_item->bubbleRect().height();
        QCOMPARE(m_item->textRect().right(), m_item->bubbleRect().right() - m_style.sidePadding);
        m_style.mirrored = true;
        show(arabic);
        QCOMPARE(m_item->bubbleRect().height(), below - m_style.stampLine);
    }

    void gapsAreByGroupAndDay() {
        show(QStringLiteral("Hello"));
        QCOMPARE(m_item->bubbleRect().top(), qreal(m_style.gapOfGroups));
        m_item->setFirstOfGroup(false);
        show(QStringLiteral("Hello"));
        QCOMPARE(m_item->bubbleRect().top(), qreal(m_style.gapInGroup));
        m_item->setFirstOfDay(true);
        m_item->setHeadHeight(56);
        m_item->setFootHeight(24);
        show(QStringLiteral("Hello"));
        QCOMPARE(m_item->bubbleRect().top(), 56.0 + m_style.gapOfDays);
        QCOMPARE(m_item->implicitHeight(), m_item->bubbleRect().bottom() + 24);
    }

    void aSystemLineIsCentredAndHasNoBubble() {
        m_item->setKind(TimelineModel::System);
        show(QStringLiteral("Mira started this conversation"));
        QVERIFY(m_item->bubbleRect().isEmpty());
        const QImage picture = grab();
        int first = -1, last = -1;
        for (int x = 0; x < picture.width(); ++x) {
            if (inked(picture, x)) {
                first = first < 0 ? x : first;
                last = x;
            }
        }
        QVERIFY(first > 200);
        QVERIFY(std::abs((first + last) / 2 - 400) <= 3);
    }

    void markupIsDrawnAsItIsWritten() {
        show(QStringLiteral("<b>x</b>"));
        const qreal marked = m_item->bubbleRect().width();
        show(QStringLiteral("x"));
        QVERIFY(marked > m_item->bubbleRect().width() + 30);
    }

    void linksAreFoundUnderThePointer() {
        const QString link = QStringLiteral("https://example.org/x");
        show(link);
        QCOMPARE(clicked(m_item->textRect().topLeft() + QPointF(20, 8)), link);
        QCOMPARE(clicked(m_item->textRect().topLeft() + QPointF(300, 8)), QString());
        show(QStringLiteral("no link at example.org/x"));
        QCOMPARE(clicked(m_item->textRect().topLeft() + QPointF(20, 8)), QString());
        m_item->setDeleted(true);
        show(link);
        QCOMPARE(clicked(m_item->textRect().topLeft() + QPointF(20, 8)), QString());
    }

    void coloursAreThoseOfTheStyle() {
        show(QStringLiteral("Hello"));
        QCOMPARE(colourInside(), QColor(Qt::yellow));
        m_item->setMine(true);
        show(QStringLiteral("Hello"));
        QCOMPARE(colourInside(), QColor(Qt::green));
        m_style.ownFill = Qt::cyan;
        Q_EMIT m_style.changed();
        QCOMPARE(colourInside(), QColor(Qt::cyan));
        m_style.ownFill = Qt::green;
    }

    void aCornerIsTightOnTheSendersSide() {
        show(QStringLiteral("Hello"));
        const QImage picture = grab();
        const QPoint top = m_item->bubbleRect().topLeft().toPoint();
        const int bottom = qRound(m_item->bubbleRect().bottom()) - 3;
        QVERIFY(picture.pixelColor(top + QPoint(3, 3)) != QColor(Qt::yellow));
        QCOMPARE(picture.pixelColor(QPoint(top.x() + 3, bottom)), QColor(Qt::yellow));
    }

    void inGroupsARunBeginsWithTheNameAndEndsWithTheDisc() {
        show(QStringLiteral("Hi"));
        const QRectF alone = m_item->bubbleRect();
        m_style.showsAuthors = true;
        m_item->setSenderName(QStringLiteral("Nadia Rahman"));
        m_item->setSenderInitials(QStringLiteral("NR"));
        m_item->setLastOfGroup(false);
        show(QStringLiteral("Hi"));
        QCOMPARE(m_item->bubbleRect().left(), alone.left() + m_style.authorIndent);
        QCOMPARE(m_item->bubbleRect().height(), alone.height() + m_style.authorLine);
        QVERIFY(m_item->bubbleRect().width() > alone.width() + 10); // the name needs more than two letters
        QVERIFY(m_item->discRect().isEmpty());
        QVERIFY(pixelsOf(Qt::red) > 10);
        m_item->setFirstOfGroup(false);
        m_item->setLastOfGroup(true);
        show(QStringLiteral("Hi"));
        QCOMPARE(m_item->bubbleRect().height(), alone.height());
        QCOMPARE(m_item->discRect().bottomLeft(), QPointF(alone.left(), m_item->bubbleRect().bottom()));
        QCOMPARE(pixelsOf(Qt::red), 0);
    }

    void onesOwnAndSystemLinesHaveNoAuthor() {
        show(QStringLiteral("Hi"));
        const QRectF alone = m_item->bubbleRect();
        m_style.showsAuthors = true;
        m_item->setSenderName(QStringLiteral("Elif Demir"));
        m_item->setMine(true);
        show(QStringLiteral("Hi"));
        QCOMPARE(m_item->bubbleRect(), alone.translated(780 - alone.right(), 0));
        QVERIFY(m_item->discRect().isEmpty());
        m_item->setMine(false);
        m_item->setKind(TimelineModel::System);
        show(QStringLiteral("Hi"));
        QVERIFY(m_item->discRect().isEmpty());
        QCOMPARE(pixelsOf(Qt::red), 0);
    }

    void authorsStandAtTheOtherSideWhenMirrored() {
        m_style.showsAuthors = m_style.mirrored = true;
        m_item->setSenderName(QString::fromUtf8("عمر حداد"));
        show(QStringLiteral("Hi"));
        QCOMPARE(m_item->discRect().right(), 780.0);
        QCOMPARE(m_item->bubbleRect().right(), 780.0 - m_style.authorIndent);
    }

    void aHostileNameStaysInTheBubble() {
        m_style.showsAuthors = true;
        for (const QString &name : {QString(5000, QLatin1Char('W')), QStringLiteral("a\nb\u2028c"), QString(),
                                    QString(QChar(0x202E)) + QStringLiteral("evil"), QString(QChar(0xD800))}) {
            m_item->setSenderName(name);
            show(QStringLiteral("Hi"));
            QVERIFY(m_item->bubbleRect().width() <= 520);
            QVERIFY(m_item->bubbleRect().height() < 80);
            QCOMPARE(pixelsOf(Qt::red, QRect(m_item->bubbleRect().toAlignedRect().right() + 1, 0, 240, 600)), 0);
        }
    }

    void namesInASystemLineAreInInk() {
        m_style.muted = Qt::cyan;
        m_item->setKind(TimelineModel::System);
        show(QStringLiteral("Somebody added somebody"));
        QCOMPARE(darkIn(QRect(0, 0, 800, 60)), 0);
        show(QString::fromUtf8("\u2068Nadia\u2069 added \u2068Jonas\u2069"));
        QVERIFY(darkIn(QRect(0, 0, 800, 60)) > 20);
        m_style.muted = Qt::darkGray;
    }

    void aQuoteStandsAboveTheText() {
        show(QStringLiteral("Yes"));
        const QRectF alone = m_item->bubbleRect();
        QVERIFY(m_item->quoteRect().isEmpty());
        m_item->setReplySeq(7);
        m_item->setReplyName(QStringLiteral("Nadia Rahman"));
        m_item->setReplyText(QStringLiteral("Still up for the lake?"));
        show(QStringLiteral("Yes"));
        const QRectF quote = m_item->quoteRect(), bubble = m_item->bubbleRect();
        QCOMPARE(quote.height(), 2.0 * m_style.authorLine + 10);
        QCOMPARE(bubble.height(), alone.height() + quote.height() + 8);
        QVERIFY(bubble.contains(quote) && quote.bottom() <= m_item->textRect().top());
        QCOMPARE(quote.width(), bubble.width() - 2 * m_style.sidePadding);
        QVERIFY(m_item->isQuoteAt(quote.center().x(), quote.center().y()));
        QVERIFY(!m_item->isQuoteAt(quote.center().x(), bubble.bottom() - 2));
        QCOMPARE(grab().pixelColor(quote.center().toPoint() + QPoint(0, 21)), QColor(Qt::darkYellow));
        QVERIFY(pixelsOf(Qt::red, quote.toRect()) > 100); // the bar and the name
        m_item->setReplyName({});                         // it is not here
        m_item->setReplyText(QString(5000, QLatin1Char('W')));
        show(QStringLiteral("Yes"));
        QCOMPARE(m_item->quoteRect().height(), m_style.authorLine + 10.0);
        QVERIFY(m_item->bubbleRect().width() <= 520);
    }

    void emojiThatAnswerHaveABubble() {
        m_item->setEmojiOnly(true);
        show(QString::fromUtf8("🎉"));
        QCOMPARE(pixelsOf(Qt::yellow), 0);
        m_item->setReplySeq(7);
        m_item->setReplyText(QStringLiteral("Message"));
        show(QString::fromUtf8("🎉"));
        QVERIFY(pixelsOf(Qt::yellow) > 100);
    }

    void reactionsHangBelowTheBubble() {
        show(QStringLiteral("Hi"));
        const qreal height = m_item->implicitHeight();
        const QRectF bubble = m_item->bubbleRect();
        QVERIFY(m_item->reactionsRect().isEmpty());
        m_item->setReactions({reaction("👍", 2, true), reaction("🔥", 1, false)});
        show(QStringLiteral("Hi"));
        QCOMPARE(m_item->bubbleRect(), bubble);
        QCOMPARE(m_item->implicitHeight(), height + m_style.pillRoom);
        const QRectF pills = m_item->reactionsRect();
        QCOMPARE(pills.left(), bubble.left() + 10);
        QCOMPARE(pills.bottom(), bubble.bottom() + m_style.pillHang);
        QCOMPARE(pills.height(), qreal(m_style.pillHeight));
        QCOMPARE(m_item->reactionAt(pills.left() + 12, pills.center().y()), QString::fromUtf8("👍"));
        QCOMPARE(m_item->reactionAt(pills.right() - 12, pills.bottom() + 5), QString::fromUtf8("🔥")); // for fingers
        QCOMPARE(m_item->reactionAt(pills.right() + 20, pills.center().y()), QString());
        QVERIFY(pixelsOf(Qt::cyan, pills.toRect()) > 50); // one's own
        m_item->setDeleted(true);
        show(QStringLiteral("Hi"));
        QVERIFY(m_item->reactionsRect().isEmpty());
    }

    void manyReactionsStayInTheColumn() {
        QVariantList many;
        for (const char *emoji : {"👍", "🔥", "🎉", "👀", "🙏", "💯", "😀", "😢"})
            many += reaction(emoji, 1, false);
        m_item->setReactions(many);
        m_item->setMine(true);
        show(QStringLiteral("Hi"));
        const QRectF pills = m_item->reactionsRect();
        QCOMPARE(pills.right(), 780.0);
        QCOMPARE(m_item->reactionAt(pills.right() - 12, pills.center().y()), QString()); // "+2" is no reaction
        QCOMPARE(m_item->reactionAt(pills.left() + 12, pills.center().y()), QString::fromUtf8("👍"));
        m_style.columnWidth = 120;
        show(QStringLiteral("Hi"));
        QVERIFY(m_item->reactionsRect().width() <= 120);
        QVERIFY(m_item->reactionsRect().width() > 40);
        m_style.columnWidth = 760;
        m_style.mirrored = true;
        m_item->setMine(false);
        show(QStringLiteral("Hi"));
        QCOMPARE(m_item->reactionsRect().right(), m_item->bubbleRect().right() - 10);
    }

    void editedStandsBeforeTheTime() {
        show(QStringLiteral("Hello"));
        const qreal width = m_item->bubbleRect().width();
        m_item->setEdited(true);
        show(QStringLiteral("Hello"));
        QVERIFY(m_item->bubbleRect().width() > width + 20);
    }

    void selectingLeavesTheTextOut() {
        show(QStringLiteral("Hello"));
        const QRect words = m_item->textRect().toRect().intersected(QRect(0, 0, 70, 600));
        QVERIFY(darkIn(words) > 0);
        m_item->setSelecting(true);
        QCOMPARE(darkIn(words), 0);
    }

    void aLongMessageIsDrawnToItsEnd() {
        show(QStringLiteral("line\n").repeated(200) + QStringLiteral("end"));
        QVERIFY(m_item->bubbleRect().height() > 3000);
        m_item->setY(600 - m_item->implicitHeight());
        QCOMPARE(grab().pixelColor(40, 597), QColor(Qt::yellow));
        QVERIFY(darkIn(QRect(20, 100, 60, 100)) > 0); // no gap where two textures meet
        QVERIFY(darkIn(QRect(20, 560, 60, 36)) > 0);
    }

    void emptyAndStrangeTextsAreLaidOut() {
        for (const QString &text :
             {QString(), QStringLiteral("\n\n\n"), QString(QChar(0x202E)) + QStringLiteral("abc"),
              QString(QChar(0xD800)), QString(5000, QLatin1Char('x')), QStringLiteral("a\r\nb\rc")}) {
            show(text);
            grab();
            QVERIFY(m_item->bubbleRect().width() <= 520);
            QVERIFY(m_item->implicitHeight() > 20);
        }
        show(QStringLiteral("a\r\nb\rc"));
        const qreal three = m_item->bubbleRect().height();
        show(QStringLiteral("a\nb\nc"));
        QCOMPARE(m_item->bubbleRect().height(), three);
    }

private:
    static QVariantMap reaction(const char *emoji, int count, bool own) {
        return {{QStringLiteral("emoji"), QString::fromUtf8(emoji)},
                {QStringLiteral("count"), count},
                {QStringLiteral("own"), own}};
    }
    void show(const QString &text) {
        m_item->setText(text + QLatin1Char(' ')); // told in any case, also when only the style is another
        m_item->setText(text);
        m_item->layOut();
        m_item->setHeight(m_item->implicitHeight());
    }
    QImage grab() { return m_view.grabWindow(); }
    [[nodiscard]] static bool inked(const QImage &picture, int x) {
        for (int y = 0; y < picture.height(); ++y) {
            if (picture.pixelColor(x, y).lightness() < 200)
                return true;
        }
        return false;
    }
    QColor colourInside() { return grab().pixelColor((m_item->bubbleRect().topLeft() + QPointF(20, 4)).toPoint()); }
    int darkIn(const QRect &rect) {
        const QImage picture = grab();
        int count = 0;
        for (int y = rect.top(); y < rect.bottom(); ++y) {
            for (int x = rect.left(); x < rect.right(); ++x)
                count += picture.pixelColor(x, y).lightness() < 60;
        }
        return count;
    }
    int pixelsOf(const QColor &colour, const QRect &rect = QRect(0, 0, 800, 600)) {
        const QImage picture = grab();
        int count = 0;
        for (int y = rect.top(); y < std::min(rect.bottom(), picture.height()); ++y) {
            for (int x = rect.left(); x < std::min(rect.right(), picture.width()); ++x)
                count += picture.pixelColor(x, y) == colour;
        }
        return count;
    }
    QString clicked(const QPointF &at) {
        QSignalSpy activated(m_item.get(), &MessageItem::linkActivated);
        grab();
        QTest::mouseClick(&m_view, Qt::LeftButton, {}, at.toPoint());
        return activated.isEmpty() ? QString() : activated.first().first().toString();
    }

    MessageStyle m_style;
    QQuickView m_view;
    std::unique_ptr<MessageItem> m_item;
};

QTEST_MAIN(tst_MessageItem)
#include "tst_MessageItem.moc"
