// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <QObject>

class QSocketNotifier;

namespace banter::server {

/// Brings SIGTERM, SIGINT and SIGHUP into the main thread's event loop.
class Signals final : public QObject {
    Q_OBJECT
public:
    /// First thing in main(): every thread that starts later inherits the blocked signals.
    static void block();

    /// Needs the application object, whose thread it lives on.
    explicit Signals(QObject *parent = nullptr);
    ~Signals() override;

Q_SIGNALS:
    void terminated();
    void hungUp();

private:
    void onReadable();

    int m_fd{-1};
    QSocketNotifier *m_notifier{nullptr};
};

} // namespace banter::server
