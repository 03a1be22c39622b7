// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/driver/Reading.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QTextDocumentFragment>

#include "tests/ui/driver/Items.h"

namespace banter::uitest {
namespace {

constexpr int kMaxTreeLines = 3000;
constexpr int kMaxTextInTree = 120;

QJsonObject ok(QJsonObject answer = {}) {
    answer.insert(QStringLiteral("ok"), true);
    return answer;
}

QJsonArray whereOf(const QJsonObject &request) { return request.value(QLatin1String("where")).toArray(); }

QJsonArray toJson(const QRectF &rect) { return {rect.x(), rect.y(), rect.width(), rect.height()}; }

QJsonValue toJson(const QVariant &value) {
    if (const auto *object = value.value<QObject *>())
        return QString(QStringLiteral("object ") + className(object));
    if (value.userType() == QMetaType::QRectF)
        return toJson(value.toRectF());
    const QJsonValue json = QJsonValue::fromVariant(value);
    return json.isNull() && value.isValid() ? QJsonValue(value.toString()) : json;
}

QQuickWindow *windowOf(const QJsonObject &request) {
    const auto all = visibleWindows();
    const auto number = static_cast<std::size_t>(std::max(0, request.value(QLatin1String("window")).toInt()));
    return number < all.size() ? all[number] : nullptr;
}

QJsonObject noSuchWindow() {
    return failure(QStringLiteral("absent"), QStringLiteral("there is no such visible window"));
}

/// Whether it puts its `text` on the screen by itself; else it is a property that other items paint.
bool paintsText(const QQuickItem *item) {
    return item->inherits("QQuickText") || item->inherits("QQuickTextEdit") || item->inherits("QQuickTextInput") ||
           item->inherits("QQuickAbstractButton") || item->inherits("banter::client::MessageItem");
}

/// As it is read on the screen: without the markup of a StyledText, and dots for a password.
QString seenText(const QQuickItem *item, const QString &text) {
    if (item->inherits("QQuickTextInput"))
        return item->property("displayText").toString();
    const int format = item->property("textFormat").toInt();
    const bool isMarkup =
        item->inherits("QQuickText") && (format == Qt::RichText || format == 4 /* Text.StyledText */ ||
                                         (format == Qt::AutoText && Qt::mightBeRichText(text)));
    return isMarkup ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

const char *formatName(const QQuickItem *item) {
    const QVariant format = item->property("textFormat");
    if (!format.isValid())
        return item->inherits("QQuickTextInput") || item->inherits("banter::client::MessageItem") ? "plain" : "control";
    switch (format.toInt()) {
    case Qt::PlainText: return "plain";
    case Qt::RichText: return "rich";
    case Qt::AutoText: return "auto";
    case Qt::MarkdownText: return "markdown";
    default: return "styled";
    }
}

void collectTexts(const QQuickItem *item, QJsonArray *found) {
    const QString text = item->property("text").toString();
    if (!text.isEmpty() && paintsText(item)) {
        found->append(QJsonObject{{QStringLiteral("path"), pathOf(item)},
                                  {QStringLiteral("text"), text},
                                  {QStringLiteral("seen"), seenText(item, text)},
                                  {QStringLiteral("class"), className(item)},
                                  {QStringLiteral("format"), QLatin1String(formatName(item))}});
    }
    for (const QQuickItem *child : shownChildren(item))
        collectTexts(child, found);
}

void describe(const QQuickItem *item, int depth, QStringList *lines) {
    if (lines->size() >= kMaxTreeLines)
        return;
    const QRectF rect = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    QString line = QString(depth * 2, QLatin1Char(' ')) + className(item);
    if (!item->objectName().isEmpty())
        line += QStringLiteral(" '%1'").arg(item->objectName());
    if (const int row = rowOf(item); row >= 0)
        line += QStringLiteral(" row %1").arg(row);
    line += QStringLiteral(" %1,%2 %3x%4").arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
    if (item->hasActiveFocus())
        line += QStringLiteral(" FOCUS");
    if (!item->isEnabled())
        line += QStringLiteral(" disabled");
    if (const QString text = ownText(item); !text.isEmpty())
        line +=
            QStringLiteral(" \"%1\"").arg(text.left(kMaxTextInTree).replace(QLatin1Char('\n'), QLatin1String("\\n")));
    lines->append(line);
    for (const QQuickItem *child : shownChildren(item))
        describe(child, depth + 1, lines);
}

} // namespace

QJsonObject get(const QJsonObject &request) {
    const Found found = findItem(whereOf(request));
    if (!found.item)
        return found.failure;
    const QByteArray name = request.value(QLatin1String("property")).toString().toUtf8();
    const QVariant value = found.item->property(name.constData());
    if (!value.isValid())
        return failure(QStringLiteral("script"),
                       QStringLiteral("%1 (%2) has no property '%3'")
                           .arg(pathOf(found.item), className(found.item), QString::fromUtf8(name)));
    return ok({{QStringLiteral("value"), toJson(value)}});
}

QJsonObject find(const QJsonObject &request) {
    QJsonObject failed;
    QJsonArray items;
    for (const QQuickItem *item : findItems(whereOf(request), &failed)) {
        QJsonObject one{
            {QStringLiteral("path"), pathOf(item)},
            {QStringLiteral("class"), className(item)},
            {QStringLiteral("row"), rowOf(item)},
            {QStringLiteral("rect"), toJson(item->mapRectToScene(QRectF(0, 0, item->width(), item->height())))},
            {QStringLiteral("seen"), toJson(visibleRect(item))},
            {QStringLiteral("enabled"), item->isEnabled()},
            {QStringLiteral("focus"), item->hasActiveFocus()}};
        if (const QString text = ownText(item); !text.isNull())
            one.insert(QStringLiteral("text"), seenText(item, text));
        items.append(one);
    }
    return ok({{QStringLiteral("items"), items}, {QStringLiteral("why"), failed.value(QLatin1String("error"))}});
}

QJsonObject rows(const QJsonObject &request) {
    const Found found = findItem(whereOf(request));
    if (!found.item)
        return found.failure;
    const QVariant count = found.item->property("count");
    if (!count.isValid())
        return failure(QStringLiteral("script"),
                       QStringLiteral("%1 (%2) is no list").arg(pathOf(found.item), className(found.item)));
    return ok({{QStringLiteral("count"), count.toInt()}});
}

QJsonObject showRow(const QJsonObject &request) {
    const Found found = findItem(whereOf(request));
    if (!found.item)
        return found.failure;
    const int contain = 4; // ItemView.Contain
    const bool isDone =
        QMetaObject::invokeMethod(found.item, "positionViewAtIndex",
                                  Q_ARG(int, request.value(QLatin1String("index")).toInt()), Q_ARG(int, contain));
    return isDone ? ok() : failure(QStringLiteral("script"), QStringLiteral("%1 is no list").arg(pathOf(found.item)));
}

QJsonObject texts(const QJsonObject &request) {
    QJsonArray found;
    if (request.contains(QLatin1String("where"))) {
        const Found below = findItem(whereOf(request));
        if (!below.item)
            return below.failure;
        collectTexts(below.item, &found);
    } else {
        for (const QQuickWindow *window : visibleWindows())
            collectTexts(window->contentItem(), &found);
    }
    return ok({{QStringLiteral("texts"), found}});
}

QJsonObject tree(const QJsonObject &) {
    QStringList lines;
    for (const QQuickWindow *window : visibleWindows()) {
        lines.append(QStringLiteral("window \"%1\" %2x%3%4")
                         .arg(window->title())
                         .arg(window->width())
                         .arg(window->height())
                         .arg(window->isActive() ? QStringLiteral(" active") : QString()));
        describe(window->contentItem(), 1, &lines);
    }
    return ok({{QStringLiteral("tree"), lines.join(QLatin1Char('\n'))}});
}

QJsonObject focus(const QJsonObject &) {
    const auto *window = qobject_cast<const QQuickWindow *>(QGuiApplication::focusWindow());
    const QQuickItem *item = window ? window->activeFocusItem() : nullptr;
    return ok({{QStringLiteral("path"), item ? pathOf(item) : QString()},
               {QStringLiteral("class"), item ? className(item) : QString()}});
}

QJsonObject windows(const QJsonObject &) {
    QJsonArray list;
    for (const QQuickWindow *window : visibleWindows()) {
        list.append(QJsonObject{{QStringLiteral("number"), list.size()},
                                {QStringLiteral("title"), window->title()},
                                {QStringLiteral("name"), window->objectName()},
                                {QStringLiteral("width"), window->width()},
                                {QStringLiteral("height"), window->height()},
                                {QStringLiteral("active"), window->isActive()}});
    }
    return ok({{QStringLiteral("windows"), list}});
}

QJsonObject resize(const QJsonObject &request) {
    QQuickWindow *window = windowOf(request);
    if (!window)
        return noSuchWindow();
    window->resize(request.value(QLatin1String("width")).toInt(), request.value(QLatin1String("height")).toInt());
    return ok();
}

QJsonObject activate(const QJsonObject &request) {
    QQuickWindow *window = windowOf(request);
    if (!window)
        return noSuchWindow();
    window->requestActivate();
    return ok();
}

QJsonObject grab(const QJsonObject &request) {
    QQuickWindow *window = windowOf(request);
    QRectF part;
    if (request.contains(QLatin1String("where"))) {
        const Found found = findItem(whereOf(request));
        if (!found.item)
            return found.failure;
        window = found.item->window();
        part = visibleRect(found.item);
    }
    if (!window)
        return noSuchWindow();
    QImage image = window->grabWindow();
    if (part.isValid()) {
        const qreal ratio = window->effectiveDevicePixelRatio();
        image = image.copy(QRectF(part.topLeft() * ratio, part.size() * ratio).toAlignedRect());
    }
    const QString file = request.value(QLatin1String("file")).toString();
    if (image.isNull() || !image.save(file, "PNG"))
        return failure(QStringLiteral("script"), QStringLiteral("could not grab a picture into '%1'").arg(file));
    return ok({{QStringLiteral("width"), image.width()}, {QStringLiteral("height"), image.height()}});
}

QJsonObject clipboard(const QJsonObject &request) {
    QClipboard *board = QGuiApplication::clipboard();
    if (request.contains(QLatin1String("text")))
        board->setText(request.value(QLatin1String("text")).toString());
    return ok({{QStringLiteral("text"), board->text()}});
}

} // namespace banter::uitest
