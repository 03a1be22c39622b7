// SPDX-License-Identifier: Apache-2.0
#include <QGuiApplication>
#include <QQmlApplicationEngine>

int main(int argc, char *argv[]) {
    QGuiApplication application(argc, argv);
    const QString page = QCoreApplication::arguments().value(1, QStringLiteral("Selftest"));
    const QQmlApplicationEngine engine(QUrl(QStringLiteral("qrc:/%1.qml").arg(page)));
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
