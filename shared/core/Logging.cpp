// SPDX-License-Identifier: Apache-2.0
#include "shared/core/Logging.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

#include <QDateTime>

namespace banter {
namespace {

LogFormat g_format = LogFormat::Text; // written once, before any thread starts

constexpr qsizetype kMaxLine = 8192;

bool isUnsafe(char32_t c) {
    return c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029;
}

/// Valid JSON string content, and as safe in a text log; cut before the character that would exceed `limit` bytes.
QByteArray escape(const QString &text, qsizetype limit) {
    QByteArray out;
    out.reserve(std::min(text.size() + 16, limit));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        QByteArray piece;
        if (isUnsafe(c.unicode())) {
            piece = "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        } else if (c == QLatin1Char('"') || c == QLatin1Char('\\')) {
            piece = QByteArray("\\") + c.toLatin1();
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            piece = QStringView(text).mid(i, 2).toUtf8();
            ++i;
        } else {
            piece = QStringView(&c, 1).toUtf8();
        }
        if (out.size() + piece.size() > limit)
            break;
        out += piece;
    }
    return out;
}

const char *levelName(QtMsgType type) {
    switch (type) {
    case QtDebugMsg: return "debug";
    case QtInfoMsg: return "info";
    case QtWarningMsg: return "warning";
    case QtCriticalMsg: return "error";
    case QtFatalMsg: return "fatal";
    }
    return "info";
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message) {
    const QByteArray time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    QByteArray line;
    if (g_format == LogFormat::Json)
        line = "{\"time\":\"" + time + "\",\"level\":\"" + levelName(type) + "\",\"category\":\"" + context.category +
               "\",\"message\":\"" + escape(message, kMaxLine) + "\"}\n";
    else
        line = time + ' ' + levelName(type) + ' ' + context.category + ": " + escape(message, kMaxLine) + '\n';
    // One write per line keeps lines of several threads whole.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.constData(), static_cast<size_t>(line.size()));
}

} // namespace

void installLogging(LogFormat format) {
    g_format = format;
    qInstallMessageHandler(handle);
}

QByteArray forLog(std::string_view foreign) {
    return escape(QString::fromUtf8(foreign.data(), static_cast<qsizetype>(foreign.size())), 200);
}

} // namespace banter
