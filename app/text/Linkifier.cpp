// SPDX-License-Identifier: Apache-2.0
#include "app/text/Linkifier.h"

#include <QRegularExpression>

namespace banter::client::links {
namespace {

constexpr int kMaxLinks = 100; ///< in one message; the rest stays plain

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

/// Escaped, with the spaces and breaks that StyledText would swallow.
QString plain(QStringView text) {
    QString escaped = text.toString().toHtmlEscaped();
    escaped.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    escaped.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    escaped.replace(QLatin1Char('\t'), QLatin1String("&nbsp;&nbsp;&nbsp; "));
    escaped.replace(QLatin1String("  "), QLatin1String("&nbsp; "));
    escaped.replace(QLatin1String("\n "), QLatin1String("\n&nbsp;"));
    escaped.replace(QLatin1Char('\n'), QLatin1String("<br>"));
    return escaped;
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

QString toStyledText(const QString &text) {
    QString styled;
    qsizetype done = 0;
    int count = 0;
    QRegularExpressionMatchIterator matches = pattern().globalMatch(text);
    while (matches.hasNext() && count < kMaxLinks) {
        const QRegularExpressionMatch match = matches.next();
        const QString address = withoutTail(match.captured());
        const QUrl url = safeUrl(address);
        if (!url.isValid())
            continue;
        ++count;
        styled += plain(QStringView(text).mid(done, match.capturedStart() - done));
        styled += QStringLiteral("<a href=\"%1\">%2</a>")
                      .arg(QString::fromLatin1(url.toEncoded(QUrl::FullyEncoded)).toHtmlEscaped(), plain(address));
        done = match.capturedStart() + address.size();
    }
    if (count == 0)
        return {};
    return styled + plain(QStringView(text).mid(done));
}

} // namespace banter::client::links
