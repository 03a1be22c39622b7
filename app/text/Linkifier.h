// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QString>
#include <QUrl>

/// Finds the links in foreign text. Pure functions.
namespace banter::client::links {

/// A place in a text, in UTF-16 units, and what it leads to (safeUrl()).
struct Link {
    qsizetype start{0};
    qsizetype length{0};
    QUrl url;
};

/// The http(s) addresses in `text` that have a host and no user name, in their order; the first 100 at most.
[[nodiscard]] std::vector<Link> find(const QString &text);

/// The address if it may be opened: http or https, with a host, without user name and control characters. Invalid
/// otherwise. Hosts are in punycode, so that look-alikes show.
[[nodiscard]] QUrl safeUrl(const QString &link);

} // namespace banter::client::links
