// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/ErrorCode.h"

#include "shared/protocol/banter.pb.h"

namespace banter {

static_assert(kLostPromiseCode == ErrorCode::Internal);
static_assert(static_cast<int>(ErrorCode::Internal) == v1::INTERNAL &&
              static_cast<int>(ErrorCode::OutOfOrder) == v1::OUT_OF_ORDER &&
              static_cast<int>(ErrorCode::Malformed) == v1::MALFORMED &&
              static_cast<int>(ErrorCode::Version) == v1::VERSION &&
              static_cast<int>(ErrorCode::NotFound) == v1::NOT_FOUND &&
              static_cast<int>(ErrorCode::TooManyDevices) == v1::TOO_MANY_DEVICES);

std::string_view errorName(ErrorCode code) {
    switch (code) {
    case ErrorCode::Unspecified: return "unspecified";
    case ErrorCode::Internal: return "internal";
    case ErrorCode::Busy: return "busy";
    case ErrorCode::RateLimited: return "rate limited";
    case ErrorCode::OutOfOrder: return "out of order";
    case ErrorCode::ShuttingDown: return "shutting down";
    case ErrorCode::Malformed: return "malformed";
    case ErrorCode::Unsupported: return "unsupported";
    case ErrorCode::TooLarge: return "too large";
    case ErrorCode::NotSignedIn: return "not signed in";
    case ErrorCode::Version: return "version";
    case ErrorCode::NotFound: return "not found";
    case ErrorCode::WrongCredentials: return "wrong credentials";
    case ErrorCode::NameTaken: return "name taken";
    case ErrorCode::NameInvalid: return "name invalid";
    case ErrorCode::PasswordWeak: return "password weak";
    case ErrorCode::RegistrationClosed: return "registration closed";
    case ErrorCode::AccountDisabled: return "account disabled";
    case ErrorCode::NotAllowed: return "not allowed";
    case ErrorCode::TooManyDevices: return "too many devices";
    case ErrorCode::StoreUnavailable: return "store unavailable";
    case ErrorCode::StoreFailed: return "store failed";
    case ErrorCode::Conflict: return "conflict";
    case ErrorCode::NoConnection: return "no connection";
    case ErrorCode::TimedOut: return "timed out";
    case ErrorCode::Configuration: return "configuration";
    }
    return "unknown";
}

ErrorCode wireCode(ErrorCode code) {
    if (code == ErrorCode::StoreUnavailable || code == ErrorCode::Conflict)
        return ErrorCode::Busy;
    return static_cast<int>(code) >= 1000 || code == ErrorCode::Unspecified ? ErrorCode::Internal : code;
}

bool isRetryable(ErrorCode code) {
    switch (code) {
    case ErrorCode::Internal:
    case ErrorCode::Busy:
    case ErrorCode::RateLimited:
    case ErrorCode::OutOfOrder:
    case ErrorCode::ShuttingDown:
    case ErrorCode::StoreUnavailable:
    case ErrorCode::Conflict:
    case ErrorCode::NoConnection:
    case ErrorCode::TimedOut: return true;
    default: return false;
    }
}

} // namespace banter
