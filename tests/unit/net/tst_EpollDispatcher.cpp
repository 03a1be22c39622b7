// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <future>
#include <memory>

#include <QAbstractEventDispatcher>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

#include "server/net/EventLoop.h"

using namespace banter;
using namespace banter::server;

/// What of Qt has to work on an EventLoop. Each test lives on the loop's thread and ends by answering a promise.
class TestEpollDispatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_loop = std::make_unique<EventLoop>("test");
        m_loop->start();
    }
    void cleanup() {
        m_loop->stop();
        m_loop.reset();
    }
    void firesTimers();
    void doesNotStarveOnZeroTimers();
    void knowsItsTimers();
    void killsATimerFromItsOwnSlot();
    void deliversPostedEvents();
    void deletesLater();
    void notifies();
    void removesANotifierFromItsOwnSlot();
    void runsANestedLoop();
    void carriesALocalSocket();
    void quitsAtOnce();

private:
    template <class F>
    auto onLoop(F function) {
        std::promise<decltype(function())> answer;
        m_loop->post([&] {
            if constexpr (std::is_void_v<decltype(function())>) {
                function();
                answer.set_value();
            } else {
                answer.set_value(function());
            }
        });
        return answer.get_future().get();
    }
    std::unique_ptr<EventLoop> m_loop;
};

void TestEpollDispatcher::firesTimers() {
    std::promise<void> done;
    int periodic = 0;
    bool single = false;
    bool early = false;
    QObject *context = onLoop([] { return new QObject; });
    onLoop([&] {
        const auto start = std::chrono::steady_clock::now();
        QTimer::singleShot(15, context, [&, start] {
            single = true;
            early = std::chrono::steady_clock::now() - start < std::chrono::milliseconds{15};
        });
        auto *timer = new QTimer(context);
        QObject::connect(timer, &QTimer::timeout, context, [&, timer] {
            if (++periodic == 5) {
                timer->stop();
                QTimer::singleShot(30, context, [&] { done.set_value(); });
            }
        });
        timer->start(3);
    });
    done.get_future().wait();
    QVERIFY(single);
    QVERIFY(!early);
    QCOMPARE(periodic, 5);
    onLoop([&] { delete context; });
}

void TestEpollDispatcher::doesNotStarveOnZeroTimers() {
    std::promise<void> done;
    QTimer *timer = onLoop([] {
        auto *zero = new QTimer;
        zero->start(0);
        return zero;
    });
    m_loop->post([&] { QTimer::singleShot(20, timer, [&] { done.set_value(); }); });
    done.get_future().wait();
    onLoop([&] { delete timer; });
}

void TestEpollDispatcher::knowsItsTimers() {
    onLoop([] {
        QTimer timer;
        timer.start(10'000);
        QVERIFY(timer.remainingTime() > 5'000 && timer.remainingTime() <= 10'000);
        QCOMPARE(QAbstractEventDispatcher::instance()->registeredTimers(&timer).size(), 1);
        timer.stop();
        QCOMPARE(QAbstractEventDispatcher::instance()->registeredTimers(&timer).size(), 0);
    });
}

void TestEpollDispatcher::killsATimerFromItsOwnSlot() {
    std::promise<void> done;
    int fired = 0;
    m_loop->post([&] {
        auto *timer = new QTimer;
        QObject::connect(timer, &QTimer::timeout, timer, [&, timer] {
            ++fired;
            delete timer;
        });
        timer->start(1);
        auto *end = new QTimer;
        QObject::connect(end, &QTimer::timeout, end, [&, end] {
            delete end;
            done.set_value();
        });
        end->start(40);
    });
    done.get_future().wait();
    QCOMPARE(fired, 1);
}

void TestEpollDispatcher::deliversPostedEvents() {
    auto *object = new QObject;
    object->moveToThread(m_loop->thread());
    std::promise<QThread *> where;
    QMetaObject::invokeMethod(
        object, [&] { where.set_value(QThread::currentThread()); }, Qt::QueuedConnection);
    QCOMPARE(where.get_future().get(), m_loop->thread());
    // A chain of events that each post the next one needs no outside wake-up.
    std::promise<void> done;
    int count = 0;
    std::function<void()> next = [&] {
        if (++count == 1000)
            done.set_value();
        else
            QMetaObject::invokeMethod(object, next, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(object, next, Qt::QueuedConnection);
    done.get_future().wait();
    // And one that waits for the answer.
    int value = 0;
    QMetaObject::invokeMethod(
        object, [&] { value = 7; }, Qt::BlockingQueuedConnection);
    QCOMPARE(value, 7);
    onLoop([&] { delete object; });
}

void TestEpollDispatcher::deletesLater() {
    std::promise<void> destroyed;
    m_loop->post([&] {
        auto *object = new QObject;
        QObject::connect(object, &QObject::destroyed, [&] { destroyed.set_value(); });
        object->deleteLater();
    });
    destroyed.get_future().wait();
}

void TestEpollDispatcher::notifies() {
    int pair[2];
    QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
    std::promise<void> readable;
    std::promise<void> writable;
    QObject *context = onLoop([] { return new QObject; });
    onLoop([&] {
        auto *reader = new QSocketNotifier(pair[0], QSocketNotifier::Read, context);
        auto *writer = new QSocketNotifier(pair[0], QSocketNotifier::Write, context);
        QObject::connect(reader, &QSocketNotifier::activated, context, [&, reader] {
            reader->setEnabled(false);
            readable.set_value();
        });
        QObject::connect(writer, &QSocketNotifier::activated, context, [&, writer] {
            writer->setEnabled(false);
            writable.set_value();
        });
    });
    writable.get_future().wait();
    QCOMPARE(::write(pair[1], "x", 1), ssize_t{1});
    readable.get_future().wait();
    onLoop([&] { delete context; });
    ::close(pair[0]);
    ::close(pair[1]);
}

void TestEpollDispatcher::removesANotifierFromItsOwnSlot() {
    int pair[2];
    QVERIFY(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
    QCOMPARE(::write(pair[1], "x", 1), ssize_t{1});
    std::atomic<int> calls{0};
    std::promise<void> called;
    m_loop->post([&] {
        // Both are ready at once; the first that is told deletes both.
        auto *parent = new QObject;
        auto *reader = new QSocketNotifier(pair[0], QSocketNotifier::Read, parent);
        auto *writer = new QSocketNotifier(pair[0], QSocketNotifier::Write, parent);
        const auto end = [&, parent] {
            if (++calls == 1) {
                delete parent;
                called.set_value();
            }
        };
        QObject::connect(reader, &QSocketNotifier::activated, end);
        QObject::connect(writer, &QSocketNotifier::activated, end);
    });
    called.get_future().wait();
    for (int i = 0; i < 3; ++i)
        onLoop([] {});
    QCOMPARE(calls.load(), 1);
    ::close(pair[0]);
    ::close(pair[1]);
}

void TestEpollDispatcher::runsANestedLoop() {
    const bool timedOut = onLoop([&] {
        QEventLoop nested;
        bool fired = false;
        QTimer::singleShot(5, &nested, [&] {
            fired = true;
            nested.quit();
        });
        nested.exec();
        return !fired;
    });
    QVERIFY(!timedOut);
    onLoop([] { QCoreApplication::processEvents(QEventLoop::ExcludeSocketNotifiers); });
}

void TestEpollDispatcher::carriesALocalSocket() {
    const QString name = QStringLiteral("banter-test-%1").arg(QCoreApplication::applicationPid());
    QLocalServer *server = onLoop([&] {
        auto *made = new QLocalServer;
        QObject::connect(made, &QLocalServer::newConnection, made, [made] {
            QLocalSocket *peer = made->nextPendingConnection();
            QObject::connect(peer, &QLocalSocket::readyRead, peer, [peer] { peer->write(peer->readAll().toUpper()); });
        });
        made->listen(name);
        return made;
    });
    QLocalSocket client; // on Qt's own dispatcher
    client.connectToServer(name);
    QVERIFY(client.waitForConnected(5000));
    client.write("hello");
    QVERIFY(client.waitForReadyRead(5000));
    QCOMPARE(client.readAll(), QByteArray("HELLO"));
    client.disconnectFromServer();
    onLoop([&] { delete server; });
}

void TestEpollDispatcher::quitsAtOnce() {
    // A quit() that comes while the loop goes to sleep must not be lost.
    for (int i = 0; i < 200; ++i) {
        EventLoop loop("short");
        loop.start();
        loop.stop();
    }
}

QTEST_GUILESS_MAIN(TestEpollDispatcher)
#include "tst_EpollDispatcher.moc"
