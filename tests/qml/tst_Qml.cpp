// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <QAccessible>
#include <QQmlContext>
#include <QQmlEngine>
#include <QQuickStyle>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest>

#include "app/window/Fonts.h"
#include "tests/qml/QmlBed.h"

Q_IMPORT_QML_PLUGIN(Banter_ClientPlugin)
Q_IMPORT_QML_PLUGIN(Banter_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Banter_UiPlugin)

/// The modules as they ship, and a bed for an App.
class Setup : public QObject {
    Q_OBJECT
public Q_SLOTS:
    void applicationAvailable() {
        banter::client::useApplicationFont();
        QAccessible::setActive(true);
    }
    void qmlEngineAvailable(QQmlEngine *engine) {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        m_bed = std::make_unique<banter::test::QmlBed>();
        engine->rootContext()->setContextProperty(QStringLiteral("bed"), m_bed.get());
    }

private:
    std::unique_ptr<banter::test::QmlBed> m_bed;
};

QUICK_TEST_MAIN_WITH_SETUP(banter, Setup)
#include "tst_Qml.moc"
