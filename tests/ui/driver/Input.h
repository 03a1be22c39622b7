// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

namespace banter::uitest {

// What a hand does. Each answers {"ok": true} or a failure(). `where` is the path of the item; without one, keys go to
// whatever has the focus. All of them run the event loop for a moment.

/// click, doubleClick, press, release, hover: "button" (left, right, middle), "modifiers", "at": [x, y] in the item
/// (default: the middle of what can be seen), "force": also if it is disabled.
QJsonObject mouse(const QJsonObject &request);
/// drag: from "at" by "by": [dx, dy] within "ms"; with a finger if "touch".
QJsonObject drag(const QJsonObject &request);
/// touchPress, touchRelease: a finger at "at", for long presses.
QJsonObject touch(const QJsonObject &request);
/// type: "text" arrives as the keyboard would send it, and what no key has (emoji) as an input method would.
QJsonObject type(const QJsonObject &request);
/// key: "keys": "Ctrl+Shift+K".
QJsonObject key(const QJsonObject &request);
/// wheel: "dy" (and "dx") in degrees * 8: 120 is a notch upwards.
QJsonObject wheel(const QJsonObject &request);

} // namespace banter::uitest
