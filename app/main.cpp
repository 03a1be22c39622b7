// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <QCoreApplication>

#include "app/headless/HeadlessClient.h"
#include "app/headless/HeadlessOptions.h"
#include "app/window/WindowMain.h"
#include "shared/core/Logging.h"

using namespace banter;

namespace {

/// Without an application object: whether there will be a window is said here, and Qt Quick loses its accessibility
/// when another application object has lived and died before its own (Qt 6.4).
QStringList wordsOf(int argc, char **argv) {
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    return words;
}

int print(int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    std::fputs(qPrintable(client::parseCommandLine(wordsOf(argc, argv))->print), stdout);
    return 0;
}

int runHeadless(int argc, char **argv, const client::HeadlessOptions &options) {
    QCoreApplication application(argc, argv);
    client::HeadlessClient headless(options);
    QObject::connect(
        &headless, &client::HeadlessClient::finished, &application, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    headless.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[]) {
    installLogging(LogFormat::Text);
    QCoreApplication::setApplicationName(QStringLiteral("banter"));
    const auto invocation = client::parseCommandLine(wordsOf(argc, argv));
    if (!invocation.ok()) {
        std::fprintf(stderr, "banter: %s (see --help)\n", invocation.error().detail.c_str());
        return 2;
    }
    switch (invocation->kind) {
    case client::Invocation::Kind::Print: return print(argc, argv);
    case client::Invocation::Kind::Headless: return runHeadless(argc, argv, invocation->headless);
    case client::Invocation::Kind::Window: break;
    }
    return client::runWindow(argc, argv, *invocation);
}
