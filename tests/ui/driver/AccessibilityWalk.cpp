// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/driver/AccessibilityWalk.h"

#include <QAccessible>
#include <QJsonArray>
#include <QMetaEnum>
#include <private/qguiapplication_p.h>
#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>

#include "tests/ui/driver/Items.h"

namespace banter::uitest {
namespace {

constexpr int kMaxDepth = 100;

/// Controls describe themselves only when assistive technology listens. QAccessible::setActive() tells them so, but
/// isActive() stays false without the platform's word, and then they keep their names to themselves.
void listen() {
    QPlatformAccessibility *accessibility = QGuiApplicationPrivate::platformIntegration()->accessibility();
    if (accessibility && !accessibility->isActive())
        accessibility->setActive(true);
}

QString roleName(int role) {
    const char *name = QMetaEnum::fromType<QAccessible::Role>().valueToKey(role);
    return name ? QString::fromLatin1(name) : QString::number(role);
}

/// What QML's `Accessible.…` of an item is kept in; null if nobody wrote any. A checkable control of Qt Quick Templates
/// has a second, empty one of its own; what assistive technology is given is checked in Qt's own tree, see
/// collectTree().
QObject *attachedOf(const QObject *item) {
    QObject *found = nullptr;
    for (QObject *child : item->children()) {
        if (child->inherits("QQuickAccessibleAttached") && (!found || found->property("role").toInt() == 0))
            found = child;
    }
    return found;
}

/// Opens QObject::isSignalConnected(), which is protected.
struct Connections : QObject {
    static bool has(const QObject *object, const char *signal) {
        const QMetaObject *meta = object->metaObject();
        const int index = meta->indexOfSignal(signal);
        bool (QObject::*ask)(const QMetaMethod &) const = &Connections::isSignalConnected;
        return index >= 0 && (object->*ask)(meta->method(index));
    }
};

bool isOn(const QObject *object) { return object->property("enabled").toBool(); }

/// Why a person could use this item; empty = nobody can.
QJsonArray usesOf(const QQuickItem *item) {
    QJsonArray uses;
    if (item->inherits("QQuickMouseArea") && isOn(item) && item->property("acceptedButtons").toInt() != 0)
        uses.append(QStringLiteral("MouseArea"));
    if (item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField") ||
        item->inherits("QQuickTextArea") || item->inherits("QQuickSlider") || item->inherits("QQuickComboBox"))
        uses.append(QStringLiteral("control"));
    if (item->inherits("QQuickTextInput") || item->inherits("QQuickTextEdit")) {
        if (!item->property("readOnly").toBool() || item->activeFocusOnTab())
            uses.append(QStringLiteral("input"));
    }
    if (item->activeFocusOnTab())
        uses.append(QStringLiteral("Tab"));
    for (const QObject *child : item->children()) {
        if (child->inherits("QQuickTapHandler") && isOn(child))
            uses.append(QStringLiteral("TapHandler"));
    }
    return uses;
}

QJsonObject factsOf(const QQuickItem *item, const QJsonArray &uses, const QObject *attached) {
    QJsonObject facts{{QStringLiteral("path"), pathOf(item)},
                      {QStringLiteral("class"), className(item)},
                      {QStringLiteral("uses"), uses},
                      {QStringLiteral("enabled"), item->isEnabled()},
                      {QStringLiteral("width"), item->width()},
                      {QStringLiteral("height"), item->height()},
                      {QStringLiteral("tab"), item->activeFocusOnTab()},
                      {QStringLiteral("inSight"), !visibleRect(item).isEmpty()}};
    if (!attached)
        return facts;
    facts.insert(QStringLiteral("ignored"), attached->property("ignored").toBool());
    facts.insert(QStringLiteral("role"), roleName(attached->property("role").toInt()));
    facts.insert(QStringLiteral("name"), attached->property("name").toString());
    facts.insert(QStringLiteral("pressHandled"), Connections::has(attached, "pressAction()"));
    facts.insert(QStringLiteral("toggleHandled"), Connections::has(attached, "toggleAction()"));
    return facts;
}

/// `holder`: number of the nearest item around that says something about itself; -1 = none.
void collect(const QQuickItem *item, int holder, QJsonArray *items) {
    const QJsonArray uses = usesOf(item);
    const QObject *attached = attachedOf(item);
    int own = holder;
    if (attached || !uses.isEmpty()) {
        QJsonObject facts = factsOf(item, uses, attached);
        facts.insert(QStringLiteral("holder"), holder);
        if (attached)
            own = static_cast<int>(items->size());
        items->append(facts);
    }
    for (const QQuickItem *child : shownChildren(item))
        collect(child, own, items);
}

QJsonArray statesOf(const QAccessible::State &state) {
    QJsonArray states;
    const auto add = [&](bool is, const char *name) {
        if (is)
            states.append(QLatin1String(name));
    };
    add(state.focusable, "focusable");
    add(state.focused, "focused");
    add(state.disabled, "disabled");
    add(state.checkable, "checkable");
    add(state.checked, "checked");
    add(state.selected, "selected");
    add(state.readOnly, "readOnly");
    add(state.passwordEdit, "password");
    add(state.invisible, "invisible");
    add(state.offscreen, "offscreen");
    return states;
}

void collectTree(QAccessibleInterface *node, int depth, QJsonArray *nodes) {
    if (!node || !node->isValid() || depth > kMaxDepth)
        return;
    QJsonObject facts{{QStringLiteral("depth"), depth},
                      {QStringLiteral("role"), roleName(node->role())},
                      {QStringLiteral("name"), node->text(QAccessible::Name)},
                      {QStringLiteral("description"), node->text(QAccessible::Description)},
                      {QStringLiteral("states"), statesOf(node->state())}};
    if (const auto *item = qobject_cast<const QQuickItem *>(node->object())) {
        facts.insert(QStringLiteral("path"), pathOf(item));
        facts.insert(QStringLiteral("class"), className(item));
    }
    if (QAccessibleActionInterface *actions = node->actionInterface())
        facts.insert(QStringLiteral("actions"), QJsonArray::fromStringList(actions->actionNames()));
    nodes->append(facts);
    for (int i = 0; i < node->childCount(); ++i)
        collectTree(node->child(i), depth + 1, nodes);
}

} // namespace

QJsonObject accessibility(const QJsonObject &) {
    listen();
    QJsonArray items;
    QJsonArray nodes;
    for (QQuickWindow *window : visibleWindows()) {
        collect(window->contentItem(), -1, &items);
        collectTree(QAccessible::queryAccessibleInterface(window), 0, &nodes);
    }
    return {{QStringLiteral("ok"), true}, {QStringLiteral("items"), items}, {QStringLiteral("tree"), nodes}};
}

QJsonObject accessiblePress(const QJsonObject &request) {
    listen();
    const Found found = findItem(request.value(QLatin1String("where")).toArray());
    if (!found.item)
        return found.failure;
    QAccessibleInterface *node = QAccessible::queryAccessibleInterface(found.item);
    QAccessibleActionInterface *actions = node ? node->actionInterface() : nullptr;
    const QString action = request.value(QLatin1String("action")).toString(QAccessibleActionInterface::pressAction());
    if (!actions || !actions->actionNames().contains(action))
        return failure(
            QStringLiteral("absent"),
            QStringLiteral("%1 has no action '%2' for assistive technology").arg(pathOf(found.item), action));
    actions->doAction(action);
    return {{QStringLiteral("ok"), true}};
}

} // namespace banter::uitest
