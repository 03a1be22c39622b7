// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

/// Finds the links in foreign text and makes StyledText of it that can't do anything but show them. Pure functions.
namespace banter::client::links {

/// `text` for an item with textFormat StyledText: everything escaped, line breaks and runs of spaces kept, and
/// http(s) addresses that have a host and no user name as links. Empty if there is no link: then show it as plain text.
[[nodiscard]] QString toStyledText(const QString &text);

/// The address if it may be opened: http or https, with a host, without user name and control characters. Invalid
/// otherwise. Hosts are in punycode, so that look-alikes show.
[[nodiscard]] QUrl safeUrl(const QString &link);

} // namespace banter::client::links
