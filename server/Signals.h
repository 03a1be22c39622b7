// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <QObject>

class QSocketNotifier;

namespace banter::server {

/// Brings SIGTERM, SIGINT and SIGHUP into the main thread's event loop. Create one, before any other thread, so that all threads
/// inherit the blocked signals.
class Signals final : public QObject {
    Q_OBJECT
public:
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
