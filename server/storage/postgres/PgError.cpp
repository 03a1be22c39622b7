// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PgError.h"

namespace banter::server {
namespace {

constexpr std::string_view kUniqueViolation = "23505";
constexpr std::string_view kSerializationFailure = "40001";
constexpr std::string_view kDeadlock = "40P01";

} // namespace

bool pgRefusesData(std::string_view sqlState) {
    const std::string_view family = sqlState.substr(0, 2);
    return family == "21" || family == "22" || family == "23" || family == "54";
}

ErrorCode pgErrorCode(std::string_view sqlState) {
    if (sqlState == kUniqueViolation || sqlState == kSerializationFailure || sqlState == kDeadlock)
        return ErrorCode::Conflict;
    const std::string_view family = sqlState.substr(0, 2);
    if (pgRefusesData(sqlState) || family == "0A" || family == "42")
        return ErrorCode::StoreFailed;
    return ErrorCode::StoreUnavailable;
}

} // namespace banter::server
