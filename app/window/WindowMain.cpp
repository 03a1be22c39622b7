// SPDX-License-Identifier: Apache-2.0
#include "app/window/WindowMain.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <QGuiApplication>
#include <QIcon>
#include <QQmlApplicationEngine>
#include <QTimer>
#include <QUrl>
#include <QWindow>
#include <QtQml/qqmlextensionplugin.h>

#include "app/App.h"
#include "app/platform/SingleInstance.h"
#include "app/window/Fonts.h"
#include "app/window/Translations.h"

Q_IMPORT_QML_PLUGIN(Banter_ClientPlugin)
Q_IMPORT_QML_PLUGIN(Banter_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Banter_UiPlugin)

namespace banter::client {
namespace {

constexpr int kStandsAfterMs = 1000;

void nameApplication() {
    QGuiApplication::setApplicationName(QStringLiteral("banter"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Banter"));
    QGuiApplication::setApplicationVersion(QStringLiteral(BANTER_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("banter"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/qt/qml/Banter/Controls/icons/banter.svg")));
}

/// What Qt Quick would hold for each window and never use here: a depth and a stencil buffer (nothing is deep, and no
/// clip is turned), and room for more small pictures than there are; larger ones than half of it stand alone. Read
/// before the first window is made.
void spareGraphicsMemory() {
    const auto unlessSet = [](const char *name, const char *value) {
        if (!qEnvironmentVariableIsSet(name))
            qputenv(name, value);
    };
    unlessSet("QSG_NO_DEPTH_BUFFER", "1");
    unlessSet("QSG_NO_STENCIL_BUFFER", "1");
    unlessSet("QSG_ATLAS_WIDTH", "512");
    unlessSet("QSG_ATLAS_HEIGHT", "512");
}

/// The start reads and drops a lot: what of it is free goes back to the system when the list stands.
void giveBackAfterStart(App *app, QQmlApplicationEngine *engine) {
    QObject::connect(app, &App::stateChanged, engine, [engine] {
        QTimer::singleShot(kStandsAfterMs, engine, [engine] {
            engine->collectGarbage();
#ifdef __GLIBC__
            malloc_trim(0);
#endif
        });
    });
}

/// Words follow the choice at once, without a new start.
void followLanguage(App *app, Translations *translations, QQmlApplicationEngine *engine) {
    translations->use(app->settings()->language());
    QObject::connect(app->settings(), &Settings::languageChanged, engine, [app, translations, engine] {
        translations->use(app->settings()->language());
        engine->retranslate();
        app->refreshTexts();
    });
}

} // namespace

int runWindow(int &argc, char **argv, const Invocation &invocation) {
    spareGraphicsMemory();
    QGuiApplication application(argc, argv);
    nameApplication();
    useApplicationFont();

    const AppOptions options{invocation.headless.session, invocation.profile};
    SingleInstance instance(options.session.dataDirectory);
    const SingleInstance::Start start = instance.start();
    if (start == SingleInstance::Start::Second)
        return 0;
    // Destroyed in the opposite order: the engine goes before what it shows.
    Translations translations;
    App app(options);
    QQmlApplicationEngine engine;
    app.guardNetwork(&engine);
    followLanguage(&app, &translations, &engine);
    giveBackAfterStart(&app, &engine);
    QObject::connect(&instance, &SingleInstance::raiseRequested, &app, &App::raise);
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties({{QStringLiteral("app"), QVariant::fromValue(&app)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Banter/Ui/Main.qml")));
    if (engine.rootObjects().isEmpty())
        return 1;
    if (auto *window = qobject_cast<QWindow *>(engine.rootObjects().constFirst());
        window && invocation.geometry.isValid())
        window->setGeometry(invocation.geometry);
    if (start == SingleInstance::Start::Stuck)
        app.refuse(
            App::tr("Another Banter has this profile and does not answer. End it, or start with --profile NAME."));
    else
        app.start();
    return QGuiApplication::exec();
}

} // namespace banter::client
