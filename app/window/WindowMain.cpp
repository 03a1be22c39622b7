// SPDX-License-Identifier: Apache-2.0
#include "app/window/WindowMain.h"

#include <QGuiApplication>
#include <QIcon>
#include <QQmlApplicationEngine>
#include <QUrl>
#include <QtQml/qqmlextensionplugin.h>

#include "app/window/Fonts.h"
#include "app/window/Translations.h"

Q_IMPORT_QML_PLUGIN(Banter_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Banter_UiPlugin)

namespace banter::client {

int runWindow(int &argc, char **argv, const Invocation &invocation) {
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("banter"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Banter"));
    QGuiApplication::setDesktopFileName(QStringLiteral("banter"));
    useApplicationFont();
    Translations translations;
    translations.use({});
    (void)invocation;
    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Banter/Ui/Main.qml")));
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}

} // namespace banter::client
