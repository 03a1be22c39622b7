// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "server/ops/ConfigFields.h"

/// The kinds of settings that the table of ConfigFields.cpp is made of: each makes a row from a member of Config.
namespace banter::server::config {

template <auto Member>
ConfigField plain(std::string_view key, std::string_view value, std::string allowed, std::string_view help) {
    ConfigField field;
    field.key = key;
    field.value = value;
    field.allowed = std::move(allowed);
    field.help = help;
    field.reset = [](Config &config) {
        const Config defaults; // GCC 12 fails on Config{}.*Member
        config.*Member = defaults.*Member;
    };
    return field;
}

/// A whole number, or seconds.
template <auto Member, std::int64_t kMin, std::int64_t kMax>
ConfigField number(std::string_view key, std::string_view value, std::string_view help) {
    using Value = std::remove_cvref_t<decltype(std::declval<Config>().*Member)>;
    ConfigField field =
        plain<Member>(key, value, "a whole number from " + std::to_string(kMin) + " to " + std::to_string(kMax), help);
    field.set = [](Config &config, std::string_view text) {
        std::int64_t given = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), given);
        if (error != std::errc() || end != text.data() + text.size() || given < kMin || given > kMax)
            return false;
        config.*Member = static_cast<Value>(given);
        return true;
    };
    field.get = [](const Config &config) {
        if constexpr (std::is_arithmetic_v<Value>)
            return std::to_string(config.*Member);
        else
            return std::to_string((config.*Member).count());
    };
    return field;
}

template <class T, std::size_t kCount>
using Words = std::array<std::pair<std::string_view, T>, kCount>;

/// One of a few words.
template <auto Member, const auto &kWords>
ConfigField choice(std::string_view key, std::string_view value, std::string_view help) {
    std::string allowed;
    for (std::size_t i = 0; i < kWords.size(); ++i)
        allowed += std::string(i == 0 ? "" : i + 1 == kWords.size() ? " or " : ", ") + std::string(kWords[i].first);
    ConfigField field = plain<Member>(key, value, std::move(allowed), help);
    field.set = [](Config &config, std::string_view text) {
        for (const auto &[word, meaning] : kWords) {
            if (word == text) {
                config.*Member = meaning;
                return true;
            }
        }
        return false;
    };
    field.get = [](const Config &config) {
        for (const auto &[word, meaning] : kWords) {
            if (meaning == config.*Member)
                return std::string(word);
        }
        return std::string();
    };
    return field;
}

/// Text that a predicate likes.
template <auto Member, bool (*kIsAllowed)(std::string_view)>
ConfigField text(std::string_view key, std::string_view value, std::string_view allowed, std::string_view help,
                 std::string_view computedDefault = {}) {
    ConfigField field = plain<Member>(key, value, std::string(allowed), help);
    field.computedDefault = computedDefault;
    field.set = [](Config &config, std::string_view given) {
        if (!kIsAllowed(given))
            return false;
        config.*Member = std::string(given);
        return true;
    };
    field.get = [](const Config &config) { return config.*Member; };
    return field;
}

[[nodiscard]] bool isPath(std::string_view text);
[[nodiscard]] bool isName(std::string_view text);
[[nodiscard]] bool isGroup(std::string_view text);
[[nodiscard]] bool isSocketPath(std::string_view text);
[[nodiscard]] bool isHostname(std::string_view text);
[[nodiscard]] bool isDatabase(std::string_view text);

/// A list of address:port.
[[nodiscard]] ConfigField addresses(std::string_view key, std::string_view value, std::string_view help);

} // namespace banter::server::config
