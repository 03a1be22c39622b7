// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace banter {

/// Every failure that the code tells apart. Defined in shared/protocol/ErrorCode.h, since the numbers travel.
enum class ErrorCode : std::uint16_t;

/// What a Promise answers when it was dropped unresolved; equals ErrorCode::Internal.
inline constexpr ErrorCode kLostPromiseCode{1};

/// A failure: the code is for the machine (and for the peer), the detail is for the log only and never leaves the
/// process.
struct Error {
    ErrorCode code{kLostPromiseCode};
    std::string detail;
    /// When it makes sense to try again, in milliseconds from now; 0 = unspecified.
    std::int64_t retryAfterMs{0};
};

/// A value or an Error. Has no default success: what is returned was decided. Not thread-safe.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T value() && { return std::get<0>(std::move(m_state)); }
    T *operator->() { return &std::get<0>(m_state); }
    const T *operator->() const { return &std::get<0>(m_state); }
    T &operator*() & { return std::get<0>(m_state); }
    const T &operator*() const & { return std::get<0>(m_state); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }
    [[nodiscard]] Error takeError() { return std::get<1>(std::move(m_state)); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error &error() const { return *m_error; }
    [[nodiscard]] Error takeError() { return std::move(*m_error); }

private:
    std::optional<Error> m_error;
};

} // namespace banter

#define BANTER_CONCAT_(a, b) a##b
#define BANTER_CONCAT(a, b) BANTER_CONCAT_(a, b)
/// Declares `decl` from a Result, or returns its Error from the enclosing function.
#define BANTER_TRY(decl, expr) \
    auto BANTER_CONCAT(result_, __LINE__) = (expr); \
    if (!BANTER_CONCAT(result_, __LINE__).ok()) \
        return BANTER_CONCAT(result_, __LINE__).takeError(); \
    decl = std::move(BANTER_CONCAT(result_, __LINE__)).value()
/// Returns the Error of a Result<void> from the enclosing function, if there is one.
#define BANTER_TRY_VOID(expr) \
    do { \
        if (auto triedResult = (expr); !triedResult.ok()) \
            return triedResult.takeError(); \
    } while (false)
