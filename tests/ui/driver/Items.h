// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRectF>
#include <QString>

namespace banter::uitest {

/// {"ok": false, "kind": kind, "error": text}: what a command answers that could not be done. Kinds that a tester waits
/// through: "absent", "ambiguous", "hidden", "disabled"; the others are mistakes of the script.
QJsonObject failure(const QString &kind, const QString &text);

/// One part of a path such as `conversationList/row[2]/title`.
struct Step {
    QString name;        ///< objectName; empty = any
    QString type;        ///< part of the class's name, as "Button"; empty = any
    QString text;        ///< that it shows, itself or (if it has a name) anywhere inside; null = any
    bool isWhole{false}; ///< `text` is all of one text, not a part
    int index{-1};       ///< row of the list it stands in, else the n-th; -1 = there is only one

    [[nodiscard]] QString toText() const;
};

/// What a path led to: an item, or why there is none.
struct Found {
    QPointer<QQuickItem> item;
    QJsonObject failure;
};

/// Finds the one visible item that the steps (a JSON array of objects) lead to. Rows that a list keeps for later use,
/// what is transparent and what lies in a closed popup do not count.
Found findItem(const QJsonArray &steps);
/// All of them, in the order of rows.
std::vector<QQuickItem *> findItems(const QJsonArray &steps, QJsonObject *failure);

/// The windows that show, the one that has the keyboard first.
std::vector<QQuickWindow *> visibleWindows();
[[nodiscard]] bool isShown(const QQuickItem *item);
/// Children in the order of painting, so that reports read like the screen.
std::vector<QQuickItem *> shownChildren(const QQuickItem *item);
/// "Loader_QMLTYPE_3" -> "Loader".
[[nodiscard]] QString className(const QObject *object);
/// What it shows, as far as it is one text; null if it is none.
[[nodiscard]] QString ownText(const QQuickItem *item);
/// "conversationList/row[2]/title", by the names on the way; the class where nothing has a name.
[[nodiscard]] QString pathOf(const QQuickItem *item);
/// The row that an item is, in the list that made it; -1 = no row.
[[nodiscard]] int rowOf(const QQuickItem *item);
/// In the window's coordinates: the part that is neither clipped away nor outside of the window.
[[nodiscard]] QRectF visibleRect(const QQuickItem *item);

} // namespace banter::uitest
