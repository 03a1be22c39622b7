// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace banter::server {

enum class PasswordSource { None, Input, Generated };

/// What a command line of banterctl asks for.
struct ControlArguments {
    QString error;  ///< not empty: what is wrong with it; nothing else is valid
    QString output; ///< not empty: to be printed, nothing else is to be done (--help, --version)
    QString socket;
    bool json{false};
    QString command; ///< as AdminServer takes it
    QJsonObject arguments;
    PasswordSource password{PasswordSource::None}; ///< where the argument "password" has to come from

    /// `arguments` without the program's name; `environmentSocket` is BANTER_ADMIN_SOCKET.
    [[nodiscard]] static ControlArguments parse(QStringList arguments, const QString &environmentSocket);
};

} // namespace banter::server
