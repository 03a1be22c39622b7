// SPDX-License-Identifier: Apache-2.0
//
// Linked into the real client, it measures what a person waits for, and ends the program. The environment says what:
//   BANTER_BENCH_OPEN   the conversation to open and to scroll through (ConversationListModel's conversationId)
//   BANTER_BENCH_STEPS  steps of 120 px towards older messages, then as many back
// One JSON object on standard output; times in milliseconds, memory in MiB. "GUI work" of a step is processor time: of
// the GUI thread from the step to the frame, and of the scene graph's thread while it holds the GUI thread still
// (sync). Drawing by the scene graph's thread is not in it.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <vector>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSGRendererInterface>
#include <QThread>
#include <QTimer>

#include "app/App.h"

/// Named on the link line, so that the linker keeps this file.
extern "C" void banterBenchProbe() {}

using namespace banter::client;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kStepPx = 120;    ///< a notch of a wheel
constexpr int kSettleMs = 1500; ///< a person looks at the list before anything is clicked

double clockMs(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double memoryMiB(const char *key) {
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    double kib = 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key))
            kib += line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toDouble();
    }
    return kib / 1024;
}

QJsonObject spread(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    double sum = 0;
    for (const double value : values)
        sum += value;
    const std::size_t count = values.size();
    return {
        {QStringLiteral("count"), static_cast<int>(count)}, {QStringLiteral("mean"), sum / static_cast<double>(count)},
        {QStringLiteral("p50"), values[count / 2]},         {QStringLiteral("p95"), values[count * 95 / 100]},
        {QStringLiteral("p99"), values[count * 99 / 100]},  {QStringLiteral("max"), values.back()}};
}

/// By what is seen: what a Repeater made is nobody's child otherwise.
QQuickItem *find(QQuickItem *in, const QString &name) {
    if (in->objectName() == name)
        return in;
    for (QQuickItem *const child : in->childItems()) {
        if (QQuickItem *const found = find(child, name))
            return found;
    }
    return nullptr;
}

class Probe final : public QObject {
public:
    explicit Probe(QQuickWindow *window) : m_window(window), m_app(window->property("app").value<App *>()) {
        m_patience.setSingleShot(true);
        connect(&m_patience, &QTimer::timeout, this, [] { qFatal("the bench waited in vain for a frame"); });
        // Both on the scene graph's thread, while the GUI thread waits.
        connect(
            window, &QQuickWindow::beforeSynchronizing, this,
            [this] { m_syncBegan = clockMs(CLOCK_THREAD_CPUTIME_ID); }, Qt::DirectConnection);
        connect(
            window, &QQuickWindow::afterSynchronizing, this,
            [this] {
                m_syncMs = m_syncMs + clockMs(CLOCK_THREAD_CPUTIME_ID) - m_syncBegan;
                m_isThreaded = QThread::currentThread() != qGuiApp->thread();
            },
            Qt::DirectConnection);
    }

    void run() {
        waitFor([this] { return m_app->conversations()->isReady(); }, "the list");
        frame();
        m_result[QStringLiteral("usable_at_ms")] = clockMs(CLOCK_MONOTONIC);
        m_result[QStringLiteral("rows")] = m_app->conversations()->count();
        rest();
        keepMemory("list");
        open(qEnvironmentVariable("BANTER_BENCH_OPEN"));
        const int steps = qEnvironmentVariableIntValue("BANTER_BENCH_STEPS");
        if (steps > 0)
            scrollBothWays(steps);
        m_result[QStringLiteral("threaded")] = m_isThreaded.load();
        m_result[QStringLiteral("graphics")] = static_cast<int>(m_window->rendererInterface()->graphicsApi());
        std::printf("%s\n", QJsonDocument(m_result).toJson(QJsonDocument::Compact).constData());
        QCoreApplication::quit();
    }

private:
    template <class Condition>
    void waitFor(Condition isDone, const char *what) {
        QElapsedTimer timer;
        timer.start();
        while (!isDone()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
            if (timer.elapsed() > kPatienceMs)
                qFatal("the bench waited in vain for %s", what);
        }
    }

    /// Until the next frame is on the screen.
    void frame() {
        QEventLoop loop;
        connect(m_window, &QQuickWindow::frameSwapped, &loop, &QEventLoop::quit, Qt::QueuedConnection);
        m_patience.start(kPatienceMs);
        m_window->update();
        loop.exec();
        m_patience.stop();
    }

    static void rest() {
        QEventLoop loop;
        QTimer::singleShot(kSettleMs, &loop, &QEventLoop::quit);
        loop.exec();
    }

    void keepMemory(const char *when) {
        m_result[QLatin1String(when) + QStringLiteral("_rss_mib")] = memoryMiB("Rss:");
        m_result[QLatin1String(when) + QStringLiteral("_anonymous_mib")] = memoryMiB("Anonymous:");
    }

    void open(const QString &id) {
        QElapsedTimer timer;
        timer.start();
        m_app->openConversation(id);
        if (!m_app->conversation())
            qFatal("BANTER_BENCH_OPEN names no conversation");
        waitFor([this] { return m_app->conversation()->timeline()->isReady(); }, "the timeline");
        frame();
        m_result[QStringLiteral("open_ms")] = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        rest();
        keepMemory("open");
        m_list = find(m_window->contentItem(), QStringLiteral("timelineList"));
        if (!m_list)
            qFatal("there is no timelineList");
    }

    void scrollBothWays(int steps) {
        m_result[QStringLiteral("older")] = scroll(-kStepPx, steps);
        keepMemory("scrolled");
        m_result[QStringLiteral("newer")] = scroll(kStepPx, steps);
        keepMemory("back");
    }

    /// GUI work of each step; how many rows came by.
    QJsonObject scroll(int px, int steps) {
        std::vector<double> work;
        double inSync = 0;
        work.reserve(static_cast<std::size_t>(steps));
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < steps; ++i) {
            m_syncMs = 0;
            const double began = clockMs(CLOCK_THREAD_CPUTIME_ID);
            m_list->setProperty("contentY", m_list->property("contentY").toDouble() + px);
            frame();
            work.push_back(clockMs(CLOCK_THREAD_CPUTIME_ID) - began + (m_isThreaded ? m_syncMs.load() : 0.0));
            inSync += m_syncMs;
        }
        QJsonObject result = spread(std::move(work));
        result[QStringLiteral("sync_mean")] = inSync / steps; // of the mean
        result[QStringLiteral("wall_ms")] = static_cast<double>(timer.elapsed());
        result[QStringLiteral("model_rows")] = m_app->conversation()->timeline()->count();
        return result;
    }

    QQuickWindow *m_window;
    App *m_app;
    QTimer m_patience; ///< one: thousands that were never stopped were a part of what was measured
    QQuickItem *m_list{nullptr};
    double m_syncBegan{0}; ///< scene graph's thread
    std::atomic<double> m_syncMs{0};
    std::atomic<bool> m_isThreaded{false};
    QJsonObject m_result;
};

void startWithEventLoop() {
    if (!qEnvironmentVariableIsSet("BANTER_BENCH_OPEN"))
        return;
    // The application object is being made just now; the window is there when the event loop runs.
    QTimer::singleShot(0, QCoreApplication::instance(), [] {
        for (QWindow *const window : QGuiApplication::topLevelWindows()) {
            if (auto *const quick = qobject_cast<QQuickWindow *>(window)) {
                auto *const probe = new Probe(quick);
                probe->setParent(quick);
                probe->run();
                return;
            }
        }
        qFatal("there is no window");
    });
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(startWithEventLoop)
