// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QPointer>

namespace banter::uitest {

/// Lets a test script use the window like a person: one JSON object per line over a local socket, answered by one line
/// each, in order. Serves one script at a time; a second one waits. Lives on the GUI thread.
///
///     {"do": "click", "where": [{"name": "sendButton"}]}  ->  {"ok": true}
///
/// Starts by itself (see Start.cpp) if BANTER_TEST_SOCKET names a socket; docs/ui-tests.md tells the rest.
class Driver : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype kMaxLineBytes = 4 * 1024 * 1024;

    explicit Driver(QObject *parent = nullptr);
    ~Driver() override;
    /// False: the socket could not be made; says so in the log. Only this user may connect.
    bool listen(const QString &path);

private:
    void onConnection();
    void onReadyRead();
    [[nodiscard]] static QJsonObject answer(const QByteArray &line);

    QLocalServer m_server;
    QPointer<QLocalSocket> m_script;
    bool m_isBusy{false}; ///< a command runs the event loop
};

} // namespace banter::uitest
