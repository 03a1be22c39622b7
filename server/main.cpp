// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <QCoreApplication>

#include "server/Server.h"
#include "server/Signals.h"
#include "server/ops/Config.h"
#include "shared/core/Logging.h"
#include "shared/protocol/ErrorCode.h"

using namespace banter;
using namespace banter::server;

int main(int argc, char **argv) {
    const ConfigOutcome outcome = parseConfig(argc, argv, processEnvironment());
    for (const std::string &error : outcome.errors)
        std::fprintf(stderr, "banterd: %s\n", error.c_str());
    if (outcome.exits)
        std::fputs(outcome.output.c_str(), stdout);
    if (outcome.exits || !outcome.errors.empty())
        return outcome.exitCode;

    Signals::block();
    QCoreApplication application(argc, argv);
    Signals signals;
    QCoreApplication::setApplicationName(QStringLiteral("banterd"));
    installLogging(outcome.config.logFormat);
    QLoggingCategory::setFilterRules(outcome.config.logFilterRules());
    for (const std::string &warning : outcome.warnings)
        std::fprintf(stderr, "banterd: %s\n", warning.c_str());

    Server server(outcome.config);
    QObject::connect(&signals, &Signals::terminated, &server, &Server::stop);
    QObject::connect(&signals, &Signals::hungUp, &server, &Server::reload);
    QObject::connect(&server, &Server::stopped, &application, &QCoreApplication::quit);
    if (const auto started = server.start(); !started.ok()) {
        std::fprintf(stderr, "banterd: %s\n", started.error().detail.c_str());
        return 1;
    }
    for (const std::string &address : server.addresses())
        std::printf("listening on %s\n", address.c_str());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
