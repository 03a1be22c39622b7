// SPDX-License-Identifier: Apache-2.0
#include "tests/support/FatalLogger.h"

#include <cstdio>
#include <cstdlib>
#include <mutex>

#include <QCoreApplication>
#include <QStringList>

namespace {

std::mutex g_mutex;
QStringList *g_expected = nullptr;
QtMessageHandler g_previous = nullptr;

bool isExpected(const QString &message) {
    const std::lock_guard lock(g_mutex);
    if (!g_expected)
        return false;
    for (const QString &part : *g_expected) {
        if (message.contains(part))
            return true;
    }
    return false;
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message) {
    if (type != QtDebugMsg && type != QtInfoMsg && !isExpected(message)) {
        std::fprintf(stderr, "FAIL: unexpected log line: [%s] %s\n", context.category ? context.category : "",
                     qPrintable(message));
        std::fflush(stderr);
        std::_Exit(99);
    }
    if (g_previous)
        g_previous(type, context, message);
}

struct Installer {
    Installer() { g_previous = qInstallMessageHandler(handle); }
};
const Installer g_installer;

} // namespace

/// Named on the link line, so that the linker keeps this file.
extern "C" void banterFatalLogger() {}

namespace banter::test {

void expectLog(const QString &part) {
    const std::lock_guard lock(g_mutex);
    if (!g_expected)
        g_expected = new QStringList; // lives as long as the handler: until the process ends
    g_expected->append(part);
}

} // namespace banter::test
