// SPDX-License-Identifier: Apache-2.0
//
// What the client's models cost, without drawing: banter_bench_client [--conversations N] [--messages N] [--long N]
// [--group] With --fill FOLDER it only makes a data folder that the client starts with. Makes a store with N
// conversations that hold N messages together, one of them long, and measures from the start to the first usable list,
// opening the long conversation, and scrolling through it. One figure a line, for the runner.
#include <algorithm>
#include <cstdio>
#include <vector>

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>

#include "app/App.h"
#include "app/platform/QtExecutor.h"
#include "app/session/FileSecretStore.h"
#include "tests/bench/client/Fill.h"

using namespace banter;
using namespace banter::client;

namespace {

/// A sign-in that is there at once.
class KnownSignIn final : public SecretStore {
public:
    explicit KnownSignIn(Credentials credentials) : m_credentials(std::move(credentials)) {}
    void read(Promise<std::optional<Credentials>> done) override { done.resolve(std::optional(m_credentials)); }
    void write(const Credentials &, Promise<std::monostate> done) override { done.resolve(std::monostate{}); }
    void clear(Promise<std::monostate> done) override { done.resolve(std::monostate{}); }

private:
    Credentials m_credentials;
};

double residentMiB() {
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

/// Runs the event loop until `isDone`; answers the milliseconds it took.
template <class Condition>
double waitFor(Condition isDone) {
    QElapsedTimer timer;
    timer.start();
    while (!isDone())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Reads every role of the rows that a page brought, as a view does.
void show(const TimelineModel &model, int from, int to) {
    const QList<int> roles = model.roleNames().keys();
    for (int row = from; row < to; ++row) {
        for (const int role : roles)
            (void)model.data(model.index(row), role);
    }
}

void scroll(TimelineModel &timeline) {
    std::vector<double> pages;
    while (!timeline.atOldest()) {
        const int before = timeline.count();
        timeline.loadOlder();
        pages.push_back(waitFor([&] { return !timeline.loadingOlder(); }));
        show(timeline, std::min(before, timeline.count() - TimelineModel::kPage), timeline.count());
    }
    std::sort(pages.begin(), pages.end());
    std::printf("pages %zu\npage_ms_p50 %.2f\npage_ms_p95 %.2f\npage_ms_max %.2f\n", pages.size(),
                pages[pages.size() / 2], pages[pages.size() * 95 / 100], pages.back());
}

void measure(const QString &folder, const bench::Filled &filled) {
    AppOptions options;
    options.session.dataDirectory = folder;
    App app(options, std::make_unique<KnownSignIn>(filled.credentials));
    app.start();
    std::printf("list_ms %.1f\n", waitFor([&] { return app.conversations()->isReady(); }));
    std::printf("list_rss_mib %.1f\n", residentMiB());
    app.openConversation(QString::fromStdString(filled.longest.toText()));
    TimelineModel &timeline = *app.conversation()->timeline();
    std::printf("open_ms %.1f\n", waitFor([&] { return timeline.isReady(); }));
    show(timeline, 0, std::min(timeline.count(), 20));
    std::printf("open_rss_mib %.1f\n", residentMiB());
    scroll(timeline);
    std::printf("scrolled_rss_mib %.1f\n", residentMiB());
}

/// For the real client: signed in from a file, at a server that is not there.
void fillOnly(const QString &folder, const bench::Amount &amount) {
    bench::Filled filled = bench::fill(folder, amount);
    filled.credentials.addresses = {"ws://127.0.0.1:9"}; // RFC 863: nobody answers
    QtExecutor executor;
    QEventLoop loop;
    const auto alive = std::make_shared<int>(0);
    FileSecretStore(QDir(folder).filePath(QStringLiteral("session.json")))
        .write(filled.credentials, {&executor, alive, [&loop](const Result<std::monostate> &written) {
                                        if (!written.ok())
                                            qFatal("%s", written.error().detail.c_str());
                                        loop.quit();
                                    }});
    loop.exec();
    std::printf("longest %s\n", filled.longest.toText().c_str());
}

} // namespace

int main(int argc, char *argv[]) {
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    const auto number = [](const char *name, const char *usual) {
        return QCommandLineOption(QLatin1String(name), {}, QStringLiteral("N"), QLatin1String(usual));
    };
    const auto conversations = number("conversations", "200");
    const auto messages = number("messages", "100000");
    const auto longest = number("long", "50000");
    const QCommandLineOption fill(QStringLiteral("fill"), {}, QStringLiteral("FOLDER"));
    const QCommandLineOption group(QStringLiteral("group"), QStringLiteral("the long one is a group"));
    parser.addHelpOption();
    parser.addOptions({conversations, messages, longest, group, fill});
    parser.process(application);
    const bench::Amount amount{parser.value(conversations).toInt(), parser.value(messages).toULongLong(),
                               parser.value(longest).toULongLong(), parser.isSet(group)};
    if (parser.isSet(fill)) {
        fillOnly(parser.value(fill), amount);
        return 0;
    }
    const QTemporaryDir folder;
    measure(folder.path(), bench::fill(folder.path(), amount));
    return 0;
}
