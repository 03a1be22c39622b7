// SPDX-License-Identifier: Apache-2.0
#include "app/text/InviteLink.h"

#include <QRegularExpression>

namespace banter::client::invites {
namespace {

constexpr auto kCode = "[A-Za-z0-9_-]{16,128}";

} // namespace

QString hostOf(const QUrl &server) { return server.authority(QUrl::FullyEncoded).section(QLatin1Char('@'), -1); }

QString toLink(const QString &host, const std::string &code) {
    return QStringLiteral("banter://%1/join/%2").arg(host, QString::fromStdString(code));
}

std::optional<Parsed> parse(const QString &text) {
    static const QRegularExpression form(
        QStringLiteral("^(?:banter://([^/?#@\\s]{1,255})/join/)?(%1)$").arg(QLatin1String(kCode)));
    const QRegularExpressionMatch match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    return Parsed{match.captured(1), match.captured(2).toStdString()};
}

} // namespace banter::client::invites
