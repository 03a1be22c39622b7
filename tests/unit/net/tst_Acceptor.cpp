// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "server/net/Acceptor.h"
#include "server/net/CloseCode.h"
#include "tests/unit/net/RawClient.h"

using namespace banter;
using namespace banter::server;
using banter::test::RawClient;

namespace {

/// What the sessions of one test heard.
struct Heard {
    std::mutex mutex;
    std::vector<Closing> closings;
    std::vector<std::size_t> loops;
    std::atomic<int> opened{0}, destroyed{0}, callsInside{0};
};

/// Echoes; "close" makes it close with 4000, "flood" send 64 KiB frames until it is stopped.
class TestListener final : public TransportListener {
public:
    TestListener(Heard &heard, Transport &transport) : m_heard(heard), m_transport(transport) {
        ++heard.opened;
        transport.setAuthenticated();
    }
    ~TestListener() override { ++m_heard.destroyed; }

    void onMessage(FrameKind kind, std::string_view payload) override {
        const Inside inside(*this);
        if (payload == "close") {
            m_transport.close(4000, "asked for");
        } else if (payload == "flood") {
            for (int i = 0; i < 400; ++i)
                m_transport.send(makeFrame(FrameKind::Binary, std::string(65536, 'f')));
        } else {
            m_transport.send(makeFrame(kind, payload));
        }
    }
    void onClosed(const Closing &closing) override {
        if (m_inside)
            ++m_heard.callsInside;
        m_transport.send(makeFrame(FrameKind::Text, "too late")); // must be harmless
        m_transport.close(1000, "");
        const std::lock_guard lock(m_heard.mutex);
        m_heard.closings.push_back(closing);
    }

private:
    struct Inside {
        explicit Inside(TestListener &owner) : listener(owner) { listener.m_inside = true; }
        ~Inside() { listener.m_inside = false; }
        TestListener &listener;
    };
    Heard &m_heard;
    Transport &m_transport;
    bool m_inside{false};
};

} // namespace

class TestAcceptor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { stopServer(); }
    void echoes();
    void joinsFragments();
    void answersPings();
    void closesWhenAsked();
    void tellsWhoClosed();
    void neverCallsBackFromInside();
    void limitsStrangers();
    void spreadsOverLoops();
    void refusesAboveTheMaximum();
    void refusesByAddress();
    void drains();
    void closesAll();
    void dropsThoseWhoIgnoreTheClose();
    void boundsTheTimeOfARequest();
    void boundsTheTimeOfAMessage();
    void dropsTheSilent();
    void endsAStalledReader();
    void sendsFromTheUpgrade();
    void namesThePortThatIsTaken();
    void survivesStoppedLoops();

private:
    void startServer(EdgeOptions options = {}, unsigned loops = 1);
    void stopServer();
    [[nodiscard]] Closing waitForClosing();
    [[nodiscard]] bool waitUntil(const std::function<bool()> &condition);

    std::unique_ptr<Heard> m_heard;
    std::vector<std::unique_ptr<EventLoop>> m_loops;
    std::unique_ptr<Acceptor> m_acceptor;
};

void TestAcceptor::startServer(EdgeOptions options, unsigned loops) {
    m_heard = std::make_unique<Heard>();
    std::vector<EventLoop *> pointers;
    for (unsigned i = 0; i < loops; ++i) {
        m_loops.push_back(std::make_unique<EventLoop>("loop"));
        m_loops.back()->start();
        pointers.push_back(m_loops.back().get());
    }
    m_acceptor = std::make_unique<Acceptor>(pointers, std::move(options), nullptr,
                                            [this](EventLoop &, std::size_t index, Transport &transport) {
                                                const std::lock_guard lock(m_heard->mutex);
                                                m_heard->loops.push_back(index);
                                                return std::make_unique<TestListener>(*m_heard, transport);
                                            });
    QVERIFY(m_acceptor->start().ok());
    QVERIFY(m_acceptor->port() > 0);
}

void TestAcceptor::stopServer() {
    m_acceptor.reset();
    for (auto &loop : m_loops)
        loop->stop();
    m_loops.clear();
    if (m_heard) {
        // Whatever happened: everybody heard of the end once and was destroyed.
        QCOMPARE(m_heard->destroyed.load(), m_heard->opened.load());
        QCOMPARE(m_heard->closings.size(), static_cast<std::size_t>(m_heard->opened.load()));
        QCOMPARE(m_heard->callsInside.load(), 0);
    }
    m_heard.reset();
}

bool TestAcceptor::waitUntil(const std::function<bool()> &condition) {
    for (int i = 0; i < 2000; ++i) {
        if (condition())
            return true;
        QTest::qSleep(5);
    }
    return false;
}

Closing TestAcceptor::waitForClosing() {
    const bool came = waitUntil([this] {
        const std::lock_guard lock(m_heard->mutex);
        return !m_heard->closings.empty();
    });
    const std::lock_guard lock(m_heard->mutex);
    return came ? m_heard->closings.back() : Closing{0, false};
}

void TestAcceptor::echoes() {
    startServer();
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    client.send(RawClient::frame(1, "hello"));
    QCOMPARE(client.read(7), *makeFrame(FrameKind::Text, "hello"));
    const std::string big(60'000, 'x');
    client.send(RawClient::frame(2, big));
    QCOMPARE(client.read(big.size() + 4), *makeFrame(FrameKind::Binary, big));
    QVERIFY(waitUntil([this] { return m_acceptor->stats().bytesOut > 60'000; })); // counted after it was sent
    const EdgeStats stats = m_acceptor->stats();
    QCOMPARE(stats.accepted, std::uint64_t{1});
    QCOMPARE(stats.open, std::uint64_t{1});
    QCOMPARE(stats.framesIn, std::uint64_t{2});
    QCOMPARE(stats.framesOut, std::uint64_t{2});
    QVERIFY(stats.bytesIn > 60'000);
}

void TestAcceptor::joinsFragments() {
    startServer();
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    client.send(RawClient::frame(1, "he", false) + RawClient::frame(9, "?"));
    QCOMPARE(client.read(3), std::string("\x8a\x01?"));
    client.send(RawClient::frame(0, "llo"));
    QCOMPARE(client.read(7), *makeFrame(FrameKind::Text, "hello"));
}

void TestAcceptor::answersPings() {
    startServer();
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    for (int i = 0; i < 10; ++i) {
        client.send(RawClient::frame(9, "p"));
        QCOMPARE(client.read(3), std::string("\x8a\x01p"));
    }
    std::string flood;
    for (int i = 0; i < 100; ++i)
        flood += RawClient::frame(9, "p");
    client.send(flood);
    QCOMPARE(client.readCloseCode(), int{CloseCode::kRate});
}

void TestAcceptor::closesWhenAsked() {
    startServer();
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    client.send(RawClient::frame(1, "first") + RawClient::frame(1, "close") + RawClient::frame(1, "ignored"));
    QCOMPARE(client.read(7), *makeFrame(FrameKind::Text, "first"));
    QCOMPARE(client.readCloseCode(), 4000);
    client.send(RawClient::frame(8, "\x0f\xa0"));
    QCOMPARE(client.readAll(), std::string());
    const Closing closing = waitForClosing();
    QCOMPARE(closing.code, 4000);
    QVERIFY(!closing.byPeer);
}

void TestAcceptor::tellsWhoClosed() {
    startServer();
    {
        RawClient client(m_acceptor->port());
        QCOMPARE(client.upgrade(), 101);
        client.send(RawClient::frame(8, "\x0f\xa1"
                                        "bye"));
        QCOMPARE(client.readCloseCode(), 4001);
        QCOMPARE(client.readAll(), std::string());
    }
    const Closing closing = waitForClosing();
    QCOMPARE(closing.code, 4001);
    QVERIFY(closing.byPeer);
    stopServer();
    startServer();
    { // gone without a word
        RawClient client(m_acceptor->port());
        QCOMPARE(client.upgrade(), 101);
    }
    QCOMPARE(waitForClosing().code, 1006);
    QVERIFY(waitUntil([this] { return m_acceptor->stats().open == 0; }));
}

void TestAcceptor::neverCallsBackFromInside() {
    startServer();
    RawClient client(m_acceptor->port(), 4096);
    QCOMPARE(client.upgrade(), 101);
    client.send(RawClient::frame(1, "flood")); // 25 MiB at once: the limit is hit inside send()
    QCOMPARE(waitForClosing().code, int{CloseCode::kSlow});
    QCOMPARE(client.readCloseCode(), int{CloseCode::kSlow}); // who reads in the end is told why
}

void TestAcceptor::limitsStrangers() {
    m_heard = std::make_unique<Heard>();
    m_loops.push_back(std::make_unique<EventLoop>("loop"));
    m_loops.back()->start();
    struct Deaf final : TransportListener {
        void onMessage(FrameKind, std::string_view) override {}
        void onClosed(const Closing &) override {}
    };
    Acceptor acceptor({m_loops.back().get()}, {}, nullptr,
                      [](EventLoop &, std::size_t, Transport &) { return std::make_unique<Deaf>(); });
    QVERIFY(acceptor.start().ok());
    RawClient client(acceptor.port());
    QCOMPARE(client.upgrade(), 101);
    client.send(RawClient::frame(2, std::string(4096, 'x')) + RawClient::frame(9, "still here"));
    QCOMPARE(client.read(12), std::string("\x8a\x0astill here"));
    client.send(RawClient::frame(2, std::string(4097, 'x')).substr(0, 4)); // the header is enough
    QCOMPARE(client.readCloseCode(), int{CloseCode::kTooBig});
}

void TestAcceptor::spreadsOverLoops() {
    startServer({}, 3);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 9; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_acceptor->port()));
        QCOMPARE(clients.back()->upgrade(), 101);
    }
    const std::lock_guard lock(m_heard->mutex);
    for (std::size_t loop = 0; loop < 3; ++loop)
        QCOMPARE(std::count(m_heard->loops.begin(), m_heard->loops.end(), loop), 3);
}

void TestAcceptor::refusesAboveTheMaximum() {
    EdgeOptions options;
    options.maxConnections = 2;
    startServer(options);
    auto first = std::make_unique<RawClient>(m_acceptor->port());
    RawClient second(m_acceptor->port());
    QCOMPARE(first->upgrade(), 101);
    QCOMPARE(second.upgrade(), 101);
    RawClient third(m_acceptor->port());
    third.send(RawClient::request());
    const std::string answer = third.readAll();
    QVERIFY(answer.starts_with("HTTP/1.1 503 "));
    QVERIFY(answer.find("Retry-After: ") != std::string::npos);
    first.reset();
    QVERIFY(waitUntil([&] { return RawClient(m_acceptor->port()).upgrade() == 101; }));
}

void TestAcceptor::refusesByAddress() {
    EdgeOptions options;
    options.maxPerAddress = 1;
    startServer(options);
    RawClient first(m_acceptor->port());
    QCOMPARE(first.upgrade(), 101);
    QCOMPARE(RawClient(m_acceptor->port()).upgrade(), 429);
    QVERIFY(m_acceptor->stats().refused >= 1);
}

void TestAcceptor::drains() {
    startServer();
    RawClient before(m_acceptor->port());
    QCOMPARE(before.upgrade(), 101);
    m_acceptor->drain();
    QCOMPARE(RawClient(m_acceptor->port()).upgrade(), 503);
    before.send(RawClient::frame(1, "x")); // who is there stays
    QCOMPARE(before.read(3), *makeFrame(FrameKind::Text, "x"));
    m_acceptor->closeListener();
    QCOMPARE(RawClient(m_acceptor->port()).upgrade(), 0);
}

void TestAcceptor::closesAll() {
    startServer({}, 2);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_acceptor->port()));
        QCOMPARE(clients.back()->upgrade(), 101);
    }
    RawClient halfway(m_acceptor->port());
    halfway.send(RawClient::request().substr(0, 20));
    QVERIFY(waitUntil([this] { return m_acceptor->stats().open == 5; }));
    std::thread answers([&] {
        for (auto &client : clients) {
            QCOMPARE(client->readCloseCode(), 1012);
            client->send(RawClient::frame(8, "\x03\xf4"));
            client.reset();
        }
        QVERIFY(halfway.readAll().starts_with("HTTP/1.1 503 "));
    });
    m_acceptor->closeAll(1012, "restart", Millis{8000});
    answers.join();
    const std::lock_guard lock(m_heard->mutex);
    QCOMPARE(m_heard->closings.size(), std::size_t{4});
    for (const Closing &closing : m_heard->closings)
        QCOMPARE(closing.code, 1012);
}

void TestAcceptor::dropsThoseWhoIgnoreTheClose() {
    startServer();
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    m_acceptor->closeAll(1012, "restart", Millis{100});
    QCOMPARE(m_heard->destroyed.load(), 1);
    QCOMPARE(m_acceptor->stats().open, std::uint64_t{0});
    QCOMPARE(client.readCloseCode(), 1012);
}

void TestAcceptor::boundsTheTimeOfARequest() {
    EdgeOptions options;
    options.limits.upgradeTime = Millis{200};
    startServer(options);
    RawClient silent(m_acceptor->port());
    RawClient slow(m_acceptor->port());
    slow.send("GET / HT");
    QVERIFY(silent.readAll().starts_with("HTTP/1.1 408 "));
    QVERIFY(slow.readAll().starts_with("HTTP/1.1 408 "));
}

void TestAcceptor::boundsTheTimeOfAMessage() {
    EdgeOptions options;
    options.limits.messageTime = Millis{300};
    startServer(options);
    RawClient quiet(m_acceptor->port()); // between messages there is no such limit
    QCOMPARE(quiet.upgrade(), 101);
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    client.send(RawClient::frame(1, "whole") + RawClient::frame(1, "cut").substr(0, 7));
    QCOMPARE(client.read(7), *makeFrame(FrameKind::Text, "whole"));
    QCOMPARE(client.readCloseCode(), int{CloseCode::kSlow});
    quiet.send(RawClient::frame(1, "x"));
    QCOMPARE(quiet.read(3), *makeFrame(FrameKind::Text, "x"));
}

void TestAcceptor::dropsTheSilent() {
    EdgeOptions options;
    options.limits.silenceTime = Millis{300};
    startServer(options);
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    QCOMPARE(client.readAll(), std::string());
    QCOMPARE(waitForClosing().code, 1006);
}

void TestAcceptor::endsAStalledReader() {
    EdgeOptions options;
    options.limits.stallTime = Millis{300};
    options.limits.outputBytes = 100 * 1024 * 1024;
    startServer(options);
    RawClient client(m_acceptor->port(), 4096);
    QCOMPARE(client.upgrade(), 101);
    client.send(RawClient::frame(1, "flood"));
    QCOMPARE(waitForClosing().code, int{CloseCode::kSlow});
}

void TestAcceptor::sendsFromTheUpgrade() {
    m_heard = std::make_unique<Heard>();
    m_loops.push_back(std::make_unique<EventLoop>("loop"));
    m_loops.back()->start();
    m_acceptor = std::make_unique<Acceptor>(
        std::vector<EventLoop *>{m_loops.back().get()}, EdgeOptions{}, nullptr,
        [](EventLoop &, std::size_t, Transport &transport) -> std::unique_ptr<TransportListener> {
            transport.send(makeFrame(FrameKind::Text, "welcome"));
            return nullptr;
        });
    QVERIFY(m_acceptor->start().ok());
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    QCOMPARE(client.read(9), *makeFrame(FrameKind::Text, "welcome"));
    QCOMPARE(client.readCloseCode(), int{CloseCode::kInternal});
}

void TestAcceptor::namesThePortThatIsTaken() {
    startServer();
    EdgeOptions options;
    options.port = m_acceptor->port();
    Acceptor second({m_loops.back().get()}, options, nullptr, {});
    const auto started = second.start();
    QVERIFY(!started.ok());
    QVERIFY(started.error().detail.find(std::to_string(options.port)) != std::string::npos);
    QVERIFY(started.error().detail.find("in use") != std::string::npos);
    options.address = "not an address";
    Acceptor third({m_loops.back().get()}, options, nullptr, {});
    QVERIFY(!third.start().ok());
}

void TestAcceptor::survivesStoppedLoops() {
    startServer({}, 2);
    RawClient client(m_acceptor->port());
    QCOMPARE(client.upgrade(), 101);
    for (auto &loop : m_loops)
        loop->stop();
    m_acceptor.reset(); // tells the listeners from here
    QCOMPARE(m_heard->closings.size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestAcceptor)
#include "tst_Acceptor.moc"
