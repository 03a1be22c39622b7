// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace banter::server {

/// Owns bytes that must not stay in memory: wiped when it dies, and wiped where they came from. A moved std::string may
/// leave a short text behind in the string it was moved from; this does not. Move-only.
class Secret {
public:
    Secret() = default;
    /// Takes the text over and wipes `text`.
    explicit Secret(std::string &&text);
    Secret(Secret &&other) noexcept : m_bytes(std::move(other.m_bytes)), m_size(std::exchange(other.m_size, 0)) {}
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret() { wipe(); }

    [[nodiscard]] std::string_view view() const { return {m_bytes.get(), m_size}; }

    /// Overwrites all that the string holds, and empties it.
    static void wipe(std::string &text);

private:
    void wipe();

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size{0};
};

} // namespace banter::server
