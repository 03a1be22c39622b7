// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <QCoreApplication>

#include "app/headless/HeadlessClient.h"
#include "app/headless/HeadlessOptions.h"
#include "app/window/WindowMain.h"
#include "shared/core/Logging.h"

using namespace banter;

namespace {

/// Whether there will be a display at all is said by the command line, so it is read by an application of its own.
Result<client::Invocation> read(int argc, char **argv) {
    QCoreApplication application(argc, argv);
    return client::parseCommandLine(QCoreApplication::arguments());
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
    const auto invocation = read(argc, argv);
    if (!invocation.ok()) {
        std::fprintf(stderr, "banter: %s (see --help)\n", invocation.error().detail.c_str());
        return 2;
    }
    switch (invocation->kind) {
    case client::Invocation::Kind::Print: std::fputs(qPrintable(invocation->print), stdout); return 0;
    case client::Invocation::Kind::Headless: return runHeadless(argc, argv, invocation->headless);
    case client::Invocation::Kind::Window: break;
    }
    return client::runWindow(argc, argv, *invocation);
}
