// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QLocalSocket>
#include <QString>

namespace banter::server {

/// What came back for one command.
struct ControlAnswer {
    enum class Kind { Done, Refused, NoServer };

    Kind kind{Kind::NoServer};
    QJsonObject result; ///< Done
    QString code;       ///< else: for scripts
    QString message;    ///< else: says what to do
};

/// A connection to a server's admin socket. Blocking, without an event loop; every wait has a limit.
class ControlLink {
public:
    /// Connects at the first ask().
    explicit ControlLink(QString path) : m_path(std::move(path)) {}

    [[nodiscard]] ControlAnswer ask(const QString &command, const QJsonObject &arguments);

private:
    [[nodiscard]] ControlAnswer noServer() const;
    [[nodiscard]] ControlAnswer lost() const;

    QString m_path;
    QLocalSocket m_socket;
};

} // namespace banter::server
