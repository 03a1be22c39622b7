// SPDX-License-Identifier: Apache-2.0
#include "shared/core/Logging.h"

#include <cstdio>
#include <unistd.h>

#include <QDateTime>

namespace banter {
namespace {

LogFormat g_format = LogFormat::Text; // written once, before any thread starts

constexpr qsizetype kMaxLine = 8192;

bool isUnsafe(char32_t c) {
    return c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029;
}

/// Valid JSON string content, and as safe in a text log.
QByteArray escape(const QString &text) {
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (isUnsafe(c.unicode()))
            out += QStringLiteral("\\u%1").arg(static_cast<uint>(c.unicode()), 4, 16, QLatin1Char('0'));
        else if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            out += QLatin1Char('\\') + QString(c);
        else
            out += c;
    }
    return out.toUtf8().left(kMaxLine);
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
        line = "{\"time\":\"" + time + "\",\"level\":\"" + levelName(type) + "\",\"category\":\"" + context.category + "\",\"message\":\"" +
               escape(message) + "\"}\n";
    else
        line = time + ' ' + levelName(type) + ' ' + context.category + ": " + escape(message) + '\n';
    // One write per line keeps lines of several threads whole.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.constData(), static_cast<size_t>(line.size()));
}

} // namespace

void installLogging(LogFormat format) {
    g_format = format;
    qInstallMessageHandler(handle);
}

QByteArray forLog(std::string_view foreign) {
    return escape(QString::fromUtf8(foreign.data(), static_cast<qsizetype>(foreign.size()))).left(200);
}

} // namespace banter
