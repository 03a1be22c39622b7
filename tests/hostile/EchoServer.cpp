// SPDX-License-Identifier: Apache-2.0
// A server that is nothing but the edge: echoes messages (or relays them, for measuring). Prints `listening PORT` when
// it is ready; SIGTERM ends it with code 1012 for everybody.
#include <csignal>
#include <cstdio>
#include <memory>
#include <vector>

#include <QCommandLineParser>
#include <QCoreApplication>

#include "server/net/Acceptor.h"
#include "server/net/TlsContext.h"
#include "shared/core/Logging.h"
#include "tests/hostile/EchoListener.h"
#include "tests/hostile/RelayListener.h"

using namespace banter;
using namespace banter::server;

namespace {

struct Arguments {
    EdgeOptions edge;
    unsigned loops{1};
    bool relay{false};
    std::string tlsDirectory;
};

Arguments parseArguments() {
    QCommandLineParser parser;
    const auto number = [&parser](const char *name, const char *fallback) {
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("n"), QString::fromLatin1(fallback)});
    };
    number("port", "0");
    number("loops", "1");
    number("max-connections", "0");
    number("max-per-address", "0");
    number("connects-per-minute", "0");
    parser.addOption({QStringLiteral("relay"), QString()});
    parser.addOption({QStringLiteral("tls"), QString(), QStringLiteral("directory of the certificate")});
    parser.addOption({QStringLiteral("origin"), QString(), QStringLiteral("allowed origin")});
    parser.addHelpOption();
    parser.process(*QCoreApplication::instance());
    const auto value = [&parser](const char *name) { return parser.value(QString::fromLatin1(name)); };
    Arguments arguments;
    arguments.edge.port = value("port").toUShort();
    arguments.loops = value("loops").toUInt();
    arguments.edge.maxConnections = value("max-connections").toUInt();
    arguments.edge.maxPerAddress = value("max-per-address").toUInt();
    arguments.edge.connectsPerMinute = value("connects-per-minute").toDouble();
    if (parser.isSet(QStringLiteral("origin")))
        arguments.edge.allowedOrigins.push_back(value("origin").toStdString());
    arguments.relay = parser.isSet(QStringLiteral("relay"));
    arguments.tlsDirectory = value("tls").toStdString();
    return arguments;
}

void waitForSignal(const sigset_t &signals) {
    int signal = 0;
    sigwait(&signals, &signal);
}

} // namespace

int main(int argc, char **argv) {
    // Before any thread exists, so that all inherit the mask and only sigwait() hears of it.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    QCoreApplication application(argc, argv);
    installLogging(LogFormat::Text);
    const Arguments arguments = parseArguments();

    std::shared_ptr<TlsContext> tls;
    if (!arguments.tlsDirectory.empty()) {
        auto made = TlsContext::createSelfSigned(arguments.tlsDirectory, "localhost");
        if (!made) {
            std::fprintf(stderr, "%s\n", made.error().detail.c_str());
            return 1;
        }
        tls = std::move(made).value();
    }
    std::vector<std::unique_ptr<EventLoop>> loops;
    std::vector<EventLoop *> pointers;
    for (unsigned i = 0; i < arguments.loops; ++i) {
        loops.push_back(std::make_unique<EventLoop>("shard-" + std::to_string(i)));
        loops.back()->start();
        pointers.push_back(loops.back().get());
    }
    std::vector<test::RelayRoom> rooms(arguments.loops);
    Acceptor acceptor(pointers, arguments.edge, tls,
                      [&](EventLoop &, std::size_t index, Transport &transport) -> std::unique_ptr<TransportListener> {
                          if (arguments.relay)
                              return std::make_unique<test::RelayListener>(rooms[index], transport);
                          return std::make_unique<test::EchoListener>(transport);
                      });
    if (const auto started = acceptor.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().detail.c_str());
        return 1;
    }
    std::printf("listening %u\n", acceptor.port());
    std::fflush(stdout);
    waitForSignal(signals);
    acceptor.closeAll(1012, "restart", Millis{3'000});
    return 0;
}
