// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/driver/Input.h"

#include <algorithm>
#include <cmath>

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QJsonArray>
#include <QKeySequence>
#include <QPointingDevice>
#include <QTextBoundaryFinder>
#include <QWheelEvent>
#include <QtTest/qtest_gui.h>

#include "tests/ui/driver/Items.h"

namespace banter::uitest {
namespace {

constexpr int kFrameMs = 16; ///< between two moves of a drag

QJsonObject done() { return {{QStringLiteral("ok"), true}}; }

Qt::MouseButton buttonOf(const QJsonObject &request) {
    const QString name = request.value(QLatin1String("button")).toString();
    if (name == QLatin1String("right"))
        return Qt::RightButton;
    return name == QLatin1String("middle") ? Qt::MiddleButton : Qt::LeftButton;
}

Qt::KeyboardModifiers modifiersOf(const QJsonObject &request) {
    Qt::KeyboardModifiers modifiers;
    const QString text = request.value(QLatin1String("modifiers")).toString();
    modifiers.setFlag(Qt::ControlModifier, text.contains(QLatin1String("Ctrl")));
    modifiers.setFlag(Qt::ShiftModifier, text.contains(QLatin1String("Shift")));
    modifiers.setFlag(Qt::AltModifier, text.contains(QLatin1String("Alt")));
    return modifiers;
}

struct Target {
    QPointer<QQuickItem> item;
    QPointer<QQuickWindow> window;
    QPoint point; ///< in the window
    QJsonObject failure;
};

/// Whether a modal popup, open or still on its way out, takes what is meant for the item.
bool isBehindPopup(const QQuickItem *item) {
    for (const QQuickItem *overlay : item->window()->contentItem()->childItems()) {
        if (!overlay->inherits("QQuickOverlay") || !overlay->isVisible() || overlay->isAncestorOf(item))
            continue;
        for (const QQuickItem *popup : overlay->childItems()) {
            if (popup->isVisible() && popup->parent() && popup->parent()->property("modal").toBool())
                return true;
        }
    }
    return false;
}

/// Handlers look at a press and let it pass; their item says all the same that it accepts the button.
bool hasHandlers(const QQuickItem *item) {
    const QObjectList parts = item->children();
    return std::any_of(parts.begin(), parts.end(), [](auto *part) { return part->inherits("QQuickPointerHandler"); });
}

/// What takes a press at a point of the scene, among `item` and what is in it; null = nothing does.
QQuickItem *takerAt(QQuickItem *item, const QPointF &scene) {
    if (!item->isVisible() || !item->isEnabled() || qFuzzyIsNull(item->opacity()))
        return nullptr;
    const bool isInside = item->contains(item->mapFromScene(scene));
    if (item->clip() && !isInside)
        return nullptr;
    QList<QQuickItem *> children = item->childItems();
    std::stable_sort(children.begin(), children.end(), [](auto *a, auto *b) { return a->z() < b->z(); });
    for (auto child = children.crbegin(); child != children.crend(); ++child) {
        if (QQuickItem *const taker = takerAt(*child, scene))
            return taker;
    }
    const bool takes = item->acceptedMouseButtons().testFlag(Qt::LeftButton) && !hasHandlers(item);
    return isInside && takes ? item : nullptr;
}

/// What lies over an item there, a page on its way out, say, and takes what is meant for it; null = nothing.
const QQuickItem *coverOf(const QQuickItem *item, const QPointF &scene) {
    const QQuickItem *const taker = takerAt(item->window()->contentItem(), scene);
    const bool isPart = !taker || taker == item || item->isAncestorOf(taker) || taker->isAncestorOf(item);
    return isPart ? nullptr : taker;
}

/// Whether it still finds its place, as what came into sight in this frame does: nobody aims at that.
bool isMoving(const QPointer<QQuickItem> &item) {
    const QRectF before = visibleRect(item);
    QTest::qWait(2 * kFrameMs);
    return !item || visibleRect(item) != before;
}

/// Where to put the pointer, if a person could.
Target aim(const QJsonObject &request) {
    const Found found = findItem(request.value(QLatin1String("where")).toArray());
    if (!found.item)
        return {{}, {}, {}, found.failure};
    if (isMoving(found.item))
        return {{}, {}, {}, failure(QStringLiteral("hidden"), QStringLiteral("what was found still moves"))};
    QQuickItem *item = found.item;
    if (!item->isEnabled() && !request.value(QLatin1String("force")).toBool())
        return {{}, {}, {}, failure(QStringLiteral("disabled"), QStringLiteral("%1 is disabled").arg(pathOf(item)))};
    if (isBehindPopup(item))
        return {{},
                {},
                {},
                failure(QStringLiteral("hidden"), QStringLiteral("a popup is open above %1").arg(pathOf(item)))};
    const QRectF rect = visibleRect(item);
    const QJsonArray at = request.value(QLatin1String("at")).toArray();
    QPointF point = rect.center();
    if (at.size() == 2)
        point = item->mapToScene(QPointF(at[0].toDouble(), at[1].toDouble()));
    const bool isInside = at.size() == 2 ? rect.adjusted(0, 0, 1, 1).contains(point) : !rect.isEmpty();
    if (!isInside)
        return {{},
                {},
                {},
                failure(QStringLiteral("hidden"),
                        QStringLiteral("%1 is out of sight there: scroll to it first").arg(pathOf(item)))};
    if (const QQuickItem *const cover = coverOf(item, point))
        return {{},
                {},
                {},
                failure(QStringLiteral("hidden"), QStringLiteral("%1 lies above %2").arg(pathOf(cover), pathOf(item)))};
    // QTest takes the point (0, 0) for "the middle".
    return {item,
            item->window(),
            QPoint(std::max(1, static_cast<int>(std::floor(point.x()))), static_cast<int>(std::floor(point.y()))),
            {}};
}

QPointingDevice *finger() {
    static QPointingDevice *const device = QTest::createTouchDevice();
    return device;
}

QWindow *keyWindow() {
    if (QWindow *window = QGuiApplication::focusWindow())
        return window;
    const auto windows = visibleWindows();
    return windows.empty() ? nullptr : windows.front();
}

QJsonObject noWindow() { return failure(QStringLiteral("absent"), QStringLiteral("no window is visible")); }

void typeCharacter(QWindow *window, const QString &character) {
    const bool isPlain = character.size() == 1;
    if (isPlain) {
        const ushort code = character[0].unicode();
        const auto keyCode = code < 0x80 ? Qt::Key(character[0].toUpper().unicode()) : Qt::Key_unknown;
        const auto modifiers = character[0].isUpper() ? Qt::ShiftModifier : Qt::NoModifier;
        QTest::sendKeyEvent(QTest::Click, window, keyCode, character, modifiers);
        return;
    }
    QInputMethodEvent event;
    event.setCommitString(character);
    if (QObject *object = QGuiApplication::focusObject())
        QCoreApplication::sendEvent(object, &event);
}

/// QTest's clock stands still between two calls; handlers of long presses read the time of the events.
void pressOrRelease(const Target &target, bool isPress, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
    static QElapsedTimer held;
    if (isPress) {
        held.start();
        QTest::mousePress(target.window, button, modifiers, target.point);
    } else {
        const int ms = held.isValid() ? static_cast<int>(std::min<qint64>(held.elapsed(), 60'000)) : 0;
        QTest::mouseRelease(target.window, button, modifiers, target.point, ms);
    }
}

QPointF byOf(const QJsonObject &request) {
    const QJsonArray by = request.value(QLatin1String("by")).toArray();
    return {by.at(0).toDouble(), by.at(1).toDouble()};
}

void dragWithFinger(const Target &target, const QPointF &by, int steps) {
    QTest::touchEvent(target.window, finger()).press(0, target.point);
    for (int i = 1; i <= steps && target.window; ++i) {
        QTest::qWait(kFrameMs);
        QTest::touchEvent(target.window, finger()).move(0, target.point + (by * i / steps).toPoint());
    }
    if (target.window)
        QTest::touchEvent(target.window, finger()).release(0, target.point + by.toPoint());
}

void dragWithMouse(const Target &target, const QPointF &by, int steps, Qt::MouseButton button) {
    QTest::mouseMove(target.window, target.point);
    QTest::mousePress(target.window, button, {}, target.point);
    for (int i = 1; i <= steps && target.window; ++i) {
        QTest::qWait(kFrameMs);
        QTest::mouseMove(target.window, target.point + (by * i / steps).toPoint(), kFrameMs);
    }
    if (target.window)
        QTest::mouseRelease(target.window, button, {}, target.point + by.toPoint());
}

} // namespace

QJsonObject mouse(const QJsonObject &request) {
    const Target target = aim(request);
    if (!target.window)
        return target.failure;
    const QString what = request.value(QLatin1String("do")).toString();
    const Qt::MouseButton button = buttonOf(request);
    const Qt::KeyboardModifiers modifiers = modifiersOf(request);
    if (what != QLatin1String("release"))
        QTest::mouseMove(target.window, target.point); // a hand passes over what it clicks
    if (!target.window || what == QLatin1String("hover"))
        return done();
    if (what == QLatin1String("click"))
        QTest::mouseClick(target.window, button, modifiers, target.point);
    else if (what == QLatin1String("doubleClick"))
        QTest::mouseDClick(target.window, button, modifiers, target.point);
    else
        pressOrRelease(target, what == QLatin1String("press"), button, modifiers);
    return done();
}

QJsonObject drag(const QJsonObject &request) {
    const Target target = aim(request);
    if (!target.window)
        return target.failure;
    const int steps = std::max(4, request.value(QLatin1String("ms")).toInt(200) / kFrameMs);
    if (request.value(QLatin1String("touch")).toBool())
        dragWithFinger(target, byOf(request), steps);
    else
        dragWithMouse(target, byOf(request), steps, buttonOf(request));
    return done();
}

QJsonObject touch(const QJsonObject &request) {
    const Target target = aim(request);
    if (!target.window)
        return target.failure;
    if (request.value(QLatin1String("do")) == QLatin1String("touchPress"))
        QTest::touchEvent(target.window, finger()).press(0, target.point);
    else
        QTest::touchEvent(target.window, finger()).release(0, target.point);
    return done();
}

QJsonObject type(const QJsonObject &request) {
    QWindow *window = keyWindow();
    if (!window)
        return noWindow();
    const QString text = request.value(QLatin1String("text")).toString();
    if (text.contains(QLatin1Char('\n')))
        return failure(QStringLiteral("script"),
                       QStringLiteral("type() types characters; a new line is a key: press('Shift+Return')"));
    if (!QGuiApplication::focusObject())
        return failure(QStringLiteral("absent"), QStringLiteral("nothing has the keyboard focus"));
    QTextBoundaryFinder graphemes(QTextBoundaryFinder::Grapheme, text);
    for (qsizetype from = 0, to = 0; (to = graphemes.toNextBoundary()) >= 0; from = to) {
        const QString character = text.mid(from, to - from);
        const bool hasKeys = std::none_of(character.begin(), character.end(), [](QChar c) { return c.isSurrogate(); });
        if (hasKeys) {
            for (const QChar c : character)
                typeCharacter(window, QString(c));
        } else {
            typeCharacter(window, character);
        }
    }
    return done();
}

QJsonObject key(const QJsonObject &request) {
    QWindow *window = keyWindow();
    if (!window)
        return noWindow();
    const QString keys = request.value(QLatin1String("keys")).toString();
    const QKeySequence sequence = QKeySequence::fromString(keys, QKeySequence::PortableText);
    if (sequence.isEmpty() || sequence[0].key() == Qt::Key_unknown)
        return failure(QStringLiteral("script"),
                       QStringLiteral("'%1' is no key: say for instance Ctrl+K, Return, F6").arg(keys));
    Qt::Key code = sequence[0].key();
    const Qt::KeyboardModifiers modifiers = sequence[0].keyboardModifiers();
    if (code == Qt::Key_Tab && modifiers.testFlag(Qt::ShiftModifier))
        code = Qt::Key_Backtab; // as a keyboard sends it
    QTest::keyClick(window, code, modifiers);
    QCoreApplication::processEvents();
    return done();
}

QJsonObject wheel(const QJsonObject &request) {
    const Target target = aim(request);
    if (!target.window)
        return target.failure;
    const QPoint delta(request.value(QLatin1String("dx")).toInt(), request.value(QLatin1String("dy")).toInt());
    QWheelEvent event(target.point, target.window->mapToGlobal(target.point), {}, delta, Qt::NoButton,
                      modifiersOf(request), Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(target.window, &event);
    return done();
}

} // namespace banter::uitest
