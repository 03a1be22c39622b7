// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <QString>
#include <QUrl>

/// The link that stands for an invite: banter://HOST[:PORT]/join/CODE. Says on which server it counts. Pure functions.
namespace banter::client::invites {

/// Host and, if it is not the usual one, port of a server's address, as links show them. Empty for an empty address.
[[nodiscard]] QString hostOf(const QUrl &server);

[[nodiscard]] QString toLink(const QString &host, const std::string &code);

struct Parsed {
    QString host; ///< empty: a bare code
    std::string code;
};
/// A link, or a bare code, with space around it. nullopt: neither.
[[nodiscard]] std::optional<Parsed> parse(const QString &text);

} // namespace banter::client::invites
