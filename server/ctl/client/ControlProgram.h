// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include <QString>
#include <QStringList>

namespace banter::server {

/// Where banterctl reads and writes.
struct ControlStreams {
    std::ostream &out;
    std::ostream &error;
    /// One line from standard input, without its end and without showing it; nullopt at the end of the input.
    std::function<std::optional<std::string>()> readPassword;
};

enum class ControlExit : int { Done = 0, Refused = 1, Usage = 2, NoServer = 3 };

/// All that banterctl does. `arguments` without the program's name; `environmentSocket` is BANTER_ADMIN_SOCKET.
[[nodiscard]] ControlExit runControl(const QStringList &arguments, const QString &environmentSocket,
                                     const ControlStreams &streams);

} // namespace banter::server
