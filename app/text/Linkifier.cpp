// SPDX-License-Identifier: Apache-2.0
#include "app/text/Linkifier.h"

#include <QRegularExpression>

namespace banter::client::links {
namespace {

constexpr QLatin1String kSign("://");
constexpr std::size_t kMaxLinks = 100; ///< in one message; the rest stays plain

/// What never belongs to an address: white space, quotes, angle brackets, control and direction marks.
const QRegularExpression &pattern() {
    static const QRegularExpression address(
        QStringLiteral("\\bhttps?://[^\\s<>\"'`\\x{0000}-\\x{001F}\\x{007F}-\\x{009F}\\x{061C}\\x{200B}-\\x{200F}"
                       "\\x{2028}-\\x{202F}\\x{2060}-\\x{206F}\\x{FEFF}]+"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return address;
}

/// A full stop or a bracket behind an address is the sentence's.
QString withoutTail(QString address) {
    while (!address.isEmpty()) {
        const QChar last = address.back();
        if (last == QLatin1Char(')') && address.count(QLatin1Char('(')) >= address.count(QLatin1Char(')')))
            break;
        if (!QStringLiteral(".,;:!?)]}…").contains(last))
            break;
        address.chop(1);
    }
    return address;
}

} // namespace

QUrl safeUrl(const QString &link) {
    for (const QChar c : link) {
        if (c.isSpace() || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            return {};
    }
    const QUrl url(link, QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    const bool isWeb = scheme == QLatin1String("http") || scheme == QLatin1String("https");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        url.authority().contains(QLatin1Char('@')))
        return {};
    return url;
}

std::vector<Link> find(const QString &text) {
    std::vector<Link> found;
    // Only where an address can begin: to look at every letter costs more than to lay the text out.
    for (qsizetype sign = text.indexOf(kSign); sign >= 0 && found.size() < kMaxLinks;) {
        qsizetype end = sign + kSign.size();
        for (const qsizetype scheme : {5, 4}) { // https, http
            const QRegularExpressionMatch match =
                sign < scheme ? QRegularExpressionMatch()
                              : pattern().match(text, sign - scheme, QRegularExpression::NormalMatch,
                                                QRegularExpression::AnchorAtOffsetMatchOption);
            if (!match.hasMatch())
                continue;
            const QString address = withoutTail(match.captured());
            const QUrl url = safeUrl(address);
            if (url.isValid())
                found.push_back({match.capturedStart(), address.size(), url});
            end = match.capturedEnd();
            break;
        }
        sign = text.indexOf(kSign, end);
    }
    return found;
}

} // namespace banter::client::links
