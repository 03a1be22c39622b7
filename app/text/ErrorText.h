// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QString>

#include "shared/core/Result.h"
#include "shared/protocol/ErrorCode.h"

namespace banter::client {

/// The one place that turns a code into words: what happened, then what to do. English source, translated when asked
/// for. Never shows an Error's detail: that is for the log.
class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
public:
    /// What a request met with. Never empty.
    [[nodiscard]] static QString of(ErrorCode code);
    [[nodiscard]] static QString of(const Error &error) { return of(error.code); }
    /// Why a change of a group was not made.
    [[nodiscard]] static QString ofGroup(ErrorCode code);
    /// Why a wish of before was not carried out.
    enum class Wish { Edit, Delete, Other };
    [[nodiscard]] static QString ofOperation(Wish wish, ErrorCode code);
    /// Why an invite can't be used.
    [[nodiscard]] static QString ofInvite(ErrorCode code);
    /// Why a message was not sent; begins with "Not sent".
    [[nodiscard]] static QString ofMessage(ErrorCode code);
    /// Why the account's own store can't be used; with its path, which is what one needs to mend it.
    [[nodiscard]] static QString ofStore(const Error &error, const QString &folder);
};

} // namespace banter::client
