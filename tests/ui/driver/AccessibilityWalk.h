// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

namespace banter::uitest {

/// accessibility: two lists of facts; tests/ui/banterui/accessibility.py judges them.
/// "items": every visible item that can be used (a control, focusable by Tab, with a MouseArea or TapHandler) or says
///     something about itself (Accessible): what it says, why it can be used, whether Press is handled.
/// "tree": what assistive technology is told, through QAccessible: role, name, actions, states, depth.
QJsonObject accessibility(const QJsonObject &request);
/// accessiblePress: does what a screen reader does at the item at "where": its action "action" (default "Press").
QJsonObject accessiblePress(const QJsonObject &request);

} // namespace banter::uitest
