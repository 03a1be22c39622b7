// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QString>

namespace banter::client {

/// One window per folder of data: a second start of the same profile asks the first to come to the front, and ends. By
/// a lock file in the folder and a socket in the user's runtime folder that only this user may use.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    explicit SingleInstance(const QString &dataDirectory, QObject *parent = nullptr);
    ~SingleInstance() override;

    enum class Start {
        First,  ///< go on
        Second, ///< the first one was asked to come to the front: end
        Stuck,  ///< another one has the folder and does not answer (on another machine, or hung)
    };
    /// Blocks for at most two seconds.
    [[nodiscard]] Start start();

Q_SIGNALS:
    void raiseRequested();

private:
    [[nodiscard]] bool askFirst() const;
    void onConnection();

    QString m_socketPath;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace banter::client
