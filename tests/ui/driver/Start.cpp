// SPDX-License-Identifier: Apache-2.0
// Brings the driver into a program without a word in the program: it is linked, and starts with the application object.
#include <cstdio>

#include <QCoreApplication>
#include <QGuiApplication>
#include <QTimer>

#include "tests/ui/driver/Driver.h"

/// Named on the link line, so that the linker keeps this file.
extern "C" void banterTestDriver() {}

namespace {

QtMessageHandler g_previous = nullptr;

/// A script takes every warning for a failure; this line is what it looks for, also after kill -9.
void handle(QtMsgType type, const QMessageLogContext &context, const QString &message) {
    if (type != QtDebugMsg && type != QtInfoMsg)
        std::fprintf(stderr, "ui-test-warning: [%s] %s\n", context.category ? context.category : "",
                     qPrintable(message));
    if (g_previous)
        g_previous(type, context, message);
}

void startWithEventLoop() {
    const QString path = qEnvironmentVariable("BANTER_TEST_SOCKET");
    if (path.isEmpty())
        return;
    // A program may make an application object only to read its command line, and then another one.
    if (const QtMessageHandler previous = qInstallMessageHandler(handle); previous != handle)
        g_previous = previous;
    // The application object is being made just now; what kind it is shows when the event loop runs.
    QTimer::singleShot(0, QCoreApplication::instance(), [path] {
        if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
            return;
        auto *driver = new banter::uitest::Driver;
        // Before the event dispatcher goes: its sockets are known there.
        QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, driver,
                         [driver] { delete driver; });
        driver->listen(path);
    });
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(startWithEventLoop)
