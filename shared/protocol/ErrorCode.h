// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/core/Result.h"

namespace banter {

/// The failures of the protocol (banter.v1.ErrorCode, same numbers) and, from 1000 on, those that never travel.
enum class ErrorCode : std::uint16_t {
    Unspecified = 0,
    Internal = 1,
    Busy = 2,
    RateLimited = 3,
    OutOfOrder = 4,
    ShuttingDown = 5,
    Malformed = 20,
    Unsupported = 21,
    TooLarge = 22,
    NotSignedIn = 23,
    Version = 24,
    NotFound = 40,
    WrongCredentials = 41,
    NameTaken = 42,
    NameInvalid = 43,
    PasswordWeak = 44,
    RegistrationClosed = 45,
    AccountDisabled = 46,
    NotAllowed = 47,
    TooManyDevices = 48,

    // Local only
    StoreUnavailable = 1000, ///< the store did not answer: the outcome of a write is unknown
    StoreFailed = 1001,      ///< the store refused a statement: a bug or a broken schema
    Conflict = 1002,         ///< somebody else changed it first: read again
    NoConnection = 1003,     ///< client: not connected; will be sent later
    TimedOut = 1004,         ///< client: no answer in time; outcome unknown
    Configuration = 1005,    ///< the operator can mend it: the detail says how
};

[[nodiscard]] std::string_view errorName(ErrorCode code);
/// What is sent to the peer for a failure: local codes become Busy or Internal.
[[nodiscard]] ErrorCode wireCode(ErrorCode code);
/// Whether the same request may succeed later, unchanged.
[[nodiscard]] bool isRetryable(ErrorCode code);

} // namespace banter
