// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRect>
#include <QString>
#include <QStringList>

#include "app/session/Session.h"
#include "shared/core/Result.h"

namespace banter::client {

/// What the command line of `banter` says. See docs/headless.md.
struct HeadlessOptions {
    SessionOptions session;
    bool json{false};
    bool batch{false}; ///< the first error ends the run with exit code 1
    QString passwordFile;
};

/// What to do, according to the command line.
struct Invocation {
    enum class Kind { Headless, Window, Print };
    Kind kind{Kind::Window};
    HeadlessOptions headless; ///< of a window only `session` counts
    QString profile;          ///< name; empty = the usual one
    QRect geometry;           ///< of a window, in its screen's pixels; invalid = as it was last
    QString print;            ///< help, version; the help only if there is an application object
};

/// Reads the command line; `arguments` as QCoreApplication gives them. Configuration: with what is wrong and how to
/// mend it.
[[nodiscard]] Result<Invocation> parseCommandLine(const QStringList &arguments);

} // namespace banter::client
