// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

#include "server/net/Frame.h"
#include "server/net/OutputQueue.h"

using namespace banter::server;

class TestOutputQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesEverythingInOrder();
    void goesOnAfterAStuckSocket();
    void answersOnlyTheNewestPing();
    void dropsOnlyWhatWasNotBegun();
    void tellsOfABrokenSocket();

private:
    [[nodiscard]] std::string received();
    static FramePtr bytes(std::string text) { return std::make_shared<const std::string>(std::move(text)); }
    std::unique_ptr<Socket> m_socket;
    std::unique_ptr<OutputQueue> m_queue;
    int m_peer{-1};
};

void TestOutputQueue::init() {
    int pair[2];
    QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
    const int size = 4096;
    ::setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    m_socket = std::make_unique<Socket>(pair[0]);
    m_peer = pair[1];
    m_queue = std::make_unique<OutputQueue>();
}

void TestOutputQueue::cleanup() {
    if (m_peer >= 0)
        ::close(m_peer);
}

std::string TestOutputQueue::received() {
    std::string all;
    char buffer[65536];
    for (ssize_t got = 0; (got = ::recv(m_peer, buffer, sizeof buffer, 0)) > 0;)
        all.append(buffer, static_cast<std::size_t>(got));
    return all;
}

void TestOutputQueue::writesEverythingInOrder() {
    std::string expected;
    for (int i = 0; i < 200; ++i) { // more than one sendmsg takes
        m_queue->push(bytes(std::to_string(i) + ","));
        expected += std::to_string(i) + ",";
    }
    QCOMPARE(m_queue->bytes(), expected.size());
    const auto transfer = m_queue->writeTo(*m_socket, nullptr, 0);
    QCOMPARE(transfer.bytes, expected.size());
    QVERIFY(m_queue->isEmpty());
    QCOMPARE(m_queue->bytes(), std::size_t{0});
    QCOMPARE(received(), expected);
}

void TestOutputQueue::goesOnAfterAStuckSocket() {
    std::string expected;
    for (int i = 0; i < 100; ++i) {
        const std::string text(997, static_cast<char>('a' + i % 26));
        m_queue->push(bytes(text));
        expected += text;
    }
    std::string all;
    int rounds = 0;
    while (!m_queue->isEmpty() && ++rounds < 1000) {
        m_queue->writeTo(*m_socket, nullptr, 0);
        all += received();
        QCOMPARE(all.size() + m_queue->bytes(), expected.size());
    }
    QVERIFY(rounds > 1);
    QCOMPARE(all, expected);
}

void TestOutputQueue::answersOnlyTheNewestPing() {
    const std::string big(100'000, 'x');
    m_queue->push(bytes(big));
    m_queue->writeTo(*m_socket, nullptr, 0);
    QVERIFY(m_queue->bytes() > 0);
    for (const char *ping : {"one", "two", "three"}) {
        m_queue->setPong(makePongFrame(ping));
        m_queue->writeTo(*m_socket, nullptr, 0);
    }
    std::string all;
    for (int i = 0; !m_queue->isEmpty() && i < 1000; ++i) {
        all += received();
        m_queue->writeTo(*m_socket, nullptr, 0);
    }
    all += received();
    QCOMPARE(all.substr(big.size()), *makePongFrame("three"));
}

void TestOutputQueue::dropsOnlyWhatWasNotBegun() {
    const std::string begun(100'000, 'b');
    m_queue->push(bytes(begun));
    m_queue->push(bytes(std::string(500'000, 'n')));
    m_queue->setPong(makePongFrame("x"));
    m_queue->writeTo(*m_socket, nullptr, 0);
    m_queue->dropUnsent();
    m_queue->push(bytes("end"));
    QVERIFY(m_queue->bytes() < begun.size() + 3);
    std::string all;
    for (int i = 0; !m_queue->isEmpty() && i < 1000; ++i) {
        all += received();
        m_queue->writeTo(*m_socket, nullptr, 0);
    }
    all += received();
    QCOMPARE(all, begun + "end");
}

void TestOutputQueue::tellsOfABrokenSocket() {
    ::close(m_peer);
    m_peer = -1;
    m_queue->push(bytes("x"));
    QVERIFY(m_queue->writeTo(*m_socket, nullptr, 0).failed); // and no SIGPIPE
}

QTEST_GUILESS_MAIN(TestOutputQueue)
#include "tst_OutputQueue.moc"
