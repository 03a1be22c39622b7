// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "server/ops/Config.h"

namespace banter::server {

/// One setting: what reads the configuration, prints the help and writes the tables of docs/operations.md.
struct ConfigField {
    std::string_view group;
    std::string_view key;             ///< in the file; the flag is --key, the variable BANTERD_KEY
    std::string_view value;           ///< placeholder in the help
    std::string allowed;              ///< completes "allowed is …"
    std::string_view computedDefault; ///< empty: what get() answers for Config{}
    std::string_view help;            ///< one or two sentences
    bool isList{false};               ///< may be given several times in one source
    bool (*set)(Config &config, std::string_view text){nullptr}; ///< false: not allowed, nothing changed
    std::string (*get)(const Config &config){nullptr};           ///< in the form that set() takes
    void (*reset)(Config &config){nullptr};                      ///< to the default
    /// For eyes: like get(), secrets replaced. Null: there are none.
    std::string (*masked)(const Config &config){nullptr};

    [[nodiscard]] std::string flag() const;
    [[nodiscard]] std::string variable() const;
    [[nodiscard]] std::string shown(const Config &config) const { return masked ? masked(config) : get(config); }
    [[nodiscard]] std::string defaultText() const;
};

/// In the order of the documentation. Lives for ever.
[[nodiscard]] std::span<const ConfigField> configFields();
/// Null if there is none.
[[nodiscard]] const ConfigField *findConfigField(std::string_view key);

/// A database location with its password replaced by ***.
[[nodiscard]] std::string maskPassword(std::string_view database);
[[nodiscard]] bool hasPassword(std::string_view database);

} // namespace banter::server
