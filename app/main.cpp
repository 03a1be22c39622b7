// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <QCoreApplication>

#include "app/headless/HeadlessClient.h"
#include "app/headless/HeadlessOptions.h"
#include "shared/core/Logging.h"

using namespace banter;

int main(int argc, char *argv[]) {
    installLogging(LogFormat::Text);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("banter"));
    const auto invocation = client::parseCommandLine(QCoreApplication::arguments());
    if (!invocation.ok()) {
        std::fprintf(stderr, "banter: %s (see --help)\n", invocation.error().detail.c_str());
        return 2;
    }
    switch (invocation->kind) {
    case client::Invocation::Kind::Print: std::fputs(qPrintable(invocation->print), stdout); return 0;
    case client::Invocation::Kind::Window:
        std::fputs(
            "banter: this version has no window yet; a later one brings it. Start it with --headless (see --help).\n",
            stderr);
        return 2;
    case client::Invocation::Kind::Headless: break;
    }
    client::HeadlessClient headless(invocation->headless);
    QObject::connect(
        &headless, &client::HeadlessClient::finished, &application, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    headless.start();
    return QCoreApplication::exec();
}
