// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/driver/Items.h"

#include <algorithm>

#include <QGuiApplication>
#include <QJsonValue>
#include <QQmlContext>
#include <QQmlEngine>
#include <QSet>
#include <QStringList>

namespace banter::uitest {
namespace {

constexpr qsizetype kNamesInError = 60;

bool isView(const QQuickItem *item) { return item->inherits("QQuickItemView"); }

QQuickItem *itemAtIndex(QQuickItem *view, int index) {
    QQuickItem *item = nullptr;
    QMetaObject::invokeMethod(view, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, item), Q_ARG(int, index));
    return item;
}

/// A list that reuses its rows keeps those that are out of sight as children; they still say that they are visible.
bool isPooled(const QQuickItem *item) {
    QQuickItem *content = item->parentItem();
    QQuickItem *view = content ? content->parentItem() : nullptr;
    if (!view || !isView(view) || view->property("contentItem").value<QQuickItem *>() != content)
        return false;
    // What went out of the model is row -1; a header or a highlight has no index at all.
    const int row = rowOf(item);
    return row >= 0 ? itemAtIndex(view, row) != item : item->property("index").isValid();
}

bool showsText(const QQuickItem *item, const Step &step) {
    const QString own = ownText(item);
    if (!own.isNull() && (step.isWhole ? own == step.text : own.contains(step.text)))
        return true;
    if (step.name.isEmpty())
        return false;
    const auto children = shownChildren(item);
    return std::any_of(children.begin(), children.end(),
                       [&](const QQuickItem *child) { return showsText(child, step); });
}

bool matches(const QQuickItem *item, const Step &step) {
    if (!step.name.isEmpty() && item->objectName() != step.name)
        return false;
    if (!step.type.isEmpty() && !className(item).contains(step.type))
        return false;
    return step.text.isNull() || showsText(item, step);
}

/// The outermost items below (or at) `item` that match.
void collect(QQuickItem *item, const Step &step, bool isSelfToo, std::vector<QQuickItem *> *found) {
    if (isSelfToo && matches(item, step)) {
        found->push_back(item);
        return;
    }
    for (QQuickItem *child : shownChildren(item))
        collect(child, step, true, found);
}

std::vector<QQuickItem *> follow(QQuickItem *scope, const Step &step) {
    std::vector<QQuickItem *> found;
    if (step.index >= 0 && isView(scope)) {
        if (QQuickItem *row = itemAtIndex(scope, step.index); row && isShown(row)) {
            if (step.name.isEmpty())
                return {row};
            collect(row, step, true, &found);
        }
        return found;
    }
    collect(scope, step, false, &found);
    return found;
}

/// The row that an item is or lies in; -1 = none.
int rowAround(const QQuickItem *item) {
    int row = -1;
    for (; item && row < 0; item = item->parentItem())
        row = rowOf(item);
    return row;
}

/// Of the matches, those in the row that was asked for; where there are no rows, the n-th of them.
std::vector<QQuickItem *> pick(const std::vector<QQuickItem *> &found, int index) {
    std::vector<QQuickItem *> picked;
    bool areRows = false;
    for (QQuickItem *item : found) {
        const int row = rowAround(item);
        areRows = areRows || row >= 0;
        if (row == index)
            picked.push_back(item);
    }
    if (!areRows && index < static_cast<int>(found.size()))
        picked.push_back(found[static_cast<std::size_t>(index)]);
    return picked;
}

Step readStep(const QJsonObject &json) {
    Step step;
    step.name = json.value(QLatin1String("name")).toString();
    step.type = json.value(QLatin1String("type")).toString();
    if (json.contains(QLatin1String("text")))
        step.text = json.value(QLatin1String("text")).toString(QStringLiteral(""));
    step.isWhole = json.value(QLatin1String("whole")).toBool();
    step.index = json.value(QLatin1String("index")).toInt(-1);
    return step;
}

void collectNames(const QQuickItem *item, QSet<QString> *names) {
    for (const QQuickItem *child : shownChildren(item)) {
        if (!child->objectName().isEmpty())
            names->insert(child->objectName());
        collectNames(child, names);
    }
}

bool hasHidden(const QQuickItem *item, const Step &step) {
    const auto children = item->childItems();
    return std::any_of(children.begin(), children.end(), [&](const QQuickItem *child) {
        return (child->objectName() == step.name && !isShown(child)) || hasHidden(child, step);
    });
}

QJsonObject absent(const std::vector<QQuickItem *> &scopes, const Step &step, const QString &walked) {
    QSet<QString> names;
    bool isHidden = false;
    for (const QQuickItem *scope : scopes) {
        collectNames(scope, &names);
        isHidden = isHidden || (!step.name.isEmpty() && hasHidden(scope, step));
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    if (sorted.size() > kNamesInError)
        sorted = sorted.mid(0, kNamesInError) << QStringLiteral("…");
    QString text = QStringLiteral("no visible item %1").arg(step.toText());
    if (!walked.isEmpty())
        text += QStringLiteral(" in %1").arg(walked);
    if (isHidden)
        text += QStringLiteral(" (there is a hidden one)");
    text += QStringLiteral("; visible names: %1")
                .arg(sorted.isEmpty() ? QStringLiteral("none") : sorted.join(QStringLiteral(", ")));
    return failure(QStringLiteral("absent"), text);
}

} // namespace

QJsonObject failure(const QString &kind, const QString &text) {
    return {{QStringLiteral("ok"), false}, {QStringLiteral("kind"), kind}, {QStringLiteral("error"), text}};
}

QString Step::toText() const {
    QString out = name.isEmpty() ? QString() : QStringLiteral("named '%1'").arg(name);
    if (!type.isEmpty())
        out += QStringLiteral(" of type %1").arg(type);
    if (index >= 0)
        out += QStringLiteral(" at [%1]").arg(index);
    if (!text.isNull())
        out += (isWhole ? QStringLiteral(" with the text '%1'") : QStringLiteral(" with '%1' in its text")).arg(text);
    return out.trimmed();
}

std::vector<QQuickItem *> findItems(const QJsonArray &steps, QJsonObject *failed) {
    std::vector<QQuickItem *> scopes;
    for (const QQuickWindow *window : visibleWindows())
        scopes.push_back(window->contentItem());
    QString walked;
    for (const auto &json : steps) {
        const Step step = readStep(json.toObject());
        std::vector<QQuickItem *> found;
        for (QQuickItem *scope : scopes) {
            for (QQuickItem *item : follow(scope, step)) {
                if (std::find(found.begin(), found.end(), item) == found.end())
                    found.push_back(item);
            }
        }
        std::stable_sort(found.begin(), found.end(), [](auto *a, auto *b) { return rowAround(a) < rowAround(b); });
        const bool isByView = std::any_of(scopes.begin(), scopes.end(), isView); // follow() took the row
        if (step.index >= 0 && !isByView)
            found = pick(found, step.index);
        if (found.empty()) {
            *failed = absent(scopes, step, walked);
            return {};
        }
        walked += (walked.isEmpty() ? QString() : QStringLiteral("/")) + step.name;
        scopes = std::move(found);
    }
    return scopes;
}

Found findItem(const QJsonArray &steps) {
    if (steps.isEmpty())
        return {nullptr, failure(QStringLiteral("script"), QStringLiteral("no item was named"))};
    QJsonObject failed;
    const auto found = findItems(steps, &failed);
    if (found.empty())
        return {nullptr, failed};
    if (found.size() == 1)
        return {found[0], {}};
    QStringList paths;
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 8); ++i)
        paths << pathOf(found[i]);
    return {nullptr, failure(QStringLiteral("ambiguous"),
                             QStringLiteral("%1 visible items are %2: %3")
                                 .arg(found.size())
                                 .arg(readStep(steps.last().toObject()).toText(), paths.join(QStringLiteral(", "))))};
}

std::vector<QQuickWindow *> visibleWindows() {
    std::vector<QQuickWindow *> windows;
    for (QWindow *window : QGuiApplication::topLevelWindows()) {
        auto *quick = qobject_cast<QQuickWindow *>(window);
        if (quick && quick->isVisible())
            windows.push_back(quick);
    }
    std::stable_partition(windows.begin(), windows.end(),
                          [](const QQuickWindow *window) { return window == QGuiApplication::focusWindow(); });
    return windows;
}

bool isShown(const QQuickItem *item) {
    if (!item->isVisible() || !item->window() || !item->window()->isVisible())
        return false;
    for (const QQuickItem *at = item; at; at = at->parentItem()) {
        if (at->opacity() <= 0 || isPooled(at))
            return false;
    }
    return true;
}

std::vector<QQuickItem *> shownChildren(const QQuickItem *item) {
    std::vector<QQuickItem *> children;
    for (QQuickItem *child : item->childItems()) {
        // The parents were looked at already: only the child itself can be what hides it.
        if (child->isVisible() && child->opacity() > 0 && !isPooled(child))
            children.push_back(child);
    }
    std::stable_sort(children.begin(), children.end(),
                     [](const QQuickItem *a, const QQuickItem *b) { return a->z() < b->z(); });
    return children;
}

QString className(const QObject *object) {
    QString name = QString::fromLatin1(object->metaObject()->className());
    name.truncate(name.indexOf(QLatin1String("_QML")) < 0 ? name.size() : name.indexOf(QLatin1String("_QML")));
    return name.startsWith(QLatin1String("QQuick")) ? name.mid(6) : name;
}

QString ownText(const QQuickItem *item) {
    // The house's buttons keep their words in `label`: Qt's own `text` is read as markup.
    const QVariant text = item->property("text");
    const QVariant label = item->property("label");
    const bool hasText = text.typeId() == QMetaType::QString;
    if (label.typeId() == QMetaType::QString && (!hasText || text.toString().isEmpty()))
        return label.toString() + QStringLiteral("");
    return hasText ? text.toString() + QStringLiteral("") : QString();
}

int rowOf(const QQuickItem *item) {
    const QQuickItem *content = item->parentItem();
    const bool isRow = content && content->parentItem() && isView(content->parentItem());
    if (!isRow)
        return -1;
    QVariant index = item->property("index");
    if (const QQmlContext *context = qmlContext(item); !index.isValid() && context) {
        const QQmlContext *row = QQmlEngine::contextForObject(item);
        index = (row ? row : context)->contextProperty(QStringLiteral("index"));
    }
    bool isNumber = false;
    const int row = index.toInt(&isNumber);
    return isNumber ? row : -1;
}

QString pathOf(const QQuickItem *item) {
    QStringList parts;
    for (const QQuickItem *at = item; at; at = at->parentItem()) {
        const int row = rowOf(at);
        QString part = at->objectName();
        if (part.isEmpty() && (at == item || row >= 0))
            part = className(at);
        if (part.isEmpty())
            continue;
        parts.prepend(row >= 0 ? QStringLiteral("%1[%2]").arg(part).arg(row) : part);
    }
    return parts.join(QLatin1Char('/'));
}

QRectF visibleRect(const QQuickItem *item) {
    QRectF rect = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    for (const QQuickItem *at = item->parentItem(); at; at = at->parentItem()) {
        if (at->clip())
            rect = rect.intersected(at->mapRectToScene(at->clipRect()));
    }
    return rect.intersected(QRectF(QPointF(0, 0), QSizeF(item->window()->size())));
}

} // namespace banter::uitest
