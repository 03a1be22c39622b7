// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <QCoreApplication>
#include <QString>

#include "shared/core/Id.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

/// The lines that the server writes into a timeline, in the reader's language, made from the ids that they name.
class SystemText {
    Q_DECLARE_TR_FUNCTIONS(SystemText)
public:
    /// What somebody is called; empty = not known (yet).
    using NameOf = std::function<QString(const UserId &)>;

    /// One sentence; empty for a kind that is not known here (then Content.fallback is shown). Foreign names in it are
    /// isolated: plain text only.
    [[nodiscard]] static QString of(const v1::System &line, const UserId &self, const NameOf &nameOf);

private:
    struct People;
    [[nodiscard]] static QString roleChange(const v1::System &line, const People &people);
};

} // namespace banter::client
