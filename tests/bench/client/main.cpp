// SPDX-License-Identifier: Apache-2.0
//
// What the client's models cost, without drawing: banter_bench_client [--conversations N] [--messages N] [--long N]
// Makes a store with N conversations that hold N messages together, one of them long, and measures from the start to
// the first usable list, opening the long conversation, and scrolling through it. One figure a line, for the runner.
#include <algorithm>
#include <cstdio>
#include <vector>

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>

#include "app/App.h"
#include "app/store/StoreDatabase.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/banter.pb.h"

using namespace banter;
using namespace banter::client;

namespace {

constexpr std::int64_t kFirstMs = 1'700'000'000'000;
const char *const kServer = "benchbenchbenchbenchbe";

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

void fill(StoreDatabase &database, const UserId &self, const ConversationId &id, std::uint64_t messages, int number) {
    const UserId peer = makeId<UserId>();
    StoreBatch batch;
    batch.users = {{self, "mira", "Mira"}, {peer, "peer" + std::to_string(number), "Peer " + std::to_string(number)}};
    ConversationFacts facts;
    facts.id = id;
    facts.kind = v1::DIRECT;
    facts.lastSeq = messages;
    facts.lastMs = kFirstMs + number;
    facts.members = {{self, 1, 0, 1, false}, {peer, 1, 0, 1, false}};
    batch.conversations.push_back(facts);
    for (std::uint64_t seq = 1; seq <= messages; ++seq) {
        MessageRow row;
        row.conversation = id;
        row.seq = seq;
        row.rev = seq + 1;
        row.sender = seq % 3 == 0 ? self : peer;
        if (seq % 3 == 0)
            row.clientId = makeId<ClientId>();
        row.sentAtMs = kFirstMs + static_cast<std::int64_t>(seq) * 40'000;
        v1::Content content;
        content.mutable_text()->set_body("The " + std::to_string(seq) +
                                         "th message, about as long as they are. https://example.org");
        row.content = content.SerializeAsString();
        batch.messages.push_back(std::move(row));
    }
    Progress progress;
    progress.conversation = id;
    progress.rev = progress.headRev = messages + 1;
    progress.lastSeq = messages;
    progress.wantRead = messages > 3 ? messages - 3 : 0;
    progress.ranges.add({1, messages});
    batch.progress.push_back(progress);
    if (auto applied = database.apply(batch); !applied.ok())
        qFatal("%s", applied.error().detail.c_str());
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

void measure(const QString &folder, const UserId &self, const ConversationId &longOne) {
    AppOptions options;
    options.session.dataDirectory = folder;
    App app(options,
            std::make_unique<KnownSignIn>(Credentials{kServer, {self, "mira", "Mira"}, "device", "token", {}}));
    app.start();
    std::printf("list_ms %.1f\n", waitFor([&] { return app.conversations()->isReady(); }));
    std::printf("list_rss_mib %.1f\n", residentMiB());
    app.openConversation(QString::fromStdString(longOne.toText()));
    TimelineModel &timeline = *app.conversation()->timeline();
    std::printf("open_ms %.1f\n", waitFor([&] { return timeline.isReady(); }));
    show(timeline, 0, std::min(timeline.count(), 20));
    std::printf("open_rss_mib %.1f\n", residentMiB());
    scroll(timeline);
    std::printf("scrolled_rss_mib %.1f\n", residentMiB());
}

} // namespace

int main(int argc, char *argv[]) {
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption conversations(QStringLiteral("conversations"), {}, QStringLiteral("N"),
                                           QStringLiteral("200"));
    const QCommandLineOption messages(QStringLiteral("messages"), {}, QStringLiteral("N"), QStringLiteral("100000"));
    const QCommandLineOption longest(QStringLiteral("long"), {}, QStringLiteral("N"), QStringLiteral("50000"));
    parser.addHelpOption();
    parser.addOptions({conversations, messages, longest});
    parser.process(application);
    const int count = std::max(parser.value(conversations).toInt(), 2);
    const std::uint64_t all = parser.value(messages).toULongLong();
    const std::uint64_t longLength = std::max<std::uint64_t>(parser.value(longest).toULongLong(), 100);
    const std::uint64_t each =
        std::max<std::uint64_t>((all - std::min(all, longLength)) / static_cast<std::uint64_t>(count - 1), 1);

    const QTemporaryDir folder;
    const UserId self = makeId<UserId>();
    const ConversationId longOne = makeId<ConversationId>();
    {
        auto database = StoreDatabase::open(
            folder.filePath(QStringLiteral("accounts/%1/%2/store.db")
                                .arg(QString::fromLatin1(kServer), QString::fromStdString(self.toText()))),
            self);
        if (!database.ok())
            qFatal("%s", database.error().detail.c_str());
        fill(**database, self, longOne, longLength, 0);
        for (int number = 1; number < count; ++number)
            fill(**database, self, makeId<ConversationId>(), each, number);
    }
    measure(folder.path(), self, longOne);
    return 0;
}
