// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/client/ControlOutput.h"

#include <algorithm>
#include <vector>

#include <QJsonArray>
#include <QStringList>

namespace banter::server {
namespace {

using Row = QStringList;

/// Foreign text for a terminal: control and direction characters become '?'.
QString safe(const QString &text) {
    QString out;
    for (const QChar c : text) {
        const bool bad = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                         c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
        out += bad ? QLatin1Char('?') : c;
    }
    return out;
}

QString value(const QJsonValue &of) {
    switch (of.type()) {
    case QJsonValue::String: return safe(of.toString());
    case QJsonValue::Bool: return of.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    case QJsonValue::Double:
        return of.toDouble() == static_cast<double>(of.toInteger()) ? QString::number(of.toInteger())
                                                                    : QString::number(of.toDouble());
    case QJsonValue::Array: {
        QStringList parts;
        for (const QJsonValue &part : of.toArray())
            parts += value(part);
        return parts.join(QLatin1String(", "));
    }
    default: return QStringLiteral("-");
    }
}

/// Columns as wide as their widest entry, two spaces between.
QString table(const std::vector<Row> &rows) {
    std::vector<qsizetype> widths;
    for (const Row &row : rows) {
        widths.resize(std::max(widths.size(), static_cast<std::size_t>(row.size())));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[static_cast<std::size_t>(i)] = std::max(widths[static_cast<std::size_t>(i)], row[i].size());
    }
    QString out;
    for (const Row &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? row[i].leftJustified(widths[static_cast<std::size_t>(i)] + 2) : row[i];
        out += line + QLatin1Char('\n');
    }
    return out;
}

void flatten(std::vector<Row> &rows, const QJsonObject &object, const QString &prefix) {
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QString name = prefix + safe(entry.key()).replace(QLatin1Char('_'), QLatin1Char(' '));
        if (entry->isObject())
            flatten(rows, entry->toObject(), name + QLatin1String(": "));
        else
            rows.push_back({name, value(*entry)});
    }
}

QString list(const QJsonArray &entries, const QStringList &titles, const QStringList &keys, const QString &nothing) {
    if (entries.isEmpty())
        return nothing + QLatin1Char('\n');
    std::vector<Row> rows{titles};
    for (const QJsonValue &entry : entries) {
        Row row;
        for (const QString &key : keys)
            row += value(entry.toObject().value(key));
        rows.push_back(std::move(row));
    }
    return table(rows);
}

QString devicesSignedOut(const QJsonObject &result) {
    const auto count = result.value(QStringLiteral("revoked")).toArray().size();
    if (count == 0)
        return QStringLiteral("no device was signed in");
    return count == 1 ? QStringLiteral("1 device was signed out")
                      : QStringLiteral("%1 devices were signed out").arg(count);
}

QString groupList(const QJsonObject &result) {
    return list(result.value(QStringLiteral("groups")).toArray(),
                {QStringLiteral("ID"), QStringLiteral("MEMBERS"), QStringLiteral("CREATED"),
                 QStringLiteral("LAST MESSAGE"), QStringLiteral("TITLE")},
                {QStringLiteral("id"), QStringLiteral("members"), QStringLiteral("created"),
                 QStringLiteral("last_message"), QStringLiteral("title")},
                QStringLiteral("There are no groups."));
}

QString groupShown(QJsonObject result) {
    const QJsonArray members = result.take(QStringLiteral("members")).toArray();
    std::vector<Row> rows;
    flatten(rows, result, QString());
    return table(rows) + QLatin1Char('\n') +
           list(members,
                {QStringLiteral("NAME"), QStringLiteral("ROLE"), QStringLiteral("DISABLED"),
                 QStringLiteral("DISPLAY NAME")},
                {QStringLiteral("name"), QStringLiteral("role"), QStringLiteral("disabled"), QStringLiteral("display")},
                QStringLiteral("Nobody is in it any more."));
}

} // namespace

QString controlText(const QString &command, const QJsonObject &result) {
    const QString name = value(result.value(QStringLiteral("name")));
    QString out;
    if (command == QLatin1String("user.list")) {
        return list(
            result.value(QStringLiteral("users")).toArray(),
            {QStringLiteral("NAME"), QStringLiteral("DISABLED"), QStringLiteral("CREATED"),
             QStringLiteral("DISPLAY NAME")},
            {QStringLiteral("name"), QStringLiteral("disabled"), QStringLiteral("created"), QStringLiteral("display")},
            QStringLiteral("There are no users yet; banterctl user add NAME makes one."));
    }
    if (command == QLatin1String("device.list")) {
        return list(result.value(QStringLiteral("devices")).toArray(),
                    {QStringLiteral("ID"), QStringLiteral("CREATED"), QStringLiteral("LAST SEEN"),
                     QStringLiteral("PLATFORM"), QStringLiteral("NAME")},
                    {QStringLiteral("id"), QStringLiteral("created"), QStringLiteral("last_seen"),
                     QStringLiteral("platform"), QStringLiteral("name")},
                    QStringLiteral("No device is signed in."));
    }
    if (command == QLatin1String("group.list"))
        return groupList(result);
    if (command == QLatin1String("group.show"))
        return groupShown(result);
    if (command.startsWith(QLatin1String("group.")))
        return result.value(QStringLiteral("changed")).toBool() ? QStringLiteral("Done; the members see it.\n")
                                                                : QStringLiteral("It was so already.\n");
    if (command == QLatin1String("user.add"))
        out = QStringLiteral("User %1 was added.\n").arg(name);
    else if (command == QLatin1String("user.disable"))
        out = QStringLiteral("User %1 is disabled and signed out.\n").arg(name);
    else if (command == QLatin1String("user.enable"))
        out = QStringLiteral("User %1 is enabled.\n").arg(name);
    else if (command == QLatin1String("user.reset-password"))
        out = QStringLiteral("User %1 has a new password; %2.\n").arg(name, devicesSignedOut(result));
    else if (command == QLatin1String("device.revoke"))
        out = QStringLiteral("User %1: %2.\n").arg(name, devicesSignedOut(result));
    if (!out.isEmpty()) {
        if (result.contains(QStringLiteral("password")))
            out +=
                QStringLiteral("Password (shown this once): %1\n").arg(value(result.value(QStringLiteral("password"))));
        return out;
    }
    std::vector<Row> rows;
    flatten(rows, result, QString());
    return table(rows);
}

} // namespace banter::server
