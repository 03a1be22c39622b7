// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

namespace banter::uitest {

// What an eye sees, and what a report needs. Each answers {"ok": true, …} or a failure().

/// get: "property" (its name) of the item at "where" -> "value"; of a window with "window": its number.
QJsonObject get(const QJsonObject &request);
/// find: "items": path, class, row, rect, enabled, focus, text of each item at "where"; none is no failure.
QJsonObject find(const QJsonObject &request);
/// rows: "count" of the list at "where", of its model, seen or not.
QJsonObject rows(const QJsonObject &request);
/// showRow: puts row "index" of the list at "where" in sight.
QJsonObject showRow(const QJsonObject &request);
/// texts: everything that shows text, below "where" or in all windows: path, text, what the eye sees of it, format.
QJsonObject texts(const QJsonObject &request);
/// tree: "tree", one line per visible item, for reports.
QJsonObject tree(const QJsonObject &request);
/// focus: "path" of what has the keyboard; empty = nothing.
QJsonObject focus(const QJsonObject &request);
/// windows: number, title, size, whether it is active.
QJsonObject windows(const QJsonObject &request);
/// resize: window "window" to "width" x "height".
QJsonObject resize(const QJsonObject &request);
/// activate: asks for the keyboard for window "window"; needed where no window manager gives it.
QJsonObject activate(const QJsonObject &request);
/// grab: the item at "where", else window "window", as PNG into "file".
QJsonObject grab(const QJsonObject &request);
/// clipboard: its text; sets it if "text" is given.
QJsonObject clipboard(const QJsonObject &request);

} // namespace banter::uitest
